import type { Cell } from "./cell.js";
import type { UnitChange } from "./difference.js";

/**
 * Treated units count as picked for their bad (or good) figures when their baseline is off by half a standard deviation of the
 * units, and by one and a half times what drawing them by lot would give.
 */
export const PICKED_SD = 0.5;
export const PICKED_BY_LOT = 1.5;

export interface RegressionToMean {
  /** Baseline of the treated less that of the comparison units. */
  readonly baselineGap: number;
  /** Share of differences between units that lasts from one period to the next, 0..1. */
  readonly reliability: number;
  /** Effect to expect from chance alone, because extreme figures drift back. */
  readonly expected: number;
  readonly isWarned: boolean;
}

/**
 * Regression to the mean 均值回归: units picked because they did badly do better next time without any help. Says how much of the
 * effect that would give.
 *
 * @param earlier figure of each unit in the period before the baseline, where known: the part that lasts is then read from it;
 * otherwise it is what sampling error leaves of the differences between units
 * @returns `null` with fewer than four units
 * @example
 * const cell = (value) => ({ n: 100, value, variance: 400 });
 * const units = [60, 62, 80, 82].map((value, i) => ({ unit: String(i), isTreated: i < 2, before: cell(value), after: cell(value) }));
 * regressionToMean(units, new Map()).baselineGap // => -20
 */
export function regressionToMean(units: readonly UnitChange[], earlier: ReadonlyMap<string, Cell>): RegressionToMean | null {
  if (units.length < 4) return null;
  const baselines = units.map((unit) => unit.before.value);
  const treated = average(units.filter((unit) => unit.isTreated).map((unit) => unit.before.value));
  const comparison = average(units.filter((unit) => !unit.isTreated).map((unit) => unit.before.value));
  const treatedCount = units.filter((unit) => unit.isTreated).length;
  const spread = varianceOf(baselines);
  if (!(spread > 0)) return { baselineGap: 0, reliability: 1, expected: 0, isWarned: false };
  const both = units.filter((unit) => earlier.has(unit.unit));
  const reliability =
    both.length >= 8 ? lasting(both, earlier) : 1 - average(units.map(({ before }) => before.variance / before.n)) / spread;
  const lot = Math.sqrt(units.length / (treatedCount * (units.length - treatedCount)));
  const kept = Math.min(1, Math.max(0, reliability));
  const baselineGap = treated - comparison;
  return {
    baselineGap,
    reliability: kept,
    expected: -(1 - kept) * baselineGap,
    isWarned: Math.abs(baselineGap) >= Math.max(PICKED_SD, PICKED_BY_LOT * lot) * Math.sqrt(spread) && kept < 0.95,
  };
}

/** Correlation of the units' figures between two periods. */
function lasting(units: readonly UnitChange[], earlier: ReadonlyMap<string, Cell>): number {
  const x = units.map(({ unit }) => earlier.get(unit)!.value);
  const y = units.map(({ before }) => before.value);
  const [mx, my] = [average(x), average(y)];
  const product = x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  const size = Math.sqrt(varianceOf(x) * varianceOf(y)) * (x.length - 1);
  return size > 0 ? product / size : 1;
}

function average(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  const mean = average(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
