import { type Estimate, zOfLevel } from "../measures/index.js";
import { squaresAboutMean, sum } from "../numeric/index.js";

/** Sums of a weighted answer: Σw, Σwy, Σw², Σw²y and Σw²y². */
export interface WeightedSums {
  readonly n: number;
  readonly w: number;
  readonly wy: number;
  readonly ww: number;
  readonly wwy: number;
  readonly wwyy: number;
}

/** A mean with its design-based standard error; `null` for n < 2. */
export interface DesignMean extends Estimate {
  readonly standardError: number | null;
}

/**
 * The sums of single answers and weights.
 *
 * @throws {RangeError} when the lists differ in length, a weight is below 0 or an answer is not finite
 * @example
 * weightedSums([2, 4], [1, 3]) // => { n: 2, w: 4, wy: 14, ww: 10, wwy: 38, wwyy: 148 }
 */
export function weightedSums(y: readonly number[], weights: readonly number[]): WeightedSums {
  if (y.length !== weights.length) throw new RangeError(`one weight per answer, got ${weights.length} for ${y.length}`);
  for (const weight of weights) if (!(weight >= 0)) throw new RangeError(`a weight is ≥ 0, got ${weight}`);
  for (const value of y) if (!Number.isFinite(value)) throw new RangeError(`an answer is a finite number, got ${value}`);
  const total = (of: (value: number, weight: number) => number) => sum(y.map((value, i) => of(value, weights[i]!)));
  return {
    n: y.length,
    w: sum(weights),
    wy: total((value, weight) => weight * value),
    ww: total((_, weight) => weight ** 2),
    wwy: total((value, weight) => weight ** 2 * value),
    wwyy: total((value, weight) => weight ** 2 * value ** 2),
  };
}

/**
 * Weighted mean with the fixed-weight linearised standard error √(n/(n−1)·Σ(w(y−ȳ))²)/Σw.
 *
 * @param population size of the population, for a sample that is a good part of it: the error shrinks by √(1−n/N)
 * @returns `null` without weight
 * @throws {RangeError} when the population is smaller than the sample
 * @example
 * weightedMean(weightedSums([2, 4, 3], [1, 3, 1])).value // => 3.4
 */
export function weightedMean(
  sums: WeightedSums,
  { population, level = 0.95 }: { population?: number; level?: number } = {},
): DesignMean | null {
  const { n, w, wy, ww, wwy, wwyy } = sums;
  if (n === 0 || w === 0) return null;
  const value = wy / w;
  const squares = Math.max(0, wwyy - 2 * value * wwy + value ** 2 * ww);
  return designMean(value, n, n < 2 ? null : (Math.sqrt((n / (n - 1)) * squares) / w) * finiteFactor(n, population), level);
}

/** One stratum of a stratified sample: its people, and n, Σy and Σy² of its answers. */
export interface MeanStratum {
  readonly population: number;
  readonly n: number;
  readonly sum: number;
  readonly sumSquares: number;
}

/**
 * The mean of a stratified sample, standard error √ΣWₕ²(1−nₕ/Nₕ)sₕ²/nₕ.
 *
 * @returns the error is `null` when a stratum has one answer only; `null` when a stratum with people has none
 * @throws {RangeError} when a stratum has fewer people than answers
 * @example
 * stratifiedMean([{ population: 800, n: 50, sum: 200, sumSquares: 850 }, { population: 200, n: 50, sum: 150, sumSquares: 500 }]).value // => 3.8
 */
export function stratifiedMean(strata: readonly MeanStratum[], level = 0.95): DesignMean | null {
  const people = sum(strata.map(({ population }) => population));
  const held = strata.filter(({ population }) => population > 0);
  if (people === 0 || held.some(({ n }) => n === 0)) return null;
  const parts = held.map(({ population, n, sum: total, sumSquares }) => {
    const share = population / people;
    const mean = total / n;
    const variance = n < 2 ? Number.NaN : squaresAboutMean({ n, sum: total, sumSquares }) / (n - 1);
    return { mean: share * mean, error: (share ** 2 * finiteFactor(n, population) ** 2 * variance) / n };
  });
  const error = Math.sqrt(sum(parts.map((part) => part.error)));
  const n = sum(held.map((stratum) => stratum.n));
  return designMean(sum(parts.map((part) => part.mean)), n, Number.isNaN(error) ? null : error, level);
}

/** √(1 − n/N), or 1 for an endless population. */
export function finiteFactor(n: number, population: number | undefined): number {
  if (population === undefined) return 1;
  if (!(population >= n)) throw new RangeError(`a population of ${population} cannot give ${n} answers`);
  return Math.sqrt(1 - n / population);
}

/** A mean with its normal interval. */
export function designMean(value: number, n: number, standardError: number | null, level: number): DesignMean {
  if (standardError === null) return { value, n, interval: null, standardError };
  const half = zOfLevel(level) * standardError;
  return { value, n, interval: { low: value - half, high: value + half }, standardError };
}
