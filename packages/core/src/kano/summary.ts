import { type Interval, proportionInterval } from "../measures/index.js";
import { type KanoCategory, type KanoCounts, type KanoTable, kanoCounts } from "./evaluation.js";
import { type ExpectationTier, tierOfCategory } from "./tier.js";

/** More than this share of contradictory pairs: the pair was not understood and should be reworded. */
export const QUESTIONABLE_SHARE = 0.05;

/** Ties go to the earlier one: M > O > A > I > R > Q. */
const ORDER = ["M", "O", "A", "I", "R", "Q"] as const;

export interface KanoSummary {
  readonly n: number;
  readonly counts: KanoCounts;
  /** The most frequent category; ties M > O > A > I > R > Q. */
  readonly category: KanoCategory;
  /** O, A or M when these together outnumber I, R and Q; else the largest of those. */
  readonly groupedCategory: KanoCategory;
  readonly tier: ExpectationTier | null;
  /** (A + O) / (A + O + M + I), 0..1; `null` when nobody chose one of these. */
  readonly better: number | null;
  /** −(O + M) / (A + O + M + I), −1..0. */
  readonly worse: number | null;
  /** 95 % Wilson intervals of the two; `null` where they are, and for counts worked back from printed shares, which are no people */
  readonly betterInterval: Interval | null;
  readonly worseInterval: Interval | null;
  /** A + O + M + I: the base of both */
  readonly caring: number;
  /** Lead of the first category over the second, as a share of n. */
  readonly categoryStrength: number;
  /** (A + O + M) / n: how many care at all. */
  readonly totalStrength: number;
  readonly fong: FongTest;
  readonly questionableShare: number;
  /** True when more than 5 % of pairs contradict themselves. */
  readonly needsRewording: boolean;
}

export interface FongTest {
  /** Counts of the two most frequent categories. */
  readonly first: number;
  readonly second: number;
  /** The first leads beyond chance at 90 %. */
  readonly isSignificant: boolean;
}

/**
 * Kano result of one attribute from its category counts.
 *
 * @returns `null` when nobody answered the pair
 * @throws {RangeError} when a count is negative
 * @example
 * kanoSummary({ A: 30, O: 25, M: 20, I: 15, R: 6, Q: 4 })!.better // => 0.6111111111111112
 */
export function kanoSummary(counts: KanoCounts): KanoSummary | null {
  if (ORDER.some((category) => !(counts[category] >= 0)))
    throw new RangeError(`kanoSummary needs counts ≥ 0, got ${JSON.stringify(counts)}`);
  const { M, O, A, I, R, Q } = counts;
  const n = M + O + A + I + R + Q;
  if (n === 0) return null;
  const caring = A + O + M + I;
  const [first = 0, second = 0] = ORDER.map((category) => counts[category]).sort((a, b) => b - a);
  const category = largest(counts, ORDER);
  return {
    n,
    counts,
    category,
    groupedCategory: largest(counts, O + A + M > I + R + Q ? ["M", "O", "A"] : ["I", "R", "Q"]),
    tier: tierOfCategory(category),
    better: caring > 0 ? (A + O) / caring : null,
    worse: caring > 0 ? 0 - (O + M) / caring : null,
    betterInterval: shareInterval(A + O, caring),
    worseInterval: negated(shareInterval(O + M, caring)),
    caring,
    categoryStrength: (first - second) / n,
    totalStrength: (A + O + M) / n,
    fong: { first, second, isSignificant: first - second >= 1.65 * Math.sqrt(((first + second) * (2 * n - first - second)) / (2 * n)) },
    questionableShare: Q / n,
    needsRewording: Q / n > QUESTIONABLE_SHARE,
  };
}

function shareInterval(part: number, whole: number): Interval | null {
  return whole > 0 && Number.isInteger(part) && Number.isInteger(whole) ? proportionInterval(part, whole) : null;
}

function negated(interval: Interval | null): Interval | null {
  return interval === null ? null : { low: -interval.high, high: 0 - interval.low };
}

export interface KanoScores {
  /** Mean of 4, 2, 0, −1, −2 over the functional answers. */
  readonly functional: number;
  /** Mean of −2, −1, 0, 2, 4 over the dysfunctional answers. */
  readonly dysfunctional: number;
}

const FUNCTIONAL = [4, 2, 0, -1, -2];
const DYSFUNCTIONAL = [-2, -1, 0, 2, 4];

/**
 * Continuous Kano position of an attribute (Berger et al. 1993), for a scatter of attributes.
 *
 * @param crossTable 25 counts, row = functional answer, column = dysfunctional answer
 * @returns `null` when nobody answered the pair
 * @example
 * kanoScores([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) // => { functional: 2, dysfunctional: 2 }
 */
export function kanoScores(crossTable: ArrayLike<number>): KanoScores | null {
  let n = 0;
  let functional = 0;
  let dysfunctional = 0;
  for (let at = 0; at < 25; at++) {
    const count = crossTable[at] ?? 0;
    n += count;
    functional += count * FUNCTIONAL[Math.floor(at / 5)]!;
    dysfunctional += count * DYSFUNCTIONAL[at % 5]!;
  }
  return n === 0 ? null : { functional: functional / n, dysfunctional: dysfunctional / n };
}

/**
 * Kano result of one attribute straight from the cross-table of answers.
 * @example
 * kanoFromAnswers(kanoCrossTable([1, 1, 3], [5, 5, 3])).category // => "O"
 */
export function kanoFromAnswers(crossTable: ArrayLike<number>, table: KanoTable = "classic"): KanoSummary | null {
  return kanoSummary(kanoCounts(crossTable, table));
}

function largest(counts: KanoCounts, among: readonly KanoCategory[]): KanoCategory {
  return among.reduce((best, category) => (counts[category] > counts[best] ? category : best));
}
