import type { api, Figure } from "@manyi/contracts";
import type { MeanSums } from "@manyi/core/measures";
import { mannKendall, pettitt } from "@manyi/core/monitoring";
import { compareMeans } from "@manyi/core/stats";
import type { z } from "zod";

type Point = { readonly start: string; readonly figure: Figure };
type TrendTest = NonNullable<z.input<typeof api.trends.chart.reply>["trend"]>;

/** Fewer periods cannot tell a trend from chance. */
export const FEWEST_PERIODS = 8;
const ALPHA = 0.05;

/** Periods with a base worth a test, oldest first; an unfinished period is as good as its answers. */
export function testable(points: readonly Point[]): (Point & { value: number })[] {
  return points.flatMap(({ start, figure }) => {
    const { value, n } = figure;
    return value === null || n === null || n < 10 ? [] : [{ start, figure, value }];
  });
}

/** Mann–Kendall with Sen's slope, and Pettitt's moment of change, over one stretch. `null` with fewer than eight periods. */
export function trendOf(points: readonly Point[]): TrendTest | null {
  const held = testable(points);
  if (held.length < FEWEST_PERIODS) return null;
  const values = held.map(({ value }) => value);
  const { p, slope, slopeInterval } = mannKendall(values)!;
  const isReal = p < ALPHA;
  return {
    n: held.length,
    from: held[0]!.start,
    to: held.at(-1)!.start,
    p,
    slope: { value: slope, ...slopeInterval },
    rises: isReal && slope > 0,
    falls: isReal && slope < 0,
    shift: shiftOf(held, values),
  };
}

function shiftOf(held: readonly { start: string }[], values: readonly number[]): TrendTest["shift"] {
  const found = pettitt(values);
  if (found === null || found.p >= ALPHA || found.lastBefore + 1 >= values.length) return null;
  const first = found.lastBefore + 1;
  const [before, after] = [sumsOf(values.slice(0, first)), sumsOf(values.slice(first))];
  const compared = compareMeans(after, before);
  return {
    on: held[first]!.start,
    p: found.p,
    before: before.sum / before.n,
    after: after.sum / after.n,
    difference: compared === null ? null : { value: compared.difference, ...compared.interval },
  };
}

function sumsOf(values: readonly number[]): MeanSums {
  return {
    n: values.length,
    sum: values.reduce((a, b) => a + b, 0),
    sumSquares: values.reduce((a, b) => a + b * b, 0),
  };
}
