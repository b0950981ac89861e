import { sum } from "../numeric/index.js";

/** The six intraclass correlations of Shrout and Fleiss (1979) with the mean squares they come from. */
export interface Intraclass {
  /** subjects */
  readonly n: number;
  /** raters */
  readonly k: number;
  readonly meanSquares: { readonly between: number; readonly within: number; readonly raters: number; readonly error: number };
  /** one rater, raters differ from subject to subject */
  readonly icc11: number | null;
  /** one rater, raters are a sample of raters */
  readonly icc21: number | null;
  /** one rater, these raters only */
  readonly icc31: number | null;
  /** the same for the mean of k raters */
  readonly icc1k: number | null;
  readonly icc2k: number | null;
  readonly icc3k: number | null;
}

/**
 * Intraclass correlations: how alike raters score the same subjects, against how different the subjects are.
 *
 * @param scores one row per subject, one column per rater, no gaps
 * @returns a form is `null` where its denominator is 0; `null` for fewer than two subjects or raters
 * @throws {RangeError} when rows differ in length or a score is not finite
 * @example
 * intraclass([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]).icc21 // => 0.2897638
 */
export function intraclass(scores: readonly (readonly number[])[]): Intraclass | null {
  const n = scores.length;
  const k = scores[0]?.length ?? 0;
  for (const row of scores) if (row.length !== k) throw new RangeError(`rows have one length, got ${k} and ${row.length}`);
  for (const score of scores.flat()) if (!Number.isFinite(score)) throw new RangeError(`a score is finite, got ${score}`);
  if (n < 2 || k < 2) return null;
  const grand = sum(scores.flat()) / (n * k);
  const rows = scores.map((row) => sum(row) / k);
  const columns = scores[0]!.map((_, j) => sum(scores.map((row) => row[j]!)) / n);
  // what rounding leaves of equal scores, such as 0.1, is no variance
  const rounding = 1e-26 * sum(scores.flat().map((score) => score ** 2));
  const squares = (values: readonly number[]) => {
    const total = sum(values.map((value) => value ** 2));
    return total <= rounding ? 0 : total;
  };
  const between = (k * squares(rows.map((mean) => mean - grand))) / (n - 1);
  const raters = (n * squares(columns.map((mean) => mean - grand))) / (k - 1);
  const within = squares(scores.flatMap((row, i) => row.map((score) => score - rows[i]!))) / (n * (k - 1));
  const residual = squares(scores.flatMap((row, i) => row.map((score, j) => score - rows[i]! - columns[j]! + grand)));
  const error = residual / ((n - 1) * (k - 1));
  const ratio = (top: number, bottom: number) => (bottom === 0 ? null : top / bottom);
  return {
    n,
    k,
    meanSquares: { between, within, raters, error },
    icc11: ratio(between - within, between + (k - 1) * within),
    icc21: ratio(between - error, between + (k - 1) * error + (k * (raters - error)) / n),
    icc31: ratio(between - error, between + (k - 1) * error),
    icc1k: ratio(between - within, between),
    icc2k: ratio(between - error, between + (raters - error) / n),
    icc3k: ratio(between - error, between),
  };
}
