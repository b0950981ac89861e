import { zOfLevel } from "../measures/index.js";

/** What a sample must allow for. */
export interface SamplePlan {
  /** confidence level, default 0.95 */
  readonly level?: number;
  /** people in the whole population; without it the population counts as endless */
  readonly population?: number;
  /** how much more variance the design has than a simple random sample, default 1 */
  readonly designEffect?: number;
  /** expected share of invitations that are answered, default 1 */
  readonly responseRate?: number;
}

/** How many answers a margin needs. */
export interface SampleSize {
  /** n₀ = z²·variance/e², before anything else */
  readonly base: number;
  readonly afterDesign: number;
  readonly afterPopulation: number;
  /** answers wanted, rounded up */
  readonly completes: number;
  /** invitations to send, rounded up */
  readonly invitations: number;
  /** asking everyone is worth offering: the population is at most half of n₀ */
  readonly isCensusOffered: boolean;
}

/**
 * Sample size for a share.
 *
 * @param margin half the width of the interval, as a share: 0.05 is ± 5 points
 * @param share expected share; 0.5 needs most
 * @throws {RangeError} when a number is outside what it can be
 * @example
 * sampleSizeForShare(0.05, 0.5, { population: 1000, responseRate: 0.25 }).completes // => 278
 * sampleSizeForShare(0.05, 0.5, { population: 1000, responseRate: 0.25 }).invitations // => 1112
 */
export function sampleSizeForShare(margin: number, share = 0.5, plan: SamplePlan = {}): SampleSize {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share runs from 0 to 1, got ${share}`);
  return sampleSize(margin, share * (1 - share), plan);
}

/**
 * Sample size for a net promoter score.
 *
 * @param margin half the width of the interval, in points: 5 is ± 5
 * @param expected shares of promoters and detractors
 * @throws {RangeError} when a number is outside what it can be
 * @example
 * sampleSizeForNps(5, { promoters: 0.5, detractors: 0.2 }).completes // => 938
 */
export function sampleSizeForNps(
  margin: number,
  { promoters, detractors }: { readonly promoters: number; readonly detractors: number },
  plan: SamplePlan = {},
): SampleSize {
  if (!(promoters >= 0 && detractors >= 0 && promoters + detractors <= 1 + 1e-12)) {
    throw new RangeError(`shares of promoters and detractors add up to 1 at most, got ${promoters}, ${detractors}`);
  }
  return sampleSize(margin / 100, promoters + detractors - (promoters - detractors) ** 2, plan);
}

/** What a given number of answers must allow for. */
export type AnswerPlan = Pick<SamplePlan, "level" | "population" | "designEffect">;

/**
 * The other way round: the margin of a share that n answers give.
 *
 * @param n answers, above 0 and at most the population
 * @param share expected share; 0.5 gives the widest margin
 * @returns half the width of the interval, as a share; 0 when everybody answered
 * @throws {RangeError} when a number is outside what it can be
 * @example
 * marginOfShare(385) // => 0.0499445
 * marginOfShare(278, 0.5, { population: 1000 }) // => 0.0499668
 */
export function marginOfShare(n: number, share = 0.5, plan: AnswerPlan = {}): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share runs from 0 to 1, got ${share}`);
  return marginOf(n, share * (1 - share), plan);
}

/**
 * The margin of a net promoter score that n answers give.
 *
 * @param n answers, above 0 and at most the population
 * @param expected shares of promoters and detractors
 * @returns half the width of the interval, in points
 * @throws {RangeError} when a number is outside what it can be
 * @example
 * marginOfNps(938, { promoters: 0.5, detractors: 0.2 }) // => 4.998177
 */
export function marginOfNps(
  n: number,
  { promoters, detractors }: { readonly promoters: number; readonly detractors: number },
  plan: AnswerPlan = {},
): number {
  if (!(promoters >= 0 && detractors >= 0 && promoters + detractors <= 1 + 1e-12)) {
    throw new RangeError(`shares of promoters and detractors add up to 1 at most, got ${promoters}, ${detractors}`);
  }
  return 100 * marginOf(n, promoters + detractors - (promoters - detractors) ** 2, plan);
}

/** n = d / (1 + (d − 1) / N) solved for d, the answers an endless population would need; then e = z·√(variance·effect/d). */
function marginOf(n: number, variance: number, { level = 0.95, population, designEffect = 1 }: AnswerPlan): number {
  if (!(n > 0)) throw new RangeError(`answers are above 0, got ${n}`);
  if (population !== undefined && !(population >= n)) throw new RangeError(`${n} answers need as many people, got ${population}`);
  if (!(designEffect > 0)) throw new RangeError(`a design effect is above 0, got ${designEffect}`);
  if (population === n) return 0;
  const endless = population === undefined ? n : (n * (population - 1)) / (population - n);
  return zOfLevel(level) * Math.sqrt((variance * designEffect) / endless);
}

function sampleSize(
  margin: number,
  variance: number,
  { level = 0.95, population, designEffect = 1, responseRate = 1 }: SamplePlan,
): SampleSize {
  if (!(margin > 0)) throw new RangeError(`a margin is above 0, got ${margin}`);
  if (population !== undefined && !(population > 0)) throw new RangeError(`a population is above 0, got ${population}`);
  if (!(designEffect > 0)) throw new RangeError(`a design effect is above 0, got ${designEffect}`);
  if (!(responseRate > 0 && responseRate <= 1)) throw new RangeError(`a response rate is above 0 and at most 1, got ${responseRate}`);
  const base = (zOfLevel(level) ** 2 * variance) / margin ** 2;
  const afterDesign = base * designEffect;
  const afterPopulation = population === undefined || afterDesign === 0 ? afterDesign : afterDesign / (1 + (afterDesign - 1) / population);
  const completes = roundUp(afterPopulation);
  return {
    base,
    afterDesign,
    afterPopulation,
    completes,
    invitations: roundUp(completes / responseRate),
    isCensusOffered: population !== undefined && population <= base / 2,
  };
}

/** Up to the next whole number, but 278 and a rounding error stay 278. */
function roundUp(value: number): number {
  return Math.max(0, Math.ceil(value - 1e-9));
}
