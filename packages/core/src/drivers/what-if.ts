import type { Interval } from "../measures/index.js";
import type { Regression } from "./regression.js";

export interface WhatIf {
  /** Outcome now and after the change, on the outcome's own scale and clipped to it. */
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** 95 % interval of the change, from the uncertainty of the coefficients only; not clipped. */
  readonly changeInterval: Interval;
  readonly drivers: readonly { readonly name: string; readonly before: number; readonly after: number; readonly effect: number }[];
}

export interface WhatIfScale {
  readonly min: number;
  readonly max: number;
}

/**
 * What-if simulator: what the outcome would be if the mean of some drivers moved, should the relation hold as it stands.
 * Drivers stop at the ends of their scale. It tells what goes together, not what causes what.
 *
 * @param changes points to add to the mean of a driver; drivers not named stay
 * @param scales scale of the drivers and of the outcome
 * @throws {RangeError} when a driver is unknown
 * @example
 * const answers = completeCases({ overall: [1, 2, 2, 4], staff: [1, 2, 3, 4] }, ["overall", "staff"]);
 * const table = linearRegression(momentsOf(answers), "overall", ["staff"]);
 * whatIf(table, { staff: 0.5 }, { driver: { min: 1, max: 5 }, outcome: { min: 1, max: 5 } }).after // => 2.7
 */
export function whatIf(
  regression: Regression,
  changes: Readonly<Record<string, number>>,
  scales: { readonly driver: WhatIfScale; readonly outcome: WhatIfScale },
): WhatIf {
  const unknown = Object.keys(changes).find((name) => !regression.coefficients.some((driver) => driver.name === name));
  if (unknown !== undefined) throw new RangeError(`whatIf knows no driver "${unknown}"`);
  const drivers = regression.coefficients.map(({ name, mean, estimate }) => {
    const after = clip(mean + (changes[name] ?? 0), scales.driver);
    return { name, before: mean, after: changes[name] ? after : mean, effect: changes[name] ? estimate * (after - mean) : 0 };
  });
  const outcomeNow = regression.coefficients.reduce((sum, { estimate, mean }) => sum + estimate * mean, regression.intercept.estimate);
  const change = drivers.reduce((sum, { effect }) => sum + effect, 0);
  const p = drivers.length;
  const moved = drivers.map(({ before, after }) => after - before);
  let variance = 0;
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) variance += moved[i]! * moved[j]! * regression.covariance[i * p + j]!;
  const margin = 1.959963984540054 * Math.sqrt(Math.max(0, variance));
  const before = clip(outcomeNow, scales.outcome);
  const after = clip(outcomeNow + change, scales.outcome);
  return { before, after, change: after - before, changeInterval: { low: change - margin, high: change + margin }, drivers };
}

function clip(value: number, scale: WhatIfScale): number {
  return Math.min(scale.max, Math.max(scale.min, value));
}
