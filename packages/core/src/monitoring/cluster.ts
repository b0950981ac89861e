import { binomialSf } from "../numeric/index.js";
import { adjustPValues } from "../stats/index.js";
import type { CountOfN } from "./share-chart.js";

/** A count must be this unlikely at the base rate before its unit alerts: three sigmas are too lax for small bases. */
export const CLUSTER_P = 0.005;
/** Over all units compared at once, at most one alert in ten is expected to be false. */
export const CLUSTER_Q = 0.1;

/**
 * Upper control limit of a share: p + 3√(p(1 − p)/n), at most 1.
 *
 * @example
 * clusterLimit(0.04, 400) // => 0.06939
 */
export function clusterLimit(baseRate: number, n: number, sigmas = 3): number {
  if (!(baseRate >= 0 && baseRate <= 1) || !(n > 0))
    throw new RangeError(`clusterLimit needs a rate 0..1 and n > 0, got ${baseRate} and ${n}`);
  return Math.min(1, baseRate + sigmas * Math.sqrt((baseRate * (1 - baseRate)) / n));
}

export interface ClusterVerdict extends CountOfN {
  /** Share of cases; `null` when n is 0. */
  readonly share: number | null;
  readonly upper: number | null;
  readonly isAboveLimit: boolean;
  /** Chance of so many cases or more at the base rate (exact binomial); `null` when n is 0. */
  readonly p: number | null;
  /** The same after comparing all units at once (Benjamini–Hochberg). */
  readonly adjustedP: number | null;
  readonly isAlert: boolean;
}

/**
 * Early warning of clusters 聚集性预警: units whose share of complaints (returns, incidents …) is too high for chance.
 *
 * A unit alerts when its share is above the three-sigma limit, so many cases have a chance of at most 0.005 (exact, which guards
 * small bases), and that chance holds among all units compared: with many units some always look bad.
 *
 * @param units cases and base per unit in the period
 * @param baseRate share expected of all, 0..1; default the pooled share of the units
 * @returns one verdict per unit, in order
 * @throws {RangeError} when x is not a whole number between 0 and n, or the rate is not 0..1
 * @example
 * clusterAlerts([{ x: 28, n: 400 }], 0.04)[0]!.isAlert // => true
 */
export function clusterAlerts(units: readonly CountOfN[], baseRate?: number): ClusterVerdict[] {
  let [cases, total] = [0, 0];
  for (const { x, n } of units) {
    if (!Number.isInteger(x) || !Number.isInteger(n) || x < 0 || x > n)
      throw new RangeError(`clusterAlerts needs whole 0 ≤ x ≤ n, got ${x} of ${n}`);
    cases += x;
    total += n;
  }
  const rate = baseRate ?? (total > 0 ? cases / total : 0);
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`clusterAlerts needs a rate 0..1, got ${rate}`);
  const counted = units.flatMap((unit, i) => (unit.n > 0 ? [i] : []));
  const chances = counted.map((i) => (units[i]!.x === 0 ? 1 : binomialSf(units[i]!.x - 1, units[i]!.n, rate)));
  const adjusted = adjustPValues(chances, "benjamini-hochberg");
  const place = new Map(counted.map((i, at) => [i, at]));
  return units.map((unit, i) => {
    const at = place.get(i);
    if (at === undefined) return { ...unit, share: null, upper: null, isAboveLimit: false, p: null, adjustedP: null, isAlert: false };
    const upper = clusterLimit(rate, unit.n);
    const share = unit.x / unit.n;
    const isAboveLimit = share > upper + 1e-12;
    const [p, adjustedP] = [chances[at]!, adjusted[at]!];
    return { ...unit, share, upper, isAboveLimit, p, adjustedP, isAlert: isAboveLimit && p <= CLUSTER_P && adjustedP <= CLUSTER_Q };
  });
}
