import { solveSymmetric } from "../drivers/index.js";
import { checkPathModel, type PathModel } from "./path-model.js";

/** How a latent's neighbours are weighed: by sign, by correlation, or causes by regression and effects by correlation. */
export type InnerScheme = "centroid" | "factorial" | "path";

/** A path model turned into positions, ready for many fits. */
export interface CompiledModel {
  readonly model: PathModel;
  /** Items in block order. */
  readonly items: readonly string[];
  /** First item of each latent; one more entry than latents. */
  readonly start: Int32Array;
  /** Positions of the causes of each latent. */
  readonly causes: readonly Int32Array[];
  readonly effects: readonly Int32Array[];
}

/** Weights, loadings and correlations of a fit; every array is row-major. */
export interface PlsSolution {
  /** Outer weight per item for standardised items; latent scores have variance 1. */
  readonly weights: Float64Array;
  /** items × latents: correlation of every item with every latent (cross-loadings). */
  readonly crossLoadings: Float64Array;
  /** latents × latents. */
  readonly latentCorrelation: Float64Array;
  /** latents × latents: coefficient of the arrow from row to column. */
  readonly paths: Float64Array;
  /** Per latent; `NaN` for a latent without causes. */
  readonly rSquared: Float64Array;
  readonly iterations: number;
  readonly hasConverged: boolean;
}

/** Resolves names once; throws like {@link checkPathModel}. */
export function compileModel(model: PathModel): CompiledModel {
  checkPathModel(model);
  const names = model.latents.map((latent) => latent.name);
  const start = new Int32Array(names.length + 1);
  model.latents.forEach((latent, l) => {
    start[l + 1] = start[l]! + latent.items.length;
  });
  return {
    model,
    items: model.latents.flatMap((latent) => latent.items),
    start,
    causes: names.map((name) => Int32Array.from(model.paths.filter(([, to]) => to === name).map(([from]) => names.indexOf(from)))),
    effects: names.map((name) => Int32Array.from(model.paths.filter(([from]) => from === name).map(([, to]) => names.indexOf(to)))),
  };
}

/**
 * Partial least squares path algorithm (Wold, Lohmöller), mode A, from the correlations of the items: no answer is needed.
 *
 * @param r correlations of the items in block order, row-major
 * @returns `null` when an item is constant, or the causes of a latent are collinear
 */
export function fitPls(
  compiled: CompiledModel,
  r: Float64Array,
  options: { readonly scheme: InnerScheme; readonly tolerance: number; readonly maxIterations: number },
): PlsSolution | null {
  const { start, causes, effects } = compiled;
  const k = compiled.items.length;
  const latents = causes.length;
  if (r.some((value) => Number.isNaN(value))) return null;
  const weights = new Float64Array(k).fill(1);
  const next = new Float64Array(k);
  const cross = new Float64Array(k * latents); // item × latent correlations
  const latentR = new Float64Array(latents * latents);
  const inner = new Float64Array(latents);

  const normalise = (w: Float64Array): void => {
    for (let l = 0; l < latents; l++) {
      let variance = 0;
      for (let a = start[l]!; a < start[l + 1]!; a++)
        for (let b = start[l]!; b < start[l + 1]!; b++) variance += w[a]! * w[b]! * r[a * k + b]!;
      const scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
      for (let a = start[l]!; a < start[l + 1]!; a++) w[a]! *= scale;
    }
  };
  const correlate = (): void => {
    for (let i = 0; i < k; i++) {
      for (let l = 0; l < latents; l++) {
        let value = 0;
        for (let b = start[l]!; b < start[l + 1]!; b++) value += r[i * k + b]! * weights[b]!;
        cross[i * latents + l] = value;
      }
    }
    for (let l = 0; l < latents; l++) {
      for (let m = 0; m < latents; m++) {
        let value = 0;
        for (let a = start[l]!; a < start[l + 1]!; a++) value += weights[a]! * cross[a * latents + m]!;
        latentR[l * latents + m] = value;
      }
    }
  };

  normalise(weights);
  correlate();
  let iterations = 0;
  let hasConverged = false;
  while (iterations < options.maxIterations && !hasConverged) {
    iterations++;
    for (let l = 0; l < latents; l++) {
      inner.fill(0);
      if (options.scheme === "path") {
        for (const m of effects[l]!) inner[m] = latentR[l * latents + m]!;
        const beta = regressOn(causes[l]!, l, latentR, latents);
        if (beta === null) return null;
        causes[l]!.forEach((m, at) => {
          inner[m] = beta[at]!;
        });
      } else {
        const weigh = options.scheme === "centroid" ? Math.sign : (value: number) => value;
        for (const m of causes[l]!) inner[m] = weigh(latentR[l * latents + m]!);
        for (const m of effects[l]!) inner[m] = weigh(latentR[l * latents + m]!);
      }
      for (let a = start[l]!; a < start[l + 1]!; a++) {
        let value = 0;
        for (let m = 0; m < latents; m++) value += inner[m]! * cross[a * latents + m]!;
        next[a] = value;
      }
    }
    normalise(next);
    let change = 0;
    for (let a = 0; a < k; a++) change = Math.max(change, Math.abs(Math.abs(next[a]!) - Math.abs(weights[a]!)));
    weights.set(next);
    correlate();
    hasConverged = change < options.tolerance;
  }

  for (let l = 0; l < latents; l++) {
    let total = 0;
    for (let a = start[l]!; a < start[l + 1]!; a++) total += cross[a * latents + l]!;
    if (total < 0) for (let a = start[l]!; a < start[l + 1]!; a++) weights[a] = -weights[a]!;
  }
  correlate();
  const paths = new Float64Array(latents * latents);
  const rSquared = new Float64Array(latents).fill(Number.NaN);
  for (let l = 0; l < latents; l++) {
    const from = causes[l]!;
    if (from.length === 0) continue;
    const beta = regressOn(from, l, latentR, latents);
    if (beta === null) return null;
    rSquared[l] = 0;
    from.forEach((m, at) => {
      paths[m * latents + l] = beta[at]!;
      rSquared[l]! += beta[at]! * latentR[m * latents + l]!;
    });
  }
  return { weights, crossLoadings: cross, latentCorrelation: latentR, paths, rSquared, iterations, hasConverged };
}

function regressOn(from: Int32Array, to: number, r: Float64Array, latents: number): Float64Array | null {
  const p = from.length;
  const rr = new Float64Array(p * p);
  const ry = new Float64Array(p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < p; b++) rr[a * p + b] = a === b ? 1 : r[from[a]! * latents + from[b]!]!;
    ry[a] = r[from[a]! * latents + to]!;
  }
  return solveSymmetric(rr, ry, p);
}

/** Direct plus all indirect effects, latents × latents from row to column. */
export function totalEffects(paths: Float64Array, latents: number): Float64Array {
  const total = Float64Array.from(paths);
  let power = paths;
  for (let step = 2; step < latents; step++) {
    const next = new Float64Array(latents * latents);
    for (let i = 0; i < latents; i++) {
      for (let m = 0; m < latents; m++) {
        const via = power[i * latents + m]!;
        if (via === 0) continue;
        for (let j = 0; j < latents; j++) next[i * latents + j]! += via * paths[m * latents + j]!;
      }
    }
    for (let at = 0; at < total.length; at++) total[at]! += next[at]!;
    power = next;
  }
  return total;
}
