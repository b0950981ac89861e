import { studentUpperQuantile, sum } from "../numeric/index.js";
import { around, type Interval, tailOfLevel } from "./estimate.js";
import type { PairCount } from "./satisfaction-ratio.js";

/** Figures of the single ratios, for the page that explains why the ratio of means is used. */
export interface TeachingRatios {
  readonly n: number;
  readonly meanOfRatios: number;
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly medianOfRatios: number;
  /** `null` when a ratio is 0 */
  readonly geometricMean: number | null;
  readonly belowShare: number;
  readonly equalShare: number;
  readonly aboveShare: number;
}

/**
 * The mean of ratios and its company, for teaching only: the mean of 2 and ½ is 1.25 although both people together got what
 * they expected.
 *
 * @param pairs pairs with an expectation of 0 are left out
 * @returns `null` when no pair is left
 * @throws {RangeError} when a number is not finite
 * @example
 * teachingRatios([{ expected: 2, perceived: 4, n: 1 }, { expected: 4, perceived: 2, n: 1 }]).meanOfRatios // => 1.25
 */
export function teachingRatios(pairs: readonly PairCount[], level = 0.95): TeachingRatios | null {
  for (const { expected, perceived } of pairs) {
    if (!Number.isFinite(expected) || !Number.isFinite(perceived)) throw new RangeError(`a pair is finite, got ${expected}, ${perceived}`);
  }
  const valid = pairs
    .filter((pair) => pair.expected !== 0 && pair.n > 0)
    .map((pair) => ({ ...pair, ratio: pair.perceived / pair.expected }))
    .sort((a, b) => a.ratio - b.ratio);
  const n = sum(valid.map((pair) => pair.n));
  if (n === 0) return null;
  const average = (of: (pair: (typeof valid)[number]) => number) => sum(valid.map((pair) => pair.n * of(pair))) / n;
  const meanOfRatios = average((pair) => pair.ratio);
  const standardError = n < 2 ? null : Math.sqrt(average((pair) => (pair.ratio - meanOfRatios) ** 2) / (n - 1));
  const ratioAt = (rank: number) => {
    let seen = 0;
    return valid.find((pair) => {
      seen += pair.n;
      return seen > rank;
    })!.ratio;
  };
  return {
    n,
    meanOfRatios,
    standardError,
    interval: standardError === null ? null : around(meanOfRatios, studentUpperQuantile(tailOfLevel(level), n - 1) * standardError),
    medianOfRatios: (ratioAt(Math.floor((n - 1) / 2)) + ratioAt(Math.ceil((n - 1) / 2))) / 2,
    geometricMean: valid.some((pair) => pair.ratio <= 0) ? null : Math.exp(average((pair) => Math.log(pair.ratio))),
    belowShare: average((pair) => (pair.perceived < pair.expected ? 1 : 0)),
    equalShare: average((pair) => (pair.perceived === pair.expected ? 1 : 0)),
    aboveShare: average((pair) => (pair.perceived > pair.expected ? 1 : 0)),
  };
}
