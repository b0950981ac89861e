import { normalTwoSided } from "../numeric/index.js";
import { type Predictor, requireColumns } from "./coding.js";
import { invertSymmetric, solveSymmetric } from "./linear-algebra.js";
import type { LikelihoodCoefficient } from "./logistic.js";

export interface OrdinalModel {
  readonly n: number;
  /** One per predictor: log odds of being in a higher category per unit. */
  readonly coefficients: readonly LikelihoodCoefficient[];
  /** Cut-points between category k and k + 1, rising. */
  readonly thresholds: readonly { readonly estimate: number; readonly standardError: number }[];
  readonly logLikelihood: number;
  readonly residualDeviance: number;
  readonly nullDeviance: number;
  readonly mcFaddenR2: number;
  readonly hasConverged: boolean;
}

/**
 * Proportional-odds model for an ordered outcome such as a five-point rating: logit P(Y ≤ k) = θₖ − x′b.
 *
 * @param outcome category per row, 0 = lowest; a category nobody chose is left out
 * @param weights how many cases a row stands for; default one each
 * @returns `null` with fewer than two categories in use, or collinear predictors
 * @throws {RangeError} when an outcome is not a whole number ≥ 0, lengths differ, a number is not finite or a weight is below 0
 * @example
 * ordinalRegression([0, 1, 0, 2, 1, 2], [{ name: "speed", values: [1, 2, 3, 4, 5, 6] }])!.coefficients[0]!.estimate // => 1.0597
 */
export function ordinalRegression(
  outcome: ArrayLike<number>,
  predictors: readonly Predictor[],
  weights?: ArrayLike<number>,
): OrdinalModel | null {
  const rows = outcome.length;
  requireColumns(predictors, rows, weights);
  const { category, sizes } = usedCategories(outcome, weights);
  const cuts = sizes.length - 1;
  if (cuts < 1) return null;
  const p = predictors.length;
  const q = p + cuts;
  const n = sizes.reduce((a, b) => a + b, 0);
  // Centred predictors keep the thresholds near their start; they are moved back at the end.
  const centre = predictors.map(({ values }) => Array.from(values).reduce((a, b) => a + b, 0) / rows);
  const design = new Float64Array(rows * p);
  for (let j = 0; j < p; j++) for (let i = 0; i < rows; i++) design[i * p + j] = predictors[j]!.values[i]! - centre[j]!;

  const at = new Float64Array(q); // p slopes, then the thresholds
  let below = 0;
  let nullLogLikelihood = 0;
  for (let k = 0; k <= cuts; k++) {
    nullLogLikelihood += sizes[k]! * Math.log(sizes[k]! / n);
    below += sizes[k]!;
    if (k < cuts) at[p + k] = Math.log(below / (n - below));
  }
  const score = new Float64Array(q);
  const information = new Float64Array(q * q);
  const evaluate = () => accumulate({ at, p, cuts, design, category, rows, weights, score, information });
  let logLikelihood = evaluate();
  let hasConverged = false;
  for (let round = 0; round < 60 && !hasConverged; round++) {
    const step = solveSymmetric(information, score, q);
    if (step === null) return null;
    for (let j = 0; j < q; j++) at[j]! += step[j]!;
    let next = evaluate();
    for (let half = 0; half < 30 && !(next >= logLikelihood - 1e-10 * Math.abs(logLikelihood)); half++) {
      for (let j = 0; j < q; j++) {
        step[j]! /= 2;
        at[j]! -= step[j]!;
      }
      next = evaluate();
    }
    hasConverged = Math.abs(next - logLikelihood) <= 1e-13 * (Math.abs(next) + 1e-3);
    logLikelihood = next;
  }
  const covariance = invertSymmetric(information, q);
  if (covariance === null) return null;
  return {
    n,
    coefficients: predictors.map(({ name }, j) => {
      const standardError = Math.sqrt(covariance[j * q + j]!);
      const z = at[j]! / standardError;
      return { name, estimate: at[j]!, standardError, z, p: normalTwoSided(z) };
    }),
    thresholds: Array.from({ length: cuts }, (_, k) => {
      // θ on the original scale = θ on the centred scale + Σ b·centre
      const mix = new Float64Array(q);
      mix[p + k] = 1;
      centre.forEach((value, j) => {
        mix[j] = value;
      });
      let estimate = 0;
      let variance = 0;
      for (let a = 0; a < q; a++) {
        estimate += mix[a]! * at[a]!;
        for (let b = 0; b < q; b++) variance += mix[a]! * mix[b]! * covariance[a * q + b]!;
      }
      return { estimate, standardError: Math.sqrt(variance) };
    }),
    logLikelihood,
    residualDeviance: -2 * logLikelihood,
    nullDeviance: -2 * nullLogLikelihood,
    mcFaddenR2: 1 - logLikelihood / nullLogLikelihood,
    hasConverged,
  };
}

