import type { MeanSums } from "../measures/index.js";
import { type Adjustment, adjustPValues } from "./multiplicity.js";
import { compareMeans } from "./two-means.js";
import { compareProportions, type Proportion } from "./two-proportions.js";

/** How columns of a cross-table are compared. */
export interface LetterRule {
  /** two-sided */
  readonly alpha?: number;
  /** correction over all pairs of the row */
  readonly adjust?: Adjustment | "none";
  /** columns with fewer answers carry no letters and give none */
  readonly minN?: number;
}

/**
 * The name of a column in a cross-table: A … Z, AA, AB …
 *
 * @param index from 0
 * @example
 * columnLetter(0) // => "A"
 * columnLetter(27) // => "AB"
 */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}

/**
 * Significance letters of one row of shares: each column lists the letters of the columns it is significantly higher than.
 *
 * @param columns separate groups of people
 * @example
 * shareLetters([{ successes: 60, n: 100 }, { successes: 40, n: 100 }, { successes: 55, n: 100 }]) // => [["B"], [], ["B"]]
 */
export function shareLetters(columns: readonly Proportion[], rule: LetterRule = {}): string[][] {
  return letters(columns, rule, compareProportions);
}

/**
 * Significance letters of one row of means, by Welch's test.
 *
 * @param columns separate groups of people
 * @example
 * meanLetters([{ n: 40, sum: 160, sumSquares: 680 }, { n: 40, sum: 120, sumSquares: 400 }]) // => [["B"], []]
 */
export function meanLetters(columns: readonly MeanSums[], rule: LetterRule = {}): string[][] {
  return letters(columns, rule, (a, b) => compareMeans(a, b));
}

function letters<T extends { readonly n: number }>(
  columns: readonly T[],
  { alpha = 0.05, adjust = "none", minN = 30 }: LetterRule,
  compare: (a: T, b: T) => { readonly difference: number; readonly p: number | null } | null,
): string[][] {
  const found: string[][] = columns.map(() => []);
  const tests = columns.flatMap((a, i) =>
    columns.slice(i + 1).flatMap((b, step) => {
      const j = i + 1 + step;
      const result = a.n >= minN && b.n >= minN ? compare(a, b) : null;
      return result === null || result.p === null ? [] : [{ i, j, difference: result.difference, p: result.p }];
    }),
  );
  const ps = tests.map((test) => test.p);
  const adjusted = adjust === "none" ? ps : adjustPValues(ps, adjust);
  tests.forEach(({ i, j, difference }, t) => {
    if (adjusted[t]! > alpha || difference === 0) return;
    const [higher, lower] = difference > 0 ? [i, j] : [j, i];
    found[higher]!.push(columnLetter(lower));
  });
  return found.map((list) => list.toSorted(byColumn));
}

function byColumn(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
