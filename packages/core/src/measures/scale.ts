import { quantile, sum } from "../numeric/index.js";
import { type Estimate, requireCounts } from "./estimate.js";
import { type Mean, type MeanSums, meanOf } from "./mean.js";
import { percentage } from "./proportion.js";

/** The ends of a rating scale of whole numbers. */
export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** Answers on one scale: how many per value, from the lowest value up. */
export interface ScaleCounts {
  readonly scale: Scale;
  readonly counts: readonly number[];
}

/**
 * Adds up answers from several sources, and refuses to mix scales: a 4 of 5 and a 4 of 7 are different answers.
 *
 * @throws {RangeError} when there is no part, a part's counts do not fit its scale, or two scales differ
 * @example
 * addScaleCounts([{ scale: { min: 1, max: 3 }, counts: [1, 0, 2] }, { scale: { min: 1, max: 3 }, counts: [0, 4, 1] }]).counts // => [1, 4, 3]
 */
export function addScaleCounts(parts: readonly ScaleCounts[]): ScaleCounts {
  const [first, ...rest] = parts;
  if (first === undefined) throw new RangeError("addScaleCounts needs at least one part");
  for (const part of parts) requireScaleCounts(part);
  for (const { scale } of rest) {
    if (scale.min !== first.scale.min || scale.max !== first.scale.max) {
      throw new RangeError(`scales ${first.scale.min}–${first.scale.max} and ${scale.min}–${scale.max} do not mix`);
    }
  }
  return { scale: first.scale, counts: first.counts.map((_, i) => sum(parts.map((part) => part.counts[i]!))) };
}

/** Refuses counts that do not have one entry per value of their scale. */
function requireScaleCounts({ scale, counts }: ScaleCounts): void {
  if (!Number.isInteger(scale.min) || !Number.isInteger(scale.max) || scale.max <= scale.min) {
    throw new RangeError(`a scale runs between two whole numbers, got ${scale.min}–${scale.max}`);
  }
  const values = scale.max - scale.min + 1;
  if (counts.length !== values)
    throw new RangeError(`the scale ${scale.min}–${scale.max} has ${values} values, got ${counts.length} counts`);
  requireCounts(counts, "a scale");
}

/**
 * n, Σx and Σx² of answers given as counts.
 *
 * @throws {RangeError} when the counts do not fit the scale
 * @example
 * sumsOfCounts({ scale: { min: 1, max: 3 }, counts: [1, 0, 2] }) // => { n: 3, sum: 7, sumSquares: 19 }
 */
export function sumsOfCounts({ scale, counts }: ScaleCounts): MeanSums {
  requireScaleCounts({ scale, counts });
  return {
    n: sum(counts),
    sum: sum(counts.map((count, i) => count * (scale.min + i))),
    sumSquares: sum(counts.map((count, i) => count * (scale.min + i) ** 2)),
  };
}

/**
 * The share of answers from one value to another, both included, in percent with a Wilson interval: top box, top two, bottom two.
 *
 * @returns percent, 0..100; `null` when nobody answered
 * @throws {RangeError} when the counts do not fit the scale
 * @example
 * boxPercent({ scale: { min: 1, max: 5 }, counts: [4, 6, 15, 35, 40] }, { from: 4, to: 5 }).value // => 75
 */
export function boxPercent(answers: ScaleCounts, box: { readonly from: number; readonly to: number }, level = 0.95): Estimate | null {
  requireScaleCounts(answers);
  const inside = answers.counts.filter((_, i) => answers.scale.min + i >= box.from && answers.scale.min + i <= box.to);
  return percentage(sum(inside), sum(answers.counts), "wilson", level);
}

/**
 * The mean of answers on a scale, with Student's t interval.
 *
 * @returns in scale points; `null` when nobody answered
 * @throws {RangeError} when the counts do not fit the scale
 * @example
 * scaleMean({ scale: { min: 1, max: 5 }, counts: [4, 6, 15, 35, 40] }).value // => 4.01
 */
export function scaleMean(answers: ScaleCounts, level = 0.95): Mean | null {
  return meanOf(sumsOfCounts(answers), level);
}

/**
 * The mean moved to 0..100: (mean − min)/(max − min)·100, interval included.
 *
 * @returns 0..100; `null` when nobody answered
 * @throws {RangeError} when the counts do not fit the scale
 * @example
 * scaleIndex({ scale: { min: 1, max: 5 }, counts: [4, 6, 15, 35, 40] }).value // => 75.25
 */
export function scaleIndex(answers: ScaleCounts, level = 0.95): Estimate | null {
  const mean = scaleMean(answers, level);
  if (mean === null) return null;
  const { scale } = answers;
  const { interval } = mean;
  return {
    value: indexOf(mean.value, scale),
    n: mean.n,
    interval: interval === null ? null : { low: indexOf(interval.low, scale), high: indexOf(interval.high, scale) },
  };
}

/**
 * Where a value lies between the ends of its scale, 0..100.
 *
 * @example
 * indexOf(4.02, { min: 1, max: 5 }) // => 75.5
 */
export function indexOf(value: number, scale: Scale): number {
  return (100 * (value - scale.min)) / (scale.max - scale.min);
}

/**
 * A quantile of answers given as counts, interpolated as type 7.
 *
 * @param share 0..1, 0.5 is the median
 * @returns `null` when nobody answered
 * @throws {RangeError} when the counts do not fit the scale
 * @example
 * scaleQuantile({ scale: { min: 1, max: 5 }, counts: [4, 6, 15, 35, 40] }, 0.5) // => 4
 */
export function scaleQuantile(answers: ScaleCounts, share: number): number | null {
  requireScaleCounts(answers);
  const n = sum(answers.counts);
  if (n === 0) return null;
  const valueAt = (rank: number) => {
    let seen = 0;
    const index = answers.counts.findIndex((count) => {
      seen += count;
      return seen > rank;
    });
    return answers.scale.min + index;
  };
  const position = (n - 1) * share;
  const below = Math.floor(position);
  const ends = [valueAt(below), valueAt(Math.min(below + 1, n - 1))];
  return quantile(ends, position - below);
}

/**
 * The skewness of answers given as counts, m₃/m₂^1.5: below 0 when the long tail is on the low side.
 *
 * @returns `null` when nobody answered or all answered alike
 * @throws {RangeError} when the counts do not fit the scale
 * @example
 * scaleSkewness({ scale: { min: 1, max: 3 }, counts: [1, 0, 1] }) // => 0
 */
export function scaleSkewness(answers: ScaleCounts): number | null {
  const { n, sum: total } = sumsOfCounts(answers);
  const moment = (power: number) => sum(answers.counts.map((count, i) => count * (answers.scale.min + i - total / n) ** power)) / n;
  const variance = n === 0 ? 0 : moment(2);
  return variance === 0 ? null : moment(3) / variance ** 1.5;
}
