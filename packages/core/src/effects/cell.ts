import { type MeanSums, meanOf, type NpsCategories, npsVariance } from "../measures/index.js";
import type { Proportion } from "../stats/index.js";

/** A figure of one unit in one period: a mean of something over n answers. */
export interface Cell {
  readonly n: number;
  readonly value: number;
  /** Variance of a single answer, in the square of the figure's unit; 0 for a figure without sampling error. */
  readonly variance: number;
}

/**
 * A mean as a cell.
 *
 * @returns `null` with fewer than two answers
 * @example
 * meanCell({ n: 2, sum: 8, sumSquares: 34 }) // => { n: 2, value: 4, variance: 2 }
 */
export function meanCell(sums: MeanSums): Cell | null {
  const mean = meanOf(sums);
  if (mean === null || mean.standardDeviation === null) return null;
  return { n: sums.n, value: mean.value, variance: mean.standardDeviation ** 2 };
}

/**
 * A share as a cell, in percent.
 *
 * @returns `null` for no answers
 * @example
 * shareCell({ successes: 1, n: 4 }) // => { n: 4, value: 25, variance: 1875 }
 */
export function shareCell({ successes, n }: Proportion): Cell | null {
  if (n === 0) return null;
  const share = successes / n;
  return { n, value: 100 * share, variance: 10_000 * share * (1 - share) };
}

/**
 * A net promoter score as a cell, in points.
 *
 * @returns `null` for no answers
 * @example
 * npsCell({ detractors: 1, passives: 1, promoters: 2 }) // => { n: 4, value: 25, variance: 6875 }
 */
export function npsCell(categories: NpsCategories): Cell | null {
  const n = categories.detractors + categories.passives + categories.promoters;
  if (n === 0) return null;
  return { n, value: (100 * (categories.promoters - categories.detractors)) / n, variance: 10_000 * npsVariance(categories) };
}
