import { median } from "../numeric/index.js";

/**
 * A speeder took less than a third of the median time; exactly a third is not.
 *
 * @param seconds of this person, ≥ 0
 * @param medianSeconds of everyone who completed the same questionnaire, > 0
 * @throws {RangeError} outside those ranges
 * @example
 * isSpeeder(59, 180) // => true
 * isSpeeder(60, 180) // => false
 */
export function isSpeeder(seconds: number, medianSeconds: number): boolean {
  if (!(seconds >= 0 && medianSeconds > 0)) throw new RangeError(`seconds ≥ 0 of a median above 0, got ${seconds} of ${medianSeconds}`);
  return 3 * seconds < medianSeconds;
}

/**
 * Which of several completions were too fast, against their own median.
 *
 * @param seconds one per person, `null` where the time is unknown
 * @returns `null` where the time is unknown or nobody took any
 * @example
 * speeders([30, 120, 150, null]) // => [true, false, false, null]
 */
export function speeders(seconds: readonly (number | null)[]): (boolean | null)[] {
  const middle = median(seconds.filter((value) => value !== null));
  return seconds.map((value) => (value === null || middle === null || middle === 0 ? null : isSpeeder(value, middle)));
}
