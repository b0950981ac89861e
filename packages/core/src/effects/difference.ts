import type { Interval } from "../measures/index.js";
import { normalQuantile, normalTwoSided, studentQuantile, studentTwoSided } from "../numeric/index.js";
import type { Cell } from "./cell.js";

/** One unit before and after. */
export interface UnitChange {
  readonly unit: string;
  readonly isTreated: boolean;
  readonly before: Cell;
  readonly after: Cell;
}

export interface DifferenceOfChanges {
  /** Change of the treated units less change of the comparison units, in the figure's own unit. */
  readonly effect: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** Two-sided, that there is no effect at all; `null` when nothing varies. */
  readonly p: number | null;
  /** Degrees of freedom: units less two; `null` with one unit on each side, where only the answers vary. */
  readonly df: number | null;
  readonly treated: GroupChange;
  readonly comparison: GroupChange;
  /** Standard deviation of units' own ups and downs, beyond what sampling answers explains. */
  readonly unitSd: number;
}

export interface GroupChange {
  readonly units: number;
  /** Answers before and after. */
  readonly n: readonly [before: number, after: number];
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

/**
 * Difference in differences 双重差分: how much more the treated units changed than comparable ones.
 *
 * The unit is what counts, not the answer: units have their own ups and downs, so the interval comes from how changes differ
 * between units (random-effects weights, Hartung–Knapp, never narrower than sampling alone; Student's t, units − 2).
 *
 * @param level of the interval; default 0.95
 * @returns `null` without a treated or a comparison unit
 * @throws {RangeError} when a base is not > 0 or a variance negative
 * @example
 * const cell = (value) => ({ n: 100, value, variance: 400 });
 * differenceOfChanges([{ unit: "a", isTreated: true, before: cell(70), after: cell(78) }, { unit: "b", isTreated: false, before: cell(71), after: cell(73) }]).effect // => 6
 */
export function differenceOfChanges(units: readonly UnitChange[], level = 0.95): DifferenceOfChanges | null {
  for (const { unit, before, after } of units) {
    for (const cell of [before, after]) {
      if (!(cell.n > 0) || !(cell.variance >= 0) || !Number.isFinite(cell.value))
        throw new RangeError(`unit ${unit} has an impossible cell ${JSON.stringify(cell)}`);
    }
  }
  const k = units.length;
  const treated = units.filter((unit) => unit.isTreated);
  const comparison = units.filter((unit) => !unit.isTreated);
  if (treated.length === 0 || comparison.length === 0) return null;
  const sampling = units.map(({ before, after }) => before.variance / before.n + after.variance / after.n);
  const changes = units.map(({ before, after }) => after.value - before.value);
  const df = k - 2;

  const hasSampling = sampling.every((variance) => variance > 0);
  const unitVariance = hasSampling ? betweenUnits(units, changes, sampling) : df > 0 ? leftOver(units, changes, () => 1) / df : 0;
  const weights = sampling.map((variance) => (hasSampling ? 1 / (variance + unitVariance) : 1));
  const weightOf = (i: number) => weights[i]!;
  const mean = (isTreated: boolean) => weightedMean(units, isTreated, changes, weightOf);
  const effect = mean(true) - mean(false);
  const total = (isTreated: boolean) => units.reduce((sum, unit, i) => sum + (unit.isTreated === isTreated ? weights[i]! : 0), 0);
  const inverse = 1 / total(true) + 1 / total(false);
  const spread = df > 0 ? leftOver(units, changes, weightOf) / df : 0;
  const standardError = Math.sqrt(inverse * (hasSampling ? Math.max(1, spread) : spread));
  const margin = (df > 0 ? studentQuantile((1 + level) / 2, df) : normalQuantile((1 + level) / 2)) * standardError;
  return {
    effect,
    standardError,
    interval: { low: effect - margin, high: effect + margin },
    p: standardError > 0 ? (df > 0 ? studentTwoSided(effect / standardError, df) : normalTwoSided(effect / standardError)) : null,
    df: df > 0 ? df : null,
    treated: groupChange(units, true, weightOf),
    comparison: groupChange(units, false, weightOf),
    unitSd: Math.sqrt(unitVariance),
  };
}

/** Variance of changes between units beyond sampling (method of moments, within the two groups). */
function betweenUnits(units: readonly UnitChange[], changes: readonly number[], sampling: readonly number[]): number {
  const weightOf = (i: number) => 1 / sampling[i]!;
  let scale = 0;
  for (const isTreated of [true, false]) {
    let [sum, squares] = [0, 0];
    units.forEach((unit, i) => {
      if (unit.isTreated !== isTreated) return;
      sum += weightOf(i);
      squares += weightOf(i) ** 2;
    });
    scale += sum - squares / sum;
  }
  const excess = leftOver(units, changes, weightOf) - (units.length - 2);
  return scale > 0 ? Math.max(0, excess / scale) : 0;
}

/** Weighted squares of changes about the mean of their own group. */
function leftOver(units: readonly UnitChange[], changes: readonly number[], weightOf: (i: number) => number): number {
  const means = { treated: weightedMean(units, true, changes, weightOf), comparison: weightedMean(units, false, changes, weightOf) };
  return units.reduce((sum, unit, i) => sum + weightOf(i) * (changes[i]! - (unit.isTreated ? means.treated : means.comparison)) ** 2, 0);
}

function weightedMean(
  units: readonly UnitChange[],
  isTreated: boolean,
  values: readonly number[],
  weightOf: (i: number) => number,
): number {
  let [sum, total] = [0, 0];
  units.forEach((unit, i) => {
    if (unit.isTreated !== isTreated) return;
    sum += weightOf(i) * values[i]!;
    total += weightOf(i);
  });
  return sum / total;
}

function groupChange(units: readonly UnitChange[], isTreated: boolean, weightOf: (i: number) => number): GroupChange {
  const group = units.filter((unit) => unit.isTreated === isTreated);
  const before = weightedMean(
    units,
    isTreated,
    units.map((unit) => unit.before.value),
    weightOf,
  );
  const after = weightedMean(
    units,
    isTreated,
    units.map((unit) => unit.after.value),
    weightOf,
  );
  const answers = (side: "before" | "after") => group.reduce((sum, unit) => sum + unit[side].n, 0);
  return { units: group.length, n: [answers("before"), answers("after")], before, after, change: after - before };
}
