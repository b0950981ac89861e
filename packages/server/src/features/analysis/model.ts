import type { api, Filters } from "@manyi/contracts";
import { covarianceMatrix, type Moments, pickMoments, rescaleMoments } from "@manyi/core/drivers";
import { addCounts, type MomentCounts } from "@manyi/core/metrics";
import {
  bootstrapPls,
  indexModel,
  latentsOfIndexModel,
  neededBase,
  type PathModel,
  type PlsBootstrap,
  type PlsModel,
  plsModel,
} from "@manyi/core/models";
import type { LocalText, Scale } from "@manyi/core/survey";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import {
  type Asked,
  ask,
  count,
  type GroupedMoments,
  placeOf,
  readMoments,
  readStatement,
  unitGroups,
  unitsToCompare,
} from "../figures/index.js";
import { readSegments } from "./compare-drivers.js";
import { scoreTree, threeItems } from "./index-tree.js";
import { type ModelDefinition, type ModelQuestion, modelInForce } from "./model-settings.js";

type Reply = z.input<typeof api.analysis.model.reply>;
type Latent = Reply["missing"][number];
type Group = Reply["segments"][number];
type Result = NonNullable<Reply["result"]>;

/** Every question is stretched to it before a model is fitted. */
const SCALE: Scale = { min: 0, max: 100 };
/** Resamples behind the paths of one group, and for how many groups beside each other they are drawn. */
const GROUP_DRAWS = 200;
const MOST_GROUPS = 16;
/** Resamples behind the intervals: made of 64 sums, so a thousand cost less than one count. */
const DRAWS = 500;
const FEWEST = 10;

/** The index model of the survey in force under the filters, with what its groups score. */
export async function model(ctx: Context, filters: Filters): Promise<Reply> {
  const wide = await ask(ctx, filters);
  const { version, isGuess, definition, questions } = await modelInForce(ctx, wide);
  const asked = definition === null ? wide : within(wide, definition.surveyId);
  const statement = await readStatement(asked);
  const nothing: Reply = {
    statement,
    version,
    isGuess,
    kind: definition?.kind ?? null,
    surveyId: definition?.surveyId ?? null,
    missing: [],
    n: 0,
    neededN: 0,
    result: null,
    segments: [],
    units: [],
    tree: null,
    threeItem: null,
  };
  if (definition === null) return nothing;
  const [tree, threeItem] = await Promise.all([scoreTree(asked, definition, questions), threeItems(asked, definition)]);
  const missing = missingIn(definition);
  if (missing.length > 0) return { ...nothing, missing, tree, threeItem };
  const pathModel = indexModel(definition.kind, definition.items as Record<string, string[]>);
  const codes = pathModel.latents.flatMap((latent) => latent.items);
  const scales = codes.map((code) => placeOf(asked, code).scale);
  const moments = await readMoments(asked, codes);
  const neededN = neededBase(pathModel);
  if (moments === null || moments.counts.n < Math.max(FEWEST, codes.length + 2)) {
    return { ...nothing, n: moments?.counts.n ?? 0, neededN, tree, threeItem };
  }
  const whole = rescaleMoments(moments.whole, scales);
  const fitted = plsModel(whole, pathModel, { scale: SCALE });
  if (fitted === null) return { ...nothing, n: moments.counts.n, neededN, tree, threeItem };
  const spread = bootstrapPls({ groups: moments.groups.map((group) => rescaleMoments(group, scales)) }, pathModel, {
    scale: SCALE,
    draws: DRAWS,
    maxIterations: 100,
    seed: JSON.stringify([definition, asked.period, asked.where]),
  });
  const [segments, units] = await Promise.all([
    bySegment(ctx, asked, codes, scales, pathModel, fitted),
    byUnit(asked, codes, scales, pathModel, fitted),
  ]);
  return {
    ...nothing,
    n: moments.counts.n,
    neededN,
    result: present(fitted, spread, moments, questions),
    segments,
    units,
    tree,
    threeItem,
  };
}

