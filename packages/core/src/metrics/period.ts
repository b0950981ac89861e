import type { DayRange } from "./query.js";

const DAY_MS = 86_400_000;

/**
 * A calendar date as days since 1970-01-01.
 *
 * @throws {RangeError} when it is no date of the calendar
 * @example
 * dayNumber("1970-01-02") // => 1
 * dayNumber("2026-02-30") // throws RangeError
 */
export function dayNumber(date: string): number {
  const ms = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) throw new RangeError(`not a date: ${date}`);
  return ms / DAY_MS;
}

/**
 * Days since 1970-01-01 as a calendar date.
 *
 * @example
 * dateOfDay(20514) // => "2026-03-02"
 */
export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

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
  const to = asked.to === undefined ? today : dayNumber(asked.to);
  const from = asked.from === undefined ? to - DEFAULT_DAYS + 1 : dayNumber(asked.from);
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
  const [year, month, date] = dateOfDay(day).split("-").map(Number);
  // 29 February a year earlier is the 28th
  const last = new Date(Date.UTC(year! - 1, month!, 0)).getUTCDate();
  return Date.UTC(year! - 1, month! - 1, Math.min(date!, last)) / DAY_MS;
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
  return Date.UTC(Math.floor(key / 12), key % 12, 1) / DAY_MS;
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
  if (by === "week") return Math.floor((day + 3) / 7);
  const date = new Date(day * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
