import type { Interval } from "../measures/index.js";
import { normalTwoSided, normalUpperQuantile, ranks, tieSizes } from "../numeric/index.js";
import { requireSeries, slackOf } from "./series.js";

export interface Trend {
  readonly n: number;
  /** Rising less falling pairs. */
  readonly s: number;
  readonly varianceOfS: number;
  /** With continuity correction. */
  readonly z: number;
  readonly p: number;
  /** Kendall's tau-b with time, −1..1; `null` when all values are equal. */
  readonly tau: number | null;
  /** Sen's slope: median change per step, with its interval. */
  readonly slope: number;
  readonly slopeInterval: Interval;
}

/**
 * Mann–Kendall trend test with Sen's slope: is a series rising or falling, whatever its shape, and by how much a step?
 *
 * @param values equally spaced, oldest first
 * @returns `null` with fewer than three values
 * @throws {RangeError} when a value is not finite
 * @example
 * mannKendall([1, 2, 3, 4, 5])!.slope // => 1
 */
export function mannKendall(values: ArrayLike<number>, confidence = 0.95): Trend | null {
  requireSeries(values);
  const n = values.length;
  if (n < 3) return null;
  const pairs = (n * (n - 1)) / 2;
  const slopes = new Float64Array(pairs);
  let s = 0;
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const rise = values[j]! - values[i]!;
      s += Math.sign(rise);
      slopes[at++] = rise / (j - i);
    }
  }
  slopes.sort();
  const ties = tieSizes(Array.from(values));
  const varianceOfS = (n * (n - 1) * (2 * n + 5) - ties.reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0)) / 18;
  const z = s === 0 || varianceOfS === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(varianceOfS);
  const distinct = pairs - ties.reduce((sum, t) => sum + (t * (t - 1)) / 2, 0);
  const reach = normalUpperQuantile((1 - confidence) / 2) * Math.sqrt(varianceOfS);
  const middle = pairs % 2 === 1 ? slopes[(pairs - 1) / 2]! : (slopes[pairs / 2 - 1]! + slopes[pairs / 2]!) / 2;
  return {
    n,
    s,
    varianceOfS,
    z,
    p: normalTwoSided(z),
    tau: distinct > 0 ? s / Math.sqrt(distinct * pairs) : null,
    slope: middle,
    slopeInterval: {
      low: slopes[Math.max(1, Math.round((pairs - reach) / 2)) - 1]!,
      high: slopes[Math.min(pairs, Math.round((pairs + reach) / 2) + 1) - 1]!,
    },
  };
}

export interface ChangePoint {
  readonly n: number;
  /** Position (0-based) of the last value before the change. */
  readonly lastBefore: number;
  readonly k: number;
  /** Approximate two-sided probability. */
  readonly p: number;
}

/**
 * Pettitt's test: is there one moment at which the level of a series changed?
 *
 * @returns `null` with fewer than three values
 * @throws {RangeError} when a value is not finite
 * @example
 * pettitt([1, 2, 1, 2, 8, 9, 8, 9])!.lastBefore // => 3
 */
export function pettitt(values: ArrayLike<number>): ChangePoint | null {
  requireSeries(values);
  const n = values.length;
  if (n < 3) return null;
  const ranked = ranks(Array.from(values));
  let [total, k, lastBefore] = [0, -1, 0];
  for (let i = 0; i < n; i++) {
    total += ranked[i]!;
    const u = Math.abs(2 * total - (i + 1) * (n + 1));
    if (u > k) {
      k = u;
      lastBefore = i;
    }
  }
  return { n, lastBefore, k, p: Math.min(1, 2 * Math.exp((-6 * k * k) / (n ** 3 + n ** 2))) };
}

export interface MeanShift {
  /** Position (0-based) of the last value before the shift. */
  readonly lastBefore: number;
  readonly meanBefore: number;
  readonly meanAfter: number;
  /** Squared error left around the two means. */
  readonly squaredError: number;
}

/**
 * The single shift in level that fits a series best (least squares). It always names one: test with {@link pettitt}.
 *
 * @returns `null` with fewer than two values
 * @throws {RangeError} when a value is not finite
 * @example
 * meanShift([1, 1, 5, 5]) // => { lastBefore: 1, meanBefore: 1, meanAfter: 5, squaredError: 0 }
 */
export function meanShift(values: ArrayLike<number>): MeanShift | null {
  requireSeries(values);
  const n = values.length;
  if (n < 2) return null;
  let grand = 0;
  for (let i = 0; i < n; i++) grand += values[i]! / n;
  // The best split has the largest sum of squares between the two parts.
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - grand) ** 2;
  // equally good splits: the first, and in a constant series rounding does not choose
  const rounding = 1e-12 * squares + n * slackOf(grand) ** 2;
  let [left, best, lastBefore, leftAtBest] = [0, Number.NEGATIVE_INFINITY, 0, 0];
  for (let i = 0; i < n - 1; i++) {
    left += values[i]! - grand;
    const between = left * left * (1 / (i + 1) + 1 / (n - i - 1));
    if (between > best + rounding) {
      best = between;
      lastBefore = i;
      leftAtBest = left;
    }
  }
  return {
    lastBefore,
    meanBefore: grand + leftAtBest / (lastBefore + 1),
    meanAfter: grand - leftAtBest / (n - lastBefore - 1),
    squaredError: Math.max(0, squares - best),
  };
}
