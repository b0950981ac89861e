import { sum } from "../numeric/index.js";
import type { Estimate } from "./estimate.js";

/** Mean and base of one item answered on 1–10. */
export interface IndexItem {
  readonly mean: number | null;
  readonly n: number;
}

/**
 * Three-item satisfaction index (overall, against expectation, against the ideal), each 1–10: Σwᵢ(x̄ᵢ−1)/9·100. The form of the
 * American index; its own weights are not public, so these are equal unless given.
 *
 * @param weights each > 0, need not total 1
 * @returns 0..100 without an interval, since the items come from the same people; `null` when an item has no answers
 * @throws {RangeError} when a mean lies outside 1..10 or a weight is not above 0
 * @example
 * threeItemIndex([{ mean: 8, n: 90 }, { mean: 7.5, n: 88 }, { mean: 7, n: 85 }]).value // => 72.22222
 */
export function threeItemIndex(
  items: readonly [IndexItem, IndexItem, IndexItem],
  weights: readonly [number, number, number] = [1, 1, 1],
): Estimate | null {
  for (const weight of weights) if (!(weight > 0)) throw new RangeError(`a weight is above 0, got ${weight}`);
  const means = items.flatMap(({ mean, n }) => (mean === null || n === 0 ? [] : [mean]));
  for (const mean of means) if (!(mean >= 1 && mean <= 10)) throw new RangeError(`the items run from 1 to 10, got ${mean}`);
  if (means.length < 3) return null;
  const value = (100 * sum(means.map((mean, i) => weights[i]! * (mean - 1)))) / 9 / sum(weights);
  return { value, n: Math.min(...items.map(({ n }) => n)), interval: null };
}
