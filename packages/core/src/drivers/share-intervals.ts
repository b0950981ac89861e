import type { Interval } from "../measures/index.js";

/**
 * Percentile interval of each driver's share over resampled contributions (draws × p, row-major).
 * @example
 * shareIntervals(Float64Array.of(0.1, 0.3, 0.2, 0.2), 2, 0.95)[0] // => { low: 0.25625, high: 0.49375 }
 */
export function shareIntervals(contributions: Float64Array, p: number, confidence: number): Interval[] {
  const draws = contributions.length / p;
  const shares = toShares(contributions, p);
  return Array.from({ length: p }, (_, j) => {
    const column = new Float64Array(draws);
    for (let d = 0; d < draws; d++) column[d] = shares[d * p + j]!;
    return percentileInterval(column, confidence);
  });
}

/**
 * Groups of ranked drivers that cannot be told apart. The leader opens group 1; a follower joins while the interval of
 * "leader's share less its own" holds 0, and the first one that does not opens the next group.
 *
 * @param order drivers by rank, as positions 0..p−1
 * @returns group number, 1 = leading group, for each place in `order`
 * @example
 * tieGroups(Float64Array.of(0.5, 0.1, 0.6, 0.1), 2, [0, 1], 0.95) // => [1, 2]
 */
export function tieGroups(contributions: Float64Array, p: number, order: readonly number[], confidence: number): number[] {
  const draws = contributions.length / p;
  const shares = toShares(contributions, p);
  const groups: number[] = [];
  const difference = new Float64Array(draws);
  let group = 0;
  let leader = -1;
  for (const j of order) {
    let apart = leader < 0;
    if (!apart) {
      for (let d = 0; d < draws; d++) difference[d] = shares[d * p + leader]! - shares[d * p + j]!;
      apart = percentileInterval(difference, confidence).low > 0;
    }
    if (apart) {
      group++;
      leader = j;
    }
    groups.push(group);
  }
  return groups;
}

/**
 * Interval between two quantiles of resampled values (linear between order statistics); reorders `values`.
 *
 * @example
 * percentileInterval(Float64Array.of(0, 1, 2, 3, 4), 0.5) // => { low: 1, high: 3 }
 */
export function percentileInterval(values: Float64Array, confidence: number): Interval {
  values.sort();
  const at = (share: number) => {
    const place = share * (values.length - 1);
    const below = Math.floor(place);
    const low = values[below]!;
    return low + (place - below) * ((values[below + 1] ?? low) - low);
  };
  return { low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}

function toShares(contributions: Float64Array, p: number): Float64Array {
  const shares = new Float64Array(contributions.length);
  for (let start = 0; start < contributions.length; start += p) {
    let total = 0;
    for (let j = 0; j < p; j++) total += contributions[start + j]!;
    for (let j = 0; j < p; j++) shares[start + j] = total > 0 ? contributions[start + j]! / total : 0;
  }
  return shares;
}
