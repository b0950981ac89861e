import type { ChartKind, Figure, SignalRule } from "@manyi/contracts";
import type { MetricFamily } from "@manyi/core/metrics";
import {
  baselineOf,
  type ChartPoint,
  cusumChart,
  ewmaChart,
  individualsChart,
  laneyChart,
  meanChart,
  npsChart,
  runSignals,
  shareChart,
} from "@manyi/core/monitoring";

/** What a control chart says of one point. */
export type ChartedPoint = {
  readonly limits: { centre: number; lower: number; upper: number } | null;
  readonly smoothed: number | null;
  readonly sums: { rise: number; fall: number } | null;
};
type Charted = { readonly points: readonly ChartedPoint[]; readonly signals: readonly { at: number; rule: SignalRule }[] };

/** A chart needs so many points before its limits mean anything. */
const FEWEST = 8;
/** Sums and averages are held against the level of so many first points, or half of them when there are fewer. */
const BASELINE = 12;

/**
 * The charts that fit a metric, the usual one first. The number of answers differs from period to period, so each has limits of its own
 * where the metric allows it; weighted values have no counts, and are charted by how they move from one period to the next.
 */
export function chartsFor(family: MetricFamily, isWeighted: boolean): readonly ChartKind[] {
  const byMovement = ["individuals", "ewma", "cusum"] as const;
  if (isWeighted || family === "answers") return byMovement;
  if (family === "nps") return ["nps", ...byMovement];
  if (family === "csat") return ["laney", "share", ...byMovement];
  return ["individuals", "mean", "ewma", "cusum"];
}

const NOTHING: ChartedPoint = { limits: null, smoothed: null, sums: null };

/** Charts one stretch of a series. Points without a value take no part and break runs. */
export function chartStretch(kind: ChartKind, figures: readonly Figure[]): Charted {
  const places = figures.flatMap(({ value, n }, at) => (value === null || n === null || n === 0 ? [] : [at]));
  if (places.length < FEWEST) return { points: figures.map(() => NOTHING), signals: [] };
  const held = places.map((at) => figures[at]!);
  const found = kind === "ewma" || kind === "cusum" ? drift(kind, held) : limitsChart(kind, held);
  const points = figures.map((): ChartedPoint => NOTHING);
  places.forEach((at, i) => {
    points[at] = found.points[i] ?? NOTHING;
  });
  if (kind === "ewma" || kind === "cusum") {
    return { points, signals: found.signals.map(({ at, rule }) => ({ at: places[at]!, rule })) };
  }
  // over the whole stretch, so that a gap breaks a run
  const distances = figures.map(({ value }, at) => {
    const { limits } = points[at]!;
    if (limits === null || value === null) return null;
    // limits are cut at the ends of the metric: the side that is not tells the width
    const sigma = Math.max(limits.upper - limits.centre, limits.centre - limits.lower) / 3;
    return sigma > 0 ? (value - limits.centre) / sigma : null;
  });
  return { points, signals: runSignals(distances) };
}

function limitsChart(kind: ChartKind, held: readonly Figure[]): Charted {
  if (kind === "individuals") {
    const chart = individualsChart(held.map(({ value }) => value!));
    if (chart === null || chart.sigma === 0) return { points: [], signals: [] };
    const limits = { centre: chart.mean, lower: chart.lower, upper: chart.upper };
    return { points: held.map(() => ({ ...NOTHING, limits })), signals: [] };
  }
  const found = pointsOf(kind, held);
  if (found === null) return { points: [], signals: [] };
  const { centre, points, unit } = found;
  return {
    points: points.map(({ lower, upper }) => ({ ...NOTHING, limits: { centre: centre * unit, lower: lower * unit, upper: upper * unit } })),
    signals: [],
  };
}

function pointsOf(kind: ChartKind, held: readonly Figure[]): { centre: number; points: readonly ChartPoint[]; unit: number } | null {
  if (kind === "nps") {
    const chart = npsChart(
      held.map((figure) => ({
        promoters: countOf(figure, ["promoters"]),
        passives: countOf(figure, ["passives"]),
        detractors: countOf(figure, ["detractors"]),
      })),
    );
    return chart && { ...chart, unit: 1 };
  }
  if (kind === "share" || kind === "laney") {
    const counts = held.map((figure) => ({ x: countOf(figure, ["5", "4"]), n: figure.n! }));
    const chart = kind === "share" ? shareChart(counts) : laneyChart(counts);
    return chart && { ...chart, unit: 100 };
  }
  const chart = meanChart(held.map((figure) => ({ n: figure.n!, mean: figure.value, standardDeviation: deviationOf(figure) })));
  return chart && { ...chart, unit: 1 };
}

function countOf({ distribution }: Figure, codes: readonly string[]): number {
  return distribution.reduce((sum, { code, n }) => sum + (codes.includes(code) ? n : 0), 0);
}

/** Of single answers: from their distribution where it is counted, else from the width of the interval. */
function deviationOf({ distribution, value, n, interval, metric }: Figure): number | null {
  if (n === null || n < 2 || value === null) return null;
  if (metric !== "ratio" && distribution.length > 0) {
    const squares = distribution.reduce((sum, { code, n: held }) => sum + held * (Number(code) - value) ** 2, 0);
    return Math.sqrt(squares / (n - 1));
  }
  return interval === null ? null : ((interval.high - interval.low) / 2 / 1.959963984540054) * Math.sqrt(n);
}

function drift(kind: "ewma" | "cusum", held: readonly Figure[]): Charted {
  const values = held.map(({ value }) => value!);
  const baseline = baselineOf(values, Math.min(BASELINE, Math.floor(values.length / 2)));
  if (baseline === null) return { points: [], signals: [] };
  if (kind === "ewma") {
    const chart = ewmaChart(values, baseline);
    const distance = (i: number) => chart.values[i]! - baseline.mean;
    return {
      points: values.map((_, i) => ({
        limits: { centre: baseline.mean, lower: baseline.mean - chart.margins[i]!, upper: baseline.mean + chart.margins[i]! },
        smoothed: chart.values[i]!,
        sums: null,
      })),
      signals: values.flatMap((_, at) =>
        Math.abs(distance(at)) > chart.margins[at]!
          ? [{ at, rule: distance(at) > 0 ? ("drift_up" as const) : ("drift_down" as const) }]
          : [],
      ),
    };
  }
  const chart = cusumChart(values, baseline);
  const limit = 5;
  return {
    points: values.map((_, i) => ({ ...NOTHING, sums: { rise: chart.rise[i]!, fall: chart.fall[i]! } })),
    signals: values.flatMap((_, at): { at: number; rule: SignalRule }[] => {
      if (chart.rise[at]! > limit) return [{ at, rule: "drift_up" }];
      return chart.fall[at]! > limit ? [{ at, rule: "drift_down" }] : [];
    }),
  };
}
