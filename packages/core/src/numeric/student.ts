import { incompleteBeta } from "./beta.js";
import { betaLogOdds } from "./beta-distribution.js";

/**
 * Student's t distribution function P(T ≤ t).
 *
 * @param df degrees of freedom, > 0, need not be whole
 * @example
 * studentCdf(2.2281388519862744, 10) // => 0.975
 */
export function studentCdf(t: number, df: number): number {
  return t < 0 ? upperTail(-t, df) : 1 - upperTail(t, df);
}

/**
 * The upper tail P(T > t) of Student's t distribution, exact however small.
 *
 * @example
 * studentSf(20, 30) // => 3.37454183288565e-19
 */
export function studentSf(t: number, df: number): number {
  return t < 0 ? 1 - upperTail(-t, df) : upperTail(t, df);
}

/**
 * The two-sided p-value of a t statistic.
 *
 * @example
 * studentTwoSided(2.2281388519862744, 10) // => 0.05
 */
export function studentTwoSided(t: number, df: number): number {
  return 2 * upperTail(Math.abs(t), df);
}

/**
 * The t below which a share `p` of Student's t distribution lies.
 *
 * @throws {RangeError} when p is outside 0..1 or df ≤ 0
 * @example
 * studentQuantile(0.975, 10) // => 2.22813885198627
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`studentQuantile needs a probability, got ${p}`);
  return p < 0.5 ? -upperPoint(p, df) : upperPoint(1 - p, df);
}

/**
 * The t above which a share `q` of Student's t distribution lies.
 *
 * @throws {RangeError} when q is outside 0..1 or df ≤ 0
 * @example
 * studentUpperQuantile(0.025, 10) // => 2.22813885198627
 */
export function studentUpperQuantile(q: number, df: number): number {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`studentUpperQuantile needs a probability, got ${q}`);
  return q <= 0.5 ? upperPoint(q, df) : -upperPoint(1 - q, df);
}

function upperTail(t: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`Student's t needs degrees of freedom above 0, got ${df}`);
  if (Number.isNaN(t)) return Number.NaN;
  if (t === Number.POSITIVE_INFINITY) return 0;
  const squared = t * t;
  return 0.5 * incompleteBeta(df / (df + squared), df / 2, 0.5, squared / (df + squared)).lower;
}

function upperPoint(q: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`Student's t needs degrees of freedom above 0, got ${df}`);
  if (q === 0) return Number.POSITIVE_INFINITY;
  if (q === 0.5) return 0;
  // with x = df/(df+t²), the log-odds of x are ln(df/t²)
  const logOdds = betaLogOdds({ lower: 2 * q }, df / 2, 0.5);
  return Math.sqrt(df) * Math.exp(-logOdds / 2);
}
