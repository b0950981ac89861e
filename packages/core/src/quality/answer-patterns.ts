import { mean, sampleVariance } from "../numeric/index.js";

/** One person's answers to a block of rating items, in the order they were shown; `null` is a missing answer. */
export type AnswerRow = readonly (number | null)[];

/**
 * Longest run of the same answer, missing ones stepped over.
 *
 * @returns 0 when nothing was answered
 * @example
 * longstring([2, null, 2, 2, null, 3]) // => 3
 */
export function longstring(row: AnswerRow): number {
  let longest = 0;
  let run = 0;
  let previous: number | null = null;
  for (const answer of row) {
    if (answer === null) continue;
    run = answer === previous ? run + 1 : 1;
    previous = answer;
    longest = Math.max(longest, run);
  }
  return longest;
}

/**
 * Straight-lining: at least five items of a grid answered, all alike.
 *
 * @param minItems answers below this number say nothing
 * @example
 * isStraightLine([3, 3, 3, 3, 3]) // => true
 * isStraightLine([3, 3, 3, 3]) // => false
 */
export function isStraightLine(row: AnswerRow, minItems = 5): boolean {
  const answered = row.filter((answer) => answer !== null).length;
  return answered >= minItems && longstring(row) === answered;
}

/**
 * Intra-individual response variability: the standard deviation of one person's answers.
 *
 * @returns 0 for a straight line; `null` for fewer than two answers
 * @throws {RangeError} when an answer is not finite
 * @example
 * responseVariability([1, 5, 1, 5]) // => 2.309401
 */
export function responseVariability(row: AnswerRow): number | null {
  const answers = row.filter((answer) => answer !== null);
  const stray = answers.find((answer) => !Number.isFinite(answer));
  if (stray !== undefined) throw new RangeError(`an answer is a finite number, got ${stray}`);
  const variance = sampleVariance(answers);
  if (variance === null) return null;
  // 3.3 three times is a straight line, whatever rounding leaves
  return answers.every((answer) => answer === answers[0]) ? 0 : Math.sqrt(variance);
}

/**
 * The share of a person's answers that are their most frequent one.
 *
 * @returns 0..1; `null` when nothing was answered
 * @example
 * modalShare([4, 4, 4, 2, null]) // => 0.75
 */
export function modalShare(row: AnswerRow): number | null {
  const counts = new Map<number, number>();
  for (const answer of row) if (answer !== null) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  const answered = row.filter((answer) => answer !== null).length;
  return answered === 0 ? null : Math.max(...counts.values()) / answered;
}

/**
 * The share of items a person left out.
 *
 * @returns 0..1; `null` for a block without items
 * @example
 * missingShare([4, null, 4, null]) // => 0.5
 */
export function missingShare(row: AnswerRow): number | null {
  return mean(row.map((answer) => (answer === null ? 1 : 0)));
}
