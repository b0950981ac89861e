import type { api, Out } from "@manyi/contracts";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { kindOf } from "../../figures/metrics.js";
import type { Format } from "../../format/index.js";
import { useFormat } from "../../format/index.js";
import { Chart, type ChartOption } from "../../ui/chart.js";
import { narrowedBy } from "../voices/index.js";
import type { DashboardSearch } from "./search.js";
import { baseRange, placeOfBreak, type sharedAxis, type TrendSeries } from "./trend.js";

type Trend = Out<typeof api.figures.trend>;
type Axis = NonNullable<ReturnType<typeof sharedAxis>>;

/** One line with its interval as a band; low bases hollow, breaks dashed. Pressing a point opens its voices. */
export function TrendPanel(props: {
  readonly title: string;
  readonly metric: string;
  readonly trend: Trend;
  readonly series: TrendSeries;
  readonly axis: Axis;
  readonly search: DashboardSearch;
}) {
  const { t } = useTranslation(["dashboard", "figures"]);
  const format = useFormat();
  const navigate = useNavigate();
  const { title, metric, trend, series, axis, search } = props;
  const bases = baseRange(trend.points);
  const option = useMemo(() => optionOf({ metric, trend, series, axis, format }), [metric, trend, series, axis, format]);
  return (
    <figure className="trend-panel">
      <figcaption>
        {title}
        {bases === null ? null : (
          <span className="caption">
            {" "}
            {t(bases.low === bases.high ? "trend.base" : "trend.bases", { low: format.count(bases.low), high: format.count(bases.high) })}
          </span>
        )}
      </figcaption>
      <Chart
        option={option}
        height={234}
        label={t("trend.label", { metric: t(`figures:metric.${metric}`), where: title })}
        onPick={(index) => {
          const point = trend.points[index];
          if (point !== undefined)
            void navigate({
              to: "/listen/voices",
              search: { ...search, metric: undefined, ...narrowedBy(metric), ...point.figure.period },
            });
        }}
      />
    </figure>
  );
}

const blue = "#2A74B8";
const grey = "#5F6C7F";

/** The interval of a point, `null` beyond the line and where there is none. */
function endsAt({ lows, widths }: TrendSeries, index: number): { low: number; high: number } | null {
  const low = lows[index] ?? null;
  return low === null ? null : { low, high: low + (widths[index] ?? 0) };
}

function optionOf(input: { metric: string; trend: Trend; series: TrendSeries; axis: Axis; format: Format }): ChartOption {
  const { metric, trend, series, axis, format } = input;
  const kind = kindOf(metric);
  const plain = (value: number) => format.figure(kind, value).replace(/\.0%$/, "%");
  const starts = trend.points.map(({ start }) => start);
  const last = series.values.findLastIndex((value) => value !== null);
  const lastText = series.values[last];
  // neighbouring labels stand at two heights, so that they do not run into each other
  const breaks = trend.breaks.flatMap(({ on, label }, index) => {
    const place = placeOfBreak(starts, on);
    return place === null ? [] : [{ xAxis: place, label: { formatter: format.words(label), distance: index % 2 === 0 ? 4 : 18 } }];
  });
  // a point without a neighbour has no band to stand in: its interval is a whisker
  const whiskers = series.values.flatMap((_, index) => {
    const { low, high } = endsAt(series, index) ?? {};
    if (low === undefined || high === undefined) return [];
    if (endsAt(series, index - 1) !== null || endsAt(series, index + 1) !== null) return [];
    const style = { lineStyle: { color: blue, type: "solid" as const, width: 1.5 }, label: { show: false } };
    return [[{ coord: [index, Math.max(low, axis.min)], ...style }, { coord: [index, Math.min(high, axis.max)] }] as [object, object]];
  });
  const band = {
    type: "line" as const,
    stack: "interval",
    stackStrategy: "all" as const,
    symbol: "none",
    silent: true,
    lineStyle: { opacity: 0 },
  };
  return {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    grid: { left: 44, right: 44, top: breaks.length === 0 ? 14 : breaks.length === 1 ? 26 : 40, bottom: 24 },
    xAxis: {
      type: "category",
      data: starts.map(format.day),
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: "#CDD5DE" } },
      axisLabel: { color: grey, fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      min: axis.min,
      max: axis.max,
      interval: axis.step,
      axisLabel: { color: grey, fontSize: 11, formatter: plain },
      splitLine: { lineStyle: { color: "#EEF1F4" } },
    },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "line", lineStyle: { color: "#CDD5DE" } },
      borderWidth: 0,
      textStyle: { color: "#17212D", fontSize: 12 },
      formatter: (shown) => {
        const index = Array.isArray(shown) ? shown[0]?.dataIndex : shown.dataIndex;
        const point = trend.points[index ?? -1];
        if (point === undefined) return "";
        const { figure } = point;
        return `${format.range(figure.period)}<br><b>${format.figure(kind, figure.value)}</b> ${format.interval(kind, figure.interval)}<br>n ${format.count(figure.n)}`;
      },
    },
    series: [
      { ...band, data: [...series.lows] },
      { ...band, data: [...series.widths], areaStyle: { color: blue, opacity: 0.15 } },
      {
        type: "line",
        lineStyle: { color: blue, width: 2 },
        itemStyle: { color: blue },
        emphasis: { disabled: true },
        symbolSize: 7,
        showAllSymbol: true,
        data: series.values.map((value, index) => ({
          value,
          symbol: series.hollow[index] || index === last ? "circle" : "none",
          itemStyle: series.hollow[index] ? { color: "#FFFFFF", borderColor: blue, borderWidth: 1.5 } : { color: blue },
          label:
            index === last && lastText !== null && lastText !== undefined
              ? {
                  show: true,
                  position: "right" as const,
                  formatter: format.figure(kind, lastText),
                  color: blue,
                  fontWeight: 600,
                  fontSize: 12,
                }
              : { show: false },
        })),
        markLine: {
          silent: true,
          symbol: "none",
          lineStyle: { color: grey, type: "dashed", width: 1 },
          label: { color: grey, fontSize: 11, position: "end" },
          data: [...breaks, ...whiskers],
        },
      },
    ],
  };
}
