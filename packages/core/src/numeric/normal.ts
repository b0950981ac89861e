import { incompleteGamma } from "./gamma.js";

/**
 * The standard normal distribution function P(Z ≤ z).
 *
 * @example
 * normalCdf(1.959963984540054) // => 0.975
 */
export function normalCdf(z: number): number {
  return z < 0 ? upperTail(-z) : 1 - upperTail(z);
}

/**
 * The upper tail P(Z > z) of the standard normal distribution, exact however small.
 *
 * @example
 * normalSf(10) // => 7.61985302416053e-24
 */
export function normalSf(z: number): number {
  return z < 0 ? 1 - upperTail(-z) : upperTail(z);
}

/**
 * The two-sided p-value of a z statistic.
 *
 * @example
 * normalTwoSided(-1.959963984540054) // => 0.05
 */
export function normalTwoSided(z: number): number {
  return 2 * upperTail(Math.abs(z));
}

/**
 * The standard normal density.
 *
 * @example
 * normalPdf(0) // => 0.3989422804
 */
export function normalPdf(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * The z below which a share `p` of the standard normal distribution lies.
 *
 * @param p 0..1; 0 and 1 give the infinities
 * @throws {RangeError} when p is outside 0..1
 * @example
 * normalQuantile(0.975) // => 1.95996398454005
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`normalQuantile needs a probability, got ${p}`);
  return p < 0.5 ? -upperPoint(p) : upperPoint(1 - p);
}

/**
 * The z above which a share `q` of the standard normal distribution lies.
 *
 * @param q 0..1
 * @throws {RangeError} when q is outside 0..1
 * @example
 * normalUpperQuantile(0.025) // => 1.95996398454005
 */
export function normalUpperQuantile(q: number): number {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`normalUpperQuantile needs a probability, got ${q}`);
  return q <= 0.5 ? upperPoint(q) : -upperPoint(1 - q);
}

function upperTail(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  return 0.5 * incompleteGamma(0.5, (z * z) / 2).upper;
}

/** z ≥ 0 with upper tail q ≤ ½: Abramowitz and Stegun 26.2.23 as a start (error 5e-4), then Halley's method to the last digit. */
function upperPoint(q: number): number {
  if (q === 0) return Number.POSITIVE_INFINITY;
  if (q === 0.5) return 0;
  const t = Math.sqrt(-2 * Math.log(q));
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let i = 0; i < 4; i += 1) {
    const density = normalPdf(z);
    // below the smallest normal doubles the density underflows first; the start is then as good as it gets
    if (density === 0) return z;
    const error = (upperTail(z) - q) / density;
    z += error / (1 - (error * z) / 2);
  }
  return z;
}
