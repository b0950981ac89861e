import { isoDateOf } from "../calendar/index.js";
import { type BaseMark, baseMark } from "../measures/index.js";
import type { Difference } from "./change.js";
import { METRICS, type Metric } from "./metric.js";
import type { DayRange } from "./query.js";
import type { Scored } from "./scored.js";
import { reachTarget, type Standing } from "./target.js";

/** Why a figure is not shown. */
export type Suppression = "k" | "complement" | "differencing" | "unanimous" | "step";
export type FigurePeriod = { readonly from: string; readonly to: string };

/** A number that can stand in public; the shape of the contract's `figure`. */
export type Figure = {
  metric: string;
  attribute: string | null;
  /** of the formula it was computed with */
  version: number;
  value: number | null;
  n: number | null;
  interval: { low: number; high: number; level: number; method: string } | null;
  base: BaseMark;
  suppressed: Suppression | null;
  period: FigurePeriod;
  weighting: "none" | "weighted";
  distribution: { code: string; n: number; share: number }[];
  parts: Record<string, number | null>;
  target: { value: number; standing: Standing | null } | null;
  change: FigureChange | null;
};
export type FigureChange = {
  period: FigurePeriod;
  value: number | null;
  n: number | null;
  interval: { low: number; high: number; level: number; method: string } | null;
  difference: number | null;
  low: number | null;
  high: number | null;
  p: number | null;
  significant: boolean;
  /** the question or its scale became another one between the two: nothing is compared */
  incomparable: boolean;
};

/** What stands behind one figure before it is shown. */
export type FigureParts = {
  readonly metric: Metric;
  readonly period: DayRange;
  readonly weighting: "none" | "weighted";
  readonly scored: Scored | null;
  /** hides value, base, distribution and parts alike */
  readonly suppressed: Suppression | null;
  /** what is aimed at there on the last day of the period */
  readonly target?: number | null;
  readonly before?: {
    readonly period: DayRange;
    readonly scored: Scored | null;
    readonly suppressed: Suppression | null;
    readonly difference: Difference | null;
    readonly isSignificant: boolean;
    /** whether another question or scale stands between the two; they are then shown side by side and not compared */
    readonly isIncomparable?: boolean;
  } | null;
};

/**
 * The last stage: a scored cell as the figure that stands on page, API and export. Nothing of a suppressed one is left.
 *
 * @example
 * const scored = scoreCounts("csat", { kind: "levels", scale: { min: 1, max: 5 }, counts: [0, 1, 4, 12, 3], w: null, ww: null });
 * const metric = { family: "csat", attribute: null };
 * const period = { from: 20514, to: 20541 };
 * const shown = presentFigure({ metric, period, weighting: "none", scored, suppressed: null });
 * [shown.value, shown.n, shown.interval?.low, shown.period.from] // => [75, 20, 53.1299, "2026-03-02"]
 * const hidden = presentFigure({ metric, period, weighting: "none", scored, suppressed: "k" });
 * [hidden.value, hidden.n, hidden.distribution, hidden.suppressed] // => [null, null, [], "k"]
 */
export function presentFigure({ metric, period, weighting, scored, suppressed, target = null, before }: FigureParts): Figure {
  const shown = suppressed === null ? scored : null;
  return {
    metric: metric.family,
    attribute: metric.attribute,
    version: METRICS[metric.family].version,
    value: shown?.value ?? null,
    n: suppressed === null ? (scored?.n ?? 0) : null,
    interval: intervalOf(shown),
    base: baseMark(shown?.n ?? 0),
    suppressed,
    period: periodText(period),
    weighting,
    distribution: shown === null ? [] : shown.distribution.map((category) => ({ ...category })),
    parts: shown === null ? {} : { ...shown.parts },
    target:
      target === null
        ? null
        : { value: target, standing: reachTarget({ value: shown?.value ?? null, interval: intervalOf(shown) }, target) },
    change: before ? presentChange(before, suppressed) : null,
  };
}

function presentChange(before: NonNullable<FigureParts["before"]>, suppressed: Suppression | null): FigureChange {
  const shown = before.suppressed === null ? before.scored : null;
  const isIncomparable = before.isIncomparable ?? false;
  const difference = suppressed === null && before.suppressed === null && !isIncomparable ? before.difference : null;
  return {
    period: periodText(before.period),
    value: shown?.value ?? null,
    n: before.suppressed === null ? (before.scored?.n ?? 0) : null,
    interval: intervalOf(shown),
    difference: difference?.difference ?? null,
    low: difference?.low ?? null,
    high: difference?.high ?? null,
    p: difference?.p ?? null,
    significant: difference !== null && before.isSignificant,
    incomparable: isIncomparable,
  };
}

function intervalOf(scored: Scored | null) {
  if (scored === null || scored.interval === null) return null;
  return { low: scored.interval.low, high: scored.interval.high, level: 0.95, method: scored.method };
}

/**
 * The days of a period as the two calendar dates that page, API and export print; both belong to it.
 *
 * @example
 * periodText({ from: 20514, to: 20541 }) // => { from: "2026-03-02", to: "2026-03-29" }
 */
export function periodText({ from, to }: DayRange): FigurePeriod {
  return { from: isoDateOf(from), to: isoDateOf(to) };
}
