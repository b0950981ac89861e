import { type Interval, zOfLevel } from "../measures/index.js";
import { normalTwoSided, ranks, studentTwoSided, sum, tieSizes } from "../numeric/index.js";
import { concordance } from "./concordance.js";

/** A correlation with its test and interval. */
export interface Correlation {
  readonly r: number;
  readonly n: number;
  /** t of Pearson and Spearman, z of Kendall; infinite for a perfect line */
  readonly statistic: number;
  readonly p: number;
  /** `null` when n is too small for one */
  readonly interval: Interval | null;
}

/**
 * Pearson's correlation with Fisher's interval.
 *
 * @param x paired with `y`
 * @returns `null` for fewer than three pairs or when one side does not vary
 * @throws {RangeError} when the lists differ in length or a number is not finite
 * @example
 * pearson([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]).r // => 0.8
 */
export function pearson(x: readonly number[], y: readonly number[], level = 0.95): Correlation | null {
  const r = productMoment(x, y);
  return r === null ? null : { ...withStudent(r, x.length), interval: fisherInterval(r, 1 / (x.length - 3), level) };
}

/**
 * Spearman's rank correlation: Pearson's on mid-ranks, p by Student's t, interval by Bonett and Wright (2000).
 *
 * @returns as {@link pearson}
 * @throws {RangeError} when the lists differ in length or a number is not finite
 * @example
 * spearman([10, 20, 30, 40], [1, 3, 2, 9]).r // => 0.8
 */
export function spearman(x: readonly number[], y: readonly number[], level = 0.95): Correlation | null {
  requirePairs(x, y);
  const r = productMoment(ranks(x), ranks(y));
  return r === null ? null : { ...withStudent(r, x.length), interval: fisherInterval(r, (1 + r ** 2 / 2) / (x.length - 3), level) };
}

/**
 * Kendall's tau-b, tested with the normal approximation corrected for ties, interval by Fieller, Hartley and Pearson (1957).
 *
 * @returns as {@link pearson}
 * @throws {RangeError} when the lists differ in length or a number is not finite
 * @example
 * kendall([1, 2, 3, 4], [1, 3, 2, 4]).r // => 0.666667
 */
export function kendall(x: readonly number[], y: readonly number[], level = 0.95): Correlation | null {
  requirePairs(x, y);
  const n = x.length;
  if (n < 3) return null;
  const [tiesX, tiesY] = [tieSizes(x), tieSizes(y)];
  const pairs = (n * (n - 1)) / 2;
  const free = (ties: readonly number[]) => pairs - sum(ties.map((t) => (t * (t - 1)) / 2));
  if (free(tiesX) === 0 || free(tiesY) === 0) return null;
  const score = concordance(x, y);
  const r = score / Math.sqrt(free(tiesX) * free(tiesY));
  const total = (of: (t: number) => number) => [sum(tiesX.map(of)), sum(tiesY.map(of))] as const;
  const [vx, vy] = total((t) => t * (t - 1) * (2 * t + 5));
  const [ax, ay] = total((t) => t * (t - 1));
  const [bx, by] = total((t) => t * (t - 1) * (t - 2));
  const variance = (n * (n - 1) * (2 * n + 5) - vx - vy) / 18 + (ax * ay) / (2 * n * (n - 1)) + (bx * by) / (9 * n * (n - 1) * (n - 2));
  const statistic = score / Math.sqrt(variance);
  return { r, n, statistic, p: normalTwoSided(statistic), interval: fisherInterval(r, 0.437 / (n - 4), level) };
}

/**
 * Pearson's correlation with a weight per pair.
 *
 * @returns −1..1; `null` when a side does not vary or the weights sum to 0
 * @throws {RangeError} when the lists differ in length, a number is not finite or a weight is below 0
 * @example
 * weightedCorrelation([1, 2, 3], [1, 2, 1], [1, 1, 0]) // => 1
 */
export function weightedCorrelation(x: readonly number[], y: readonly number[], weights: readonly number[]): number | null {
  requirePairs(x, y);
  if (weights.length !== x.length || !weights.every((weight) => weight >= 0)) throw new RangeError("one weight ≥ 0 per pair is needed");
  const whole = sum(weights);
  if (whole === 0) return null;
  const centre = (values: readonly number[]) => sum(values.map((value, i) => weights[i]! * value)) / whole;
  const [meanX, meanY] = [centre(x), centre(y)];
  const product = (p: readonly number[], meanP: number, q: readonly number[], meanQ: number) =>
    sum(weights.map((weight, i) => weight * (p[i]! - meanP) * (q[i]! - meanQ)));
  const [xx, yy] = [product(x, meanX, x, meanX), product(y, meanY, y, meanY)];
  return xx === 0 || yy === 0 ? null : clamp(product(x, meanX, y, meanY) / Math.sqrt(xx * yy));
}

/**
 * The correlation of two things that is left when a third is held fixed.
 *
 * @returns −1..1; `null` when the third explains one of them completely
 * @example
 * partialCorrelation(0.5, 0, 0) // => 0.5
 */
export function partialCorrelation(xy: number, xz: number, yz: number): number | null {
  const left = (1 - xz ** 2) * (1 - yz ** 2);
  return left <= 0 ? null : clamp((xy - xz * yz) / Math.sqrt(left));
}

/**
 * Fisher's interval of a correlation, tanh(atanh r ± z·√variance).
 *
 * @returns `null` when the variance is not a finite number above 0; the point itself for r = ±1
 */
function fisherInterval(r: number, variance: number, level: number): Interval | null {
  if (!(variance > 0 && Number.isFinite(variance))) return null;
  if (Math.abs(r) === 1) return { low: r, high: r };
  const half = zOfLevel(level) * Math.sqrt(variance);
  return { low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half) };
}

function productMoment(x: readonly number[], y: readonly number[]): number | null {
  requirePairs(x, y);
  return x.length < 3 ? null : weightedCorrelation(x, y, new Array<number>(x.length).fill(1));
}

function withStudent(r: number, n: number): Omit<Correlation, "interval"> {
  const statistic = r * Math.sqrt((n - 2) / (1 - r ** 2));
  return { r, n, statistic, p: studentTwoSided(statistic, n - 2) };
}

function requirePairs(x: readonly number[], y: readonly number[]): void {
  if (x.length !== y.length) throw new RangeError(`a correlation needs pairs, got ${x.length} and ${y.length} values`);
  for (const values of [x, y]) {
    const stray = values.find((value) => !Number.isFinite(value));
    if (stray !== undefined) throw new RangeError(`a correlation needs finite numbers, got ${stray}`);
  }
}

/** Rounding can carry a perfect correlation a hair beyond 1. */
function clamp(r: number): number {
  return Math.abs(r) > 1 - 1e-15 ? Math.sign(r) : r;
}
