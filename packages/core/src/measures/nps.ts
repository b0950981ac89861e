import type { Estimate } from "./estimate.js";
import { type NpsCategories, npsCategories, npsVariance } from "./nps-categories.js";
import { npsInterval } from "./nps-interval.js";

/** A net promoter score with its categories; the interval is the adjusted Wald interval at 95 %, in points. */
export interface Nps extends Estimate, NpsCategories {
  /** √[((P+D)/n − ((P−D)/n)²)/n] in points */
  readonly standardError: number;
}

/**
 * Net promoter score 净推荐值: the share of promoters (9–10) less the share of detractors (0–6).
 *
 * @param counts respondents per score, index 0..10; skips and "not applicable" are left out
 * @param level confidence level of the interval, adjusted Wald
 * @returns points, −100..100, unrounded, with the base `n`; `null` when nobody answered
 * @throws {RangeError} when `counts` is not eleven whole numbers ≥ 0
 * @example
 * nps([1, 0, 0, 1, 0, 0, 1, 1, 2, 2, 2]).value // => 10
 */
export function nps(counts: readonly number[], level = 0.95): Nps | null {
  return npsOfCategories(npsCategories(counts), level);
}

/**
 * Net promoter score from category counts.
 *
 * @returns as {@link nps}; `null` when all three are 0
 * @throws {RangeError} when a count is not a whole number ≥ 0
 * @example
 * npsOfCategories({ detractors: 15, passives: 25, promoters: 60 }).value // => 45
 */
export function npsOfCategories(categories: NpsCategories, level = 0.95): Nps | null {
  const { detractors, passives, promoters } = categories;
  const interval = npsInterval(categories, "adjusted-wald", level);
  if (interval === null) return null;
  const n = detractors + passives + promoters;
  const value = (100 * (promoters - detractors)) / n;
  return { value, n, interval, standardError: 100 * Math.sqrt(npsVariance(categories) / n), detractors, passives, promoters };
}
