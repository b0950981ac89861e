import { sum } from "../numeric/index.js";

/** What a scale needs of its answers: how many people answered every item, Σx per item and Σxy per pair, row by row. */
export interface ItemMoments {
  readonly n: number;
  readonly sums: ArrayLike<number>;
  /** items × items */
  readonly crossProducts: ArrayLike<number>;
}

/**
 * Moments of people who answered every item.
 *
 * @param rows one row of answers per person
 * @throws {RangeError} when rows differ in length
 * @example
 * itemMoments([[1, 2], [3, 4]]) // => { n: 2, sums: [4, 6], crossProducts: [10, 14, 14, 20] }
 */
export function itemMoments(rows: readonly (readonly number[])[]): { n: number; sums: number[]; crossProducts: number[] } {
  const k = rows[0]?.length ?? 0;
  for (const row of rows) if (row.length !== k) throw new RangeError(`rows have one length, got ${k} and ${row.length}`);
  const items = Array.from({ length: k }, (_, j) => rows.map((row) => row[j]!));
  return {
    n: rows.length,
    sums: items.map((item) => sum(item)),
    crossProducts: items.flatMap((a) => items.map((b) => sum(a.map((value, i) => value * b[i]!)))),
  };
}

/** Sample covariances of the items; `null` for fewer than two people. */
export function covariances({ n, sums, crossProducts }: ItemMoments): number[][] | null {
  const k = sums.length;
  if (crossProducts.length !== k * k) throw new RangeError(`${k} items have ${k * k} cross products, got ${crossProducts.length}`);
  if (n < 2) return null;
  return Array.from({ length: k }, (_, i) =>
    Array.from({ length: k }, (_, j) => (crossProducts[i * k + j]! - (sums[i]! * sums[j]!) / n) / (n - 1)),
  );
}

/** Correlations from covariances; `null` when an item does not vary. */
export function correlations(covariance: readonly (readonly number[])[]): number[][] | null {
  if (covariance.some((row, i) => !(row[i]! > 0))) return null;
  return covariance.map((row, i) => row.map((value, j) => (i === j ? 1 : value / Math.sqrt(covariance[i]![i]! * covariance[j]![j]!))));
}

/**
 * An answer on a scale read from the other end.
 *
 * @throws {RangeError} when the answer lies outside the scale
 * @example
 * reverseScore(2, { min: 1, max: 6 }) // => 5
 */
export function reverseScore(answer: number, { min, max }: { readonly min: number; readonly max: number }): number {
  if (!(answer >= min && answer <= max)) throw new RangeError(`an answer lies on ${min}–${max}, got ${answer}`);
  return min + max - answer;
}
