import { incompleteBeta } from "./beta.js";
import { betaLogOdds } from "./beta-distribution.js";
import type { Tails } from "./gamma.js";

/**
 * The F distribution function P(X ≤ x).
 *
 * @param df1 degrees of freedom of the numerator, > 0
 * @param df2 degrees of freedom of the denominator, > 0
 * @example
 * fCdf(4.1028210151304, 2, 10) // => 0.95
 */
export function fCdf(x: number, df1: number, df2: number): number {
  return tails(x, df1, df2).lower;
}

/**
 * The upper tail P(X > x) of the F distribution, exact however small.
 *
 * @example
 * fSf(333.157330720277, 2, 10085) // => 7.776040366e-141
 */
export function fSf(x: number, df1: number, df2: number): number {
  return tails(x, df1, df2).upper;
}

/**
 * The x below which a share `p` of the F distribution lies.
 *
 * @throws {RangeError} when p is outside 0..1
 * @example
 * fQuantile(0.95, 2, 10) // => 4.1028210151304
 */
export function fQuantile(p: number, df1: number, df2: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`fQuantile needs a probability, got ${p}`);
  if (p === 0 || p === 1) return p === 0 ? 0 : Number.POSITIVE_INFINITY;
  return (df2 / df1) * Math.exp(betaLogOdds({ lower: p }, df1 / 2, df2 / 2));
}

/**
 * The x above which a share `q` of the F distribution lies.
 *
 * @throws {RangeError} when q is outside 0..1
 * @example
 * fUpperQuantile(0.05, 2, 10) // => 4.1028210151304
 */
export function fUpperQuantile(q: number, df1: number, df2: number): number {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`fUpperQuantile needs a probability, got ${q}`);
  if (q === 0 || q === 1) return q === 1 ? 0 : Number.POSITIVE_INFINITY;
  return (df2 / df1) * Math.exp(betaLogOdds({ upper: q }, df1 / 2, df2 / 2));
}

function tails(x: number, df1: number, df2: number): Tails {
  if (!(df1 > 0) || !(df2 > 0)) throw new RangeError(`F needs degrees of freedom above 0, got ${df1}, ${df2}`);
  if (Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const whole = df1 * x + df2;
  return incompleteBeta((df1 * x) / whole, df1 / 2, df2 / 2, df2 / whole);
}
