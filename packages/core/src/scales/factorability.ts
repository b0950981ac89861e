import { EigenvalueDecomposition, inverse, Matrix } from "ml-matrix";
import { chiSquareSf, sum } from "../numeric/index.js";
import { correlations, covariances, type ItemMoments } from "./moments.js";

/** Whether the items share enough to be summed or factored. */
export interface Factorability {
  /** Kaiser–Meyer–Olkin measure of sampling adequacy, 0..1; below 0.5 is too little */
  readonly kmo: number;
  /** the same per item */
  readonly itemKmo: readonly number[];
  /** Bartlett's test that the items are uncorrelated */
  readonly bartlett: { readonly chiSquare: number; readonly df: number; readonly p: number };
  /** of the correlation matrix, largest first */
  readonly eigenvalues: readonly number[];
}

/**
 * Kaiser–Meyer–Olkin, Bartlett's test and eigenvalues of the correlations among items.
 *
 * @param moments of people who answered every item
 * @returns `null` for fewer than two items or three people, when an item does not vary, or when one item is a sum of others
 * @example
 * factorability(itemMoments([[4, 5, 4], [3, 3, 4], [5, 5, 5], [2, 3, 2], [4, 4, 3]])).bartlett.df // => 3
 */
export function factorability(moments: ItemMoments): Factorability | null {
  const covariance = covariances(moments);
  const correlation = covariance === null ? null : correlations(covariance);
  if (correlation === null || correlation.length < 2 || moments.n < 3) return null;
  const k = correlation.length;
  const { realEigenvalues } = new EigenvalueDecomposition(new Matrix(correlation), { assumeSymmetric: true });
  const eigenvalues = realEigenvalues.toSorted((a, b) => b - a);
  if (!(eigenvalues[k - 1]! > 1e-10)) return null;
  const inverted = inverse(new Matrix(correlation)).to2DArray();
  const off = (matrix: readonly (readonly number[])[], scale: (i: number, j: number) => number) =>
    matrix.map((row, i) => sum(row.map((value, j) => (i === j ? 0 : (value * scale(i, j)) ** 2))));
  const shared = off(correlation, () => 1);
  const partial = off(inverted, (i, j) => 1 / Math.sqrt(inverted[i]![i]! * inverted[j]![j]!));
  const chiSquare = -sum(eigenvalues.map((value) => Math.log(value))) * (moments.n - 1 - (2 * k + 5) / 6);
  const df = (k * (k - 1)) / 2;
  return {
    kmo: sum(shared) / (sum(shared) + sum(partial)),
    itemKmo: shared.map((value, i) => value / (value + partial[i]!)),
    bartlett: { chiSquare, df, p: chiSquareSf(chiSquare, df) },
    eigenvalues,
  };
}
