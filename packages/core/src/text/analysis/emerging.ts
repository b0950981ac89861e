import { binomialSf, normalSf } from "../../numeric/index.js";
import { adjustPValues } from "../../stats/index.js";

/** How often something was said in one period. */
export interface PeriodCount {
  /** Comments that say it. */
  readonly count: number;
  /** All comments of the period. */
  readonly total: number;
}

/** A topic or term over time, oldest period first; the last one is looked at. */
export interface Series {
  readonly key: string;
  readonly periods: readonly PeriodCount[];
}

export interface Emerging {
  readonly key: string;
  readonly count: number;
  readonly total: number;
  /** Comments to be expected from the periods before. */
  readonly expected: number;
  /** Share now ÷ share before; `null` when it was never said before. */
  readonly ratio: number | null;
  /** Corrected for the number of series looked at (Benjamini–Hochberg). */
  readonly adjustedP: number;
  readonly kind: "new" | "rising";
}

export interface EmergingOptions {
  /** Expected share of false alarms among alarms. */
  readonly falseAlarms?: number;
  readonly minCount?: number;
  readonly minRatio?: number;
}

/**
 * Topics or terms that are new or rising in the last period. Exact binomial tails guard small counts, swings that a
 * series has always had widen its limits, and all series are corrected together, so that a quiet month stays quiet.
 *
 * @throws {RangeError} when a count is not a whole number between 0 and its total
 * @example
 * emergingTopics([{ key: "漏送", periods: [{ count: 2, total: 400 }, { count: 3, total: 400 }, { count: 24, total: 400 }] }])[0]?.kind // => "rising"
 */
export function emergingTopics(
  series: readonly Series[],
  { falseAlarms = 0.05, minCount = 5, minRatio = 1.5 }: EmergingOptions = {},
): Emerging[] {
  const looked = series.flatMap(({ key, periods }) => {
    for (const { count, total } of periods) {
      if (!Number.isInteger(count) || !Number.isInteger(total) || count < 0 || count > total)
        throw new RangeError(`${key}: ${count} of ${total} comments`);
    }
    const last = periods.at(-1);
    const before = periods.slice(0, -1).filter(({ total }) => total > 0);
    if (last === undefined || last.total === 0 || before.length === 0) return [];
    return [{ key, last, ...chanceOf(last, before) }];
  });
  const adjusted = adjustPValues(
    looked.map(({ p }) => p),
    "benjamini-hochberg",
  );
  return looked
    .flatMap(({ key, last, expected, earlier }, i): Emerging[] => {
      const ratio = earlier === 0 ? null : last.count / expected;
      const isLarge = last.count >= minCount && (ratio === null || ratio >= minRatio);
      if (!isLarge || adjusted[i]! > falseAlarms) return [];
      return [{ key, ...last, expected, ratio, adjustedP: adjusted[i]!, kind: earlier === 0 ? "new" : "rising" }];
    })
    .sort((a, b) => a.adjustedP - b.adjustedP || b.count - a.count || (a.key < b.key ? -1 : 1));
}

function chanceOf(last: PeriodCount, before: readonly PeriodCount[]): { p: number; expected: number; earlier: number } {
  const earlier = before.reduce((sum, { count }) => sum + count, 0);
  const all = before.reduce((sum, { total }) => sum + total, 0);
  const rate = earlier / all;
  const expected = rate * last.total;
  // Given all mentions so far, the share that falls in the last period is binomial when nothing has changed.
  const exact = last.count === 0 ? 1 : binomialSf(last.count - 1, last.count + earlier, last.total / (last.total + all));
  // Pearson dispersion of the earlier periods: above 1 the series swings more than chance alone.
  const dispersion =
    before.length < 3 || rate === 0
      ? 1
      : before.reduce((sum, { count, total }) => sum + (count - rate * total) ** 2 / (rate * total * (1 - rate) || 1), 0) /
        (before.length - 1);
  if (dispersion <= 1) return { p: exact, expected, earlier };
  const spread = Math.sqrt(dispersion * expected * (1 + last.total / all));
  return { p: Math.max(exact, normalSf((last.count - expected) / spread)), expected, earlier };
}
