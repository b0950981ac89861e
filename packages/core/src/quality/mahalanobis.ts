import { inverse, Matrix, SingularValueDecomposition } from "ml-matrix";
import { chiSquareSf, chiSquareUpperQuantile, sampleCovariance, sum } from "../numeric/index.js";

/** How far one person's answers lie from everybody's, given how the items go together. */
export interface AnswerDistance {
  /** squared Mahalanobis distance */
  readonly squared: number;
  /** chance of a distance as large, by chi-square with as many degrees of freedom as items */
  readonly p: number;
}

/**
 * Squared Mahalanobis distances of people who answered every item, with the sample covariance.
 *
 * @param rows one row of answers per person, no gaps
 * @returns one distance per row; `null` when there are not more people than items or the items are tied to each other
 * @throws {RangeError} when rows differ in length
 * @example
 * mahalanobis([[1, 1], [2, 3], [3, 2], [4, 5], [5, 1]])[0].squared // => 1.970370
 */
export function mahalanobis(rows: readonly (readonly number[])[]): AnswerDistance[] | null {
  const k = rows[0]?.length ?? 0;
  for (const row of rows) if (row.length !== k) throw new RangeError(`rows have one length, got ${k} and ${row.length}`);
  if (k === 0 || rows.length <= k) return null;
  const items = Array.from({ length: k }, (_, j) => rows.map((row) => row[j]!));
  const covariance = new Matrix(items.map((a) => items.map((b) => sampleCovariance(a, b)!)));
  if (items.some((_, j) => !(covariance.get(j, j) > 0)) || new SingularValueDecomposition(covariance).condition > 1e12) return null;
  const inverted = inverse(covariance).to2DArray();
  const centre = items.map((item) => sum(item) / rows.length);
  return rows.map((row) => {
    const from = row.map((answer, j) => answer - centre[j]!);
    const squared = sum(from.map((a, i) => a * sum(from.map((b, j) => inverted[i]![j]! * b))));
    return { squared, p: chiSquareSf(squared, k) };
  });
}

/**
 * The squared distance beyond which a row is flagged.
 *
 * @param items how many items, whole, ≥ 1
 * @param p chance of flagging someone who answered like everybody
 * @example
 * mahalanobisCutoff(10) // => 29.588298
 */
export function mahalanobisCutoff(items: number, p = 0.001): number {
  return chiSquareUpperQuantile(p, items);
}
