import { displayDecimals, displayFigure, type FigureKind, NOTHING, roundHalfAway } from "@manyi/core/format";
import type { Locale } from "../i18n.js";

const minus = "−";

/**
 * A count with thousands separated by commas in both languages; Chinese says 亿 from 100 million.
 *
 * @example
 * count(1234567, "en") // => "1,234,567"
 * count(120000000, "zh-CN") // => "1.2 亿"
 */
export function count(value: number | null, locale: Locale): string {
  if (value === null) return NOTHING;
  if (locale === "zh-CN" && Math.abs(value) >= 1e8) return `${signless(roundHalfAway(value / 1e8, 1))} 亿`;
  return signless(roundHalfAway(value, 0));
}

function signless(value: number): string {
  const [whole = "0", rest] = String(Math.abs(value)).split(".");
  return `${value < 0 ? minus : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest === undefined ? "" : `.${rest}`}`;
}

/**
 * A difference with its sign and the decimals of its kind; percentages become percentage points and carry no %.
 *
 * @example
 * difference("nps", 5.2) // => "+5"
 * difference("ratio", -0.131) // => "−0.13"
 * difference("percent", -7.6) // => "−7.6"
 */
export function difference(kind: FigureKind, value: number | null): string {
  if (value === null) return NOTHING;
  const decimals = displayDecimals[kind];
  const rounded = roundHalfAway(value, decimals);
  return `${rounded < 0 ? minus : rounded > 0 ? "+" : ""}${Math.abs(rounded).toFixed(decimals)}`;
}

/**
 * An amount of money with its sign; as many decimals as the smallest step asks for.
 *
 * @param step the smallest difference that matters
 * @example
 * money(1280.5, "CNY", 1, "zh-CN") // => "¥1,280.5"
 * money(43.888, "EUR", 0.1, "en") // => "€43.89"
 * money(430, "CNY", 50, "en") // => "¥430"
 */
export function money(value: number, currency: string, step: number, locale: Locale): string {
  const maximumFractionDigits = step >= 10 ? 0 : step >= 1 ? 1 : 2;
  const options = { style: "currency", currencyDisplay: "narrowSymbol", minimumFractionDigits: 0, maximumFractionDigits } as const;
  return new Intl.NumberFormat(locale, { ...options, currency }).format(value).replace("-", minus);
}

type Ends = { readonly low: number; readonly high: number };
const limits: Partial<Record<FigureKind, readonly [number, number]>> = { nps: [-100, 100], percent: [0, 100], index: [0, 100] };

/**
 * An interval in words of the page: signed kinds `+2 ~ +8`, others `0.73–0.83`; English says "to". Cut at what the figure can reach.
 *
 * @example
 * interval("nps", { low: 2.4, high: 8.1 }, "zh-CN") // => "+2 ~ +8"
 * interval("ratio", { low: 0.73, high: 0.83 }, "zh-CN") // => "0.73–0.83"
 * interval("percent", { low: 77.3, high: 79.5 }, "en") // => "77.3% to 79.5%"
 */
export function interval(kind: FigureKind, ends: Ends | null, locale: Locale): string {
  if (ends === null) return NOTHING;
  const [least, most] = limits[kind] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const low = displayFigure(kind, Math.max(least, ends.low));
  const high = displayFigure(kind, Math.min(most, ends.high));
  return join(low, high, kind === "nps", locale);
}

/** The interval of a difference, always signed: `−13.0 ~ −2.3`, `−13.0 to −2.3`. */
export function differenceInterval(kind: FigureKind, ends: Ends | null, locale: Locale): string {
  if (ends === null) return NOTHING;
  return join(difference(kind, ends.low), difference(kind, ends.high), true, locale);
}

function join(low: string, high: string, signed: boolean, locale: Locale): string {
  if (locale === "en") return `${low} to ${high}`;
  // a dash beside a minus would be read as part of the number
  return signed || low.startsWith(minus) || high.startsWith(minus) ? `${low} ~ ${high}` : `${low}–${high}`;
}
