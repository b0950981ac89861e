import { chiSquareSf } from "../numeric/index.js";
import type { Predictor } from "./coding.js";
import { invertSymmetric, solveSymmetric } from "./linear-algebra.js";
import { logisticRegression } from "./logistic.js";

/** One Wald test of equal slopes. */
export interface EqualSlopes {
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
}

/** Whether the slopes of an ordered outcome are the same at every cut, in all and for each predictor. */
export interface BrantTest extends EqualSlopes {
  readonly predictors: readonly (EqualSlopes & { readonly name: string })[];
}

/**
 * Brant's test of the parallel slopes that a proportional-odds model takes for granted (Brant 1990): one logistic regression per cut
 * "above category k", and a Wald test that their slopes are equal. A small p says that a predictor works differently at the bottom of
 * the scale than at its top; then look at penalty and reward instead of one slope.
 *
 * @param outcome category per row, 0 = lowest; a category nobody chose is left out
 * @param weights how many cases a row stands for; default one each
 * @returns `null` with fewer than three categories in use, or when one of the regressions has no finite solution
 * @throws {RangeError} when lengths differ
 * @example
 * brantTest([0, 1, 0, 2, 1, 2, 1, 0, 2, 2, 0, 1], [{ name: "speed", values: [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6] }])!.df // => 1
 */
export function brantTest(outcome: ArrayLike<number>, predictors: readonly Predictor[], weights?: ArrayLike<number>): BrantTest | null {
  const rows = outcome.length;
  const used = [...new Set(Array.from(outcome).filter((_, i) => (weights?.[i] ?? 1) > 0))].sort((a, b) => a - b);
  const cuts = used.slice(0, -1);
  if (cuts.length < 2) return null;
  const fits = cuts.map((cut) =>
    logisticRegression(
      Float64Array.from({ length: rows }, (_, i) => (outcome[i]! > cut ? 1 : 0)),
      predictors,
      weights,
    ),
  );
  if (!fits.every((fit) => fit?.hasConverged && !fit.isSeparated)) return null;
  const probabilities = fits.map((fit) => fit!.probabilities);
  const p = predictors.length;
  const q = p + 1;
  const column = [new Float64Array(rows).fill(1), ...predictors.map(({ values }) => values)];
  const information = (k: number, l: number) => {
    const product = new Float64Array(q * q);
    for (let i = 0; i < rows; i++) {
      // above both cuts less what chance alone gives; the later cut lies within the earlier one
      const spread = (weights?.[i] ?? 1) * probabilities[Math.max(k, l)]![i]! * (1 - probabilities[Math.min(k, l)]![i]!);
      for (let a = 0; a < q; a++) for (let b = 0; b < q; b++) product[a * q + b]! += spread * column[a]![i]! * column[b]![i]!;
    }
    return product;
  };
  const inverse = cuts.map((_, k) => invertSymmetric(information(k, k), q));
  if (inverse.some((matrix) => matrix === null)) return null;
  const covariance = cuts.map((_, k) => cuts.map((_, l) => multiply(multiply(inverse[k]!, information(k, l), q), inverse[l]!, q)));
  const slope = (k: number, j: number) => fits[k]!.coefficients[j + 1]!.estimate;
  const between = (k: number, l: number, a: number, b: number) => covariance[k]![l]![(a + 1) * q + b + 1]!;

  const test = (which: readonly number[]): EqualSlopes | null => {
    // slopes at the first cut less those at each later one
    const contrasts = which.flatMap((j) => cuts.slice(1).map((_, at) => ({ j, k: at + 1 })));
    const df = contrasts.length;
    const difference = Float64Array.from(contrasts, ({ j, k }) => slope(0, j) - slope(k, j));
    const spread = Float64Array.from({ length: df * df }, (_, at) => {
      const { j: a, k } = contrasts[Math.floor(at / df)]!;
      const { j: b, k: l } = contrasts[at % df]!;
      return between(0, 0, a, b) - between(0, l, a, b) - between(k, 0, a, b) + between(k, l, a, b);
    });
    const solved = solveSymmetric(spread, difference, df);
    if (solved === null) return null;
    const chiSquare = solved.reduce((sum, value, at) => sum + value * difference[at]!, 0);
    return { chiSquare, df, p: chiSquareSf(chiSquare, df) };
  };
  const all = test(predictors.map((_, j) => j));
  const each = predictors.map(({ name }, j) => ({ name, found: test([j]) }));
  if (all === null || each.some(({ found }) => found === null)) return null;
  return { ...all, predictors: each.map(({ name, found }) => ({ name, ...found! })) };
}

function multiply(a: Float64Array, b: Float64Array, k: number): Float64Array {
  const product = new Float64Array(k * k);
  for (let i = 0; i < k; i++) for (let m = 0; m < k; m++) for (let j = 0; j < k; j++) product[i * k + j]! += a[i * k + m]! * b[m * k + j]!;
  return product;
}
