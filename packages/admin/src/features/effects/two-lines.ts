import type { EffectResult } from "@manyi/contracts";
import { bandLine, lineAxes, lineTooltip } from "../../figures/line-axes.js";
import { noteMark } from "../../figures/line-option.js";
import { limitsOf, sharedAxis, trendSeries } from "../../figures/trend-line.js";
import type { Format } from "../../format/index.js";
import type { ChartOption } from "../../ui/chart.js";

type Lines = EffectResult["lines"];
type Points = Lines[number]["points"];

const blue = "#2A74B8";
const grey = "#5F6C7F";
const greyLine = "#8A96A6";

/** Points of a group in the form trends are drawn from. */
export function seriesOf(points: Points, metric: string) {
  return trendSeries(
    points.map((figure) => ({ start: figure.period.from, figure, stretch: 0 })),
    limitsOf(metric),
  );
}

/**
 * Two lines with their intervals on one axis, a rule on each day something began.
 *
 * @param names of the two groups, written at the ends of their lines
 * @returns `null` while neither group has a figure
 */
export function twoLines(props: {
  readonly lines: Lines;
  readonly metric: string;
  readonly starts: readonly { readonly on: string; readonly label: string }[];
  /** numbered marks: the list below the chart says what they are */
  readonly notes?: readonly { readonly day: string }[];
  readonly names: { readonly treated: string; readonly comparison: string };
  readonly value: (value: number | null) => string;
  readonly interval: (figure: Points[number]) => string;
  readonly format: Format;
}): ChartOption | null {
  const { lines, metric, starts, notes = [], names, value, interval, format } = props;
  const both = lines.map(({ group, points }) => ({ group, points, series: seriesOf(points, metric) }));
  const axis = sharedAxis(both.map(({ series }) => series));
  const days = (both.find(({ points }) => points.length > 0)?.points ?? []).map(({ period }) => period);
  if (axis === null) return null;
  const place = (on: string) => {
    const found = days.findIndex(({ from, to }) => from <= on && on <= to);
    return found === -1 ? null : found;
  };
  const marks = starts.flatMap(({ on, label }, i) => {
    const at = place(on);
    return at === null ? [] : [{ xAxis: at, label: { formatter: label, distance: (notes.length > 0 ? 18 : 4) + (i % 2) * 14 } }];
  });
  const noteMarks = notes.flatMap(({ day }, i) => {
    const at = place(day);
    const style = { lineStyle: { color: "#9DC5E9", type: "solid" as const } };
    return at === null ? [] : [{ xAxis: at, ...style, label: { formatter: noteMark(i), color: "#154A7C", fontSize: 13, distance: 2 } }];
  });
  const ends = both.map(({ series }) => series.values.findLast((one) => one !== null) ?? null);
  // names at the ends of the lines must not run into each other
  const isClose = ends[0] != null && ends[1] != null && Math.abs(ends[0] - ends[1]) < (axis.max - axis.min) / 14;
  return {
    ...lineAxes(
      days.map(({ from }) => from),
      axis,
      format,
      value,
    ),
    grid: { left: 44, right: 84, top: 20 + (marks.length > 1 ? 14 : 0) + (noteMarks.length > 0 ? 14 : 0), bottom: 24 },
    tooltip: lineTooltip((index) => {
      const period = days[index];
      if (period === undefined) return null;
      const rows = both.map(({ group, points }) => {
        const figure = points[index];
        return figure === undefined ? "" : `${names[group]} <b>${value(figure.value)}</b> ${interval(figure)} n ${format.count(figure.n)}`;
      });
      return [format.range(period), ...rows].join("<br>");
    }),
    series: both.flatMap(({ group, series }, i) => {
      const [line, text] = group === "treated" ? [blue, blue] : [greyLine, grey];
      const last = series.values.findLastIndex((one) => one !== null);
      const band = bandLine(group);
      const [own, other] = [ends[i] ?? 0, ends[1 - i] ?? 0];
      const isAbove = own > other || (own === other && i === 0);
      return [
        { ...band, data: [...series.lows] },
        { ...band, data: [...series.widths], areaStyle: { color: line, opacity: group === "treated" ? 0.15 : 0.18 } },
        {
          type: "line" as const,
          lineStyle: { color: line, width: 2 },
          itemStyle: { color: line },
          emphasis: { disabled: true },
          symbolSize: 6,
          showAllSymbol: true as const,
          data: series.values.map((one, index) => ({
            value: one,
            symbol: series.hollow[index] || index === last ? "circle" : "none",
            ...(series.hollow[index] ? { itemStyle: { color: "#FFFFFF", borderColor: line, borderWidth: 1.5 } } : {}),
            label:
              index === last
                ? {
                    show: true,
                    position: "right" as const,
                    offset: isClose ? [0, isAbove ? -8 : 8] : [0, 0],
                    formatter: names[group],
                    color: text,
                    fontWeight: 600 as const,
                    fontSize: 12,
                  }
                : { show: false },
          })),
          ...(i === 0
            ? {
                markLine: {
                  silent: true,
                  symbol: "none",
                  lineStyle: { color: "#17212D", type: "dashed" as const, width: 1 },
                  label: { color: "#465466", fontSize: 11, position: "end" as const },
                  data: [...marks, ...noteMarks],
                },
              }
            : {}),
        },
      ];
    }),
  };
}
