import { betaQuantile, betaUpperQuantile } from "../numeric/index.js";
import { around, type Estimate, type Interval, tailOfLevel, zOfLevel } from "./estimate.js";

/** The intervals for a share. The one shown by default is Wilson's. */
export type ProportionMethod = "wilson" | "wilson-cc" | "clopper-pearson" | "agresti-coull" | "jeffreys" | "wald";

/**
 * A confidence interval for a share, 0..1.
 *
 * - `wilson` the score interval; `wilson-cc` with continuity correction, never larger than the distance to one half (as R's
 *   prop.test has it)
 * - `clopper-pearson` exact and conservative; `jeffreys` Bayesian with the prior Beta(½, ½), closed at 0 and at n
 * - `agresti-coull` and `wald` are not cut to 0..1
 *
 * @param successes whole, 0..n
 * @param n whole, ≥ 0
 * @returns `null` for n = 0
 * @throws {RangeError} outside those ranges
 * @example
 * proportionInterval(75, 100) // => { low: 0.656955, high: 0.824548 }
 * proportionInterval(10, 10).high // => 1
 */
export function proportionInterval(successes: number, n: number, method: ProportionMethod = "wilson", level = 0.95): Interval | null {
  if (!Number.isInteger(successes) || !Number.isInteger(n) || successes < 0 || successes > n) {
    throw new RangeError(`a share needs whole 0 ≤ successes ≤ n, got ${successes} of ${n}`);
  }
  if (n === 0) return null;
  const z = zOfLevel(level);
  const share = successes / n;
  switch (method) {
    case "wilson":
      return { low: successes === 0 ? 0 : wilsonLimit(share, n, -z), high: successes === n ? 1 : wilsonLimit(share, n, z) };
    case "wilson-cc": {
      const correction = Math.min(0.5, Math.abs(successes - n / 2)) / n;
      return { low: wilsonLimit(share - correction, n, -z), high: wilsonLimit(share + correction, n, z) };
    }
    case "clopper-pearson":
      return betaInterval({ a: successes, b: n - successes + 1 }, { a: successes + 1, b: n - successes }, level);
    case "jeffreys": {
      const { low, high } = betaInterval(
        { a: successes + 0.5, b: n - successes + 0.5 },
        { a: successes + 0.5, b: n - successes + 0.5 },
        level,
      );
      return { low: successes === 0 ? 0 : low, high: successes === n ? 1 : high };
    }
    case "agresti-coull": {
      const centre = (successes + z ** 2 / 2) / (n + z ** 2);
      return around(centre, z * Math.sqrt((centre * (1 - centre)) / (n + z ** 2)));
    }
    case "wald":
      return around(share, z * Math.sqrt((share * (1 - share)) / n));
  }
}

/** One limit of the score interval about a (perhaps corrected) share; a share pushed past 0 or 1 has its limit there. */
function wilsonLimit(share: number, n: number, z: number): number {
  if (share <= 0 && z < 0) return 0;
  if (share >= 1 && z > 0) return 1;
  const inside = (share * (1 - share)) / n + z ** 2 / (4 * n ** 2);
  return (share + z ** 2 / (2 * n) + z * Math.sqrt(inside)) / (1 + z ** 2 / n);
}

function betaInterval(low: { a: number; b: number }, high: { a: number; b: number }, level: number): Interval {
  const tail = tailOfLevel(level);
  return {
    low: low.a === 0 ? 0 : betaQuantile(tail, low.a, low.b),
    high: high.b === 0 ? 1 : betaUpperQuantile(tail, high.a, high.b),
  };
}

/**
 * A share in percent with its Wilson interval.
 *
 * @param successes whole, 0..n
 * @param n whole, ≥ 0
 * @returns percent, 0..100, unrounded; `null` for n = 0
 * @throws {RangeError} outside those ranges
 * @example
 * percentage(46, 50).value // => 92
 */
export function percentage(successes: number, n: number, method: ProportionMethod = "wilson", level = 0.95): Estimate | null {
  const interval = proportionInterval(successes, n, method, level);
  if (interval === null) return null;
  return { value: (100 * successes) / n, n, interval: { low: 100 * interval.low, high: 100 * interval.high } };
}
