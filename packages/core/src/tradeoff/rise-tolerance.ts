import { type Interval, proportionInterval } from "../measures/index.js";
import { binomialCdf } from "../numeric/index.js";

/** How far somebody would go along: the largest rise in percent, 0 when none; `n` people who said the same, 1 when left out. */
export type RiseLimit = { readonly risePercent: number; readonly n?: number };

export type RiseTolerance = {
  readonly n: number;
  /** people who stay at each rise, in the order asked */
  readonly steps: readonly {
    readonly risePercent: number;
    readonly staying: number;
    /** 0..1 */
    readonly share: number;
    /** Wilson */
    readonly interval: Interval;
  }[];
  /** the largest rise that half of the people accept */
  readonly median: number;
  /** between two of the stated limits, by the binomial distribution of their ranks */
  readonly medianInterval: Interval;
};

/**
 * How many stay when the price rises, and the rise half of them accept.
 *
 * @param limits one entry per person, or per distinct limit with `n`; a negative limit is somebody who finds the price of today too high
 * @param rises the rises to look at, in percent, each ≥ 0
 * @returns `null` when nobody answered
 * @throws {RangeError} for a limit or rise that is no finite number, or an `n` that is no whole number ≥ 0
 * @example
 * const { steps, median } = riseTolerance([{ risePercent: 0, n: 2 }, { risePercent: 10, n: 5 }, { risePercent: 20, n: 3 }], [5, 15]);
 * [steps[0].share, steps[1].staying, median] // => [0.8, 3, 10]
 */
export function riseTolerance(limits: readonly RiseLimit[], rises: readonly number[], level = 0.95): RiseTolerance | null {
  const sorted = limits.map(({ risePercent, n = 1 }) => ({ value: risePercent, n })).sort((a, b) => a.value - b.value);
  const n = peopleIn(sorted);
  if (rises.some((rise) => !(rise >= 0) || !Number.isFinite(rise)))
    throw new RangeError(`rises are percentages ≥ 0, got ${rises.join(", ")}`);
  if (n === 0) return null;
  const middle = weightedMedian(sorted, level)!;
  return {
    n,
    steps: rises.map((risePercent) => {
      const staying = sorted.reduce((sum, limit) => sum + (limit.value >= risePercent ? limit.n : 0), 0);
      return { risePercent, staying, share: staying / n, interval: proportionInterval(staying, n, "wilson", level)! };
    }),
    median: middle.median,
    medianInterval: middle.interval,
  };
}

/** @throws {RangeError} for a value that is not finite or a count that is not whole */
export function peopleIn(values: readonly { readonly value: number; readonly n: number }[]): number {
  for (const { value, n } of values) {
    if (!Number.isFinite(value) || !Number.isInteger(n) || n < 0)
      throw new RangeError(`needs finite values of whole people, got ${value} of ${n}`);
  }
  return values.reduce((sum, { n }) => sum + n, 0);
}

/**
 * Median of counted values with the interval between two of them whose ranks the binomial distribution gives (Conover 1999, 3.2).
 *
 * @param sorted lowest first
 * @returns `null` for nobody
 */
export function weightedMedian(
  sorted: readonly { readonly value: number; readonly n: number }[],
  level: number,
): { median: number; interval: Interval } | null {
  const n = peopleIn(sorted);
  if (n === 0) return null;
  const valueAt = (rank: number): number => {
    let before = 0;
    for (const { value, n: people } of sorted) {
      before += people;
      if (rank <= before) return value;
    }
    return sorted.at(-1)!.value;
  };
  const rank = lowerRank(n, (1 - level) / 2);
  return {
    median: (valueAt(Math.floor((n + 1) / 2)) + valueAt(Math.ceil((n + 1) / 2))) / 2,
    interval: { low: valueAt(rank), high: valueAt(n + 1 - rank) },
  };
}

/** The largest rank r ≥ 1 with P(Binomial(n, ½) ≤ r − 1) ≤ tail; 1 when there is none. */
function lowerRank(n: number, tail: number): number {
  let [low, high] = [1, Math.max(1, Math.ceil(n / 2))];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (binomialCdf(middle - 1, n, 0.5) <= tail) low = middle;
    else high = middle - 1;
  }
  return low;
}
