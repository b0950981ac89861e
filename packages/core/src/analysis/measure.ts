import {
  boxPercent,
  type Estimate,
  type Mean,
  type NpsCategories,
  nps,
  npsCategories,
  percentage,
  type Scale,
  type ScaleCounts,
  scaleMean,
  sumsOfCounts,
} from "../measures/index.js";
import { type MetricFamily, scoreCounts } from "../metrics/index.js";
import type { MeasuredChange } from "../monitoring/index.js";
import { floorCeiling } from "../scales/index.js";
import type { ScoredColumn, ScoredKind } from "./plan.js";
import type { Tally, ValueCounts, ValueWeights } from "./tally.js";

/** In which unit a column's headline is: NPS points, percent of the two best answers, or the mean on its own scale. */
export type HeadlineUnit = "nps" | "percent" | "mean";

/** A headline in which some answers count more than others, beside the plain one. */
export interface WeightedHeadline extends Estimate {
  /** answers that alike weights would need for the same precision: (Σw)²/Σw² */
  readonly effectiveN: number;
  /** n over that */
  readonly designEffect: number;
}

/** One column of scores with its figures; `null` where nobody answered. */
export interface MeasureResult {
  readonly column: string;
  readonly kind: ScoredKind;
  readonly scale: Scale;
  readonly unit: HeadlineUnit;
  /** NPS, top-two-box share for CSAT, else the mean */
  readonly headline: Estimate | null;
  /** the headline with the weights of the table; `null` when it has none */
  readonly weighted: WeightedHeadline | null;
  readonly mean: Mean | null;
  /** percent who gave one of the two best answers; for NPS the promoters, for CES 5–7 */
  readonly top: Estimate | null;
  readonly categories: NpsCategories | null;
  /** answers per value, from the lowest up */
  readonly counts: readonly number[];
  readonly n: number;
  readonly missing: number;
  /** filled cells that are no answer on the scale; left out */
  readonly outside: number;
  /** more than 15 % at an end: differences there cannot show */
  readonly atCeiling: boolean;
  readonly atFloor: boolean;
}

/** NPS in points, CSAT as a percentage, everything else as a mean. */
export function unitOf(kind: ScoredKind): HeadlineUnit {
  return kind === "nps" ? "nps" : kind === "csat" ? "percent" : "mean";
}

/** Counts with the scale they are on, as the measures take them. */
export function scaleCounts({ scale }: ScoredColumn, counts: ValueCounts): ScaleCounts {
  return { scale, counts: Array.from(counts) };
}

/** The headline figure of some of a column's answers. */
export function headlineOf(column: ScoredColumn, counts: ValueCounts): Estimate | null {
  if (column.kind === "nps") return nps(Array.from(counts));
  if (column.kind === "csat") return boxPercent(scaleCounts(column, counts), { from: 4, to: 5 });
  return scaleMean(scaleCounts(column, counts));
}

/** The headline with weights and their design-based interval; `null` when nobody who answered has a weight above 0. */
function weightedHeadline(column: ScoredColumn, { counts, w, ww }: ValueWeights): WeightedHeadline | null {
  const weight = w.reduce((a, b) => a + b, 0);
  if (weight === 0) return null;
  const family: MetricFamily = column.kind === "nps" || column.kind === "csat" ? column.kind : "p";
  const levels = { kind: "levels", scale: column.scale, counts: [...counts], w: [...w], ww: [...ww] } as const;
  const { value, interval, n } = scoreCounts(family, levels);
  const effectiveN = weight ** 2 / ww.reduce((a, b) => a + b, 0);
  return value === null ? null : { value, interval, n, effectiveN, designEffect: n / effectiveN };
}

/** The answers of two groups as a change to be tested, in the unit of the headline. */
export function comparison(column: ScoredColumn, key: string, before: ValueCounts, after: ValueCounts): MeasuredChange {
  if (column.kind === "nps")
    return { key, kind: "nps", before: npsCategories(Array.from(before)), after: npsCategories(Array.from(after)) };
  if (column.kind === "csat") return { key, kind: "share", before: topTwo(before), after: topTwo(after) };
  return { key, kind: "mean", before: sumsOfCounts(scaleCounts(column, before)), after: sumsOfCounts(scaleCounts(column, after)) };
}

function topTwo(counts: ValueCounts) {
  return { successes: counts[3]! + counts[4]!, n: totalOf(counts) };
}

/** How many answered. */
export function totalOf(counts: ValueCounts): number {
  return counts.reduce((a, b) => a + b, 0);
}

/**
 * Figures of every column of scores, in the order of the plan.
 */
export function measuresOf(tally: Tally): MeasureResult[] {
  return tally.plan.scored.map((column, at) => {
    const counts = tally.counts[at]!;
    const answers = scaleCounts(column, counts);
    const { min, max } = column.scale;
    const from = column.kind === "nps" ? 9 : column.kind === "ces" ? 5 : max - 1;
    const ends = floorCeiling(answers);
    return {
      column: column.name,
      kind: column.kind,
      scale: column.scale,
      unit: unitOf(column.kind),
      headline: headlineOf(column, counts),
      weighted: tally.weights === null ? null : weightedHeadline(column, tally.weights[at]!),
      mean: scaleMean(answers),
      top: max - min >= 3 ? boxPercent(answers, { from, to: max }) : percentage(counts[max - min]!, totalOf(counts)),
      categories: column.kind === "nps" ? npsCategories(answers.counts) : null,
      counts: answers.counts,
      n: totalOf(counts),
      missing: tally.missing[at]!,
      outside: tally.outside[at]!,
      atCeiling: ends?.hasCeiling ?? false,
      atFloor: ends?.hasFloor ?? false,
    };
  });
}
