import { expect, test, vi } from "vitest";
import { type CompleteCases, completeCases, momentsOf } from "../drivers/index.js";
import { compare, numbers, type ReferenceCase, readReference, readTable } from "../testing/index.js";
import { bootstrapPls, type InnerScheme, type PathModel, plsModel } from "./index.js";

// simulations and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

interface Params {
  readonly scheme: InnerScheme;
  readonly blocks: Record<string, string | string[]>;
  readonly paths: [string, string][];
  readonly scale_min: number;
  readonly scale_max: number;
}

const cases = readReference("07_pls");
let compared = 0;

for (const reference of cases) {
  test(`07_pls ${reference.id}: ${reference.title}`, () => {
    const { bootstrap_se_paths_approx: errors, ...expected } = reference.expected;
    const { model, answers, scale, scheme } = setUp(reference);
    const got = solve(answers, model, { scale, scheme });
    const comparisons = [compare(got, expected, reference.tolerance)];
    if (reference.published) {
      const { source: _, ...published } = reference.published;
      comparisons.push(compare(got, published, { abs: reference.tolerance.published_abs! }));
    }
    if (errors) {
      const spread = bootstrapPls({ answers }, model, { scale, scheme, draws: 1000, seed: 1 })!;
      const byPath = Object.fromEntries(spread.paths.map((path) => [`${path.from}->${path.to}`, path.standardError]));
      comparisons.push(compare(byPath, errors, { rel: reference.tolerance.bootstrap_rel! }));
    }
    expect(comparisons.flatMap((found) => found.differences)).toEqual([]);
    compared += comparisons.reduce((total, found) => total + found.numbers, 0);
  });
}

test("07_pls: every case was compared", () => {
  console.info(`07_pls: ${cases.length} cases, ${compared} numbers compared`);
  expect(compared).toBeGreaterThan(0);
});

function setUp(reference: ReferenceCase) {
  const params = reference.params as Params;
  const latents = Object.entries(params.blocks).map(([name, items]) => ({ name, items: [items].flat() }));
  const items = latents.flatMap((latent) => latent.items);
  const { rows } = readTable(reference.data!);
  const answers = completeCases(Object.fromEntries(items.map((item) => [item, numbers(rows, item)])), items);
  return {
    model: { latents, paths: params.paths },
    answers,
    scale: { min: params.scale_min, max: params.scale_max },
    scheme: params.scheme,
  };
}

function solve(answers: CompleteCases, model: PathModel, options: { scale: { min: number; max: number }; scheme: InnerScheme }) {
  const fit = plsModel(momentsOf(answers), model, options)!;
  const arrow = ({ from, to }: { from: string; to: string }) => `${from}->${to}`;
  const byLatent = <T>(pick: (latent: (typeof fit.latents)[number]) => T) =>
    Object.fromEntries(fit.latents.map((latent) => [latent.name, pick(latent)]));
  const byItem = (pick: (item: (typeof fit.latents)[number]["items"][number]) => number) =>
    byLatent((latent) => Object.fromEntries(latent.items.map((item) => [item.item, pick(item)])));
  return {
    n: fit.n,
    path_coefficients: Object.fromEntries(fit.paths.map((path) => [arrow(path), path.estimate])),
    r2: byLatent((latent) => latent.rSquared),
    total_effects: Object.fromEntries(fit.totalEffects.map((effect) => [arrow(effect), effect.estimate])),
    // by latent as computed, and by item alone as published
    outer_loadings: {
      ...byItem((item) => item.loading),
      ...Object.fromEntries(fit.latents.flatMap((latent) => latent.items.map((item) => [item.item, item.loading]))),
    },
    outer_weights: byItem((item) => item.weight),
    index_weights_sum_to_1: byItem((item) => item.indexWeight),
    index_0_100: byLatent((latent) => latent.index),
    index_sd: byLatent((latent) => latent.indexSd),
    unstandardised_effects_0_100: byLatent((latent) =>
      Object.fromEntries(fit.paths.filter((path) => path.to === latent.name).map((path) => [path.from, path.perPoint])),
    ),
    cronbach_alpha_std: byLatent((latent) => latent.alpha),
    rho_c: byLatent((latent) => latent.compositeReliability),
    ave: byLatent((latent) => latent.ave),
    htmt: Object.fromEntries(fit.htmt.map(({ a, b, value }) => [`${a}~${b}`, value])),
    gof: fit.goodnessOfFit,
  };
}
