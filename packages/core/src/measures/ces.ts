import type { Estimate } from "./estimate.js";
import type { Mean } from "./mean.js";
import { boxPercent, scaleMean } from "./scale.js";

/** Customer effort: the mean of 1–7 and the share who found it easy (5–7), percent. */
export interface Ces extends Mean {
  readonly easy: Estimate;
}

/**
 * Customer effort score 费力度, "the company made it easy" on 1–7, higher is easier: the mean with its t interval.
 *
 * @param counts respondents per answer, 1 first
 * @returns `null` when nobody answered
 * @throws {RangeError} when `counts` is not seven whole numbers ≥ 0
 * @example
 * ces([1, 1, 1, 1, 2, 2, 2]).value // => 4.6
 * ces([1, 1, 1, 1, 2, 2, 2]).easy.value // => 60
 */
export function ces(counts: readonly number[], level = 0.95): Ces | null {
  const answers = { scale: { min: 1, max: 7 }, counts };
  const mean = scaleMean(answers, level);
  const easy = boxPercent(answers, { from: 5, to: 7 }, level);
  return mean === null || easy === null ? null : { ...mean, easy };
}
