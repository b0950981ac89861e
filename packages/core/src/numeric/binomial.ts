import { incompleteBeta } from "./beta.js";
import { devianceTerm, stirlingError } from "./gamma.js";

/**
 * The probability of exactly k successes in n trials.
 *
 * @param k whole, 0..n; otherwise 0
 * @param n whole, ≥ 0
 * @param p success probability, 0..1
 * @example
 * binomialPmf(3, 8, 0.5) // => 0.21875
 */
export function binomialPmf(k: number, n: number, p: number): number {
  check(n, p);
  if (!Number.isInteger(k) || k < 0 || k > n) return 0;
  if (p === 0 || p === 1) return k === n * p ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return p ** n;
  const exponent = stirlingError(n) - stirlingError(k) - stirlingError(n - k) - devianceTerm(k, n * p) - devianceTerm(n - k, n * (1 - p));
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}

/**
 * The probability of k successes or fewer in n trials.
 *
 * @example
 * binomialCdf(3, 8, 0.5) // => 0.36328125
 */
export function binomialCdf(k: number, n: number, p: number): number {
  check(n, p);
  const whole = Math.floor(k);
  if (whole < 0) return 0;
  if (whole >= n) return 1;
  return incompleteBeta(p, whole + 1, n - whole).upper;
}

/**
 * The probability of more than k successes in n trials.
 *
 * @example
 * binomialSf(3, 8, 0.5) // => 0.63671875
 */
export function binomialSf(k: number, n: number, p: number): number {
  check(n, p);
  const whole = Math.floor(k);
  if (whole < 0) return 1;
  if (whole >= n) return 0;
  return incompleteBeta(p, whole + 1, n - whole).lower;
}

/**
 * The smallest k whose distribution function reaches `share`.
 *
 * @throws {RangeError} when share or p is outside 0..1
 * @example
 * binomialQuantile(0.5, 10, 0.3) // => 3
 */
export function binomialQuantile(share: number, n: number, p: number): number {
  check(n, p);
  if (!(share >= 0 && share <= 1)) throw new RangeError(`binomialQuantile needs a probability, got ${share}`);
  // a share that was itself computed as a distribution function must find its own k again
  const reach = share * (1 - 64 * Number.EPSILON);
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(middle, n, p) >= reach) high = middle;
    else low = middle + 1;
  }
  return low;
}

function check(n: number, p: number): void {
  if (!Number.isInteger(n) || n < 0 || !(p >= 0 && p <= 1))
    throw new RangeError(`binomial needs whole n ≥ 0 and p in 0..1, got ${n}, ${p}`);
}
