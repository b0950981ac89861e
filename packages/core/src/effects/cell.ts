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

/**
 * One cell standing for several, such as the windows of a roll-out in steps that a comparison unit is held against. Windows may share
 * answers, so their errors are added up as if they moved together: never too sure.
 *
 * @param weights how much each counts, > 0 together
 * @returns `n` is the mean base; `null` for no cells
 * @throws {RangeError} when there is not one weight ≥ 0 for each cell, or they are all 0
 * @example
 * averageCell([{ n: 100, value: 4, variance: 1 }, { n: 100, value: 5, variance: 1 }], [1, 3]) // => { n: 100, value: 4.75, variance: 1 }
 */
export function averageCell(cells: readonly Cell[], weights: readonly number[]): Cell | null {
  if (cells.length === 0) return null;
  const total = weights.reduce((a, b) => a + b, 0);
  if (weights.length !== cells.length || !(total > 0) || weights.some((weight) => weight < 0)) {
    throw new RangeError(`averageCell needs a weight for each of ${cells.length} cells, got [${weights.join(", ")}]`);
  }
  const over = (part: (cell: Cell) => number) => cells.reduce((sum, cell, i) => sum + (weights[i]! / total) * part(cell), 0);
  const n = over((cell) => cell.n);
  return { n, value: over((cell) => cell.value), variance: n * over((cell) => Math.sqrt(cell.variance / cell.n)) ** 2 };
}
