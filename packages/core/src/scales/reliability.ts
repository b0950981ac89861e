import { sum } from "../numeric/index.js";
import { correlations, covariances, type ItemMoments } from "./moments.js";

/** One item of a scale beside the others. */
export interface ItemReliability {
  readonly mean: number;
  readonly standardDeviation: number;
  /** correlation with the sum of all items, itself included; `null` when either does not vary */
  readonly totalCorrelation: number | null;
  /** correlation with the sum of the other items */
  readonly restCorrelation: number | null;
  /** α of the scale without it; `null` for a scale of two */
  readonly alphaIfDeleted: number | null;
}

/** How well the items of a scale hang together. */
export interface Reliability {
  readonly n: number;
  /** Cronbach's α; 0.7 and more is called acceptable */
  readonly alpha: number;
  /** α from correlations, as if all items varied alike; `null` when an item does not vary */
  readonly standardisedAlpha: number | null;
  readonly averageCorrelation: number | null;
  /** odd against even items, stepped up to the full length; `null` when a half does not vary */
  readonly splitHalf: number | null;
  readonly items: readonly ItemReliability[];
}

/**
 * Reliability of a scale: Cronbach's α = k/(k−1)·(1 − Σs²ᵢ/s²ₜ) with sample variances, and what each item does to it.
 *
 * @param moments of people who answered every item, all items pointing the same way
 * @returns `null` for fewer than two items or people, or when the total does not vary
 * @example
 * reliability(itemMoments([[4, 5, 4], [3, 3, 4], [5, 5, 5], [2, 3, 2], [4, 4, 3]])).alpha // => 0.9130435
 */
export function reliability(moments: ItemMoments): Reliability | null {
  const k = moments.sums.length;
  const covariance = covariances(moments);
  if (covariance === null || k < 2) return null;
  const all = covariance.map((_, i) => i);
  const alpha = alphaOf(covariance, all);
  if (alpha === null) return null;
  const correlation = correlations(covariance);
  const averageCorrelation = correlation === null ? null : (sumOver(correlation, all, all) - k) / (k * (k - 1));
  return {
    n: moments.n,
    alpha,
    standardisedAlpha: averageCorrelation === null ? null : (k * averageCorrelation) / (1 + (k - 1) * averageCorrelation),
    averageCorrelation,
    splitHalf: splitHalf(covariance),
    items: all.map((i) => {
      const others = all.filter((j) => j !== i);
      return {
        mean: moments.sums[i]! / moments.n,
        standardDeviation: Math.sqrt(covariance[i]![i]!),
        totalCorrelation: correlationOf(covariance, [i], all),
        restCorrelation: correlationOf(covariance, [i], others),
        alphaIfDeleted: alphaOf(covariance, others),
      };
    }),
  };
}

/**
 * Spearman–Brown: the reliability of a scale made `times` as long.
 *
 * @param r reliability of the present length
 * @example
 * spearmanBrown(0.6, 2) // => 0.75
 */
export function spearmanBrown(r: number, times: number): number {
  return (times * r) / (1 + (times - 1) * r);
}

function alphaOf(covariance: readonly (readonly number[])[], items: readonly number[]): number | null {
  const k = items.length;
  const total = sumOver(covariance, items, items);
  if (k < 2 || !(total > 0)) return null;
  return (k / (k - 1)) * (1 - sum(items.map((i) => covariance[i]![i]!)) / total);
}

function splitHalf(covariance: readonly (readonly number[])[]): number | null {
  const all = covariance.map((_, i) => i);
  const r = correlationOf(
    covariance,
    all.filter((i) => i % 2 === 0),
    all.filter((i) => i % 2 === 1),
  );
  return r === null || r === -1 ? null : spearmanBrown(r, 2);
}

/** The correlation of two sums of items. */
function correlationOf(covariance: readonly (readonly number[])[], a: readonly number[], b: readonly number[]): number | null {
  const spread = sumOver(covariance, a, a) * sumOver(covariance, b, b);
  return spread > 0 ? sumOver(covariance, a, b) / Math.sqrt(spread) : null;
}

function sumOver(matrix: readonly (readonly number[])[], rows: readonly number[], columns: readonly number[]): number {
  return sum(rows.flatMap((i) => columns.map((j) => matrix[i]![j]!)));
}
