import { dayOfIsoDate } from "../calendar/index.js";

/** How a column writes its dates. `excel` is a serial day number; a year alone means its first day. */
export const DATE_FORMATS = ["iso", "ymd", "dmy", "mdy", "year", "year_month", "excel"] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** A date as a cell tells it: whole days since 1970-01-01, and minutes after midnight where a time is given. */
export type CellDate = { readonly day: number; readonly minute: number | null };

const EMPTY = new Set(["", "na", "n/a", "null", "none", "-", "—", "#n/a", "不适用", "无", "未填", "跳过", "(跳过)", "（跳过）"]);

/**
 * Whether a cell says nothing: blank, or one of the usual spellings of "not answered".
 *
 * @example
 * isEmptyCell(" N/A ") // => true
 * @example
 * isEmptyCell("0") // => false
 */
export function isEmptyCell(text: string): boolean {
  return EMPTY.has(text.trim().toLowerCase());
}

/**
 * A whole number as people write it: full-width digits, a trailing `.0` from a spreadsheet, 分 or points behind it.
 *
 * @returns `null` when it is no whole number
 * @example
 * readWhole("１０ 分") // => 10
 * @example
 * readWhole("4.5") // => null
 */
export function readWhole(text: string): number | null {
  const plain = text
    .trim()
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/\s*(分|points?|星|stars?)$/i, "");
  return /^-?\d{1,9}(\.0+)?$/.test(plain) ? Number(plain) : null;
}

/**
 * A number with decimals, `.` as the sign between them.
 *
 * @example
 * readNumber("1.25") // => 1.25
 */
export function readNumber(text: string): number | null {
  const plain = text.trim();
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(plain) ? Number(plain) : null;
}

function dateOf(year: number, month: number, day: number, minute: number | null): CellDate | null {
  const date = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  if (year < 1970 || year > 2200) return null;
  try {
    return { day: dayOfIsoDate(date), minute };
  } catch {
    return null;
  }
}

const TIME = String.raw`(?:[ T]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?`;
const ZONE = String.raw`(?:Z|[+-]\d{2}:?\d{2})?`;
const ISO = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${TIME}${ZONE}$`);
const YMD = new RegExp(`^(\\d{4})[/.年](\\d{1,2})[/.月](\\d{1,2})日?${TIME}$`);
const XMY = new RegExp(`^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})${TIME}$`);
const MONTH = /^(\d{4})[-/.年](\d{1,2})月?$/;

function minuteOf(hour: string | undefined, minute: string | undefined): number | null | undefined {
  if (hour === undefined || minute === undefined) return null;
  const total = Number(hour) * 60 + Number(minute);
  return Number(hour) < 24 && Number(minute) < 60 ? total : undefined;
}

/**
 * A date in a known spelling. Local time of the place it belongs to; an offset written behind it is not applied.
 *
 * @returns `null` when it is no such date
 * @example
 * readDate("2021/3/5", "ymd") // => { day: 18691, minute: null }
 * @example
 * readDate("31/02/2021", "dmy") // => null
 */
export function readDate(text: string, format: DateFormat): CellDate | null {
  const plain = text.trim();
  if (format === "year") return /^\d{4}(\.0+)?$/.test(plain) ? dateOf(Number(plain.slice(0, 4)), 1, 1, null) : null;
  if (format === "year_month") {
    const match = MONTH.exec(plain);
    return match === null ? null : dateOf(Number(match[1]), Number(match[2]), 1, null);
  }
  if (format === "excel") {
    const serial = readNumber(plain);
    // spreadsheets count from 1899-12-30; 25569 is 1970-01-01
    if (serial === null || serial < 25_569 || serial > 110_000) return null;
    const minute = Math.round((serial % 1) * 1440);
    return { day: Math.floor(serial) - 25_569, minute: minute === 0 ? null : Math.min(minute, 1439) };
  }
  const match = (format === "iso" ? ISO : format === "ymd" ? YMD : XMY).exec(plain);
  if (match === null) return null;
  const minute = minuteOf(match[4], match[5]);
  if (minute === undefined) return null;
  const [a, b, c] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (format === "dmy") return dateOf(c, b, a, minute);
  if (format === "mdy") return dateOf(c, a, b, minute);
  return dateOf(a, b, c, minute);
}

/**
 * The spelling that reads every sample; day-first before month-first when both would.
 *
 * @param name the column's name: a bare number is a year only where the name says so, or where nothing else could be meant
 * @returns `null` when no spelling fits all
 * @example
 * guessDateFormat(["03/05/2021", "25/12/2021"], "date") // => "dmy"
 */
export function guessDateFormat(samples: readonly string[], name: string): DateFormat | null {
  if (samples.length === 0) return null;
  const fits = (format: DateFormat) => samples.every((sample) => readDate(sample, format) !== null);
  const written = (["iso", "ymd", "dmy", "mdy", "year_month"] as const).find(fits);
  if (written !== undefined) return written;
  if (/year|年/i.test(name) && fits("year")) return "year";
  if (/date|time|日期|时间/i.test(name) && fits("excel")) return "excel";
  return null;
}
