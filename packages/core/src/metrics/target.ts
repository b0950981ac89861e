import type { Metric } from "./metric.js";
import { METRICS } from "./metric.js";

/** How a figure stands to its target. `close`: below it, yet by no more than chance alone would do. */
export type Standing = "reached" | "close" | "missed";

/** A target as it was set: for the whole organisation (`unit` null) or a unit and all below it. */
export type Target = {
  readonly metric: string;
  readonly unit: number | null;
  /** in the unit of the metric; `null`: nothing is aimed at here any more */
  readonly value: number | null;
  /** first day it holds, whole days since 1970-01-01 */
  readonly from: number;
};

/**
 * Whether a figure has reached its target. Below it the interval decides: a target within it is not told apart from the figure.
 *
 * @param figure value in the unit of the metric, with its 95 % interval where it has one
 * @returns `null` without a value
 * @example
 * reachTarget({ value: 52, interval: { low: 44, high: 60 } }, 50) // => "reached"
 * reachTarget({ value: 46, interval: { low: 38, high: 54 } }, 50) // => "close"
 * reachTarget({ value: 40, interval: { low: 34, high: 46 } }, 50) // => "missed"
 */
export function reachTarget(
  figure: { readonly value: number | null; readonly interval: { readonly low: number; readonly high: number } | null },
  target: number,
): Standing | null {
  if (figure.value === null) return null;
  if (figure.value >= target) return "reached";
  return figure.interval !== null && figure.interval.high >= target ? "close" : "missed";
}

/**
 * The target that holds for a place on a day: the unit's own, else that of the nearest unit above it, else the organisation's.
 *
 * @param targets in the order they were set; of several that begin on one day the last one counts
 * @param path ids from the root down to the unit looked at; empty for the whole organisation
 * @example
 * const targets = [{ metric: "nps", unit: null, value: 40, from: 100 }, { metric: "nps", unit: 7, value: 55, from: 120 }];
 * targetOf(targets, { metric: "nps", path: [1, 7], day: 130 })?.value // => 55
 * targetOf(targets, { metric: "nps", path: [1, 7], day: 110 })?.value // => 40
 * targetOf(targets, { metric: "nps", path: [], day: 90 }) // => null
 */
export function targetOf<T extends Target>(
  targets: readonly T[],
  { metric, path, day }: { readonly metric: string; readonly path: readonly number[]; readonly day: number },
): T | null {
  for (const unit of [...path.toReversed(), null]) {
    let found: T | null = null;
    for (const target of targets) {
      if (target.metric !== metric || target.unit !== unit || target.from > day) continue;
      if (found === null || target.from >= found.from) found = target;
    }
    if (found !== null && found.value !== null) return found;
  }
  return null;
}

/** The widest a metric can be aimed at, on its own scale; `null` where the question says it. */
const RANGES: Readonly<Partial<Record<Metric["family"], readonly [number, number]>>> = {
  nps: [-100, 100],
  csat: [0, 100],
  ces: [1, 7],
  ratio: [0.1, 10],
};

/**
 * What may be aimed at: targets stand on metrics of which more is better.
 *
 * @returns lowest and highest target in the unit of the metric; `null` when the metric takes none
 * @example
 * targetRange({ family: "csat", attribute: null }) // => [0, 100]
 * targetRange({ family: "e", attribute: "service" }) // => null
 */
export function targetRange({ family }: Metric): readonly [number, number] | null {
  if (METRICS[family].better !== "higher") return null;
  return RANGES[family] ?? [0, 100];
}
