const MINUTE = 60_000;
export const DAY = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(timeZone, found);
  }
  return found;
}

// Offsets change at whole quarter hours everywhere, so one look-up serves fifteen minutes of instants.
const QUARTER = 15 * MINUTE;
const offsets = new Map<string, Map<number, number>>();

/**
 * How far local time is ahead of UTC at an instant.
 *
 * @param at milliseconds since 1970 UTC
 * @param timeZone IANA name
 * @returns milliseconds, positive east of Greenwich
 * @throws {RangeError} when the time zone is unknown
 * @example
 * zoneOffset(0, "Asia/Shanghai") // => 28800000
 */
export function zoneOffset(at: number, timeZone: string): number {
  let known = offsets.get(timeZone);
  if (known === undefined) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  const slot = Math.floor(at / QUARTER);
  let offset = known.get(slot);
  if (offset === undefined) {
    const whole = slot * QUARTER;
    const part: Record<string, number> = {};
    for (const { type, value } of formatter(timeZone).formatToParts(whole)) if (type !== "literal") part[type] = Number(value);
    offset = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!) - whole;
    if (known.size > 20_000) known.clear();
    known.set(slot, offset);
  }
  return offset;
}

/**
 * The calendar day of an instant as whole days since 1970-01-01.
 *
 * @param at milliseconds since 1970 UTC
 * @param timeZone IANA name
 * @returns whole days since 1970-01-01 in that zone
 * @example
 * localDayOf(Date.UTC(2025, 5, 6, 16, 30), "Asia/Shanghai") // => 20246
 */
export function localDayOf(at: number, timeZone: string): number {
  return Math.floor((at + zoneOffset(at, timeZone)) / DAY);
}

/**
 * The instant at which a local clock shows a time.
 *
 * @param day whole days since 1970-01-01
 * @param minuteOfDay 0–1440
 * @returns milliseconds since 1970 UTC; a time skipped by a clock change is taken as if the change had not happened yet
 * @example
 * instantOf(20246, 600, "Asia/Shanghai") // => 1749261600000
 */
export function instantOf(day: number, minuteOfDay: number, timeZone: string): number {
  const local = day * DAY + minuteOfDay * MINUTE;
  const guess = local - zoneOffset(local, timeZone);
  return local - zoneOffset(guess, timeZone);
}

/**
 * ISO weeks since the one that holds 1970-01-01 (a Thursday).
 *
 * @param day whole days since 1970-01-01
 * @example
 * isoWeekOf(4) // => 1
 */
export function isoWeekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}

/**
 * Months since year 0, January = year × 12.
 *
 * @param day whole days since 1970-01-01
 * @example
 * monthIndexOf(0) // => 23640
 */
export function monthIndexOf(day: number): number {
  const date = new Date(day * DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/**
 * `2025-06-07` for a day number.
 *
 * @param day whole days since 1970-01-01
 * @example
 * isoDateOf(20246) // => "2025-06-07"
 */
export function isoDateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * The day number of `2025-06-07`.
 *
 * @throws {RangeError} when it is not a calendar date
 * @example
 * dayOfIsoDate("2025-06-07") // => 20246
 */
export function dayOfIsoDate(date: string): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) throw new RangeError(`not a calendar date: ${date}`);
  return at / DAY;
}
