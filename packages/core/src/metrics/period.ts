import { dayOfIsoDate, isoDateOf, isoWeekOf, monthIndexOf } from "../calendar/index.js";
import type { DayRange } from "./query.js";

const DAY = 86_400_000;

/** What a page shows when no period is chosen. */
export const DEFAULT_DAYS = 28;

/**
 * The period asked for. Without dates it is the 28 days that end today, so that an answer given now is among them; with one date the
 * other follows.
 *
 * @param today the organisation's current day
 * @returns `null` when it would end before it starts
 * @example
 * periodOf({}, 100) // => { from: 73, to: 100 }
 * periodOf({ from: "1970-01-11" }, 100) // => { from: 10, to: 100 }
 */
export function periodOf(asked: { readonly from?: string | undefined; readonly to?: string | undefined }, today: number): DayRange | null {
  if (asked.from === undefined && asked.to === undefined) return { from: today - DEFAULT_DAYS + 1, to: today };
  const to = asked.to === undefined ? today : dayOfIsoDate(asked.to);
  const from = asked.from === undefined ? to - DEFAULT_DAYS + 1 : dayOfIsoDate(asked.from);
  return from <= to ? { from, to } : null;
}

/**
 * The period to compare with: the same number of days just before, or the same dates a year earlier.
 *
 * @returns `null` when none is wanted, or a year earlier would overlap
 * @example
 * comparePeriod({ from: 72, to: 99 }, "previous") // => { from: 44, to: 71 }
 * comparePeriod({ from: 20514, to: 20514 }, "year") // => { from: 20149, to: 20149 }
 */
export function comparePeriod(period: DayRange, against: "previous" | "year" | "none"): DayRange | null {
  if (against === "none") return null;
  const days = period.to - period.from + 1;
  if (against === "previous") return { from: period.from - days, to: period.from - 1 };
  const earlier = { from: yearEarlier(period.from), to: yearEarlier(period.to) };
  return earlier.to < period.from ? earlier : null;
}

function yearEarlier(day: number): number {
  const [year, month, date] = isoDateOf(day).split("-").map(Number);
  // 29 February a year earlier is the 28th
  const last = new Date(Date.UTC(year! - 1, month!, 0)).getUTCDate();
  return Date.UTC(year! - 1, month! - 1, Math.min(date!, last)) / DAY;
}

/**
 * The first day of the calendar span that a key names: a day itself, an ISO week's Monday, a month's first.
 *
 * @example
 * startOfSpan("week", 2931) // => 20514
 * startOfSpan("month", 24314) // => 20513
 */
export function startOfSpan(by: "day" | "week" | "month", key: number): number {
  if (by === "day") return key;
  if (by === "week") return key * 7 - 3;
  return Date.UTC(Math.floor(key / 12), key % 12, 1) / DAY;
}

/**
 * The key of the calendar span a day falls in.
 *
 * @example
 * spanOfDay("week", 20514) // => 2931
 * spanOfDay("month", 20514) // => 24314
 */
export function spanOfDay(by: "day" | "week" | "month", day: number): number {
  if (by === "day") return day;
  return by === "week" ? isoWeekOf(day) : monthIndexOf(day);
}