/** The same question within the survey a model is made from. */
export function within(asked: Asked, surveyId: number): Asked {
  const surveys = asked.surveys === null || asked.surveys.includes(surveyId) ? [surveyId] : [];
  return { ...asked, surveys: [surveyId], where: { ...asked.where, surveys } };
}

function missingIn({ kind, items }: ModelDefinition): Latent[] {
  return (latentsOfIndexModel(kind) as Latent[]).filter((latent) => (items[latent] ?? []).length === 0);
}

function present(fitted: PlsModel, spread: PlsBootstrap | null, moments: GroupedMoments, questions: readonly ModelQuestion[]): Result {
  const labels = new Map(questions.map(({ code, label }) => [code, label]));
  const arrow = (list: PlsBootstrap["paths"] | undefined, from: string, to: string) =>
    list?.find((one) => one.from === from && one.to === to)?.interval ?? null;
  return {
    draws: spread?.draws ?? 0,
    goodnessOfFit: fitted.goodnessOfFit,
    latents: fitted.latents.map(({ name, index, rSquared, alpha, compositeReliability, ave, items }) => {
      const drawn = spread?.latents.find((one) => one.name === name);
      return {
        latent: name as Latent,
        index: { value: index, interval: drawn?.index.interval ?? null },
        r2: rSquared === null ? null : { value: rSquared, interval: drawn?.rSquared?.interval ?? null },
        alpha,
        compositeReliability,
        ave,
        items: items.map(({ item, loading, indexWeight }) => ({
          code: item,
          label: labels.get(item) ?? { en: item },
          loading: { value: loading, interval: spread?.loadings.find((one) => one.item === item)?.interval ?? null },
          weight: indexWeight,
          n: moments.counts.available[moments.counts.names.indexOf(item)] ?? 0,
        })),
      };
    }),
    paths: fitted.paths.map(({ from, to, estimate, perPoint }) => ({
      from: from as Latent,
      to: to as Latent,
      value: estimate,
      interval: arrow(spread?.paths, from, to),
      perPoint,
    })),
    effects: fitted.totalEffects.map(({ from, to, estimate }) => ({
      from: from as Latent,
      to: to as Latent,
      value: estimate,
      interval: arrow(spread?.totalEffects, from, to),
    })),
    crossLoadings: fitted.crossLoadings.map(({ item, latent, values }) => ({
      code: item,
      label: labels.get(item) ?? { en: item },
      latent: latent as Latent,
      values: fitted.latents.map(({ name }, i) => ({ latent: name as Latent, value: values[i]! })),
    })),
    htmt: fitted.htmt.map(({ a, b, value }) => ({ a: a as Latent, b: b as Latent, value })),
    warnings: fitted.warnings.map(({ code, latent, other, item, value }) => ({
      code,
      latent: (latent ?? null) as Latent | null,
      other: (other ?? null) as Latent | null,
      item: item ?? null,
      value: value ?? null,
    })),
  };
}

async function bySegment(
  ctx: Context,
  asked: Asked,
  codes: readonly string[],
  scales: readonly Scale[],
  pathModel: PathModel,
  fitted: PlsModel,
): Promise<Group[]> {
  const [known, counted] = await Promise.all([readSegments(ctx), momentsBy(asked, codes, "segment")]);
  return known.flatMap(({ id, name }) => {
    const own = counted.get(id);
    if (own === undefined) return [];
    return [
      groupRow({ id, label: name }, groupMoments(own, scales), pathModel, fitted, counted.size <= MOST_GROUPS ? `segment ${id}` : null),
    ];
  });
}

