import { npsCategories, npsDifference, sumsOfCounts, zOfLevel } from "../measures/index.js";
import { normalTwoSided } from "../numeric/index.js";
import { compareMeans, compareProportions } from "../stats/index.js";
import { METRICS, type MetricFamily } from "./metric.js";
import type { Counts } from "./query.js";
import { scoreCounts } from "./score.js";

/** A difference with its interval and test, in the unit of the metric; `p` is `null` where nothing can be tested. */
export type Difference = {
  readonly difference: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
};

/** Below this base on either side a difference is shown but never tested (D§1). */
const SMALLEST_TESTED = 10;

/**
 * Compares a metric with the period before: net promoter scores by their own test, shares by pooled z, means by Welch, ratios of means
 * and everything weighted by their standard errors.
 *
 * @returns `null` when one side has no value
 * @example
 * const levels = (counts) => ({ kind: "levels", scale: { min: 1, max: 5 }, counts, w: null, ww: null });
 * testChange("csat", levels([0, 0, 42, 168, 0]), levels([0, 0, 60, 140, 0])).p // => 0.0192211
 */
export function testChange(family: MetricFamily, now: Counts, before: Counts): Difference | null {
  const [a, b] = [scoreCounts(family, now), scoreCounts(family, before)];
  if (family === "answers" || a.value === null || b.value === null) return null;
  const difference = a.value - b.value;
  const tested = test(family, now, before) ?? byErrors(difference, a.standardError, b.standardError);
  const isTestable = a.n >= SMALLEST_TESTED && b.n >= SMALLEST_TESTED;
  return { difference, low: tested?.low ?? null, high: tested?.high ?? null, p: isTestable ? (tested?.p ?? null) : null };
}

type Tested = { low: number; high: number; p: number | null };

function test(family: MetricFamily, now: Counts, before: Counts): Tested | null {
  if (now.kind === "levels" && before.kind === "levels" && now.w === null && before.w === null) {
    if (family === "nps") {
      const found = npsDifference(npsCategories(now.counts), npsCategories(before.counts));
      return found && { ...found.interval, p: found.p };
    }
    if (family === "csat") {
      const box = ({ counts }: { counts: readonly number[] }) => ({
        successes: counts[3]! + counts[4]!,
        n: counts.reduce((x, y) => x + y, 0),
      });
      const found = compareProportions(box(now), box(before));
      return found && { low: 100 * found.interval.low, high: 100 * found.interval.high, p: found.p };
    }
    const found = compareMeans(sumsOfCounts(now), sumsOfCounts(before));
    return found && { ...found.interval, p: found.p };
  }
  if (now.kind === "sums" && before.kind === "sums" && now.weighted === null && before.weighted === null) {
    const found = compareMeans(now, before);
    return found && { ...found.interval, p: found.p };
  }
  return null;
}

function byErrors(difference: number, a: number | null, b: number | null): Tested | null {
  if (a === null || b === null) return null;
  const error = Math.hypot(a, b);
  if (error === 0) return null;
  const half = zOfLevel(0.95) * error;
  return { low: difference - half, high: difference + half, p: normalTwoSided(difference / error) };
}

/**
 * Whether a difference is a change for the better; `null` when neither direction is.
 *
 * @example
 * isBetter("nps", -4.5) // => false
 * isBetter("answers", 120) // => null
 */
export function isBetter(family: MetricFamily, difference: number): boolean | null {
  return METRICS[family].better === "neither" || difference === 0 ? null : difference > 0;
}
