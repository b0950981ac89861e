import type { api, Out } from "@manyi/contracts";
import { axisFor } from "./axis.js";
import type { FilterSearch } from "./filter-search.js";

export type TrendPoint = Out<typeof api.figures.trend>["points"][number];

/** The arrays a line with its band is drawn from; `null` leaves a gap where nothing was computed. */
export type TrendSeries = {
  readonly values: readonly (number | null)[];
  /** the lower end of the interval, and how far the upper end stands above it */
  readonly lows: readonly (number | null)[];
  readonly widths: readonly (number | null)[];
  /** bases too low to trust are drawn hollow */
  readonly hollow: readonly boolean[];
  /** points of one number are joined; a question that became another one starts the next */
  readonly stretches: readonly number[];
};

/** Splits points into the series of a chart; interval ends are cut at what the metric can reach. */
export function trendSeries(points: readonly TrendPoint[], limits: readonly [number, number]): TrendSeries {
  const cut = (value: number) => Math.min(limits[1], Math.max(limits[0], value));
  const ends = points.map(({ figure: { value, interval } }) =>
    value === null || interval === null ? null : { low: cut(interval.low), high: cut(interval.high) },
  );
  return {
    values: points.map(({ figure }) => figure.value),
    lows: ends.map((end) => end?.low ?? null),
    widths: ends.map((end) => (end === null ? null : end.high - end.low)),
    hollow: points.map(({ figure }) => figure.base === "low"),
    stretches: points.map(({ stretch }) => stretch),
  };
}

const reach: Readonly<Record<string, readonly [number, number]>> = { nps: [-100, 100], csat: [0, 100], ces: [1, 7] };

/** What a metric can reach at all. */
export function limitsOf(metric: string): readonly [number, number] {
  return reach[metric] ?? [0, Number.POSITIVE_INFINITY];
}

/** One axis for all panels: every value with a trusted base and its interval fits; what is hollow may be cut at the edge. @param top what the metric cannot exceed */
export function sharedAxis(panels: readonly TrendSeries[], top?: number): { min: number; max: number; step: number } | null {
  const held = panels.flatMap(({ values, lows, widths, hollow }) =>
    values.flatMap((value, index) => {
      if (value === null) return [];
      const low = lows[index] ?? null;
      return low === null || hollow[index] ? [value] : [value, low, low + (widths[index] ?? 0)];
    }),
  );
  if (held.length === 0) return null;
  const { low, high, ticks } = axisFor(held, 7, top);
  return { min: low, max: high, step: (ticks[1] ?? high) - (ticks[0] ?? low) };
}

/** The smallest and largest base of the points, `null` when all are empty or hidden. */
export function baseRange(points: readonly TrendPoint[]): { low: number; high: number } | null {
  const bases = points.flatMap(({ figure: { n } }) => (n === null || n === 0 ? [] : [n]));
  return bases.length === 0 ? null : { low: Math.min(...bases), high: Math.max(...bases) };
}

/** The point whose span holds a day, `null` before the first and after the last. */
export function placeOfDay(points: readonly TrendPoint[], on: string): number | null {
  const place = points.findIndex(({ figure: { period } }) => period.from <= on && on <= period.to);
  return place === -1 ? null : place;
}

/** Where a break stands among the points: the first that begins on or after its day, else nowhere. */
export function placeOfBreak(starts: readonly string[], on: string): number | null {
  const after = starts.findIndex((start) => start >= on);
  if (starts.length === 0 || on < (starts[0] ?? "")) return null;
  return after === -1 ? starts.length - 1 : after;
}

const lengths = { day: 28, week: 26, month: 24 } as const;

/**
 * How far back a trend looks. A level needs four weeks, a trend many more: unless the reader chose dates, it looks back half a year by
 * week, and further where the period itself is longer.
 */
export function spanOf(
  { period, from }: Pick<FilterSearch, "period" | "from">,
  step: "day" | "week" | "month",
): { from?: undefined; to?: undefined; periods?: number } {
  if (from !== undefined) return { periods: 120 };
  const days = period === "90d" ? 90 : period === "365d" ? 365 : 28;
  const needed = step === "day" ? Math.min(days, 120) : step === "week" ? Math.ceil(days / 7) + 1 : Math.ceil(days / 30) + 1;
  return { from: undefined, to: undefined, periods: Math.max(lengths[step], needed) };
}
