/** Cases out of all, in one period or unit. */
export interface CountOfN {
  readonly x: number;
  readonly n: number;
}

export interface ChartPoint {
  /** `null` when the base is 0. */
  readonly value: number | null;
  readonly lower: number;
  readonly upper: number;
  readonly isOutside: boolean;
}

export interface ShareChart {
  /** Pooled share. */
  readonly centre: number;
  readonly points: readonly ChartPoint[];
  /** Positions (0-based) outside the limits. */
  readonly outside: readonly number[];
}

/** Mean range of two normal values, in standard deviations. */
const RANGE_OF_TWO = 2 / Math.sqrt(Math.PI);

/**
 * p chart: shares with limits that follow each base. A point on a limit is inside.
 *
 * @param sigmas width of the limits; default 3
 * @returns `null` when nothing was counted
 * @throws {RangeError} when x is not between 0 and n
 * @example
 * shareChart([{ x: 16, n: 400 }, { x: 16, n: 400 }])!.points[0]!.upper // => 0.06939
 */
export function shareChart(counts: readonly CountOfN[], sigmas = 3): ShareChart | null {
  const centre = pooledShare(counts);
  return centre === null ? null : withLimits(counts, centre, sigmas);
}

export interface LaneyChart extends ShareChart {
  /** How much more the shares move than chance within a period explains; 1 = as a p chart. */
  readonly sigmaZ: number;
}

/**
 * Laney p′ chart: a p chart whose limits are widened (or narrowed) by how much the shares really move from period to period. For
 * large bases, where the p chart calls every ordinary day unusual.
 *
 * @returns `null` with fewer than two periods with a base, or when every share is 0 or every share is 1
 * @throws {RangeError} when x is not between 0 and n
 * @example
 * laneyChart([{ x: 10, n: 100 }, { x: 20, n: 100 }, { x: 15, n: 100 }])!.sigmaZ // => 1.8614
 */
export function laneyChart(counts: readonly CountOfN[], sigmas = 3): LaneyChart | null {
  const centre = pooledShare(counts);
  if (centre === null || centre === 0 || centre === 1) return null;
  const z = counts.filter(({ n }) => n > 0).map(({ x, n }) => (x / n - centre) / Math.sqrt((centre * (1 - centre)) / n));
  if (z.length < 2) return null;
  let moved = 0;
  for (let i = 1; i < z.length; i++) moved += Math.abs(z[i]! - z[i - 1]!);
  const sigmaZ = moved / (z.length - 1) / RANGE_OF_TWO;
  return { ...withLimits(counts, centre, sigmas * sigmaZ), sigmaZ };
}

function pooledShare(counts: readonly CountOfN[]): number | null {
  let [x, n] = [0, 0];
  for (const count of counts) {
    if (!(count.x >= 0 && count.x <= count.n)) throw new RangeError(`a share chart needs 0 ≤ x ≤ n, got ${count.x} of ${count.n}`);
    x += count.x;
    n += count.n;
  }
  return n > 0 ? x / n : null;
}

function withLimits(counts: readonly CountOfN[], centre: number, sigmas: number): ShareChart {
  const points = counts.map(({ x, n }): ChartPoint => {
    const margin = n > 0 ? sigmas * Math.sqrt((centre * (1 - centre)) / n) : Number.POSITIVE_INFINITY;
    const value = n > 0 ? x / n : null;
    return chartPoint(value, Math.max(0, centre - margin), Math.min(1, centre + margin));
  });
  return { centre, points, outside: outsideOf(points) };
}

/** A point and whether it is beyond its limits; rounding does not put it there. */
export function chartPoint(value: number | null, lower: number, upper: number): ChartPoint {
  const slack = 1e-12 * Math.max(1, Math.abs(lower), Math.abs(upper));
  return { value, lower, upper, isOutside: value !== null && (value > upper + slack || value < lower - slack) };
}

export function outsideOf(points: readonly ChartPoint[]): number[] {
  return points.flatMap((point, i) => (point.isOutside ? [i] : []));
}
