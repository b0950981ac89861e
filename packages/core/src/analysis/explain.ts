import {
  compareImportance,
  type ImportanceComparison,
  type KeyDrivers,
  keyDrivers,
  type PriorityMatrix,
  priorityMatrix,
  rankCorrelation,
} from "../drivers/index.js";
import { type Interval, indexOf, type Scale } from "../measures/index.js";
import type { MeasureResult } from "./measure.js";
import type { Tally } from "./tally.js";

/** Resamples for the intervals of drivers, and the seed they start from: the same file gives the same report. */
export const DRIVER_DRAWS = 500;
const SEED = 20_260_101;

export interface DriversResult extends KeyDrivers {
  /** column that is explained */
  readonly outcome: string;
  readonly leftOut: Tally["plan"]["leftOut"];
}

/** What goes with the outcome; `null` without an outcome or without ratings beside it. */
export function driversOf(tally: Tally): DriversResult | null {
  const { plan, driverMoments } = tally;
  if (driverMoments === null || plan.outcome === null || driverMoments.total.n < 3) return null;
  const { total, groups } = driverMoments;
  const outcome = plan.scored[plan.outcome]!.name;
  const answered = (at: number) => tally.counts[at]!.reduce((a, b) => a + b, 0);
  const found = keyDrivers(total, {
    outcome,
    drivers: plan.drivers.map((at) => plan.scored[at]!.name),
    rankCorrelations: tally.withOutcome.map((table) => rankCorrelation(table) ?? 0),
    available: plan.drivers.map(answered),
    resample: { draws: DRIVER_DRAWS, seed: SEED, ...(groups.length >= 20 ? { groups } : {}) },
  });
  return { ...found, outcome, leftOut: plan.leftOut };
}

export interface PrioritiesResult extends PriorityMatrix {
  /** derived: share of what the drivers explain, percent; stated: mean of what people said, 0–100 */
  readonly importance: "derived" | "stated";
  /** where people said what matters and their answers can be compared with it */
  readonly comparison: readonly ImportanceComparison[];
}

/**
 * The priority matrix: performance on 0–100 against derived importance when drivers could be ranked, else against stated importance;
 * `null` with neither, or with fewer than two attributes.
 */
export function prioritiesOf(tally: Tally, measures: readonly MeasureResult[], drivers: DriversResult | null): PrioritiesResult | null {
  const rated = new Map(tally.plan.scored.flatMap(({ kind, name }, at) => (kind === "rating" ? [[name, measures[at]!] as const] : [])));
  const derived =
    drivers?.status === "ranked"
      ? drivers.drivers.flatMap(({ name, share, shareInterval, notRanked }) =>
          share === null || notRanked === "NEGATIVE"
            ? []
            : [{ name, importance: 100 * share, importanceInterval: scaled(shareInterval, 100) }],
        )
      : [];
  const stated = statedImportance(tally, measures);
  const isDerived = derived.length >= 2;
  const points = (isDerived ? derived : stated).flatMap((point) => {
    const mean = rated.get(point.name)?.mean;
    if (mean == null) return [];
    const scale = rated.get(point.name)!.scale;
    return [{ ...point, performance: indexOf(mean.value, scale), performanceInterval: onIndex(mean.interval, scale) }];
  });
  const matrix = points.length < 2 ? null : priorityMatrix(points);
  if (matrix === null) return null;
  const both = stated.flatMap(({ name, importance }) => {
    const share = derived.find((one) => one.name === name)?.importance;
    return share === undefined ? [] : [{ name, stated: importance, derived: share }];
  });
  return { ...matrix, importance: isDerived ? "derived" : "stated", comparison: both.length < 3 ? [] : compareImportance(both) };
}

function statedImportance(tally: Tally, measures: readonly MeasureResult[]) {
  return tally.plan.scored.flatMap(({ kind, attribute, scale }, at) => {
    const mean = kind === "importance" ? measures[at]!.mean : null;
    const rating = tally.plan.scored.find((one) => one.kind === "rating" && one.attribute === attribute);
    if (mean === null || rating === undefined) return [];
    return [{ name: rating.name, importance: indexOf(mean.value, scale), importanceInterval: onIndex(mean.interval, scale) }];
  });
}

function onIndex(interval: Interval | null, scale: Scale): Interval | null {
  return interval === null ? null : { low: indexOf(interval.low, scale), high: indexOf(interval.high, scale) };
}

function scaled(interval: Interval | null, factor: number): Interval | null {
  return interval === null ? null : { low: interval.low * factor, high: interval.high * factor };
}
