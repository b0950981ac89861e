import type { MeanSums } from "../measures/index.js";
import { fSf, squaresAboutMean, sum } from "../numeric/index.js";

/** Whether the means of several groups differ. */
export interface Anova {
  readonly f: number;
  readonly df1: number;
  readonly df2: number;
  readonly p: number;
  /** share of the variance between groups, 0..1 */
  readonly etaSquared: number;
  /** without the assumption of equal variances; `null` when a group has one answer or does not vary */
  readonly welch: { readonly f: number; readonly df2: number; readonly p: number } | null;
}

/**
 * One-way analysis of variance from the sums of each group, with Welch's version beside it. Empty groups are left out.
 *
 * @returns `null` for fewer than two groups or when nothing varies within them
 * @throws {RangeError} when a base is not a whole number ≥ 0 or a sum is not finite
 * @example
 * const groups = [{ n: 3, sum: 6, sumSquares: 14 }, { n: 3, sum: 9, sumSquares: 29 }, { n: 3, sum: 15, sumSquares: 77 }];
 * anova(groups).f // => 7
 */
export function anova(groups: readonly MeanSums[]): Anova | null {
  for (const { n, sum: total, sumSquares } of groups) {
    if (!Number.isInteger(n) || n < 0) throw new RangeError(`a base is a whole number ≥ 0, got ${n}`);
    if (!Number.isFinite(total) || !Number.isFinite(sumSquares)) throw new RangeError(`sums are finite, got ${total}, ${sumSquares}`);
  }
  const present = groups
    .filter(({ n }) => n > 0)
    .map((group) => ({ n: group.n, mean: group.sum / group.n, within: squaresAboutMean(group) }));
  const n = sum(present.map((group) => group.n));
  const [df1, df2] = [present.length - 1, n - present.length];
  if (df1 < 1 || df2 < 1) return null;
  const grand = sum(present.map((group) => group.n * group.mean)) / n;
  const between = sum(present.map((group) => group.n * (group.mean - grand) ** 2));
  const within = sum(present.map((group) => group.within));
  if (within === 0) return null;
  const f = between / df1 / (within / df2);
  return { f, df1, df2, p: fSf(f, df1, df2), etaSquared: between / (between + within), welch: welch(present) };
}

function welch(groups: readonly { n: number; mean: number; within: number }[]): Anova["welch"] {
  if (groups.some(({ n, within }) => n < 2 || within === 0)) return null;
  const weighted = groups.map(({ n, mean, within }) => ({ n, mean, weight: (n * (n - 1)) / within }));
  const whole = sum(weighted.map(({ weight }) => weight));
  const centre = sum(weighted.map(({ weight, mean }) => weight * mean)) / whole;
  const k = groups.length;
  const unevenness = sum(weighted.map(({ n, weight }) => (1 - weight / whole) ** 2 / (n - 1))) / (k ** 2 - 1);
  const between = sum(weighted.map(({ weight, mean }) => weight * (mean - centre) ** 2)) / (k - 1);
  const f = between / (1 + 2 * (k - 2) * unevenness);
  const df2 = 1 / (3 * unevenness);
  return { f, df2, p: fSf(f, k - 1, df2) };
}
