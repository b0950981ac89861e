import { correlationOf, covarianceMatrix, type Moments, pickMoments } from "../drivers/index.js";
import { measureQuality, type QualityOfLatent } from "./measure-quality.js";
import type { PathModel } from "./path-model.js";
import { compileModel, fitPls, type InnerScheme, totalEffects } from "./pls-core.js";
import { type ModelWarning, modelWarnings } from "./warnings.js";

export interface ItemResult {
  readonly item: string;
  /** Outer weight for standardised items; the latent score has variance 1. */
  readonly weight: number;
  /** Weight for answers on their own scale, summing to 1 within the latent: how the index is made. */
  readonly indexWeight: number;
  /** Correlation with its own latent. */
  readonly loading: number;
}

export interface LatentResult extends QualityOfLatent {
  readonly name: string;
  /** Share of variance explained by its causes; `null` for a latent without causes. */
  readonly rSquared: number | null;
  /** Mean of the 0–100 index, and its standard deviation over people. */
  readonly index: number;
  readonly indexSd: number;
  readonly items: readonly ItemResult[];
}

export interface EffectResult {
  readonly from: string;
  readonly to: string;
  /** Standardised. */
  readonly estimate: number;
}

export interface PathResult extends EffectResult {
  /** Points of the effect's 0–100 index per point of the cause's, the other causes held still. */
  readonly perPoint: number;
}

export interface PlsModel {
  readonly n: number;
  readonly scheme: InnerScheme;
  readonly iterations: number;
  readonly hasConverged: boolean;
  readonly latents: readonly LatentResult[];
  readonly paths: readonly PathResult[];
  /** Direct and indirect effects together, for every pair connected by arrows. */
  readonly totalEffects: readonly EffectResult[];
  readonly latentCorrelations: readonly (readonly number[])[];
  /** Correlation of each item with each latent, latents in model order. */
  readonly crossLoadings: readonly { readonly item: string; readonly latent: string; readonly values: readonly number[] }[];
  /** Heterotrait–monotrait ratio for each pair of latents with several items. */
  readonly htmt: readonly { readonly a: string; readonly b: string; readonly value: number }[];
  /** Geometric mean of mean communality and mean R². */
  readonly goodnessOfFit: number;
  readonly warnings: readonly ModelWarning[];
}

export interface PlsOptions {
  /** Ends of the answer scale, for the 0–100 index. */
  readonly scale: { readonly min: number; readonly max: number };
  readonly scheme?: InnerScheme;
  readonly tolerance?: number;
  readonly maxIterations?: number;
}

/**
 * Satisfaction index model (CCSI, ECSI, ACSI or your own) by PLS path modelling, mode A, from sums and cross-products.
 *
 * Latent scores are standardised (n − 1); a block's sign is chosen so that its loadings sum to more than 0; the 0–100 index is
 * (Σ w·mean − min)/(max − min)·100 with weights w/sd that sum to 1 (Fornell; Tenenhaus et al. 2005).
 *
 * @returns `null` when an item is constant, fewer than three answers are complete, or the causes of a latent are collinear
 * @throws {RangeError} when the model cannot be computed (see {@link checkPathModel}), an item has no counts, or the scale is empty
 * @example
 * const model = { latents: [{ name: "Q", items: ["q"] }, { name: "S", items: ["s"] }], paths: [["Q", "S"]] };
 * const answers = { names: ["q", "s"], n: 3, sums: [6, 7], crossProducts: [14, 16, 16, 21] };
 * plsModel(answers, model, { scale: { min: 1, max: 5 } }).paths[0].estimate // => 0.6547
 */
