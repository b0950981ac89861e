import { devianceTerm, nonZero, stirlingError, type Tails } from "./gamma.js";

/** xᵃ(1−x)ᵇ/B(a, b) with y = 1 − x given apart, so that neither end loses digits. */
export function betaWeight(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - devianceTerm(a, n * x) - devianceTerm(b, n * y);
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * n));
}

/**
 * The regularised incomplete beta function: I_x(a, b) and its complement, each tail to nearly full relative precision.
 *
 * @param x 0..1
 * @param a > 0
 * @param b > 0
 * @param y 1 − x, given when the caller knows it more exactly than the subtraction does
 * @throws {RangeError} outside that domain
 * @example
 * incompleteBeta(0.25, 2, 3).lower // => 0.26171875
 */
export function incompleteBeta(x: number, a: number, b: number, y = 1 - x): Tails {
  if (!(x >= 0 && x <= 1) || !(a > 0) || !(b > 0)) throw new RangeError(`incompleteBeta needs x in 0..1, a, b > 0, got ${x}, ${a}, ${b}`);
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, (betaWeight(a, b, x, y) * fraction(a, b, x)) / a);
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, (betaWeight(b, a, y, x) * fraction(b, a, y)) / b);
  return { lower: 1 - upper, upper };
}

/** The continued fraction of the incomplete beta function by Lentz's method. */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 1_000_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 4e-16) return value;
  }
  throw new RangeError(`incompleteBeta did not converge at ${x}, ${a}, ${b}`);
}
