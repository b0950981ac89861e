import { normalCdf, normalUpperQuantile } from "../numeric/index.js";

/** How sure a comparison should be. */
export interface PowerPlan {
  /** chance to see a difference that is not there, default 0.05 */
  readonly alpha?: number;
  /** chance to see a difference that is there, default 0.8 */
  readonly power?: number;
  /** 2 looks for a difference either way (the default), 1 for one in a direction named beforehand */
  readonly sides?: 1 | 2;
}

/**
 * The smallest difference that two groups can be expected to show, in the unit of √variance.
 *
 * @param variance of one answer, the same in both groups
 * @param n answers in each group; give `nOther` when the other one differs
 * @returns `null` when a group is empty
 * @throws {RangeError} when the variance is below 0, or α or the power does not lie between 0 and 1
 * @example
 * smallestDifference(0.61, 400) // => 0.15472260
 */
export function smallestDifference(
  variance: number,
  n: number,
  { nOther = n, ...plan }: PowerPlan & { nOther?: number } = {},
): number | null {
  if (!(variance >= 0)) throw new RangeError(`a variance is ≥ 0, got ${variance}`);
  if (!(n > 0 && nOther > 0)) return null;
  return reach(plan) * Math.sqrt(variance / n + variance / nOther);
}

/**
 * Answers per group needed to see one share differ from another (normal approximation), not yet rounded up.
 *
 * @param p1 0..1
 * @param p2 0..1, other than p1
 * @throws {RangeError} when a share is outside 0..1, the two are equal, or α or the power does not lie between 0 and 1
 * @example
 * answersToTell(0.75, 0.8) // => 1093.7390
 * answersToTell(0.75, 0.8, { sides: 1 }) // => 861.4198
 */
export function answersToTell(p1: number, p2: number, plan: PowerPlan = {}): number {
  requireShares(p1, p2);
  if (p1 === p2) throw new RangeError(`equal shares cannot be told apart, got ${p1}`);
  const { ofAlpha, ofPower } = quantiles(plan);
  const { together, apart } = spreads(p1, p2);
  return ((ofAlpha * together + ofPower * apart) / (p1 - p2)) ** 2;
}

/**
 * The power of comparing two shares with n answers each, counting only the side on which the difference lies.
 *
 * @param sides 1 when the direction was named beforehand
 * @returns 0..1
 * @throws {RangeError} when a share is outside 0..1, n is not above 0 or α does not lie between 0 and 1
 * @example
 * powerOfShares(0.75, 0.8, 1000) // => 0.763844
 */
export function powerOfShares(p1: number, p2: number, n: number, alpha = 0.05, sides: 1 | 2 = 2): number {
  requireShares(p1, p2);
  if (!(n > 0)) throw new RangeError(`a group has answers, got ${n}`);
  const { ofAlpha } = quantiles({ alpha, sides });
  const { together, apart } = spreads(p1, p2);
  if (apart === 0) return p1 === p2 ? alpha / sides : 1;
  return normalCdf((Math.sqrt(n) * Math.abs(p1 - p2) - ofAlpha * together) / apart);
}

function reach(plan: PowerPlan): number {
  const { ofAlpha, ofPower } = quantiles(plan);
  return ofAlpha + ofPower;
}

function quantiles({ alpha = 0.05, power = 0.8, sides = 2 }: PowerPlan): { ofAlpha: number; ofPower: number } {
  if (!(alpha > 0 && alpha < 1 && power > 0 && power < 1))
    throw new RangeError(`alpha and power lie between 0 and 1, got ${alpha}, ${power}`);
  return { ofAlpha: normalUpperQuantile(alpha / sides), ofPower: normalUpperQuantile(1 - power) };
}

function spreads(p1: number, p2: number) {
  const middle = (p1 + p2) / 2;
  return { together: Math.sqrt(2 * middle * (1 - middle)), apart: Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2)) };
}

function requireShares(p1: number, p2: number): void {
  if (!(p1 >= 0 && p1 <= 1 && p2 >= 0 && p2 <= 1)) throw new RangeError(`shares run from 0 to 1, got ${p1}, ${p2}`);
}
