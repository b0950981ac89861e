import { type Interval, type Mean, meanOf } from "../measures/index.js";
import { peopleIn, weightedMedian } from "./rise-tolerance.js";

export type ReferencePrice = {
  readonly n: number;
  readonly median: number;
  /** between two of the stated prices, by the binomial distribution of their ranks */
  readonly medianInterval: Interval;
  /** with Student's t interval */
  readonly mean: Mean;
};

/**
 * The price people have in mind: its median and mean, for one group or several told apart.
 *
 * @param prices one entry per person, or per distinct price with `n`
 * @returns `null` when nobody answered
 * @throws {RangeError} for a price that is not finite, or an `n` that is no whole number ≥ 0
 * @example
 * const { n, median, mean } = referencePrice([{ price: 10, n: 3 }, { price: 12 }, { price: 20 }]);
 * [n, median, mean.value] // => [5, 10, 12.4]
 */
export function referencePrice(prices: readonly { readonly price: number; readonly n?: number }[], level = 0.95): ReferencePrice | null {
  const sorted = prices.map(({ price, n = 1 }) => ({ value: price, n })).sort((a, b) => a.value - b.value);
  const n = peopleIn(sorted);
  if (n === 0) return null;
  const middle = weightedMedian(sorted, level)!;
  const sum = sorted.reduce((total, one) => total + one.value * one.n, 0);
  const sumSquares = sorted.reduce((total, one) => total + one.value ** 2 * one.n, 0);
  return { n, median: middle.median, medianInterval: middle.interval, mean: meanOf({ n, sum, sumSquares }, level)! };
}
