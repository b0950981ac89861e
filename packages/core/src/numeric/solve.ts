/** A tail probability and its derivative at u. */
interface TailAt {
  readonly probability: number;
  readonly slope: number;
}

/**
 * Finds where a monotone tail probability equals `target`, by Newton's method on its logarithm, kept inside a bracket.
 *
 * @param tail probability and derivative at u, monotone over the bracket
 * @param target > 0
 * @param bracket where to look; u is a logarithm or log-odds in all uses, so an absolute tolerance on u is relative on x
 */
export function solveTail(tail: (u: number) => TailAt, target: number, bracket: { low: number; high: number; start: number }): number {
  let { low, high, start: u } = bracket;
  const logTarget = Math.log(target);
  const rising = tail(high).probability > tail(low).probability;
  for (let i = 0; i < 300; i += 1) {
    const { probability, slope } = tail(u);
    if (probability === target) return u;
    if (probability < target === rising) low = u;
    else high = u;
    const step = ((logTarget - Math.log(probability)) * probability) / slope;
    const newton = u + step;
    const next = Number.isFinite(newton) && newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - u) <= 1e-15 * Math.max(1, Math.abs(u))) return next;
    u = next;
  }
  return u;
}

/**
 * A root of a continuous function between two points of opposite sign (Brent's method).
 *
 * @param f the function
 * @param low one end
 * @param high the other end
 * @throws {RangeError} when f has the same sign at both ends
 * @example
 * findRoot((x) => x * x - 2, 0, 2) // => 1.4142135623731
 */
export function findRoot(f: (x: number) => number, low: number, high: number, tolerance = 1e-14): number {
  let a = low;
  let b = high;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0) && Math.sign(fa) === Math.sign(fb)) throw new RangeError(`findRoot needs a change of sign, got ${fa} and ${fb}`);
  let c = a;
  let fc = fa;
  let d = b - a;
  let e = d;
  for (let i = 0; i < 500; i += 1) {
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const near = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const half = (c - b) / 2;
    if (Math.abs(half) <= near || fb === 0) return b;
    if (Math.abs(e) >= near && Math.abs(fa) > Math.abs(fb)) {
      const { p, q } = interpolate({ a, b, c, fa, fb, fc, half });
      if (2 * p < Math.min(3 * half * q - Math.abs(near * q), Math.abs(e * q))) {
        e = d;
        d = p / q;
      } else {
        d = half;
        e = half;
      }
    } else {
      d = half;
      e = half;
    }
    a = b;
    fa = fb;
    b += Math.abs(d) > near ? d : Math.sign(half) * near;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      d = b - a;
      e = d;
    }
  }
  return b;
}

/** The step p/q by inverse quadratic interpolation, or by the secant when only two points differ; p is made positive. */
function interpolate(at: { a: number; b: number; c: number; fa: number; fb: number; fc: number; half: number }) {
  const s = at.fb / at.fa;
  let p = 2 * at.half * s;
  let q = 1 - s;
  if (at.a !== at.c) {
    const t = at.fa / at.fc;
    const r = at.fb / at.fc;
    p = s * (2 * at.half * t * (t - r) - (at.b - at.a) * (r - 1));
    q = (t - 1) * (r - 1) * (s - 1);
  }
  return p > 0 ? { p, q: -q } : { p: -p, q };
}
