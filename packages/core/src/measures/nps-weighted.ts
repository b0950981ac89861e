import { sum } from "../numeric/index.js";
import { around, type Estimate, requireCounts, zOfLevel } from "./estimate.js";
import { type NpsCategories, npsVariance } from "./nps-categories.js";

/** Sums of the weights of one category: how many answers, Σw and Σw². */
export interface WeightSums {
  readonly n: number;
  readonly w: number;
  readonly ww: number;
}

/** A weighted figure with its design-based standard error. */
export interface WeightedNps extends Estimate {
  readonly standardError: number;
}

/**
 * Weighted net promoter score with the fixed-weight linearised standard error √(n/(n−1)·Σ(w(y−ȳ))²)/Σw.
 *
 * @param sums weight sums per category
 * @returns points; the interval is `null` for n < 2; `null` when the weights sum to 0
 * @throws {RangeError} when a count or a weight sum is below 0
 * @example
 * const sums = { detractors: { n: 30, w: 240, ww: 2880 }, passives: { n: 30, w: 240, ww: 2880 }, promoters: { n: 40, w: 520, ww: 7840 } };
 * weightedNps(sums).value // => 28
 */
export function weightedNps(
  sums: { readonly detractors: WeightSums; readonly passives: WeightSums; readonly promoters: WeightSums },
  level = 0.95,
): WeightedNps | null {
  const parts = [
    { ...sums.detractors, code: -1 },
    { ...sums.passives, code: 0 },
    { ...sums.promoters, code: 1 },
  ];
  for (const { n, w, ww } of parts) if (!(n >= 0 && w >= 0 && ww >= 0)) throw new RangeError(`weight sums are ≥ 0, got ${n}, ${w}, ${ww}`);
  const n = sum(parts.map((part) => part.n));
  const weight = sum(parts.map((part) => part.w));
  if (n === 0 || weight === 0) return null;
  const score = sum(parts.map((part) => part.w * part.code)) / weight;
  const spread = sum(parts.map((part) => part.ww * (part.code - score) ** 2));
  const standardError = n < 2 ? Number.NaN : (100 * Math.sqrt((n / (n - 1)) * spread)) / weight;
  return { value: 100 * score, n, interval: n < 2 ? null : around(100 * score, zOfLevel(level) * standardError), standardError };
}

/** One stratum: how many people it holds and what its sample answered. */
export interface NpsStratum extends NpsCategories {
  readonly population: number;
}

/**
 * Net promoter score of a stratified sample: stratum scores weighted by population, standard error √ΣWₕ²vₕ/nₕ.
 *
 * @returns points; `null` when there is no population or a stratum with people has no answers, since its share is then unknown
 * @throws {RangeError} when a count is not a whole number ≥ 0 or a population is below 0
 * @example
 * stratifiedNps([{ population: 800, promoters: 30, passives: 10, detractors: 10 }, { population: 200, promoters: 10, passives: 20, detractors: 20 }]).standardError // => 9.2952
 */
export function stratifiedNps(strata: readonly NpsStratum[], level = 0.95): WeightedNps | null {
  let score = 0;
  let variance = 0;
  let n = 0;
  const population = sum(strata.map((stratum) => stratum.population));
  for (const stratum of strata) {
    const { detractors, passives, promoters } = stratum;
    requireCounts([detractors, passives, promoters], "stratifiedNps");
    if (!(stratum.population >= 0)) throw new RangeError(`a population is ≥ 0, got ${stratum.population}`);
    const answers = detractors + passives + promoters;
    n += answers;
    if (stratum.population === 0) continue;
    if (answers === 0) return null;
    const share = stratum.population / population;
    score += (100 * share * (promoters - detractors)) / answers;
    variance += (share ** 2 * npsVariance(stratum)) / answers;
  }
  if (n === 0 || population === 0) return null;
  const standardError = 100 * Math.sqrt(variance);
  return { value: score, n, interval: around(score, zOfLevel(level) * standardError), standardError };
}
