import type { Interval } from "../measures/index.js";
import { studentQuantile } from "../numeric/index.js";

/** Figures of one unit by period, and the period in which it started; `null` = never. */
export interface RollOutUnit {
  readonly unit: string;
  readonly startedIn: number | null;
  /** One value per period, `null` = no figure. */
  readonly values: readonly (number | null)[];
}

export interface RollOutStep {
  /** Periods since the start: 0 is the first period with the initiative, −1 the last without. */
  readonly since: number;
  /** Units with figures at this distance. */
  readonly units: number;
  /** Mean change since the last period without, less the change of units that had not started by then. */
  readonly effect: number;
  /** 95 %, from how units differ; `null` with one unit. */
  readonly interval: Interval | null;
}

/**
 * Effect by time since the start, for roll-outs in steps: every started unit is compared with the units that had not started
 * yet. Before the start the effect should lie about 0.
 *
 * @returns one entry per distance, earliest first; −1 is the base and left out
 * @example
 * rollOut([{ unit: "a", startedIn: 2, values: [5, 5, 8, 8] }, { unit: "b", startedIn: null, values: [6, 6, 7, 7] }]).map((step) => step.effect) // => [0, 2, 2]
 */
export function rollOut(units: readonly RollOutUnit[]): RollOutStep[] {
  const bySince = new Map<number, number[]>();
  for (const { startedIn, values } of units) {
    if (startedIn === null || startedIn < 1) continue;
    const base = values[startedIn - 1];
    if (base === null || base === undefined) continue;
    values.forEach((value, period) => {
      if (value === null || period === startedIn - 1) return;
      const waiting = units.flatMap((other) => {
        const hasNot = other.startedIn === null || other.startedIn > Math.max(period, startedIn - 1);
        const [then, now] = [other.values[startedIn - 1], other.values[period]];
        return hasNot && then !== null && then !== undefined && now !== null && now !== undefined ? [now - then] : [];
      });
      if (waiting.length === 0) return;
      const since = period - startedIn;
      const list = bySince.get(since) ?? [];
      list.push(value - base - average(waiting));
      bySince.set(since, list);
    });
  }
  return [...bySince.keys()]
    .sort((a, b) => a - b)
    .map((since) => {
      const effects = bySince.get(since)!;
      const effect = average(effects);
      const n = effects.length;
      if (n < 2) return { since, units: n, effect, interval: null };
      const error = Math.sqrt(effects.reduce((sum, value) => sum + (value - effect) ** 2, 0) / (n - 1) / n);
      const margin = studentQuantile(0.975, n - 1) * error;
      return { since, units: n, effect, interval: { low: effect - margin, high: effect + margin } };
    });
}

export interface Likeness {
  readonly unit: string;
  /** Root mean square distance from the mean course of the treated units, in the figure's unit. */
  readonly distance: number;
}

/**
 * Proposes comparison units: those whose course before the start was most like that of the treated units.
 *
 * @param treated figures of the treated units in the periods before, one row per unit
 * @param candidates figures of the others in the same periods
 * @param count how many to propose
 * @throws {RangeError} when rows differ in length, or there is no treated unit or period
 * @example
 * proposeComparisons([[70, 71]], [{ unit: "b", values: [70, 72] }, { unit: "c", values: [50, 50] }], 1) // => [{ unit: "b", distance: 0.7071 }]
 */
export function proposeComparisons(
  treated: readonly (readonly number[])[],
  candidates: readonly { readonly unit: string; readonly values: readonly number[] }[],
  count: number,
): Likeness[] {
  const periods = treated[0]?.length ?? 0;
  if (periods === 0 || [...treated, ...candidates.map((one) => one.values)].some((row) => row.length !== periods)) {
    throw new RangeError("proposeComparisons needs the same periods for every unit");
  }
  const course = Array.from({ length: periods }, (_, period) => average(treated.map((row) => row[period]!)));
  return candidates
    .map(({ unit, values }) => ({ unit, distance: Math.sqrt(average(values.map((value, period) => (value - course[period]!) ** 2))) }))
    .sort((a, b) => a.distance - b.distance || (a.unit < b.unit ? -1 : 1))
    .slice(0, count);
}

function average(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
