import { sum } from "./sum.js";

/**
 * The arithmetic mean.
 *
 * @returns `null` for no values
 * @example
 * mean([4, 5, 3]) // => 4
 */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

/**
 * The sample variance, with n − 1 in the denominator, computed about the mean.
 *
 * @returns `null` for fewer than two values
 * @example
 * sampleVariance([2, 4, 4, 6]) // => 2.6666666666666665
 */
export function sampleVariance(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const centre = sum(values) / values.length;
  return sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1);
}

/** Squares that are left of a constant by rounding, as a share of Σx². */
const ROUNDING = 1e-13;

/**
 * Σ(x − x̄)² from n, Σx and Σx². What rounding leaves of a constant such as 0.1 is 0, so that nothing is ever measured in it.
 *
 * @param n > 0
 * @returns ≥ 0
 * @example
 * squaresAboutMean({ n: 4, sum: 16, sumSquares: 66 }) // => 2
 * squaresAboutMean({ n: 3, sum: 0.1 + 0.1 + 0.1, sumSquares: 0.1 ** 2 * 3 }) // => 0
 */
export function squaresAboutMean({
  n,
  sum: total,
  sumSquares,
}: {
  readonly n: number;
  readonly sum: number;
  readonly sumSquares: number;
}): number {
  const squares = sumSquares - (total * total) / n;
  return squares <= ROUNDING * sumSquares ? 0 : squares;
}

/**
 * The sample covariance, with n − 1 in the denominator.
 *
 * @returns `null` for fewer than two pairs
 * @throws {RangeError} when the lists differ in length
 * @example
 * sampleCovariance([1, 2, 3], [2, 4, 6]) // => 2
 */
export function sampleCovariance(x: readonly number[], y: readonly number[]): number | null {
  if (x.length !== y.length) throw new RangeError(`sampleCovariance needs lists of one length, got ${x.length} and ${y.length}`);
  if (x.length < 2) return null;
  const meanX = sum(x) / x.length;
  const meanY = sum(y) / y.length;
  return sum(x.map((value, i) => (value - meanX) * (y[i]! - meanY))) / (x.length - 1);
}

/**
 * A quantile by linear interpolation between order statistics (Hyndman and Fan's type 7, the default of R and Excel).
 *
 * @param share 0..1, 0.5 is the median
 * @returns `null` for no values
 * @throws {RangeError} when `share` is outside 0..1
 * @example
 * quantile([1, 2, 3, 4], 0.25) // => 1.75
 */
export function quantile(values: readonly number[], share: number): number | null {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`quantile needs a share from 0 to 1, got ${share}`);
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}

/**
 * The median.
 *
 * @returns `null` for no values
 * @example
 * median([3, 1, 2, 10]) // => 2.5
 */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}

/**
 * Ranks from 1, equal values sharing the mean of their ranks.
 *
 * @example
 * ranks([10, 30, 20, 20]) // => [1, 4, 2.5, 2.5]
 */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const result = new Array<number>(values.length);
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1;
    for (let i = start; i < end; i += 1) result[order[i]!] = (start + 1 + end) / 2;
    start = end;
  }
  return result;
}

/**
 * How many times each distinct value occurs, only the counts: what corrections for ties need.
 *
 * @example
 * tieSizes([2, 2, 3, 1, 3, 3]) // => [1, 2, 3]
 */
export function tieSizes(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values.toSorted((a, b) => a - b)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}
