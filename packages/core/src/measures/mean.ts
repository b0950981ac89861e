import { squaresAboutMean, studentUpperQuantile } from "../numeric/index.js";
import { around, type Estimate, tailOfLevel } from "./estimate.js";

/** What a mean needs to know of its answers. */
export interface MeanSums {
  readonly n: number;
  /** Σx */
  readonly sum: number;
  /** Σx² */
  readonly sumSquares: number;
}

/** A mean with its standard deviation (n − 1) and standard error; both are `null` for n < 2. */
export interface Mean extends Estimate {
  readonly standardDeviation: number | null;
  readonly standardError: number | null;
}

/**
 * The mean of answers with Student's t interval.
 *
 * @returns in the unit of the answers; the interval is `null` for n < 2; `null` when nobody answered
 * @throws {RangeError} when n is not a whole number ≥ 0 or the sums are not finite
 * @example
 * meanOf({ n: 4, sum: 16, sumSquares: 66 }).interval // => { low: 2.70077, high: 5.29923 }
 */
export function meanOf({ n, sum, sumSquares }: MeanSums, level = 0.95): Mean | null {
  if (!Number.isInteger(n) || n < 0 || !Number.isFinite(sum) || !Number.isFinite(sumSquares)) {
    throw new RangeError(`a mean needs whole n ≥ 0 and finite sums, got ${n}, ${sum}, ${sumSquares}`);
  }
  if (n === 0) return null;
  const value = sum / n;
  if (n < 2) return { value, n, interval: null, standardDeviation: null, standardError: null };
  const standardDeviation = Math.sqrt(squaresAboutMean({ n, sum, sumSquares }) / (n - 1));
  const standardError = standardDeviation / Math.sqrt(n);
  const interval = around(value, studentUpperQuantile(tailOfLevel(level), n - 1) * standardError);
  return { value, n, interval, standardDeviation, standardError };
}
