import type { UnitPair } from "./repeated.js";
import { type Link, type LinkRefused, linkUnits } from "./unit-linkage.js";

/** What a unit said or did in a period; periods are numbered one after another. */
export interface UnitPeriod {
  readonly unit: string;
  readonly period: number;
  readonly value: number;
  /** answers behind a metric; of no use for an outcome */
  readonly n: number;
}

/** The link between a metric and the outcome some periods later. */
export interface LaggedLink {
  readonly lag: number;
  readonly link: Link | LinkRefused;
}

/**
 * Links a metric with the outcome of the same period and of up to three periods later.
 *
 * @param metrics one per unit and period
 * @param outcomes one per unit and period
 * @param maxLag whole, 0..3
 * @returns one link or refusal per lag: later outcomes leave fewer pairs
 * @throws {RangeError} when the lag is out of range or a unit has two values in a period
 * @example
 * linkLagged([{ unit: "a", period: 1, value: 40, n: 50 }], [{ unit: "a", period: 2, value: 9, n: 0 }], 1).map(({ link }) => link.pairs) // => [0, 1]
 */
export function linkLagged(metrics: readonly UnitPeriod[], outcomes: readonly UnitPeriod[], maxLag = 3): LaggedLink[] {
  if (!Number.isInteger(maxLag) || maxLag < 0 || maxLag > 3) throw new RangeError(`a lag runs from 0 to 3, got ${maxLag}`);
  return Array.from({ length: maxLag + 1 }, (_, lag) => ({ lag, link: linkUnits(pairLagged(metrics, outcomes, lag)) }));
}

/** A pair with the period of its metric. */
export interface LaggedPair extends UnitPair {
  readonly period: number;
}

/**
 * Pairs each metric with the outcome of the same unit some periods later.
 *
 * @param metrics one per unit and period
 * @param outcomes one per unit and period
 * @param lag whole, ≥ 0
 * @param controls of the outcome's unit and period; a pair without one has no control
 * @throws {RangeError} when a unit has two values in a period
 * @example
 * pairLagged([{ unit: "a", period: 1, value: 40, n: 50 }], [{ unit: "a", period: 2, value: 9, n: 0 }], 1) // => [{ unit: "a", period: 1, metric: 40, outcome: 9, n: 50 }]
 */
export function pairLagged(
  metrics: readonly UnitPeriod[],
  outcomes: readonly UnitPeriod[],
  lag: number,
  controls: readonly UnitPeriod[] = [],
): LaggedPair[] {
  indexOf(metrics);
  const [byPlace, controlAt] = [indexOf(outcomes), indexOf(controls)];
  return metrics.flatMap(({ unit, period, value, n }) => {
    const place = placeOf(unit, period + lag);
    const outcome = byPlace.get(place);
    if (outcome === undefined) return [];
    const control = controlAt.get(place);
    const pair = { unit, period, metric: value, outcome: outcome.value, n };
    return [control === undefined ? pair : { ...pair, control: control.value }];
  });
}

function indexOf(values: readonly UnitPeriod[]): Map<string, UnitPeriod> {
  const byPlace = new Map(values.map((value) => [placeOf(value.unit, value.period), value]));
  if (byPlace.size < values.length) throw new RangeError("a unit has two values in one period");
  return byPlace;
}

function placeOf(unit: string, period: number): string {
  return `${period} ${unit}`;
}
