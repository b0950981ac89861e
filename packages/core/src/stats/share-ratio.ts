import { type Interval, zOfLevel } from "../measures/index.js";
import type { Proportion } from "./two-proportions.js";

/** How many times as large one share is as another. */
export interface ShareRatio {
  readonly ratio: number;
  /** on the log scale (Katz); `null` where nobody or everybody on a side leaves it undefined */
  readonly interval: Interval | null;
}

/**
 * One share divided by another, e.g. how many times as often the very satisfied come back as the satisfied.
 *
 * @param a the share above the line
 * @param b the share below it
 * @returns `null` when one side is empty or b's share is 0
 * @throws {RangeError} when successes or n are not whole numbers, 0 ≤ successes ≤ n
 * @example
 * shareRatio({ successes: 60, n: 100 }, { successes: 40, n: 100 }).ratio // => 1.5
 * shareRatio({ successes: 60, n: 100 }, { successes: 40, n: 100 }).interval // => { low: 1.1241, high: 2.0016 }
 */
export function shareRatio(a: Proportion, b: Proportion, level = 0.95): ShareRatio | null {
  for (const { successes, n } of [a, b]) {
    if (!Number.isInteger(successes) || !Number.isInteger(n) || successes < 0 || successes > n)
      throw new RangeError(`a share needs whole 0 ≤ successes ≤ n, got ${successes} of ${n}`);
  }
  if (a.n === 0 || b.n === 0 || b.successes === 0) return null;
  const ratio = a.successes / a.n / (b.successes / b.n);
  if (a.successes === 0) return { ratio, interval: null };
  const error = Math.sqrt(1 / a.successes - 1 / a.n + 1 / b.successes - 1 / b.n);
  if (error === 0) return { ratio, interval: null };
  const spread = Math.exp(zOfLevel(level) * error);
  return { ratio, interval: { low: ratio / spread, high: ratio * spread } };
}
