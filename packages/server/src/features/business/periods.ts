import { monthIndexOf } from "@manyi/core/calendar";
import { type DayRange, startOfSpan } from "@manyi/core/metrics";

export type Step = "month" | "quarter";

/** `2026-01` of a month counted as year · 12 + month − 1. */
export function isoMonth(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}

export function monthOfIso(text: string): number {
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
}

/** How many months make one period. */
export const monthsIn = (by: Step): number => (by === "month" ? 1 : 3);

/** A finished month or quarter; `key` counts them one after another. */
export type Period = DayRange & { readonly key: number };

/**
 * Whole finished periods: those a date range touches, or so many back from the last one that has ended. Business figures are of whole
 * months, so what customers said is taken of whole months too.
 *
 * @param today whole days since 1970-01-01
 */
export function periodsOf(range: Partial<DayRange>, today: number, { by, periods }: { by: Step; periods: number }): readonly Period[] {
  const step = monthsIn(by);
  const ended = Math.floor(monthIndexOf(today) / step) - 1;
  const last = Math.min(ended, range.to === undefined ? ended : Math.floor(monthIndexOf(range.to) / step));
  const first = range.from === undefined ? last - periods + 1 : Math.max(last - 59, Math.floor(monthIndexOf(range.from) / step));
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, i): Period => {
    const key = Math.min(first, last) + i;
    return { key, from: startOfSpan("month", key * step), to: startOfSpan("month", (key + 1) * step) - 1 };
  });
}
