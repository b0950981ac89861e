import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { sum } from "../numeric/index.js";
import { correlations, covariances, type ItemMoments } from "./moments.js";

/**
 * Loadings of the items on their first principal component: the correlation of each with what they all share. Signs are turned so that
 * most point upwards.
 *
 * @param moments of people who answered every item
 * @returns one per item, −1…1; `null` for fewer than two items or people, or when an item does not vary
 * @example
 * firstLoadings(itemMoments([[4, 5, 4], [3, 3, 4], [5, 5, 5], [2, 3, 2], [4, 4, 3]])) // => [0.9703634, 0.9159995, 0.88572]
 */
export function firstLoadings(moments: ItemMoments): number[] | null {
  const covariance = covariances(moments);
  const correlation = covariance === null ? null : correlations(covariance);
  if (correlation === null || correlation.length < 2) return null;
  const found = new EigenvalueDecomposition(new Matrix(correlation), { assumeSymmetric: true });
  const values = found.realEigenvalues;
  const at = values.indexOf(Math.max(...values));
  const vector = found.eigenvectorMatrix.getColumn(at);
  const sign = sum(vector) < 0 ? -1 : 1;
  return vector.map((one) => sign * one * Math.sqrt(values[at]!));
}
