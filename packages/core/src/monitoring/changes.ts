import { type Interval, type MeanSums, meanOf, type NpsCategories, npsDifference } from "../measures/index.js";
import { studentTwoSided } from "../numeric/index.js";
import { compareMeans, compareProportions, decide, type Findings, type Proportion } from "../stats/index.js";

/** With fewer answers on either side a change is not tested. */
export const MIN_CHANGE_BASE = 30;

/** A measure before and after, as the engine counts it. */
export type MeasuredChange =
  | { readonly key: string; readonly kind: "share"; readonly before: Proportion; readonly after: Proportion }
  | { readonly key: string; readonly kind: "mean"; readonly before: MeanSums; readonly after: MeanSums }
  | { readonly key: string; readonly kind: "nps"; readonly before: NpsCategories; readonly after: NpsCategories };

export interface ChangeVerdict {
  readonly key: string;
  /** After less before: a share 0..1, points of the scale, or NPS points; `null` when a side is empty. */
  readonly difference: number | null;
  readonly interval: Interval | null;
  /** `null` when not tested. */
  readonly p: number | null;
  readonly adjustedP: number | null;
  readonly verdict: "up" | "down" | "noChange" | "tooFew";
}

export interface RealChanges extends Pick<Findings, "compared" | "rule"> {
  /** In the order given. */
  readonly changes: readonly ChangeVerdict[];
}

/**
 * What really changed 真实变化: every change is tested, and when more than ten are compared the false-discovery rate is held at
 * 10 % (Benjamini–Hochberg), so that a page full of noise stays quiet. Fewer than 30 answers on a side: "too few to tell".
 *
 * @example
 * realChanges([{ key: "csat", kind: "share", before: { successes: 140, n: 200 }, after: { successes: 168, n: 210 } }]).changes[0]!.verdict // => "up"
 */
export function realChanges(measured: readonly MeasuredChange[]): RealChanges {
  const tests = measured.map(test);
  const { adjusted, isSignificant, compared, rule } = decide(tests.map(({ p }) => p));
  return {
    compared,
    rule,
    changes: tests.map(({ difference, interval, p, isTooFew }, i) => ({
      key: measured[i]!.key,
      difference,
      interval,
      p,
      adjustedP: adjusted[i] ?? null,
      verdict: isTooFew
        ? "tooFew"
        : !isSignificant[i] || difference === null || difference === 0
          ? "noChange"
          : difference > 0
            ? "up"
            : "down",
    })),
  };
}

function test(change: MeasuredChange) {
  const [before, after] = [baseOf(change, "before"), baseOf(change, "after")];
  const isTooFew = Math.min(before, after) < MIN_CHANGE_BASE;
  const found =
    change.kind === "share"
      ? compareProportions(change.after, change.before)
      : change.kind === "mean"
        ? meanChange(change.after, change.before)
        : npsDifference(change.after, change.before);
  return { difference: found?.difference ?? null, interval: found?.interval ?? null, p: isTooFew ? null : (found?.p ?? null), isTooFew };
}

/** Two constant means have a difference but no test. */
function meanChange(after: MeanSums, before: MeanSums) {
  const found = compareMeans(after, before);
  if (found !== null) return found;
  const [left, right] = [meanOf(after), meanOf(before)];
  return left === null || right === null ? null : { difference: left.value - right.value, interval: null, p: null };
}

function baseOf(change: MeasuredChange, side: "before" | "after"): number {
  if (change.kind !== "nps") return change[side].n;
  const { detractors, passives, promoters } = change[side];
  return detractors + passives + promoters;
}

/** A series needs this many earlier periods before its latest value is judged by them. */
export const MIN_HISTORY = 8;

export interface LatestVerdict {
  readonly key: string;
  readonly expected: number | null;
  readonly difference: number | null;
  readonly p: number | null;
  readonly adjustedP: number | null;
  readonly verdict: ChangeVerdict["verdict"];
}

/**
 * Is the latest value of each series out of line with its own past? Uses how much the series has moved so far (Student's t), so a
 * figure that always swings is not news.
 *
 * @param series values oldest first, the latest last; at least eight earlier values
 * @example
 * latestAgainstHistory([{ key: "waits", values: [5, 6, 5, 4, 5, 6, 5, 4, 9] }]).changes[0]!.verdict // => "up"
 */
export function latestAgainstHistory(series: readonly { readonly key: string; readonly values: readonly number[] }[]) {
  const tests = series.map(({ values }) => {
    const m = values.length - 1;
    if (m < MIN_HISTORY) return null;
    const past = values.slice(0, m);
    const expected = past.reduce((a, b) => a + b, 0) / m;
    const variance = past.reduce((sum, value) => sum + (value - expected) ** 2, 0) / (m - 1);
    const difference = values[m]! - expected;
    const error = Math.sqrt(variance * (1 + 1 / m));
    return { expected, difference, p: error > 0 ? studentTwoSided(difference / error, m - 1) : null };
  });
  const { adjusted, isSignificant, compared, rule } = decide(tests.map((found) => found?.p ?? null));
  const changes = series.map(({ key }, i): LatestVerdict => {
    const found = tests[i];
    if (!found) return { key, expected: null, difference: null, p: null, adjustedP: null, verdict: "tooFew" };
    const verdict = !isSignificant[i] || found.difference === 0 ? "noChange" : found.difference > 0 ? "up" : "down";
    return { key, ...found, adjustedP: adjusted[i] ?? null, verdict };
  });
  return { compared, rule, changes };
}
