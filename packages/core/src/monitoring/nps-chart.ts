import type { NpsCategories } from "../measures/index.js";
import { type ChartPoint, chartPoint, outsideOf } from "./share-chart.js";

export interface NpsChart {
  /** Net promoter score of all periods together, points. */
  readonly centre: number;
  readonly points: readonly (ChartPoint & { readonly n: number })[];
  readonly outside: readonly number[];
}

/**
 * Control chart of the net promoter score: centre = pooled score, limits ± 3·100·√((P + D − (P − D)²)/n) of each period, cut to
 * −100..100.
 *
 * @returns `null` when nobody answered
 * @throws {RangeError} when a count is not a finite number ≥ 0
 * @example
 * npsChart([{ detractors: 10, passives: 20, promoters: 20 }])!.centre // => 20
 */
export function npsChart(periods: readonly NpsCategories[], sigmas = 3): NpsChart | null {
  let [detractors, promoters, total] = [0, 0, 0];
  for (const period of periods) {
    for (const count of [period.detractors, period.passives, period.promoters]) {
      if (!(count >= 0 && Number.isFinite(count))) throw new RangeError(`a chart of scores needs counts ≥ 0, got ${count}`);
    }
    detractors += period.detractors;
    promoters += period.promoters;
    total += baseOf(period);
  }
  if (total === 0) return null;
  const centre = (promoters - detractors) / total;
  const variance = (promoters + detractors) / total - centre ** 2;
  const points = periods.map((period) => {
    const n = baseOf(period);
    const margin = n > 0 ? sigmas * Math.sqrt(variance / n) : Number.POSITIVE_INFINITY;
    const value = n > 0 ? (100 * (period.promoters - period.detractors)) / n : null;
    return { ...chartPoint(value, Math.max(-100, 100 * (centre - margin)), Math.min(100, 100 * (centre + margin))), n };
  });
  return { centre: 100 * centre, points, outside: outsideOf(points) };
}

function baseOf({ detractors, passives, promoters }: NpsCategories): number {
  return detractors + passives + promoters;
}
