import type { HeadlineUnit } from "@manyi/core/analysis";
import { displayFigure, displayInterval, NOTHING, roundHalfAway } from "@manyi/core/format";
import type { Interval } from "@manyi/core/measures";

export type Locale = "zh-CN" | "en";
/** What a number is shown as. */
export type ShownUnit = HeadlineUnit | "ratio" | "correlation" | "index";

const JOINTS: Readonly<Record<Locale, readonly [signed: string, unsigned: string]>> = { "zh-CN": [" ~ ", "–"], en: [" to ", " to "] };
const MINUS = "−";

/** A figure in its unit; "—" where there is none. */
export function figure(unit: ShownUnit, value: number | null | undefined): string {
  return value === null || value === undefined ? NOTHING : displayFigure(unit, value);
}

/** The two ends of an interval, cut to what the figure can reach: `+2 ~ +8`, `0.73–0.83`, `+2 to +8`. */
export function range(unit: ShownUnit, interval: Interval | null | undefined, locale: Locale): string {
  if (interval === null || interval === undefined) return NOTHING;
  const [low = NOTHING, high = NOTHING] = displayInterval(unit, interval).slice(1, -1).split(", ");
  const isSigned = unit === "nps" || low.startsWith(MINUS) || high.startsWith(MINUS);
  return `${low}${JOINTS[locale][isSigned ? 0 : 1]}${high}`;
}

/** A difference with its sign and unit: `+5 分`, `−3.1 个百分点`, `+0.13`. */
export function difference(unit: ShownUnit, value: number | null, locale: Locale): string {
  if (value === null) return NOTHING;
  const shown = signed(unit, value);
  return `${shown}${unit === "nps" && locale === "en" && /^[+−]?1$/.test(shown) ? " point" : suffix(unit, locale)}`;
}

/** The ends of a difference's interval, with their signs. */
export function differenceRange(unit: ShownUnit, interval: Interval | null, locale: Locale): string {
  if (interval === null) return NOTHING;
  return `${signed(unit, interval.low)}${JOINTS[locale][0]}${signed(unit, interval.high)}`;
}

function signed(unit: ShownUnit, value: number): string {
  const decimals = unit === "nps" ? 0 : unit === "percent" || unit === "index" ? 1 : 2;
  const rounded = roundHalfAway(value, decimals);
  return `${rounded > 0 ? "+" : rounded < 0 ? MINUS : ""}${Math.abs(rounded).toFixed(decimals)}`;
}

function suffix(unit: ShownUnit, locale: Locale): string {
  if (unit === "nps") return locale === "en" ? " points" : " 分";
  if (unit === "percent") return locale === "en" ? " pp" : " 个百分点";
  return "";
}

/** A whole number with separators. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/** A share 0..1 as percent. */
export function share(value: number | null | undefined): string {
  return value === null || value === undefined ? NOTHING : displayFigure("percent", 100 * value);
}

/** Brackets of the language. */
export function bracketed(text: string, locale: Locale): string {
  return locale === "en" ? ` (${text})` : `（${text}）`;
}

/** A column's name as a person reads it: `services_products` becomes `services products`. */
export function label(name: string): string {
  return /^[\w.]+$/.test(name) && /[a-z]/i.test(name) ? name.replace(/[_.]+/g, " ").trim() || name : name;
}

/** Several names in one sentence. */
export function list(names: readonly string[], locale: Locale, most = 4): string {
  const shown = names.slice(0, most).map(label);
  const more = names.length - shown.length;
  if (locale === "zh-CN") return shown.map((name) => `「${name}」`).join("、") + (more > 0 ? `等 ${names.length} 项` : "");
  const quoted = shown.map((name) => `“${name}”`);
  if (more > 0) return `${quoted.join(", ")} and ${more} more`;
  return quoted.length < 2 ? (quoted[0] ?? "") : `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}
