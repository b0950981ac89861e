import { sum } from "../numeric/index.js";
import { requireCounts } from "./estimate.js";

/** How many respondents were detractors (0–6), passives (7–8) and promoters (9–10). */
export interface NpsCategories {
  readonly detractors: number;
  readonly passives: number;
  readonly promoters: number;
}

/**
 * Sorts eleven counts into detractors, passives and promoters.
 *
 * @throws {RangeError} when `counts` is not eleven whole numbers ≥ 0
 * @example
 * npsCategories([1, 0, 0, 1, 0, 0, 1, 1, 2, 2, 2]) // => { detractors: 3, passives: 3, promoters: 4 }
 */
export function npsCategories(counts: readonly number[]): NpsCategories {
  if (counts.length !== 11) throw new RangeError(`nps needs eleven counts, got ${counts.length}`);
  requireCounts(counts, "nps");
  return { detractors: sum(counts.slice(0, 7)), passives: counts[7]! + counts[8]!, promoters: counts[9]! + counts[10]! };
}

/**
 * The variance of one answer coded −1, 0, +1: (P+D)/n − ((P−D)/n)².
 *
 * @returns in squared shares, 0..1; `NaN` for an empty base
 * @example
 * npsVariance({ detractors: 15, passives: 25, promoters: 60 }) // => 0.5475
 */
export function npsVariance({ detractors, passives, promoters }: NpsCategories): number {
  const n = detractors + passives + promoters;
  // as a difference from the ends this is exactly 0 when everybody answered alike, never −1e-17
  return (4 * promoters * detractors + passives * (promoters + detractors)) / (n * n);
}

/**
 * The category of one answer.
 *
 * @throws {RangeError} when the answer is not a whole number 0..10
 * @example
 * npsCategoryOf(6) // => "detractor"
 * npsCategoryOf(7) // => "passive"
 * npsCategoryOf(9) // => "promoter"
 */
export function npsCategoryOf(answer: number): "detractor" | "passive" | "promoter" {
  if (!Number.isInteger(answer) || answer < 0 || answer > 10) throw new RangeError(`an NPS answer is a whole number 0..10, got ${answer}`);
  if (answer >= 9) return "promoter";
  return answer >= 7 ? "passive" : "detractor";
}
