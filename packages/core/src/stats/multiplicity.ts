import { sum } from "../numeric/index.js";

/** How p-values are corrected for their number. */
export type Adjustment = "bonferroni" | "holm" | "hochberg" | "benjamini-hochberg" | "benjamini-yekutieli";

/**
 * Adjusted p-values, in the order given.
 *
 * - `bonferroni`, `holm`, `hochberg` hold down the chance of any false finding
 * - `benjamini-hochberg` and, under any dependence, `benjamini-yekutieli` hold down the share of false findings
 *
 * @param ps each 0..1
 * @throws {RangeError} when one is not a probability
 * @example
 * adjustPValues([0.01, 0.04, 0.03], "holm") // => [0.03, 0.06, 0.06]
 * adjustPValues([0.01, 0.04, 0.03], "benjamini-hochberg") // => [0.03, 0.04, 0.04]
 */
export function adjustPValues(ps: readonly number[], method: Adjustment): number[] {
  for (const p of ps) if (!(p >= 0 && p <= 1)) throw new RangeError(`a p-value runs from 0 to 1, got ${p}`);
  const n = ps.length;
  if (method === "bonferroni") return ps.map((p) => Math.min(1, n * p));
  const ascending = ps.map((_, i) => i).sort((i, j) => ps[i]! - ps[j]!);
  const harmonic = sum(ps.map((_, i) => 1 / (i + 1)));
  const adjusted = new Array<number>(n);
  if (method === "holm") {
    let highest = 0;
    ascending.forEach((index, rank) => {
      highest = Math.max(highest, (n - rank) * ps[index]!);
      adjusted[index] = Math.min(1, highest);
    });
    return adjusted;
  }
  const factors = {
    hochberg: (rank: number) => n - rank,
    "benjamini-hochberg": (rank: number) => n / (rank + 1),
    "benjamini-yekutieli": (rank: number) => (harmonic * n) / (rank + 1),
  };
  let lowest = 1;
  for (let rank = n - 1; rank >= 0; rank -= 1) {
    const index = ascending[rank]!;
    lowest = Math.min(lowest, factors[method](rank) * ps[index]!);
    adjusted[index] = lowest;
  }
  return adjusted;
}

/** Which of several comparisons hold, and by which rule. */
export interface Findings {
  /** to be said on the page */
  readonly compared: number;
  readonly rule: "each-at-0.05" | "benjamini-hochberg-at-0.10";
  /** `null` where there was nothing to test */
  readonly adjusted: readonly (number | null)[];
  readonly isSignificant: readonly boolean[];
}

/**
 * Decides a page of comparisons: up to ten at 0.05 each, more by Benjamini–Hochberg at 0.10.
 *
 * @param ps one per comparison, `null` where it could not be made
 * @throws {RangeError} when one is not a probability
 * @example
 * decide([0.03, 0.2, null]) // => { compared: 2, rule: "each-at-0.05", adjusted: [0.03, 0.2, null], isSignificant: [true, false, false] }
 */
export function decide(ps: readonly (number | null)[]): Findings {
  const made = ps.filter((p) => p !== null);
  const isMany = made.length > 10;
  const adjustedMade = isMany ? adjustPValues(made, "benjamini-hochberg") : made;
  const limit = isMany ? 0.1 : 0.05;
  let next = 0;
  const adjusted = ps.map((p) => {
    if (p === null) return null;
    next += 1;
    return adjustedMade[next - 1]!;
  });
  return {
    compared: made.length,
    rule: isMany ? "benjamini-hochberg-at-0.10" : "each-at-0.05",
    adjusted,
    isSignificant: adjusted.map((p) => p !== null && p <= limit),
  };
}
