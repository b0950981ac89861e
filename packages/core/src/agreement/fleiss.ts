import { sum } from "../numeric/index.js";

/** Agreement of several raters on categories beyond chance. */
export interface FleissKappa {
  readonly subjects: number;
  readonly raters: number;
  /** mean share of agreeing pairs, and what chance would give */
  readonly observed: number;
  readonly expected: number;
  readonly kappa: number;
  /** error under pure chance */
  readonly nullError: number;
  readonly z: number;
}

/**
 * Fleiss' κ: each subject is judged by the same number of raters, not necessarily the same people.
 *
 * @param counts `counts[s][c]` raters who put subject s in category c
 * @returns `null` without subjects, for fewer than two raters, or when everyone always chose the same category
 * @throws {RangeError} when subjects have different numbers of raters
 * @example
 * fleissKappa([[3, 0], [0, 3], [2, 1], [1, 2]]).kappa // => 0.3333333
 */
export function fleissKappa(counts: readonly (readonly number[])[]): FleissKappa | null {
  const subjects = counts.length;
  const raters = sum(counts[0] ?? []);
  for (const row of counts) if (sum(row) !== raters) throw new RangeError(`every subject has ${raters} raters, got ${sum(row)}`);
  if (subjects === 0 || raters < 2) return null;
  const shares = counts[0]!.map((_, c) => sum(counts.map((row) => row[c]!)) / (subjects * raters));
  const pairs = raters * (raters - 1);
  const observed = sum(counts.map((row) => (sum(row.map((count) => count ** 2)) - raters) / pairs)) / subjects;
  const expected = sum(shares.map((share) => share ** 2));
  const spread = sum(shares.map((share) => share * (1 - share)));
  if (spread === 0) return null;
  const kappa = (observed - expected) / (1 - expected);
  const skew = sum(shares.map((share) => share * (1 - share) * (1 - 2 * share)));
  const nullError = (Math.sqrt(2 / (subjects * pairs)) * Math.sqrt(spread ** 2 - skew)) / spread;
  return { subjects, raters, observed, expected, kappa, nullError, z: kappa / nullError };
}

/**
 * Ratings as counts per category, the categories in order of their names.
 *
 * @param ratings one row per subject, one category per rater
 * @example
 * categoryCounts([["a", "b", "b"], ["a", "a", "a"]]) // => [[1, 2], [3, 0]]
 */
export function categoryCounts(ratings: readonly (readonly string[])[]): number[][] {
  const categories = [...new Set(ratings.flat())].sort();
  return ratings.map((row) => categories.map((category) => row.filter((rating) => rating === category).length));
}
