import { type Interval, type MeanSums, meanOf } from "../measures/index.js";
import { studentTwoSided, studentUpperQuantile } from "../numeric/index.js";

/** Two independent means compared: a − b. */
export interface MeanComparison {
  readonly difference: number;
  readonly t: number;
  readonly df: number;
  readonly p: number;
  readonly interval: Interval;
  /** the difference in pooled standard deviations */
  readonly cohenD: number;
}

/**
 * Compares two independent means from their sums.
 *
 * @param method `welch` lets the variances differ (the default), `pooled` takes them as one
 * @returns `null` when a side has fewer than two answers or nothing varies
 * @throws {RangeError} when a base is not a whole number ≥ 0
 * @example
 * compareMeans({ n: 5, sum: 20, sumSquares: 84 }, { n: 5, sum: 15, sumSquares: 49 }).t // => 1.581139
 */
export function compareMeans(a: MeanSums, b: MeanSums, method: "welch" | "pooled" = "welch", level = 0.95): MeanComparison | null {
  const [left, right] = [meanOf(a), meanOf(b)];
  if (left === null || right === null || left.standardDeviation === null || right.standardDeviation === null) return null;
  const [varianceA, varianceB] = [left.standardDeviation ** 2, right.standardDeviation ** 2];
  const pooled = ((a.n - 1) * varianceA + (b.n - 1) * varianceB) / (a.n + b.n - 2);
  if (pooled === 0) return null;
  const [errorA, errorB] = method === "welch" ? [varianceA / a.n, varianceB / b.n] : [pooled / a.n, pooled / b.n];
  const df = method === "welch" ? (errorA + errorB) ** 2 / (errorA ** 2 / (a.n - 1) + errorB ** 2 / (b.n - 1)) : a.n + b.n - 2;
  const error = Math.sqrt(errorA + errorB);
  const difference = left.value - right.value;
  const half = studentUpperQuantile((1 - level) / 2, df) * error;
  return {
    difference,
    t: difference / error,
    df,
    p: studentTwoSided(difference / error, df),
    interval: { low: difference - half, high: difference + half },
    cohenD: difference / Math.sqrt(pooled),
  };
}
