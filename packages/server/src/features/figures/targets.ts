import { type Metric, metricCode } from "@manyi/core/metrics";
import { readTargets } from "../metrics/index.js";
import type { Asked } from "./ask.js";

/** What narrows a page to a part of a unit's answers; the unit's target says nothing about a part. */
const PARTS = ["touchpoint", "segment", "channel", "source", "survey", "topic", "sentiment"] as const;

/**
 * What is aimed at on the last day of the period.
 *
 * @returns a function of metric and unit (default: the one looked at); `null` where nothing is aimed at
 */
export async function readAims(asked: Asked): Promise<(metric: Metric, unit?: number) => number | null> {
  if (PARTS.some((part) => asked.filters[part] !== undefined)) return () => null;
  const targetOf = await readTargets(asked.ctx);
  return (metric, unit = asked.unit?.id) => targetOf(metricCode(metric), unit ?? null, asked.period.to)?.value ?? null;
}
