import { betaWeight, incompleteBeta } from "./beta.js";
import { solveTail } from "./solve.js";

/** A probability given by the tail it belongs to. */
type Tail = { readonly lower: number } | { readonly upper: number };

/** The log-odds ln(x/(1−x)) of a quantile of the beta distribution: exact near both ends, where x itself is not. */
export function betaLogOdds(tail: Tail, a: number, b: number): number {
  const isLower = "lower" in tail;
  const given = isLower ? tail.lower : tail.upper;
  // the tail below one half is the one that is computed directly
  const lower = given <= 0.5 === isLower;
  const target = given <= 0.5 ? given : 1 - given;
  return solveTail(
    (u) => {
      const x = 1 / (1 + Math.exp(-u));
      const y = 1 / (1 + Math.exp(u));
      const tails = incompleteBeta(x, a, b, y);
      const slope = betaWeight(a, b, x, y);
      return lower ? { probability: tails.lower, slope } : { probability: tails.upper, slope: -slope };
    },
    target,
    { low: -700, high: 700, start: Math.log(a / b) },
  );
}

/**
 * The x below which a share `p` of the beta distribution lies.
 *
 * @param p 0..1
 * @param a > 0
 * @param b > 0
 * @throws {RangeError} when p is outside 0..1
 * @example
 * betaQuantile(0.5, 2, 2) // => 0.5
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`betaQuantile needs a probability, got ${p}`);
  if (p === 0 || p === 1) return p;
  return 1 / (1 + Math.exp(-betaLogOdds({ lower: p }, a, b)));
}

/**
 * The x above which a share `q` of the beta distribution lies.
 *
 * @throws {RangeError} when q is outside 0..1
 * @example
 * betaUpperQuantile(0.025, 4, 5) // => 0.755136783633448
 */
export function betaUpperQuantile(q: number, a: number, b: number): number {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`betaUpperQuantile needs a probability, got ${q}`);
  if (q === 0 || q === 1) return 1 - q;
  return 1 / (1 + Math.exp(-betaLogOdds({ upper: q }, a, b)));
}
