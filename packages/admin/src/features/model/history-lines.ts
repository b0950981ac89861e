import type { api, Out } from "@manyi/contracts";
import { format as htmlOf } from "echarts/core";
import { bandLine, lineAxes, lineTooltip } from "../../figures/line-axes.js";
import { placeOfBreak, sharedAxis, type TrendSeries } from "../../figures/trend-line.js";
import type { Format } from "../../format/index.js";
import type { ChartOption } from "../../ui/chart.js";

type History = Out<typeof api.analysis.modelHistory>;
type Line = History["lines"][number];

/** The whole is drawn in blue alone, and in grey behind the units chosen. */
export const lineColours = { alone: "#2A74B8", whole: "#8A96A6", units: ["#2A74B8", "#D0701A"] } as const;

export function colourOf(place: number, count: number): string {
  if (place > 0) return lineColours.units[(place - 1) % 2]!;
  return count === 1 ? lineColours.alone : lineColours.whole;
}

/** The arrays of one line; a point of few answers or less than half of the weight is hollow. */
export function historySeries({ points }: Line, periods: History["periods"]): TrendSeries {
  return {
    values: points.map(({ value }) => value),
    lows: points.map(({ interval }) => interval?.low ?? null),
    widths: points.map(({ interval }) => (interval === null ? null : interval.high - interval.low)),
    hollow: points.map(({ base, isThin }) => base === "low" || isThin),
    stretches: periods.map(({ stretch }) => stretch),
  };
}

/**
 * The index over time: one line per unit with its interval as a band, broken where the weights or a question became others.
 *
 * @param names of the periods and of the lines
 * @returns `null` while nothing can be drawn
 */
export function historyOption(props: {
  readonly history: Pick<History, "periods" | "breaks">;
  readonly lines: readonly Line[];
  readonly names: readonly string[];
  readonly periodNames: readonly string[];
  readonly format: Format;
}): ChartOption | null {
  const { history, lines, names, periodNames, format } = props;
  const { periods, breaks } = history;
  const drawn = lines.map((line) => historySeries(line, periods));
  const axis = evenAxis(sharedAxis(drawn));
  if (axis === null) return null;
  const figure = (value: number | null) => format.figure("index", value);
  const starts = periods.map(({ from }) => from);
  const stretches = [...new Set(periods.map(({ stretch }) => stretch))];
  const marks = breaks.flatMap(({ on, label }, i) => {
    const place = placeOfBreak(starts, on);
    return place === null ? [] : [{ xAxis: place, label: { formatter: format.words(label), distance: i % 2 === 0 ? 4 : 18 } }];
  });
  const axes = lineAxes(starts, axis, format, figure);
  return {
    ...axes,
    xAxis: { ...axes.xAxis, data: [...periodNames] },
    grid: { left: 44, right: 44, top: 14 + 13 * Math.min(2, marks.length), bottom: 24 },
    tooltip: lineTooltip((index) => {
      if (periods[index] === undefined) return null;
      const rows = lines.map(({ points }, i) => {
        const { value, interval, n } = points[index]!;
        return `${htmlOf.encodeHTML(names[i]!)} <b>${figure(value)}</b> ${format.interval("index", interval)} n ${format.count(n)}`;
      });
      return [periodNames[index], ...rows].join("<br>");
    }),
    series: drawn.flatMap((series, i) => {
      const colour = colourOf(i, drawn.length);
      const last = series.values.findLastIndex((value) => value !== null);
      return stretches.flatMap((stretch) => {
        const within = <V>(values: readonly (V | null)[]) => values.map((value, at) => (series.stretches[at] === stretch ? value : null));
        const own = within(series.values);
        const isAlone = (at: number) => (own[at - 1] ?? null) === null && (own[at + 1] ?? null) === null;
        const band = bandLine(`${i} ${stretch}`);
        return [
          { ...band, data: within(series.lows) },
          { ...band, data: within(series.widths), areaStyle: { color: colour, opacity: drawn.length === 1 ? 0.15 : 0.12 } },
          {
            type: "line" as const,
            lineStyle: { color: colour, width: 2 },
            itemStyle: { color: colour },
            emphasis: { disabled: true },
            symbolSize: 7,
            showAllSymbol: true as const,
            data: own.map((value, at) => ({
              value,
              symbol: series.hollow[at] || at === last || isAlone(at) ? "circle" : "none",
              ...(series.hollow[at] ? { itemStyle: { color: "#FFFFFF", borderColor: colour, borderWidth: 1.5 } } : {}),
              label: {
                show: at === last && value !== null,
                position: "right" as const,
                formatter: figure(value),
                color: colour === lineColours.whole ? "#5F6C7F" : colour,
                fontWeight: 600 as const,
                fontSize: 12,
              },
            })),
            ...(i === 0 && stretch === stretches[0]
              ? {
                  markLine: {
                    silent: true,
                    symbol: "none",
                    lineStyle: { color: "#5F6C7F", type: "dashed" as const, width: 1 },
                    label: { color: "#5F6C7F", fontSize: 11, position: "end" as const },
                    data: marks,
                  },
                }
              : {}),
          },
        ];
      });
    }),
  };
}

/** Ticks have one decimal as the index has; a quarter between them would be printed wrong. */
function evenAxis(axis: ReturnType<typeof sharedAxis>): ReturnType<typeof sharedAxis> {
  if (axis === null || Math.abs(axis.step * 10 - Math.round(axis.step * 10)) < 1e-9) return axis;
  const step = axis.step * 2;
  return { min: Math.floor(axis.min / step) * step, max: Math.ceil(axis.max / step) * step, step };
}
