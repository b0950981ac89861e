const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** Both tails of a distribution at a point. The smaller one is computed directly, so it keeps its digits however small it is. */
export interface Tails {
  /** P(X ≤ x) */
  readonly lower: number;
  /** P(X > x) */
  readonly upper: number;
}

/**
 * The error of Stirling's formula, ln Γ(x+1) − [(x+½) ln x − x + ½ ln 2π]: the small part that survives when large factorials
 * cancel, which is why the distributions are built on it (Loader 2000).
 *
 * @param x > 0
 * @example
 * stirlingError(1) // => 0.0810614667953
 */
export function stirlingError(x: number): number {
  // one step up: error(x) = error(x+1) + (x+½) ln(1+1/x) − 1; from 16 on the series is exact to the last digit
  let climbed = 0;
  let at = x;
  while (at < 16) {
    climbed += (at + 0.5) * Math.log1p(1 / at) - 1;
    at += 1;
  }
  const s = 1 / (at * at);
  const series = (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) / at;
  return climbed + series;
}

/**
 * The deviance term x ln(x/m) + m − x, without cancellation when x is near m (Loader 2000).
 *
 * @param x > 0
 * @param m > 0
 * @example
 * devianceTerm(5, 5) // => 0
 */
export function devianceTerm(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let total = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j += 1) {
    term *= v * v;
    const next = total + term / (2 * j + 1);
    if (next === total) return total;
    total = next;
  }
  return total;
}

/**
 * The natural logarithm of the gamma function.
 *
 * @param x > 0
 * @throws {RangeError} when x ≤ 0
 * @example
 * logGamma(11) // => 15.1044125730755
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma needs a number above 0, got ${x}`);
  return x === 1 || x === 2 ? 0 : stirlingError(x) + (x - 0.5) * Math.log(x) - x + halfLogTwoPi;
}

/**
 * The logarithm of the binomial coefficient, n over k.
 *
 * @throws {RangeError} when k is outside 0..n
 * @example
 * logChoose(5, 2) // => 2.30258509299405
 */
export function logChoose(n: number, k: number): number {
  if (!(k >= 0 && k <= n)) throw new RangeError(`logChoose needs 0 ≤ k ≤ n, got n ${n}, k ${k}`);
  return k === 0 || k === n ? 0 : logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** xᵃe⁻ˣ/Γ(a+1), the Poisson probability of a at mean x. */
export function gammaWeight(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - devianceTerm(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x), each tail to nearly full relative precision.
 *
 * @param a shape, > 0
 * @param x ≥ 0
 * @throws {RangeError} outside that domain
 * @example
 * incompleteGamma(1, 50).upper // => 1.92874984796392e-22
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (!(a > 0) || !(x >= 0)) throw new RangeError(`incompleteGamma needs a > 0 and x ≥ 0, got a ${a}, x ${x}`);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const weight = gammaWeight(a, x);
  if (weight === 0) return x < a ? { lower: 0, upper: 1 } : { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = Math.min(1, weight * lowerSeries(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, weight * a * upperFraction(a, x));
  return { lower: 1 - upper, upper };
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let total = 1;
  for (let n = 1; n < 1_000_000; n += 1) {
    term *= x / (a + n);
    total += term;
    if (term < total * 1e-17) return total;
  }
  throw new RangeError(`incompleteGamma did not converge at a ${a}, x ${x}`);
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let i = 1; i < 1_000_000; i += 1) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 4e-16) return value;
  }
  throw new RangeError(`incompleteGamma did not converge at a ${a}, x ${x}`);
}

/** Keeps a denominator of Lentz's method away from zero. */
export function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}
