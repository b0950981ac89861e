import type { Figure } from "@manyi/contracts";
import { type FigureKind, roundHalfAway } from "@manyi/core/format";

const kinds: Readonly<Record<string, FigureKind>> = {
  nps: "nps",
  csat: "percent",
  ces: "mean",
  ratio: "ratio",
  closed_loop: "percent",
  recovery: "percent",
};

/** How a metric is written: decimals, sign, unit. Ratings of single attributes (`p:speed`, `e:speed`) are means. */
export function kindOf(metric: string): FigureKind {
  return kinds[metric] ?? "mean";
}

/** What a change says: better or worse when a corrected test supports it, nothing otherwise. */
export function verdictOf({ change }: Pick<Figure, "change">): "better" | "worse" | "unclear" {
  if (change === null || !change.significant || change.difference === null || change.difference === 0) return "unclear";
  return change.difference > 0 ? "better" : "worse";
}

export type Band = "very" | "basic" | "barely" | "dissatisfied";

/**
 * The band of an aggregate 满意度, from the value as displayed (two decimals).
 *
 * @example
 * bandOf(0.996) // => "basic"
 * bandOf(0.78) // => "dissatisfied"
 */
export function bandOf(ratio: number): Band {
  const shown = roundHalfAway(ratio, 2);
  if (shown > 1) return "very";
  if (shown === 1) return "basic";
  return shown >= 0.8 ? "barely" : "dissatisfied";
}
