import { normalTwoSided } from "../numeric/index.js";
import { around, type Interval, requireCounts, zOfLevel } from "./estimate.js";
import { type NpsCategories, npsVariance } from "./nps-categories.js";

/** The difference of two net promoter scores, in points. */
export interface NpsDifference {
  readonly difference: number;
  readonly standardError: number;
  /** of the unpooled test; `null` when neither score varies */
  readonly z: number | null;
  readonly p: number | null;
  readonly interval: Interval;
  /** of the test under one common distribution */
  readonly pooled: { readonly z: number | null; readonly p: number | null };
  readonly n: readonly [number, number];
}

/**
 * Tests whether two independent net promoter scores differ: a − b.
 *
 * @returns `null` when one side has no answers
 * @throws {RangeError} when a count is not a whole number ≥ 0
 * @example
 * const before = { detractors: 20, passives: 40, promoters: 40 };
 * const after = { detractors: 15, passives: 25, promoters: 60 };
 * npsDifference(after, before).p // => 0.0175218
 */
export function npsDifference(a: NpsCategories, b: NpsCategories, level = 0.95): NpsDifference | null {
  requireCounts([a.detractors, a.passives, a.promoters, b.detractors, b.passives, b.promoters], "npsDifference");
  const nA = a.detractors + a.passives + a.promoters;
  const nB = b.detractors + b.passives + b.promoters;
  if (nA === 0 || nB === 0) return null;
  const difference = 100 * ((a.promoters - a.detractors) / nA - (b.promoters - b.detractors) / nB);
  const standardError = 100 * Math.sqrt(npsVariance(a) / nA + npsVariance(b) / nB);
  const together = {
    detractors: a.detractors + b.detractors,
    passives: a.passives + b.passives,
    promoters: a.promoters + b.promoters,
  };
  const pooledError = 100 * Math.sqrt(npsVariance(together) * (1 / nA + 1 / nB));
  return {
    difference,
    standardError,
    ...zTest(difference, standardError),
    interval: around(difference, zOfLevel(level) * standardError),
    pooled: zTest(difference, pooledError),
    n: [nA, nB],
  };
}

function zTest(difference: number, standardError: number): { z: number | null; p: number | null } {
  if (standardError === 0) return { z: null, p: null };
  const z = difference / standardError;
  return { z, p: normalTwoSided(z) };
}
