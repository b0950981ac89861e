import { fSf } from "../numeric/index.js";

/** Loyalty of the people who gave one satisfaction score. */
export interface LoyaltyAtScore {
  readonly score: number;
  readonly n: number;
  /** Mean loyalty, or share of loyal people, at this score. */
  readonly mean: number;
  /** Variance (n − 1) at this score; for a share it is taken from the mean when left out. */
  readonly variance?: number;
}

export interface LoyaltyThreshold {
  /** Satisfaction score at which the slope changes; `null` when a straight line does as well. */
  readonly threshold: number | null;
  readonly slopeBelow: number | null;
  readonly slopeAbove: number | null;
  /** Slope of the straight line. */
  readonly slope: number;
  /** Probability of so large an improvement if the line were straight, allowing for the search. */
  readonly p: number;
}

/** At most one straight line in a hundred is read as a threshold. */
const ALPHA = 0.01;

/**
 * Where satisfaction starts to bring loyalty: the best two-piece line (joined at a score) against a straight one.
 *
 * The improvement is tested against the spread of answers within each score, and the probability is multiplied by the number
 * of break points tried, so that a straight line gives "no threshold".
 *
 * @param scores one entry per satisfaction score in use; at least five scores
 * @returns `null` with fewer than five scores
 * @throws {RangeError} when a base is not > 0 or a score occurs twice
 * @example
 * loyaltyThreshold([1, 2, 3, 4, 5, 6, 7].map((score) => ({ score, n: 100, mean: Math.max(0, score - 4) / 4 })))!.threshold // => 4
 */
export function loyaltyThreshold(scores: readonly LoyaltyAtScore[]): LoyaltyThreshold | null {
  if (scores.some(({ n }) => !(n > 0))) throw new RangeError("loyaltyThreshold needs bases > 0");
  const sorted = [...scores].sort((a, b) => a.score - b.score);
  if (new Set(sorted.map(({ score }) => score)).size < sorted.length) throw new RangeError("loyaltyThreshold needs each score once");
  if (sorted.length < 5) return null;
  const straight = fit(sorted, null);
  let best = straight;
  let threshold: number | null = null;
  const tried = sorted.slice(1, -1);
  for (const { score } of tried) {
    const broken = fit(sorted, score);
    if (broken.lack < best.lack) {
      best = broken;
      threshold = score;
    }
  }
  const n = sorted.reduce((sum, row) => sum + row.n, 0);
  const withinSum = sorted.reduce((sum, row) => sum + (row.n - 1) * (row.variance ?? shareVariance(row)), 0);
  const df = n - sorted.length;
  const spread = Math.max(withinSum / df, 1e-12);
  const f = (straight.lack - best.lack) / spread;
  const p = Math.min(1, tried.length * fSf(f, 1, df));
  if (threshold === null || p >= ALPHA) return { threshold: null, slopeBelow: null, slopeAbove: null, slope: straight.slope, p };
  return { threshold, slopeBelow: best.slope, slopeAbove: best.slope + best.bend, slope: straight.slope, p };
}

function shareVariance({ mean, n }: LoyaltyAtScore): number {
  return mean >= 0 && mean <= 1 && n > 1 ? (mean * (1 - mean) * n) / (n - 1) : 0;
}

/** Weighted least squares of the means on score, and on the part above `knot`; `lack` is the weighted lack of fit. */
function fit(rows: readonly LoyaltyAtScore[], knot: number | null): { slope: number; bend: number; lack: number } {
  let n = 0;
  let [sx, sz, sy] = [0, 0, 0];
  for (const row of rows) {
    n += row.n;
    sx += row.n * row.score;
    sz += row.n * above(row.score, knot);
    sy += row.n * row.mean;
  }
  let [xx, xz, zz, xy, zy, yy] = [0, 0, 0, 0, 0, 0];
  for (const row of rows) {
    const x = row.score - sx / n;
    const z = above(row.score, knot) - sz / n;
    const y = row.mean - sy / n;
    xx += row.n * x * x;
    xz += row.n * x * z;
    zz += row.n * z * z;
    xy += row.n * x * y;
    zy += row.n * z * y;
    yy += row.n * y * y;
  }
  if (knot === null) return { slope: xy / xx, bend: 0, lack: yy - xy ** 2 / xx };
  const determinant = xx * zz - xz * xz;
  const slope = (xy * zz - zy * xz) / determinant;
  const bend = (zy * xx - xy * xz) / determinant;
  return { slope, bend, lack: yy - slope * xy - bend * zy };
}

function above(score: number, knot: number | null): number {
  return knot === null ? 0 : Math.max(0, score - knot);
}
