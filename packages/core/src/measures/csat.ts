import type { Estimate } from "./estimate.js";
import type { Mean } from "./mean.js";
import { boxPercent, scaleIndex, scaleMean } from "./scale.js";

/** Customer satisfaction in its three forms, which are never mixed; the headline is the top-two-box share. */
export interface Csat extends Estimate {
  /** share of the highest answer, percent */
  readonly topBox: Estimate;
  /** share of the two lowest answers, percent */
  readonly bottomTwo: Estimate;
  readonly mean: Mean;
  /** (mean − 1)/4·100 */
  readonly index: Estimate;
}

/**
 * Customer satisfaction 顾客满意度 on 1–5: the share answering 4 or 5, in percent with Wilson's interval, beside mean and index.
 *
 * @param counts respondents per answer, 1 first; "not applicable" and skips are left out
 * @returns `null` when nobody answered
 * @throws {RangeError} when `counts` is not five whole numbers ≥ 0: another scale is another measure
 * @example
 * csat([4, 6, 15, 35, 40]).value // => 75
 * csat([4, 6, 15, 35, 40]).index.value // => 75.25
 */
export function csat(counts: readonly number[], level = 0.95): Csat | null {
  const answers = { scale: { min: 1, max: 5 }, counts };
  const topTwo = boxPercent(answers, { from: 4, to: 5 }, level);
  const topBox = boxPercent(answers, { from: 5, to: 5 }, level);
  const bottomTwo = boxPercent(answers, { from: 1, to: 2 }, level);
  const mean = scaleMean(answers, level);
  const index = scaleIndex(answers, level);
  if (topTwo === null || topBox === null || bottomTwo === null || mean === null || index === null) return null;
  return { ...topTwo, topBox, bottomTwo, mean, index };
}
