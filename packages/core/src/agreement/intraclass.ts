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
 * @throws {RangeError} when rows differ in length
 * @example
 * intraclass([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]).icc21 // => 0.2897638
 */
export function intraclass(scores: readonly (readonly number[])[]): Intraclass | null {
  const n = scores.length;
  const k = scores[0]?.length ?? 0;
  for (const row of scores) if (row.length !== k) throw new RangeError(`rows have one length, got ${k} and ${row.length}`);
  if (n < 2 || k < 2) return null;
  const grand = sum(scores.flat()) / (n * k);
  const rows = scores.map((row) => sum(row) / k);
  const columns = scores[0]!.map((_, j) => sum(scores.map((row) => row[j]!)) / n);
  const between = (k * sum(rows.map((mean) => (mean - grand) ** 2))) / (n - 1);
  const raters = (n * sum(columns.map((mean) => (mean - grand) ** 2))) / (k - 1);
  const within = sum(scores.flatMap((row, i) => row.map((score) => (score - rows[i]!) ** 2))) / (n * (k - 1));
  const residual = sum(scores.flatMap((row, i) => row.map((score, j) => (score - rows[i]! - columns[j]! + grand) ** 2)));
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