function usedCategories(outcome: ArrayLike<number>, weights?: ArrayLike<number>) {
  const totals: number[] = [];
  for (let i = 0; i < outcome.length; i++) {
    const value = outcome[i]!;
    if (!Number.isInteger(value) || value < 0) throw new RangeError(`ordinalRegression needs categories 0, 1, 2 …, got ${value}`);
    totals[value] = (totals[value] ?? 0) + (weights?.[i] ?? 1);
  }
  const used = [...totals.keys()].filter((k) => (totals[k] ?? 0) > 0);
  const category = Int32Array.from({ length: outcome.length }, (_, i) => used.indexOf(outcome[i]!));
  return { category, sizes: used.map((k) => totals[k]!) };
}

/** Log-likelihood at `at`, filling its gradient and the observed information; −∞ when two thresholds cross. */
function accumulate(input: {
  readonly at: Float64Array;
  readonly p: number;
  readonly cuts: number;
  readonly design: Float64Array;
  readonly category: Int32Array;
  readonly rows: number;
  readonly weights: ArrayLike<number> | undefined;
  readonly score: Float64Array;
  readonly information: Float64Array;
}): number {
  const { at, p, cuts, design, category, rows, weights, score, information } = input;
  const q = p + cuts;
  score.fill(0);
  information.fill(0);
  let logLikelihood = 0;
  for (let i = 0; i < rows; i++) {
    const w = weights?.[i] ?? 1;
    const k = category[i]!;
    if (w === 0 || k < 0) continue;
    let eta = 0;
    for (let j = 0; j < p; j++) eta += design[i * p + j]! * at[j]!;
    const upper = k < cuts ? logistic(at[p + k]! - eta) : 1;
    const lower = k > 0 ? logistic(at[p + k - 1]! - eta) : 0;
    const chance = upper - lower;
    if (!(chance > 0)) return Number.NEGATIVE_INFINITY;
    logLikelihood += w * Math.log(chance);
    const fu = upper * (1 - upper);
    const fl = lower * (1 - lower);
    const du = fu / chance; // d log P / d upper end
    const dl = -fl / chance;
    const duu = (fu * (1 - 2 * upper)) / chance - du * du;
    const dll = (-fl * (1 - 2 * lower)) / chance - dl * dl;
    const dul = -du * dl;
    const pull = w * (du + dl);
    const bend = w * (duu + dll + 2 * dul);
    const hi = p + k;
    const lo = p + k - 1;
    for (let a = 0; a < p; a++) {
      const x = design[i * p + a]!;
      score[a]! -= pull * x;
      for (let b = 0; b <= a; b++) information[a * q + b]! -= bend * x * design[i * p + b]!;
      if (k < cuts) information[hi * q + a]! += w * (duu + dul) * x;
      if (k > 0) information[lo * q + a]! += w * (dll + dul) * x;
    }
    if (k < cuts) {
      score[hi]! += w * du;
      information[hi * q + hi]! -= w * duu;
    }
    if (k > 0) {
      score[lo]! += w * dl;
      information[lo * q + lo]! -= w * dll;
    }
    if (k > 0 && k < cuts) information[hi * q + lo]! -= w * dul;
  }
  for (let a = 0; a < q; a++) for (let b = 0; b < a; b++) information[b * q + a] = information[a * q + b]!;
  return logLikelihood;
}

function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}
