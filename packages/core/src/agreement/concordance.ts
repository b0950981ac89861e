import { chiSquareSf, ranks, sum, tieSizes } from "../numeric/index.js";

/**
 * Kendall's W: how far raters put the subjects in the same order, 0 no agreement … 1 the same order, corrected for ties.
 *
 * @param scores one row per subject, one column per rater, no gaps
 * @returns `null` for fewer than two subjects or raters, or when no rater tells the subjects apart
 * @throws {RangeError} when rows differ in length or a score is not finite
 * @example
 * kendallW([[1, 2], [2, 3], [3, 5]]) // => { w: 1, chiSquare: 4, df: 2, p: 0.1353353 }
 */
export function kendallW(scores: readonly (readonly number[])[]): { w: number; chiSquare: number; df: number; p: number } | null {
  const n = scores.length;
  const m = scores[0]?.length ?? 0;
  for (const row of scores) if (row.length !== m) throw new RangeError(`rows have one length, got ${m} and ${row.length}`);
  for (const score of scores.flat()) if (!Number.isFinite(score)) throw new RangeError(`a score is finite, got ${score}`);
  if (n < 2 || m < 2) return null;
  const raters = scores[0]!.map((_, j) => scores.map((row) => row[j]!));
  const ranked = raters.map((rater) => ranks(rater));
  const rankSums = scores.map((_, i) => sum(ranked.map((rater) => rater[i]!)));
  const middle = (m * (n + 1)) / 2;
  const spread = sum(rankSums.map((total) => (total - middle) ** 2));
  const ties = sum(raters.map((rater) => sum(tieSizes(rater).map((t) => t ** 3 - t))));
  const most = m ** 2 * (n ** 3 - n) - m * ties;
  if (most === 0) return null;
  const w = (12 * spread) / most;
  const chiSquare = m * (n - 1) * w;
  return { w, chiSquare, df: n - 1, p: chiSquareSf(chiSquare, n - 1) };
}
