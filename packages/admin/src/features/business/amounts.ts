import type { BusinessFigure, BusinessOrigin } from "@manyi/contracts";
import type { Format } from "../../format/index.js";

type Measured = Pick<BusinessFigure, "unit">;
const signs = ["¥", "￥", "$", "€", "£"];

function withUnit(digits: string, unit: string): string {
  if (unit === "") return digits;
  if (signs.includes(unit)) return digits.startsWith("−") ? `−${unit}${digits.slice(1)}` : `${unit}${digits}`;
  return unit === "%" ? `${digits}%` : `${digits} ${unit}`;
}

/** A value with its unit: per cent with one decimal, large numbers whole, small ones with two decimals. */
export function amount(value: number | null, { unit }: Measured, format: Format): string {
  if (value === null) return "—";
  if (unit === "%") return format.figure("percent", value);
  return withUnit(Math.abs(value) >= 100 || Number.isInteger(value) ? format.count(value) : format.figure("ratio", value), unit);
}

/** A change of a value with its sign and two digits that count: per cent becomes percentage points. */
export function change(value: number, { unit }: Measured, format: Format, points: string): string {
  const digits = signed(value, format);
  if (unit === "%") return `${digits} ${points}`;
  return signs.includes(unit) ? `${digits.slice(0, 1)}${unit}${digits.slice(1)}` : withUnit(digits, unit);
}

/** The ends of a change; the unit stands behind the second. */
export function changeEnds({ low, high }: { low: number; high: number }, measured: Measured, format: Format, points: string): string {
  const first = signs.includes(measured.unit) ? change(low, measured, format, points) : signed(low, format);
  return `${first}${format.locale === "en" ? " to " : " ～ "}${change(high, measured, format, points)}`;
}

function signed(value: number, format: Format): string {
  const rounded = Number(Math.abs(value).toPrecision(2));
  const digits = rounded >= 100 ? format.count(rounded) : String(rounded);
  return `${value < 0 ? "−" : "+"}${digits}`;
}

/** How many points of a metric one speaks of: ten of NPS and CSAT, a tenth of what runs from 1 to 5. */
export function stepOf(metric: string): number {
  return metric === "nps" || metric === "csat" ? 10 : 0.1;
}

/** `2026年3月` of `2026-03`. */
export function monthText(month: string, { locale }: Pick<Format, "locale">): string {
  const [year, number] = month.split("-").map(Number);
  return new Intl.DateTimeFormat(locale, { year: "numeric", month: "short", timeZone: "UTC" }).format(Date.UTC(year!, number! - 1, 1));
}

/** The months of a quarter by its name, else the month. */
export function periodText(from: string, by: "month" | "quarter", format: Pick<Format, "locale">): string {
  if (by === "month") return monthText(from.slice(0, 7), format);
  const quarter = Math.floor((Number(from.slice(5, 7)) - 1) / 3) + 1;
  return format.locale === "en" ? `Q${quarter} ${from.slice(0, 4)}` : `${from.slice(0, 4)}年第${quarter}季度`;
}

/** The same for the marks of an axis. */
export function shortPeriod(from: string, by: "month" | "quarter", { locale }: Pick<Format, "locale">): string {
  const [year, month] = [from.slice(2, 4), Number(from.slice(5, 7))];
  const quarter = Math.floor((month - 1) / 3) + 1;
  if (by === "quarter") return locale === "en" ? `Q${quarter} ’${year}` : `${year}年${quarter}季`;
  if (locale !== "en") return `${year}年${month}月`;
  const name = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" }).format(Date.UTC(2000, month - 1, 1));
  return `${name} ’${year}`;
}

/** How wide the marks of an axis are in pixels, with the distance to it. */
export function roomFor(marks: readonly string[]): number {
  return Math.max(44, 14 + 6.5 * Math.max(0, ...marks.map(({ length }) => length)));
}

/** Where values came from, newest first, each once: source, file, when. */
export function originFacts(origins: readonly BusinessOrigin[], format: Format): readonly string[] {
  return [
    ...new Set(origins.map(({ source, fileName, at }) => `${source}${fileName === null ? "" : ` (${fileName})`} · ${format.moment(at)}`)),
  ];
}
