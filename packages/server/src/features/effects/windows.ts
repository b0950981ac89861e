import type { DayRange } from "@manyi/core/metrics";

/** A unit in which something was changed, and the day it began; days since 1970-01-01. */
export type Treated = { readonly unitId: number; readonly startDay: number };
export type Lengths = { readonly beforeDays: number; readonly afterDays: number };

/** The days that one start is judged by; `earlier` are as long as `before`, oldest first. */
export type Windows = { readonly before: DayRange; readonly after: DayRange; readonly earlier: readonly DayRange[] };

/** How many periods before the baseline are looked at: for likeness, for the placebo, and for how much lasts. */
const EARLIER = 3;
/** Up to so many days the lines go by week, beyond it by four weeks. */
const BY_WEEK = 182;

/** @param firstDay nothing before it may be compared: the question was another one */
export function windowsAt(startDay: number, { beforeDays, afterDays }: Lengths, firstDay = Number.NEGATIVE_INFINITY): Windows {
  const before = { from: startDay - beforeDays, to: startDay - 1 };
  const earlier = Array.from({ length: EARLIER }, (_, i) => ({
    from: before.from - (i + 1) * beforeDays,
    to: before.to - (i + 1) * beforeDays,
  }));
  return {
    before,
    after: { from: startDay, to: startDay + afterDays - 1 },
    earlier: earlier.filter(({ from }) => from >= firstDay).reverse(),
  };
}

/** Starts with how many units began then, oldest first. */
export function startsOf(treated: readonly Treated[]): { readonly startDay: number; readonly units: readonly number[] }[] {
  const days = [...new Set(treated.map(({ startDay }) => startDay))].sort((a, b) => a - b);
  return days.map((startDay) => ({
    startDay,
    units: treated.filter((one) => one.startDay === startDay).map(({ unitId }) => unitId),
  }));
}

/** First day of any window before, last day of any window after. */
export function spanOf(treated: readonly Treated[], { beforeDays, afterDays }: Lengths): DayRange {
  const days = treated.map(({ startDay }) => startDay);
  return { from: Math.min(...days) - beforeDays, to: Math.max(...days) + afterDays - 1 };
}

/** How many days a point of the lines has; units of a roll-out in steps need more to have a figure each. */
export function stepOf(treated: readonly Treated[], lengths: Lengths): 7 | 28 {
  const { from, to } = spanOf(treated, lengths);
  const isInSteps = startsOf(treated).length > 1;
  return to - from + 1 > BY_WEEK || (isInSteps && lengths.beforeDays >= 28) ? 28 : 7;
}

/** The same for the lines before, which look further back. */
export function stepBefore({ from, to }: DayRange): 7 | 28 {
  return to - from + 1 > BY_WEEK ? 28 : 7;
}

/**
 * Spans of equal length, counted from the first start so that none holds days before and after it; cut at both ends of the range.
 *
 * @param anchor a day that begins a span
 */
export function blocksOf({ from, to }: DayRange, anchor: number, step: number): DayRange[] {
  const first = anchor - step * Math.ceil((anchor - from) / step);
  const blocks: DayRange[] = [];
  for (let day = first; day <= to; day += step) blocks.push({ from: Math.max(from, day), to: Math.min(to, day + step - 1) });
  return blocks;
}

/** Cuts ranges that overlap into pieces that do not, so that each range is a sum of whole pieces. */
export function piecesOf(ranges: readonly DayRange[]): DayRange[] {
  const cuts = [...new Set(ranges.flatMap(({ from, to }) => [from, to + 1]))].sort((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((from, i) => {
    const to = cuts[i + 1]! - 1;
    return ranges.some((range) => range.from <= from && to <= range.to) ? [{ from, to }] : [];
  });
}
