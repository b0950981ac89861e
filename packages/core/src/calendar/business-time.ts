import { instantOf, isoDateOf, localDayOf } from "./zone.js";

const MINUTE = 60_000;

/** Opening times of a day in minutes after midnight, in order, not overlapping: `[[540, 1080]]` is 09:00–18:00. */
export type OpeningTimes = readonly (readonly [open: number, close: number])[];

/** A business calendar is imported data. `weekly` is indexed by ISO weekday − 1 (Monday 0); `exceptions` win, by ISO date. */
export type BusinessCalendar = {
  readonly weekly: readonly OpeningTimes[];
  /** holidays (`[]`) and make-up workdays 调休 */
  readonly exceptions: { readonly [date: string]: OpeningTimes };
};

/** A stretch of time during which a clock stands still; `to` is null while it lasts. */
export type Pause = { readonly from: number; readonly to: number | null };

/** A clock that would not be due within this many days has a calendar without opening times. */
const FAR = 3660;

/**
 * Refuses a calendar that cannot be counted on.
 *
 * @throws {RangeError} when a day's opening times are unordered or out of 0–1440, or `weekly` is not seven days
 * @example
 * checkCalendar({ ...OFFICE_HOURS, exceptions: { "2026-10-01": [], "2026-10-10": [[540, 1080]] } }) // => undefined
 * checkCalendar({ ...OFFICE_HOURS, exceptions: { "2026-10-10": [[1080, 540]] } }) // throws RangeError
 */
export function checkCalendar(calendar: BusinessCalendar): void {
  if (calendar.weekly.length !== 7) throw new RangeError(`a week has seven days, got ${calendar.weekly.length}`);
  for (const day of [...calendar.weekly, ...Object.values(calendar.exceptions)]) {
    let last = 0;
    for (const [open, close] of day) {
      if (!(open >= last && close > open && close <= 1440))
        throw new RangeError(`opening times must be ordered within a day, got ${JSON.stringify(day)}`);
      last = close;
    }
  }
}

function openingTimes(calendar: BusinessCalendar, day: number): OpeningTimes {
  return calendar.exceptions[isoDateOf(day)] ?? calendar.weekly[(day + 3) % 7]!;
}

/**
 * When a stretch of business time that starts at an instant has been used up. A due time at closing stays at closing.
 *
 * @param start milliseconds since 1970 UTC
 * @param minutes business minutes, ≥ 0
 * @returns milliseconds since 1970 UTC
 * @throws {RangeError} when minutes is negative, or the calendar never opens
 * @example
 * addBusinessMinutes(Date.UTC(2025, 5, 6, 9), 240, OFFICE_HOURS, "Asia/Shanghai") // => 1749441600000
 */
export function addBusinessMinutes(start: number, minutes: number, calendar: BusinessCalendar, timeZone: string): number {
  if (!(minutes >= 0)) throw new RangeError(`minutes must be ≥ 0, got ${minutes}`);
  let left = minutes * MINUTE;
  const first = localDayOf(start, timeZone);
  for (let day = first; day < first + FAR; day++) {
    for (const [open, close] of openingTimes(calendar, day)) {
      const from = Math.max(start, instantOf(day, open, timeZone));
      const to = instantOf(day, close, timeZone);
      if (from > to) continue;
      if (left <= to - from) return from + left;
      left -= to - from;
    }
  }
  throw new RangeError("the calendar has no opening times");
}

/**
 * Business minutes between two instants.
 *
 * @returns minutes ≥ 0 (fractions kept); 0 when `to` is not after `from`
 * @example
 * businessMinutesBetween(Date.UTC(2025, 5, 6, 9), Date.UTC(2025, 5, 9, 4), OFFICE_HOURS, "Asia/Shanghai") // => 240
 */
export function businessMinutesBetween(from: number, to: number, calendar: BusinessCalendar, timeZone: string): number {
  let total = 0;
  const last = localDayOf(to, timeZone);
  for (let day = localDayOf(from, timeZone); day <= last; day++) {
    for (const [open, close] of openingTimes(calendar, day)) {
      const begin = Math.max(from, instantOf(day, open, timeZone));
      const end = Math.min(to, instantOf(day, close, timeZone));
      if (end > begin) total += end - begin;
    }
  }
  return total / MINUTE;
}

/** How a limit is counted: business minutes on the unit's calendar, or wall-clock minutes. */
export type Limit = { readonly minutes: number; readonly business: boolean };

/**
 * Minutes of a stretch as a limit counts them.
 *
 * @example
 * const from = Date.UTC(2026, 2, 2, 17);
 * const to = Date.UTC(2026, 2, 3, 10);
 * elapsedMinutes(from, to, true, OFFICE_HOURS, "UTC") // => 120
 * elapsedMinutes(from, to, false, OFFICE_HOURS, "UTC") // => 1020
 */
export function elapsedMinutes(from: number, to: number, business: boolean, calendar: BusinessCalendar, timeZone: string): number {
  return business ? businessMinutesBetween(from, to, calendar, timeZone) : Math.max(0, to - from) / MINUTE;
}

/**
 * When a clock is due, pauses added at the end.
 *
 * @param pauses stretches that do not count; an open one counts up to `now`
 * @returns milliseconds since 1970 UTC
 * @example
 * dueAt(Date.UTC(2025, 5, 6, 9), { minutes: 60, business: false }, [], OFFICE_HOURS, "Asia/Shanghai", 0) // => 1749204000000
 */
export function dueAt(
  start: number,
  limit: Limit,
  pauses: readonly Pause[],
  calendar: BusinessCalendar,
  timeZone: string,
  now: number,
): number {
  const paused = pauses.reduce(
    (sum, pause) => sum + elapsedMinutes(Math.max(start, pause.from), pause.to ?? now, limit.business, calendar, timeZone),
    0,
  );
  const minutes = limit.minutes + paused;
  return limit.business ? addBusinessMinutes(start, minutes, calendar, timeZone) : start + minutes * MINUTE;
}

/** Monday to Friday 09:00–18:00: the calendar of a fresh installation. */
export const OFFICE_HOURS: BusinessCalendar = {
  weekly: [[[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [], []],
  exceptions: {},
};
