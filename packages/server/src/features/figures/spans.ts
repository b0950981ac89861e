import type { api } from "@manyi/contracts";
import { type DayRange, type Dimension, type Measurement, type Metric, spanOfDay, startOfSpan } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Asked } from "./ask.js";
import { incomparableDays, readBreaksOf } from "./breaks.js";
import { type Cells, count, regroup } from "./count.js";

type Step = "day" | "week" | "month";
type Break = z.input<typeof api.figures.trend.reply>["breaks"][number];

/** A span of the calendar, or its part on one side of a day at which the question became another one. */
export type Span = DayRange & {
  /** of the calendar span it belongs to */
  readonly key: number;
  /** spans of one number may be joined and compared */
  readonly stretch: number;
};

export type Timeline = {
  /** the question over all spans together, compared with nothing */
  readonly whole: Asked;
  readonly spans: readonly Span[];
  readonly breaks: Break[];
};

/**
 * The spans of a trend, and where its line is interrupted. Without dates it looks `periods` spans back from today; with dates it shows the
 * spans they touch, at most so many. A span in which a question became another one is cut in two: no figure mixes the two.
 *
 * @param metrics one, or all that a line is made of: it is interrupted where any of them is
 */
export async function readTimeline(
  asked: Asked,
  metrics: Metric | readonly Metric[],
  { by, periods }: { by: Step; periods: number },
): Promise<Timeline> {
  const plain = spansOf(asked, by, periods);
  const range: DayRange = { from: plain[0]!.from, to: plain.at(-1)!.to };
  const breaksOf = await readBreaksOf(asked, range);
  const breaks = strongest([metrics].flat().map((metric) => breaksOf(metric, asked.surveys)));
  return { whole: { ...asked, period: range, compare: null }, spans: cutAt(plain, incomparableDays(breaks)), breaks };
}

const STRENGTH: readonly Break["kind"][] = ["version", "wording", "incomparable"];

/** Each list holds the same versions in the same order; of each what it did most. */
function strongest([first = [], ...others]: readonly (readonly Break[])[]): Break[] {
  return first.map((one, i) =>
    others.reduce((most, list) => (STRENGTH.indexOf(list[i]!.kind) > STRENGTH.indexOf(most.kind) ? list[i]! : most), one),
  );
}

function spansOf({ filters, period }: Asked, by: Step, periods: number): (DayRange & { key: number })[] {
  const last = spanOfDay(by, period.to);
  const first = filters.from === undefined ? last - periods + 1 : Math.max(last - periods + 1, spanOfDay(by, period.from));
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const key = first + i;
    const start = startOfSpan(by, key);
    // the ends keep to the dates asked for, so that the trend and the card beside it count the same days
    const from = filters.from === undefined ? start : Math.max(start, period.from);
    return { key, from, to: Math.min(startOfSpan(by, key + 1) - 1, period.to) };
  });
}

/**
 * Cuts spans at days, and numbers the stretches between them.
 *
 * @param days in order; a day starts a new stretch
 */
export function cutAt(spans: readonly (DayRange & { readonly key: number })[], days: readonly number[]): Span[] {
  return spans.flatMap(({ key, from, to }) => {
    const starts = [from, ...new Set(days.filter((day) => day > from && day <= to))];
    return starts.map((start, i) => ({
      key,
      from: start,
      to: (starts[i + 1] ?? to + 1) - 1,
      stretch: new Set(days.filter((day) => day <= start)).size,
    }));
  });
}

/** Counts in every span, and by further dimensions: cells by the place of the span, then the dimensions. `null`: nobody asks it. */
export async function countSpans(
  whole: Asked,
  measure: Measurement | null,
  by: Step,
  spans: readonly Span[],
  dimensions: readonly Dimension[] = [],
): Promise<Cells> {
  if (measure === null) return new Map();
  const isCut = new Set(spans.map(({ key }) => key)).size < spans.length;
  if (isCut) return count(whole, measure, ["period", ...dimensions], spans);
  const places = new Map(spans.map(({ key }, i) => [key, i]));
  const cells = await count(whole, measure, [by, ...dimensions], [whole.period]);
  return regroup(cells, ([key, ...rest]) => {
    const place = places.get(Number(key));
    return place === undefined ? undefined : [place, ...rest];
  });
}
