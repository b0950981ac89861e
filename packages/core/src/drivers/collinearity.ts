import { invertSymmetric } from "./linear-algebra.js";

/** Two drivers this close, or a driver explained this well by the others, share their importance. */
export const COLLINEAR_CORRELATION = 0.8;
export const COLLINEAR_VIF = 5;

export interface CollinearPair {
  readonly a: string;
  readonly b: string;
  readonly correlation: number;
}

/**
 * Names the pairs of drivers that customers hardly tell apart, so that a page can say "A and B share their importance":
 * correlation ≥ 0.8 either way, or a variance inflation ≥ 5, named with the closest partner.
 *
 * @param names p driver codes
 * @param r correlations among them, p × p row-major
 * @example
 * collinearPairs(["a", "b"], [1, 0.9, 0.9, 1]) // => [{ a: "a", b: "b", correlation: 0.9 }]
 */
export function collinearPairs(names: readonly string[], r: ArrayLike<number>): CollinearPair[] {
  const p = names.length;
  const inverse = invertSymmetric(r, p);
  const found = new Set<number>();
  for (let i = 0; i < p; i++) {
    let closest = i === 0 ? 1 : 0;
    for (let j = 0; j < p; j++) {
      if (j === i) continue;
      const size = Math.abs(r[i * p + j]!);
      if (size >= COLLINEAR_CORRELATION) found.add(Math.min(i, j) * p + Math.max(i, j));
      if (size > Math.abs(r[i * p + closest]!)) closest = j;
    }
    if (p > 1 && inverse && inverse[i * p + i]! >= COLLINEAR_VIF) found.add(Math.min(i, closest) * p + Math.max(i, closest));
  }
  return [...found]
    .map((code) => ({ a: names[Math.floor(code / p)]!, b: names[code % p]!, correlation: r[code]! }))
    .sort((x, y) => Math.abs(y.correlation) - Math.abs(x.correlation));
}
