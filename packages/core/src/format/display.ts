import { roundHalfAway } from "./round.js";

/** The kinds of figures a screen shows. Percentages are on 0..100, not shares. */
export type FigureKind = "nps" | "percent" | "index" | "mean" | "ratio" | "count" | "correlation";

/** Digits after the decimal point, per kind. */
export const displayDecimals: Readonly<Record<FigureKind, number>> = {
  nps: 0,
  percent: 1,
  index: 1,
  mean: 2,
  ratio: 2,
  count: 0,
  correlation: 2,
};

/** What stands where there is nothing to show. */
export const NOTHING = "—";

const minus = "−";

/**
 * A figure as text: rounded once, half away from zero, with a true minus sign and never as −0.
 *
 * @param kind decides the decimals; net promoter scores carry their sign, percentages the sign %
 * @param value unrounded; `null` when there is nothing to compute
 * @returns "—" for `null`
 * @example
 * displayFigure("nps", 45.2) // => "+45"
 * displayFigure("nps", -0.3) // => "0"
 * displayFigure("percent", 75) // => "75.0%"
 * displayFigure("ratio", 41 / 44) // => "0.93"
 * displayFigure("mean", null) // => "—"
 */
export function displayFigure(kind: FigureKind, value: number | null): string {
  if (value === null || !Number.isFinite(value)) return NOTHING;
  const decimals = displayDecimals[kind];
  const rounded = roundHalfAway(value, decimals);
  const digits = Math.abs(rounded).toFixed(decimals);
  const sign = rounded < 0 ? minus : kind === "nps" && rounded > 0 ? "+" : "";
  return `${sign}${digits}${kind === "percent" ? "%" : ""}`;
}

const bounds: Readonly<Partial<Record<FigureKind, readonly [number, number]>>> = {
  nps: [-100, 100],
  percent: [0, 100],
  index: [0, 100],
  correlation: [-1, 1],
};

/**
 * An interval as text. Limits beyond what the figure can reach are cut here, at the display, and nowhere before.
 *
 * @example
 * displayInterval("nps", { low: 17.49, high: 107.51 }) // => "[+17, +100]"
 * displayInterval("nps", null) // => "—"
 */
export function displayInterval(kind: FigureKind, interval: { readonly low: number; readonly high: number } | null): string {
  if (interval === null) return NOTHING;
  const [least, most] = bounds[kind] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const cut = (limit: number) => displayFigure(kind, Math.min(most, Math.max(least, limit)));
  return `[${cut(interval.low)}, ${cut(interval.high)}]`;
}

/**
 * A p-value as text with three decimals; the small ones are shown as smaller than 0.001, never as 0.
 *
 * @param p 0..1
 * @example
 * displayP(0.0175) // => "0.018"
 * displayP(1e-9) // => "<0.001"
 */
export function displayP(p: number | null): string {
  if (p === null || Number.isNaN(p)) return NOTHING;
  return p < 0.001 ? "<0.001" : roundHalfAway(p, 3).toFixed(3);
}
