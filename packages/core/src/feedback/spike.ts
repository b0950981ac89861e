import { normalSf } from "../numeric/index.js";

export type Spike = {
  /** mean a day over the days before; unrounded */
  readonly usual: number;
  /** the largest count that is still usual */
  readonly upper: number;
  /** chance of so many or more on a usual day */
  readonly p: number;
  readonly isSpike: boolean;
};

/** A usual day passes for a spike once in a thousand, over everything looked at together. */
const CHANCE = 0.001;
/** Fewer days tell nothing of what is usual. */
const LEAST_DAYS = 14;
/** Fewer posts than this are read one by one anyway. */
const LEAST_POSTS = 3;
/** From this mean on the normal curve is as good, and the exact sum would lose its first terms. */
const LARGE = 200;

/**
 * Whether a day brought more posts than usual (L7.6). Days vary more than chance alone (weekends, weather), so the days before tell how much:
 * the count is compared with a negative binomial of their mean and variance, which is Poisson's where they vary no more than that.
 *
 * @param before posts on each of the days before, zeros included
 * @param today posts on the day looked at
 * @param compared how many counts are looked at together (all bad posts, one for each watched word …)
 * @returns `null` with fewer than 14 days before
 * @throws {RangeError} when a count is no whole number ≥ 0
 * @example
 * spikeOf(Array.from({ length: 28 }, (_, day) => day % 3), 12)!.isSpike // => true
 */
export function spikeOf(before: readonly number[], today: number, compared = 1): Spike | null {
  for (const count of [...before, today]) {
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`spikeOf needs whole counts ≥ 0, got ${count}`);
  }
  const n = before.length;
  if (n < LEAST_DAYS) return null;
  const usual = before.reduce((sum, count) => sum + count, 0) / n;
  const variance = before.reduce((sum, count) => sum + (count - usual) ** 2, 0) / (n - 1);
  // half a post keeps a silent past from making any post a wonder; the mean itself is known from n days only
  const mean = usual + 0.5 / n;
  const spread = Math.max(1, variance / mean) * (1 + 1 / n);
  const limit = CHANCE / Math.max(1, compared);
  const chances = tailOf(mean, spread);
  let upper = Math.max(LEAST_POSTS - 1, Math.floor(mean));
  while (chances(upper + 1) > limit) upper += 1;
  const p = chances(today);
  return { usual, upper, p, isSpike: today > upper && p <= limit };
}

/** Chance of a count of `x` or more with this mean and this multiple of it as variance. */
function tailOf(mean: number, spread: number): (x: number) => number {
  if (mean > LARGE) return (x) => normalSf((x - 0.5 - mean) / Math.sqrt(spread * mean));
  const excess = spread - 1;
  const isPoisson = excess < 1e-9;
  const r = isPoisson ? 0 : mean / excess;
  const sums = [isPoisson ? Math.exp(-mean) : spread ** -r];
  let term = sums[0]!;
  return (x) => {
    for (let k = sums.length; k < x; k++) {
      term *= isPoisson ? mean / k : ((k - 1 + r) / k) * (excess / spread);
      sums.push(sums[k - 1]! + term);
    }
    return x === 0 ? 1 : Math.max(0, 1 - sums[x - 1]!);
  };
}
