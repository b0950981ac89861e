import { type Interval, proportionInterval, zOfLevel } from "../measures/index.js";
import { chiSquareSf, normalTwoSided } from "../numeric/index.js";
import { fisherExact } from "./fisher.js";

/** How many of how many. */
export interface Proportion {
  readonly successes: number;
  readonly n: number;
}

/** Two independent shares compared: a − b, as shares 0..1. */
export interface ProportionComparison {
  readonly difference: number;
  /** pooled z and its p; `null` when both shares are 0 or both are 1 */
  readonly z: number | null;
  readonly p: number | null;
  /** chi-square with Yates' correction */
  readonly yates: { readonly chiSquare: number | null; readonly p: number | null };
  readonly fisherP: number;
  /** Newcombe's interval from the two Wilson intervals: the one to show */
  readonly interval: Interval;
  readonly waldInterval: Interval;
  /** Cohen's h, 2·asin√p₁ − 2·asin√p₂ */
  readonly cohenH: number;
}

/**
 * Compares two independent shares: pooled z, Newcombe's interval, Yates, Fisher and effect size.
 *
 * @returns `null` when one side is empty
 * @throws {RangeError} when successes or n are not whole numbers, 0 ≤ successes ≤ n
 * @example
 * compareProportions({ successes: 168, n: 210 }, { successes: 140, n: 200 }).z // => 2.341214
 * compareProportions({ successes: 168, n: 210 }, { successes: 140, n: 200 }).p // => 0.0192211
 */
export function compareProportions(a: Proportion, b: Proportion, level = 0.95): ProportionComparison | null {
  const wilsonA = proportionInterval(a.successes, a.n, "wilson", level);
  const wilsonB = proportionInterval(b.successes, b.n, "wilson", level);
  if (wilsonA === null || wilsonB === null) return null;
  const [shareA, shareB] = [a.successes / a.n, b.successes / b.n];
  const difference = shareA - shareB;
  const pooled = (a.successes + b.successes) / (a.n + b.n);
  const z = pooled === 0 || pooled === 1 ? null : difference / Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  const half = zOfLevel(level) * Math.sqrt((shareA * (1 - shareA)) / a.n + (shareB * (1 - shareB)) / b.n);
  return {
    difference,
    z,
    p: z === null ? null : normalTwoSided(z),
    yates: yates(a, b, pooled),
    fisherP: fisherExact([
      [a.successes, a.n - a.successes],
      [b.successes, b.n - b.successes],
    ]),
    interval: {
      low: difference - Math.hypot(shareA - wilsonA.low, wilsonB.high - shareB),
      high: difference + Math.hypot(wilsonA.high - shareA, shareB - wilsonB.low),
    },
    waldInterval: { low: Math.max(-1, difference - half), high: Math.min(1, difference + half) },
    cohenH: 2 * Math.asin(Math.sqrt(shareA)) - 2 * Math.asin(Math.sqrt(shareB)),
  };
}

function yates(a: Proportion, b: Proportion, pooled: number): { chiSquare: number | null; p: number | null } {
  if (pooled === 0 || pooled === 1) return { chiSquare: null, p: null };
  const distance = Math.abs(a.successes - a.n * pooled);
  const kept = (distance - Math.min(0.5, distance)) ** 2;
  const chiSquare = (kept / (pooled * (1 - pooled))) * (1 / a.n + 1 / b.n);
  return { chiSquare, p: chiSquareSf(chiSquare, 1) };
}