export function plsModel(moments: Moments, model: PathModel, options: PlsOptions): PlsModel | null {
  const { scale, scheme = "path", tolerance = 1e-11, maxIterations = 500 } = options;
  if (!(scale.max > scale.min)) throw new RangeError(`plsModel needs a scale, got ${scale.min}..${scale.max}`);
  const compiled = compileModel(model);
  const chosen = pickMoments(moments, compiled.items);
  if (chosen.n < 3) return null;
  const k = compiled.items.length;
  const latents = model.latents.length;
  const covariance = covarianceMatrix(chosen);
  const r = correlationOf(covariance, k);
  const solution = fitPls(compiled, r, { scheme, tolerance, maxIterations });
  if (solution === null) return null;
  const { weights, crossLoadings, latentCorrelation, paths, rSquared } = solution;
  const index = indexOfLatents(
    weights,
    covariance,
    Array.from(chosen.sums, (sum) => sum / chosen.n),
    compiled.start,
    scale,
  );
  const { byLatent, htmt } = measureQuality(compiled, r, crossLoadings);
  const total = totalEffects(paths, latents);
  const name = (l: number) => model.latents[l]!.name;
  const at = (latent: string) => model.latents.findIndex((one) => one.name === latent);

  const latentResults = model.latents.map(
    (latent, l): LatentResult => ({
      name: latent.name,
      ...byLatent[l]!,
      rSquared: Number.isNaN(rSquared[l]!) ? null : rSquared[l]!,
      index: index.mean[l]!,
      indexSd: index.sd[l]!,
      items: latent.items.map((item, i) => {
        const row = compiled.start[l]! + i;
        return { item, weight: weights[row]!, indexWeight: index.weights[row]!, loading: crossLoadings[row * latents + l]! };
      }),
    }),
  );
  const several = latentResults
    .filter((latent) => latent.items.length > 1)
    .flatMap((latent) => latent.items.map((item) => item.loading ** 2));
  const explained = latentResults.flatMap((latent) => latent.rSquared ?? []);
  const result = {
    n: chosen.n,
    scheme,
    iterations: solution.iterations,
    hasConverged: solution.hasConverged,
    latents: latentResults,
    paths: model.paths.map(([from, to]) => {
      const estimate = paths[at(from) * latents + at(to)]!;
      return { from, to, estimate, perPoint: (estimate * index.signedSd[at(to)]!) / index.signedSd[at(from)]! };
    }),
    totalEffects: model.latents.flatMap((_, i) =>
      model.latents.flatMap((_other, j) =>
        Math.abs(total[i * latents + j]!) > 1e-12 ? [{ from: name(i), to: name(j), estimate: total[i * latents + j]! }] : [],
      ),
    ),
    latentCorrelations: model.latents.map((_, i) => model.latents.map((_other, j) => latentCorrelation[i * latents + j]!)),
    crossLoadings: model.latents.flatMap((latent, l) =>
      latent.items.map((item, i) => {
        const row = (compiled.start[l]! + i) * latents;
        return { item, latent: latent.name, values: Array.from(crossLoadings.subarray(row, row + latents)) };
      }),
    ),
    htmt,
    goodnessOfFit: Math.sqrt(average(several.length > 0 ? several : [1]) * average(explained)),
  };
  return { ...result, warnings: modelWarnings(result, model) };
}

/** 0–100 index per latent: mean, standard deviation over people, and the weights that make it. */
export function indexOfLatents(
  weights: Float64Array,
  covariance: Float64Array,
  means: readonly number[],
  start: Int32Array,
  scale: { readonly min: number; readonly max: number },
) {
  const k = weights.length;
  const latents = start.length - 1;
  const own = new Float64Array(k);
  const mean = new Float64Array(latents);
  const sd = new Float64Array(latents);
  const signedSd = new Float64Array(latents);
  const range = scale.max - scale.min;
  for (let l = 0; l < latents; l++) {
    let total = 0;
    for (let a = start[l]!; a < start[l + 1]!; a++) {
      own[a] = weights[a]! / Math.sqrt(covariance[a * k + a]!);
      total += own[a]!;
    }
    let level = 0;
    let variance = 0;
    for (let a = start[l]!; a < start[l + 1]!; a++) {
      own[a]! /= total;
      level += own[a]! * means[a]!;
    }
    for (let a = start[l]!; a < start[l + 1]!; a++) {
      for (let b = start[l]!; b < start[l + 1]!; b++) variance += own[a]! * own[b]! * covariance[a * k + b]!;
    }
    mean[l] = (100 * (level - scale.min)) / range;
    sd[l] = (100 * Math.sqrt(variance)) / range;
    signedSd[l] = total < 0 ? -sd[l]! : sd[l]!;
  }
  return { mean, sd, signedSd, weights: own };
}

function average(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
