import { gammaWeight, incompleteGamma } from "./gamma.js";
import { solveTail } from "./solve.js";

/**
 * The chi-square distribution function P(X ≤ x).
 *
 * @param x any number; 0 below 0
 * @param df degrees of freedom, > 0
 * @example
 * chiSquareCdf(3.841458820694124, 1) // => 0.95
 */
export function chiSquareCdf(x: number, df: number): number {
  return incompleteGamma(df / 2, Math.max(0, x) / 2).lower;
}

/**
 * The upper tail P(X > x) of the chi-square distribution, exact however small.
 *
 * @example
 * chiSquareSf(106.175058541183, 4) // => 4.75856628384e-22
 */
export function chiSquareSf(x: number, df: number): number {
  return incompleteGamma(df / 2, Math.max(0, x) / 2).upper;
}

/**
 * The x below which a share `p` of the chi-square distribution lies.
 *
 * @throws {RangeError} when p is outside 0..1 or df ≤ 0
 * @example
 * chiSquareQuantile(0.95, 2) // => 5.99146454710798
 */
export function chiSquareQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`chiSquareQuantile needs a probability, got ${p}`);
  return p <= 0.5 ? point(p, df, true) : point(1 - p, df, false);
}

/**
 * The x above which a share `q` of the chi-square distribution lies.
 *
 * @throws {RangeError} when q is outside 0..1 or df ≤ 0
 * @example
 * chiSquareUpperQuantile(0.001, 10) // => 29.5882984450745
 */
export function chiSquareUpperQuantile(q: number, df: number): number {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`chiSquareUpperQuantile needs a probability, got ${q}`);
  return q <= 0.5 ? point(q, df, false) : point(1 - q, df, true);
}

function point(share: number, df: number, lower: boolean): number {
  if (!(df > 0)) throw new RangeError(`chi-square needs degrees of freedom above 0, got ${df}`);
  if (share === 0) return lower ? 0 : Number.POSITIVE_INFINITY;
  const a = df / 2;
  const logX = solveTail(
    (u) => {
      const x = Math.exp(u);
      const tails = incompleteGamma(a, x);
      const slope = gammaWeight(a, x) * a;
      return lower ? { probability: tails.lower, slope } : { probability: tails.upper, slope: -slope };
    },
    share,
    { low: -700, high: 700, start: Math.log(a) },
  );
  return 2 * Math.exp(logX);
}
