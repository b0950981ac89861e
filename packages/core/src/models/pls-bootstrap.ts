import {
  type CompleteCases,
  correlationOf,
  eachAnswerResample,
  eachGroupResample,
  eachNormalResample,
  type Moments,
  percentileInterval,
  pickMoments,
  type Resample,
} from "../drivers/index.js";
import type { Interval } from "../measures/index.js";
import { seedRng, uniformStream } from "../numeric/index.js";
import type { PathModel } from "./path-model.js";
import { indexOfLatents, type PlsOptions } from "./pls.js";
import { compileModel, fitPls, totalEffects } from "./pls-core.js";

/** Answers, counts by random group, or overall counts (which takes the answers for normal): the first is the best. */
export type ResampleSource =
  | { readonly answers: CompleteCases }
  | { readonly groups: readonly Moments[] }
  | { readonly moments: Moments; readonly effectiveN?: number };

export interface Spread {
  readonly standardError: number;
  readonly interval: Interval;
}

export interface PlsBootstrap {
  /** Resamples that could be fitted. */
  readonly draws: number;
  /** Resamples in which the model had no solution. */
  readonly failed: number;
  /** In the order of the model's arrows. */
  readonly paths: readonly (Spread & { readonly from: string; readonly to: string })[];
  readonly totalEffects: readonly (Spread & { readonly from: string; readonly to: string })[];
  readonly loadings: readonly (Spread & { readonly item: string })[];
  readonly weights: readonly (Spread & { readonly item: string })[];
  readonly latents: readonly { readonly name: string; readonly index: Spread; readonly rSquared: Spread | null }[];
}

/**
 * Standard errors and percentile intervals of an index model, by resampling with a stored seed: the same seed gives the same
 * numbers.
 *
 * @param source where resamples come from; answers must hold every item
 * @returns `null` when fewer than half of the resamples could be fitted
 * @example
 * const model = { latents: [{ name: "Q", items: ["q"] }, { name: "S", items: ["s"] }], paths: [["Q", "S"]] };
 * const moments = { names: ["q", "s"], n: 40, sums: [120, 120], crossProducts: [440, 400, 400, 440] };
 * bootstrapPls({ moments }, model, { scale: { min: 1, max: 5 }, draws: 50, seed: 1 }).paths.length // => 1
 */
export function bootstrapPls(
  source: ResampleSource,
  model: PathModel,
  options: PlsOptions & { readonly draws: number; readonly seed: number | string; readonly confidence?: number },
): PlsBootstrap | null {
  const { scheme = "path", scale, draws, seed, confidence = 0.95, maxIterations = 500 } = options;
  const compiled = compileModel(model);
  const k = compiled.items.length;
  const latents = model.latents.length;
  const names = model.latents.map((latent) => latent.name);
  const arrows = model.paths.map(([from, to]) => names.indexOf(from) * latents + names.indexOf(to));
  const means = meansOf(source, compiled.items);
  const cells = latents * latents;
  const width = 2 * cells + 2 * k + 2 * latents;
  const kept: Float64Array[] = [];
  let failed = 0;
  const covariance = new Float64Array(k * k);
  const read = ({ scatter, n, meanShift }: Resample): void => {
    for (let at = 0; at < k * k; at++) covariance[at] = scatter[at]! / (n - 1);
    const fit = fitPls(compiled, correlationOf(covariance, k), { scheme, tolerance: options.tolerance ?? 1e-7, maxIterations });
    if (fit === null) {
      failed++;
      return;
    }
    const row = new Float64Array(width);
    row.set(fit.paths, 0);
    row.set(totalEffects(fit.paths, latents), cells);
    row.set(fit.weights, 2 * cells);
    for (let l = 0; l < latents; l++) {
      for (let a = compiled.start[l]!; a < compiled.start[l + 1]!; a++) row[2 * cells + k + a] = fit.crossLoadings[a * latents + l]!;
    }
    const index = indexOfLatents(
      fit.weights,
      covariance,
      means.map((mean, a) => mean + meanShift[a]!),
      compiled.start,
      scale,
    );
    row.set(index.mean, 2 * cells + 2 * k);
    row.set(fit.rSquared, 2 * cells + 2 * k + latents);
    kept.push(row);
  };
  const chance = { draws, uniform: uniformStream(seedRng(seed)) };
  if ("answers" in source) eachAnswerResample(pickCases(source.answers, compiled.items), chance, read);
  else if ("groups" in source)
    eachGroupResample(
      source.groups.map((group) => pickMoments(group, compiled.items)),
      chance,
      read,
    );
  else eachNormalResample(pickMoments(source.moments, compiled.items), chance, read, source.effectiveN);
  if (kept.length < 2 || kept.length < draws / 2) return null;

  const column = new Float64Array(kept.length);
  const spread = (at: number): Spread => {
    let sum = 0;
    kept.forEach((row, d) => {
      column[d] = row[at]!;
      sum += row[at]!;
    });
    const mean = sum / kept.length;
    const variance = column.reduce((total, value) => total + (value - mean) ** 2, 0) / (kept.length - 1);
    return { standardError: Math.sqrt(variance), interval: percentileInterval(column, confidence) };
  };
  const connected = Array.from({ length: cells }, (_, at) => at).filter((at) => kept.some((row) => row[cells + at] !== 0));
  return {
    draws: kept.length,
    failed,
    paths: model.paths.map(([from, to], i) => ({ from, to, ...spread(arrows[i]!) })),
    totalEffects: connected.map((at) => ({ from: names[Math.floor(at / latents)]!, to: names[at % latents]!, ...spread(cells + at) })),
    weights: compiled.items.map((item, a) => ({ item, ...spread(2 * cells + a) })),
    loadings: compiled.items.map((item, a) => ({ item, ...spread(2 * cells + k + a) })),
    latents: names.map((name, l) => ({
      name,
      index: spread(2 * cells + 2 * k + l),
      rSquared: compiled.causes[l]!.length > 0 ? spread(2 * cells + 2 * k + latents + l) : null,
    })),
  };
}

function pickCases(cases: CompleteCases, items: readonly string[]): CompleteCases {
  const at = items.map((item) => {
    const index = cases.names.indexOf(item);
    if (index < 0) throw new RangeError(`there are no answers for "${item}"`);
    return index;
  });
  return { names: items, n: cases.n, columns: at.map((i) => cases.columns[i]!), available: at.map((i) => cases.available[i]!) };
}

function meansOf(source: ResampleSource, items: readonly string[]): number[] {
  if ("answers" in source)
    return pickCases(source.answers, items).columns.map((column) => column.reduce((a, b) => a + b, 0) / source.answers.n);
  const parts = "groups" in source ? source.groups : [source.moments];
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  return items.map((item) => parts.reduce((sum, part) => sum + pickMoments(part, [item]).sums[0]!, 0) / n);
}
