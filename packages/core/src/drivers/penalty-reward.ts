import type { ExpectationTier, WaveTier } from "../kano/index.js";
import type { Interval } from "../measures/index.js";

/** Within ±0.2 an attribute rewards about as much as it punishes: an expected, linear one. */
export const ASYMMETRY_CUT = 0.2;
/** A band with fewer answers gives no tier. */
export const MIN_BAND_ANSWERS = 30;

/** Overall satisfaction of the people who gave an attribute a low, middle or top rating. */
export interface OutcomeBand {
  readonly n: number;
  readonly mean: number;
  /** Variance (n − 1); without it no interval is given. */
  readonly variance?: number;
}

export interface Asymmetry {
  /** Mean(low) − mean(mid): what a weak attribute costs. */
  readonly penalty: number;
  /** Mean(top) − mean(mid): what a strong attribute brings. */
  readonly reward: number;
  /** (reward − |penalty|) / (reward + |penalty|), −1..1; `null` when neither has the expected sign. */
  readonly asymmetry: number | null;
  /** Standard error and 95 % interval (delta method); `null` without variances. */
  readonly standardError: number | null;
  readonly interval: Interval | null;
  /** `null` when undefined or a band has fewer than thirty answers. */
  readonly tier: ExpectationTier | null;
}

/**
 * Penalty–reward contrast 惩罚—奖励分析: does a weak attribute hurt more than a strong one helps?
 *
 * Asymmetry below −0.2 is basic (hygiene), above 0.2 delight (motivator), in between expected. A penalty or reward of the
 * wrong sign counts as none.
 *
 * @param bands overall satisfaction by rating band of the attribute
 * @param minAnswers answers a band needs for a tier; default 30
 * @returns `null` when a band is empty
 * @example
 * penaltyReward({ low: { n: 50, mean: 2.8 }, mid: { n: 50, mean: 3.9 }, top: { n: 50, mean: 4.1 } })!.tier // => "basic"
 */
export function penaltyReward(
  bands: { readonly low: OutcomeBand; readonly mid: OutcomeBand; readonly top: OutcomeBand },
  minAnswers = MIN_BAND_ANSWERS,
): Asymmetry | null {
  const { low, mid, top } = bands;
  if (!(low.n > 0 && mid.n > 0 && top.n > 0)) return null;
  const penalty = low.mean - mid.mean;
  const reward = top.mean - mid.mean;
  const up = Math.max(0, reward);
  const down = Math.max(0, -penalty);
  const size = up + down;
  const asymmetry = size > 1e-12 ? (up - down) / size : null;
  const standardError = asymmetry === null ? null : deltaError(bands, up, down);
  const margin = standardError === null ? null : 1.959963984540054 * standardError;
  return {
    penalty,
    reward,
    asymmetry,
    standardError,
    interval:
      asymmetry === null || margin === null ? null : { low: Math.max(-1, asymmetry - margin), high: Math.min(1, asymmetry + margin) },
    tier: asymmetry === null || Math.min(low.n, mid.n, top.n) < minAnswers ? null : tierOfAsymmetry(asymmetry),
  };
}

/**
 * Tier of an asymmetry index; −0.2 and 0.2 themselves are expected.
 *
 * @example
 * tierOfAsymmetry(0.8) // => "delight"
 */
export function tierOfAsymmetry(asymmetry: number): ExpectationTier {
  if (asymmetry < -ASYMMETRY_CUT - 1e-12) return "basic";
  return asymmetry > ASYMMETRY_CUT + 1e-12 ? "delight" : "expected";
}

/**
 * One wave of penalty–reward as the drift rule reads it: tier, index and its error.
 *
 * @param asymmetry `null` when a band was empty in that wave
 * @example
 * asymmetryWave(null) // => { tier: null }
 */
export function asymmetryWave(asymmetry: Asymmetry | null): WaveTier {
  if (asymmetry === null || asymmetry.asymmetry === null) return { tier: null };
  const { tier, asymmetry: score, standardError } = asymmetry;
  return standardError === null ? { tier, score } : { tier, score, standardError };
}

// asymmetry = (r − q)/(r + q) with r = top − mid, q = mid − low: ∂/∂r = 2q/(r+q)², ∂/∂q = −2r/(r+q)²
function deltaError(
  bands: { readonly low: OutcomeBand; readonly mid: OutcomeBand; readonly top: OutcomeBand },
  r: number,
  q: number,
): number | null {
  const { low, mid, top } = bands;
  if (low.variance === undefined || mid.variance === undefined || top.variance === undefined) return null;
  const scale = (r + q) ** 2;
  const byTop = (2 * q) / scale;
  const byLow = (2 * r) / scale;
  const byMid = -byTop - byLow;
  return Math.sqrt((byTop ** 2 * top.variance) / top.n + (byMid ** 2 * mid.variance) / mid.n + (byLow ** 2 * low.variance) / low.n);
}

/** Counts of overall satisfaction for one rating of the attribute. */
export interface RatingSums {
  readonly rating: number;
  readonly n: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

/**
 * Puts the ratings of an attribute into the three bands.
 *
 * @param ratings one entry per rating in use
 * @param cuts ratings ≤ `lowTo` are low, ratings ≥ `topFrom` top, the rest middle
 * @throws {RangeError} when the cuts leave no middle
 * @example
 * outcomeBands([{ rating: 1, n: 2, sum: 4, sumOfSquares: 10 }, { rating: 3, n: 1, sum: 3, sumOfSquares: 9 }], { lowTo: 2, topFrom: 5 }).low // => { n: 2, mean: 2, variance: 2 }
 */
export function outcomeBands(ratings: readonly RatingSums[], cuts: { readonly lowTo: number; readonly topFrom: number }) {
  if (!(cuts.topFrom > cuts.lowTo)) throw new RangeError(`outcomeBands needs topFrom > lowTo, got ${cuts.topFrom} and ${cuts.lowTo}`);
  const band = (holds: (rating: number) => boolean): OutcomeBand => {
    let n = 0;
    let sum = 0;
    let squares = 0;
    for (const row of ratings) {
      if (!holds(row.rating)) continue;
      n += row.n;
      sum += row.sum;
      squares += row.sumOfSquares;
    }
    return { n, mean: n > 0 ? sum / n : Number.NaN, variance: n > 1 ? Math.max(0, squares - (sum * sum) / n) / (n - 1) : 0 };
  };
  return {
    low: band((rating) => rating <= cuts.lowTo),
    mid: band((rating) => rating > cuts.lowTo && rating < cuts.topFrom),
    top: band((rating) => rating >= cuts.topFrom),
  };
}
