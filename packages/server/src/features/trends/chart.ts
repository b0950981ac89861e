import type { api, ChartKind, Filters } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { Metric } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import {
  ask,
  attributeNames,
  cellAt,
  countSpans,
  metricOf,
  plan,
  readStatement,
  readTimeline,
  setOf,
  showFigures,
} from "../figures/index.js";
import { type ChartedPoint, chartStretch, chartsFor } from "./control-chart.js";
import { trendOf } from "./trend-test.js";

type Query = z.output<typeof api.trends.chart.query>;
type Chart = z.input<typeof api.trends.chart.reply>;

/** One metric over time with control limits, signals, breaks and the test for a trend. Every stretch is judged by itself. */
export async function chart(ctx: Context, { metric: code, by, periods, chart: wanted, ...filters }: Query): Promise<Chart> {
  const metric = metricOf(code);
  const asked = await ask(ctx, filters as Filters);
  const charts = chartsFor(metric.family, asked.isWeighted);
  const kind = chosen(charts, wanted);
  const { whole, spans, breaks } = await readTimeline(asked, metric, { by, periods });
  const [statement, cells, label] = await Promise.all([
    readStatement(whole),
    countSpans(whole, plan(asked, metric)?.measure ?? null, by, spans),
    labelOf(ctx, metric),
  ]);
  const rows = spans.map(({ from, to }, i) => ({
    metric,
    period: { from, to },
    now: cellAt(cells, [i]),
    set: setOf(asked, metric, { period: { from, to } }),
  }));
  const figures = await showFigures(whole, rows, [{ rows: rows.map((_, i) => i), isTotalShown: true }]);
  const stretches = [...new Set(spans.map(({ stretch }) => stretch))].map((stretch) =>
    spans.flatMap((span, at) => (span.stretch === stretch ? [at] : [])),
  );
  const charted: ChartedPoint[] = [];
  const signals: Chart["signals"] = [];
  for (const places of stretches) {
    const found = chartStretch(
      kind,
      places.map((at) => figures[at]!),
    );
    places.forEach((at, i) => {
      charted[at] = found.points[i]!;
    });
    signals.push(...found.signals.map(({ at, rule }) => ({ at: places[at]!, rule })));
  }
  const latest = stretches.at(-1)!;
  return {
    statement,
    metric: code,
    label,
    chart: kind,
    charts: [...charts],
    points: figures.map((figure, at) => ({
      start: isoDateOf(spans[at]!.from),
      figure,
      stretch: spans[at]!.stretch,
      ...charted[at]!,
    })),
    signals,
    breaks,
    trend: trendOf(latest.map((at) => ({ start: isoDateOf(spans[at]!.from), figure: figures[at]! }))),
  };
}

function chosen(charts: readonly ChartKind[], wanted: ChartKind | undefined): ChartKind {
  if (wanted === undefined) return charts[0]!;
  if (charts.includes(wanted)) return wanted;
  throw new AppError("INVALID_INPUT", [
    { path: "query.chart", "zh-CN": "这张控制图不适用于这个指标", en: "This control chart does not fit the metric" },
  ]);
}

async function labelOf(ctx: Context, { attribute }: Metric) {
  return attribute === null ? null : (await attributeNames(ctx))(attribute);
}
