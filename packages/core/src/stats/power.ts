import { normalCdf, normalUpperQuantile } from "../numeric/index.js";

/** How sure a comparison should be: two-sided α, and the power, the chance to see a difference that is there. */
export interface PowerPlan {
  readonly alpha?: number;
  readonly power?: number;
}

/**
 * The smallest difference that two groups can be expected to show, in the unit of √variance.
 *
 * @param variance of one answer, the same in both groups
 * @param n answers in each group; give `nOther` when the other one differs
 * @returns `null` when a group is empty
 * @example
 * smallestDifference(0.61, 400) // => 0.15472260
 */
export function smallestDifference(
  variance: number,
  n: number,
  { nOther = n, ...plan }: PowerPlan & { nOther?: number } = {},
): number | null {
  if (!(n > 0 && nOther > 0)) return null;
  return reach(plan) * Math.sqrt(variance / n + variance / nOther);
}

/**
 * Answers per group needed to see one share differ from another (normal approximation), not yet rounded up.
 *
 * @param p1 0..1
 * @param p2 0..1, other than p1
 * @throws {RangeError} when a share is outside 0..1 or the two are equal
 * @example
 * answersToTell(0.75, 0.8) // => 1093.7390
 */
export function answersToTell(p1: number, p2: number, plan: PowerPlan = {}): number {
  requireShares(p1, p2);
  if (p1 === p2) throw new RangeError(`equal shares cannot be told apart, got ${p1}`);
  const { alpha = 0.05, power = 0.8 } = plan;
  const { together, apart } = spreads(p1, p2);
  return ((normalUpperQuantile(alpha / 2) * together + normalUpperQuantile(1 - power) * apart) / (p1 - p2)) ** 2;
}

/**
 * The power of comparing two shares with n answers each, counting only the side on which the difference lies.
 *
 * @returns 0..1
 * @throws {RangeError} when a share is outside 0..1
 * @example
 * powerOfShares(0.75, 0.8, 1000) // => 0.763844
 */
export function powerOfShares(p1: number, p2: number, n: number, alpha = 0.05): number {
  requireShares(p1, p2);
  const { together, apart } = spreads(p1, p2);
  if (apart === 0) return p1 === p2 ? alpha / 2 : 1;
  return normalCdf((Math.sqrt(n) * Math.abs(p1 - p2) - normalUpperQuantile(alpha / 2) * together) / apart);
}

function reach({ alpha = 0.05, power = 0.8 }: PowerPlan): number {
  return normalUpperQuantile(alpha / 2) + normalUpperQuantile(1 - power);
}

function spreads(p1: number, p2: number) {
  const middle = (p1 + p2) / 2;
  return { together: Math.sqrt(2 * middle * (1 - middle)), apart: Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2)) };
}

function requireShares(p1: number, p2: number): void {
  if (!(p1 >= 0 && p1 <= 1 && p2 >= 0 && p2 <= 1)) throw new RangeError(`shares run from 0 to 1, got ${p1}, ${p2}`);
}
