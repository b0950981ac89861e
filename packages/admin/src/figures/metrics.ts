import type { Figure } from "@manyi/contracts";
import type { FigureKind } from "@manyi/core/format";
import { isBetter, METRICS, parseMetric } from "@manyi/core/metrics";

/** How a metric is written: decimals, sign, unit. The loop's own figures are percentages. */
export function kindOf(metric: string): FigureKind {
  const family = parseMetric(metric)?.family ?? (metric as keyof typeof METRICS);
  return METRICS[family]?.shown ?? "percent";
}

/** What a change says: better or worse when a corrected test supports it, nothing otherwise. */
export function verdictOf({ metric, change }: Pick<Figure, "metric" | "change">): "better" | "worse" | "unclear" {
  return change === null || !change.significant || change.difference === null ? "unclear" : toneOf(metric, change.difference);
}

/** Whether a move of a metric is one for the better; `unclear` where neither direction is. */
export function toneOf(metric: string, difference: number): "better" | "worse" | "unclear" {
  const family = parseMetric(metric)?.family;
  const better = family === undefined ? difference > 0 : isBetter(family, difference);
  return better === null ? "unclear" : better ? "better" : "worse";
}