async function byUnit(
  asked: Asked,
  codes: readonly string[],
  scales: readonly Scale[],
  pathModel: PathModel,
  fitted: PlsModel,
): Promise<Group[]> {
  const compared = unitsToCompare(asked.units, asked.unit);
  const groupOf = unitGroups(asked.units, compared);
  const counted = await momentsBy(asked, codes, "unit");
  const sums = new Map<number, MomentCounts>();
  for (const [unit, own] of counted) {
    const group = groupOf(unit);
    if (group === undefined) continue;
    const known = sums.get(group);
    sums.set(group, known === undefined ? own : addCounts(known, own));
  }
  return compared.flatMap(({ id, name }) => {
    const own = sums.get(id);
    if (own === undefined) return [];
    return [groupRow({ id, label: name }, groupMoments(own, scales), pathModel, fitted, sums.size <= MOST_GROUPS ? `unit ${id}` : null)];
  });
}

/** One segment's or unit's sums, scaled so that its weights total `n`, the number of its answers. */
type GroupMoments = { readonly n: number; readonly effectiveN: number; readonly moments: Moments };

/** Counts per segment or unit; anonymous answers are in no part of an index. */
async function momentsBy(asked: Asked, codes: readonly string[], by: "segment" | "unit"): Promise<ReadonlyMap<number, MomentCounts>> {
  const scores = codes.map((code) => ({ name: code, score: placeOf(asked, code).score }));
  const cells = await count(asked, { kind: "moments", scores, available: "without" }, [by], [asked.period]);
  return new Map(
    [...cells.values()].flatMap(({ keys, open }): [number, MomentCounts][] =>
      typeof keys[0] === "number" && open?.kind === "moments" && open.n > 0 ? [[keys[0], open]] : [],
    ),
  );
}

function groupMoments({ names, n, sums, crossProducts, weights }: MomentCounts, scales: readonly Scale[]): GroupMoments {
  const unit = weights === null ? 1 : n / weights.w;
  const scaled = { names, n, sums: sums.map((sum) => sum * unit), crossProducts: crossProducts.map((sum) => sum * unit) };
  return { n, effectiveN: weights === null ? n : weights.w ** 2 / weights.ww, moments: rescaleMoments(scaled, scales) };
}

/**
 * One group: indices by the weights of everybody, so that groups are measured alike; paths of its own when it is large enough.
 *
 * @param seed of the resamples behind the intervals of its paths; null where too many groups stand beside each other
 */
function groupRow(
  group: { id: number; label: LocalText },
  own: GroupMoments,
  pathModel: PathModel,
  fitted: PlsModel,
  seed: string | null,
): Group {
  const { n, moments, effectiveN } = own;
  if (n < FEWEST) return { ...group, n, state: "hidden", indices: [], paths: [] };
  const isEnough = n >= neededBase(pathModel);
  const alone = isEnough ? plsModel(moments, pathModel, { scale: SCALE }) : null;
  const spread =
    alone === null || seed === null
      ? null
      : bootstrapPls({ moments, effectiveN }, pathModel, { scale: SCALE, draws: GROUP_DRAWS, maxIterations: 100, seed });
  return {
    ...group,
    n,
    state: isEnough ? "ok" : "few",
    indices: fitted.latents.map(({ name, items }) => ({
      latent: name as Latent,
      index: indexOfGroup(
        own,
        items.map(({ item, indexWeight }) => [item, indexWeight]),
      ),
    })),
    paths: (alone?.paths ?? []).map(({ from, to, estimate }) => ({
      from: from as Latent,
      to: to as Latent,
      value: estimate,
      interval: spread?.paths.find((one) => one.from === from && one.to === to)?.interval ?? null,
    })),
  };
}

function indexOfGroup({ moments, n, effectiveN }: GroupMoments, weights: readonly (readonly [string, number])[]) {
  const picked = pickMoments(
    moments,
    weights.map(([item]) => item),
  );
  const k = weights.length;
  const covariance = covarianceMatrix(picked);
  const value = weights.reduce((sum, [, weight], i) => sum + (weight * picked.sums[i]!) / n, 0);
  let variance = 0;
  for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) variance += weights[a]![1] * weights[b]![1] * covariance[a * k + b]!;
  const half = 1.959963984540054 * Math.sqrt(Math.max(0, variance) / effectiveN);
  return { value, interval: { low: value - half, high: value + half } };
}
