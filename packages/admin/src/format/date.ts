import type { Locale } from "../i18n.js";

const zhWeekday = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
const enWeekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const enMonth = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function parts(day: string): { year: number; month: number; date: number; weekday: number } {
  const at = new Date(`${day}T00:00:00Z`);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate(), weekday: at.getUTCDay() };
}

/**
 * A calendar day: `6月18日`, `18 Jun`; with its year when `thisYear` is another one.
 *
 * @param day `2026-06-18`
 * @example
 * dayText("2026-06-18", "zh-CN", 2026) // => "6月18日"
 * dayText("2025-06-18", "en", 2026) // => "18 Jun 2025"
 */
export function dayText(day: string, locale: Locale, thisYear: number): string {
  const { year, month, date } = parts(day);
  if (locale === "en") return `${date} ${enMonth[month]}${year === thisYear ? "" : ` ${year}`}`;
  return `${year === thisYear ? "" : `${year}年`}${month + 1}月${date}日`;
}

/** With the day of the week: `6月18日 周四`, `Thu 18 Jun`. */
export function weekdayText(day: string, locale: Locale, thisYear: number): string {
  const name = parts(day).weekday;
  const text = dayText(day, locale, thisYear);
  return locale === "en" ? `${enWeekday[name]} ${text}` : `${text} ${zhWeekday[name]}`;
}

/**
 * A range of days: `5月21日–6月17日`, `21 May–17 Jun`; a single day stands alone.
 *
 * @example
 * rangeText("2026-05-21", "2026-06-17", "zh-CN", 2026) // => "5月21日–6月17日"
 */
export function rangeText(from: string, to: string, locale: Locale, thisYear: number): string {
  if (from === to) return dayText(from, locale, thisYear);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  // the year is said once: before the range in Chinese, after it in English
  const first = locale === "en" && sameYear ? dayText(from, locale, Number(from.slice(0, 4))) : dayText(from, locale, thisYear);
  const last = locale === "zh-CN" && sameYear ? dayText(to, locale, Number(to.slice(0, 4))) : dayText(to, locale, thisYear);
  return `${first}–${last}`;
}

/** The day and the 24-hour time an instant has in a time zone. */
export function inZone(instant: string, timeZone: string): { day: string; time: string; seconds: string } {
  const text = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(new Date(instant));
  return { day: text.slice(0, 10), time: text.slice(11, 16), seconds: text.slice(11, 19) };
}

/** Moves a calendar day. @example addDays("2026-02-28", 1) // => "2026-03-01" */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * A length of time in its two largest units: `2 小时 10 分`, `2 h 10 min`, `3 天`; minutes alone are `30 分钟`.
 *
 * @param minutes ≥ 0; part minutes are dropped
 * @param coarse only the largest unit
 */
export function durationText(minutes: number, locale: Locale, coarse = false): string {
  const whole = Math.floor(minutes);
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60), whole % 60];
  const zh = locale === "zh-CN";
  if (days > 0)
    return zh ? `${days} 天${hours > 0 && !coarse ? ` ${hours} 小时` : ""}` : `${days} d${hours > 0 && !coarse ? ` ${hours} h` : ""}`;
  if (hours > 0)
    return zh ? `${hours} 小时${rest > 0 && !coarse ? ` ${rest} 分` : ""}` : `${hours} h${rest > 0 && !coarse ? ` ${rest} min` : ""}`;
  return zh ? `${rest} 分钟` : `${rest} min`;
}
