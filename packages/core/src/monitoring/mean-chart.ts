import { type ChartPoint, chartPoint, outsideOf } from "./share-chart.js";

/** A mean of one period: its base and the standard deviation of single answers; `null` where nobody answered. */
export interface MeanOfN {
  readonly n: number;
  readonly mean: number | null;
  readonly standardDeviation: number | null;
}

export interface MeanChart {
  /** Mean of all answers together. */
  readonly centre: number;
  /** Standard deviation within periods, pooled. */
  readonly sigma: number;
  readonly points: readonly ChartPoint[];
  readonly outside: readonly number[];
}

/**
 * x̄ chart for periods of unequal base: centre = mean of all answers, limits ± 3·s/√n of each period, s pooled within periods.
 *
 * @returns `null` without two answers in some period, or when nothing varies within periods
 * @throws {RangeError} when a base is below 0, or a mean or standard deviation is not finite
 * @example
 * meanChart([{ n: 4, mean: 4, standardDeviation: 1 }, { n: 4, mean: 5, standardDeviation: 1 }])!.points[0]!.upper // => 6
 */
export function meanChart(periods: readonly MeanOfN[], sigmas = 3): MeanChart | null {
  let [total, n, squares, degrees] = [0, 0, 0, 0];
  for (const period of periods) {
    const { n: base, mean = 0, standardDeviation = 0 } = period;
    if (!(base >= 0 && Number.isFinite(base + (mean ?? 0) + (standardDeviation ?? 0))))
      throw new RangeError(`a mean chart needs bases ≥ 0 and finite means, got ${base}, ${mean}, ${standardDeviation}`);
    if (period.mean === null || period.n === 0) continue;
    total += period.n * period.mean;
    n += period.n;
    if (period.standardDeviation === null) continue;
    squares += (period.n - 1) * period.standardDeviation ** 2;
    degrees += period.n - 1;
  }
  if (degrees <= 0 || squares <= 0) return null;
  const centre = total / n;
  const sigma = Math.sqrt(squares / degrees);
  const points = periods.map((period) => {
    const margin = period.n > 0 ? (sigmas * sigma) / Math.sqrt(period.n) : Number.POSITIVE_INFINITY;
    return chartPoint(period.n > 0 ? period.mean : null, centre - margin, centre + margin);
  });
  return { centre, sigma, points, outside: outsideOf(points) };
}
