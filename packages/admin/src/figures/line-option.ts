import type { Format } from "../format/index.js";
import type { ChartOption } from "../ui/chart.js";
import { bandLine, lineAxes, lineTooltip } from "./line-axes.js";
import { kindOf } from "./metrics.js";
import { placeOfBreak, placeOfDay, type sharedAxis, type TrendPoint, type TrendSeries } from "./trend-line.js";

type Axis = NonNullable<ReturnType<typeof sharedAxis>>;
type Limits = { readonly centre: number; readonly lower: number; readonly upper: number };

export type Line = {
  readonly metric: string;
  readonly points: readonly TrendPoint[];
  readonly series: TrendSeries;
  readonly axis: Axis;
  readonly format: Format;
  readonly breaks: readonly { readonly on: string; readonly label: { "zh-CN"?: string | undefined; en?: string | undefined } }[];
  /** numbered marks of notes: the list beside the chart says what they are */
  readonly notes?: readonly { readonly day: string }[];
  /** of a control chart, per point */
  readonly limits?: readonly (Limits | null)[];
  readonly smoothed?: readonly (number | null)[];
  /** the organisation's own reference bands of the metric */
  readonly references?: readonly { readonly name: string; readonly low: number; readonly high: number }[];
  /** places that stand out */
  readonly signals?: ReadonlySet<number>;
  /** what the tooltip adds about a point */
  readonly about?: (index: number) => string;
};

const blue = "#2A74B8";
const orange = "#D0701A";
const grey = "#5F6C7F";

/** ① to ⑳; beyond that the number alone. */
export function noteMark(index: number): string {
  return index < 20 ? String.fromCodePoint(0x2460 + index) : String(index + 1);
}

/** The interval of a point, `null` beyond the line and where there is none. */
function endsAt({ lows, widths }: TrendSeries, index: number): { low: number; high: number } | null {
  const low = lows[index] ?? null;
  return low === null ? null : { low, high: low + (widths[index] ?? 0) };
}

/** One line with its interval as a band, per stretch; low bases hollow, breaks and notes as marks, limits of a control chart dashed. */
export function lineOption(line: Line): ChartOption {
  const { metric, points, series, axis, format } = line;
  const kind = kindOf(metric);
  const starts = points.map(({ start }) => start);
  const last = series.values.findLastIndex((value) => value !== null);
  const marks = marksOf(line);
  const stretches = [...new Set(series.stretches)];
  const within = <V>(stretch: number, values: readonly (V | null)[]) =>
    values.map((value, index) => (series.stretches[index] === stretch ? value : null));
  const limits = line.limits ?? [];
  return {
    ...lineAxes(starts, axis, format, (value) => format.figure(kind, value)),
    grid: { left: 44, right: 44, top: marks.top, bottom: 24 },
    tooltip: lineTooltip((index) => {
      const figure = points[index]?.figure;
      if (figure === undefined) return null;
      const about = line.about?.(index) ?? "";
      return `${format.range(figure.period)}<br><b>${format.figure(kind, figure.value)}</b> ${format.interval(kind, figure.interval)}<br>n ${format.count(figure.n)}${about === "" ? "" : `<br>${about}`}`;
    }),
    series: [
      ...stretches.flatMap((stretch) => bandOf(stretch, within(stretch, series.lows), within(stretch, series.widths))),
      ...stretches.flatMap((stretch) =>
        limits.length === 0
          ? []
          : [
              thin(
                within(
                  stretch,
                  limits.map((limit) => limit?.centre ?? null),
                ),
                "solid",
              ),
              thin(
                within(
                  stretch,
                  limits.map((limit) => cut(limit?.upper, axis)),
                ),
                "dashed",
              ),
              thin(
                within(
                  stretch,
                  limits.map((limit) => cut(limit?.lower, axis)),
                ),
                "dashed",
              ),
            ],
      ),
      ...stretches.map((stretch) => ({
        type: "line" as const,
        lineStyle: { color: blue, width: line.smoothed === undefined ? 2 : 1, opacity: line.smoothed === undefined ? 1 : 0.5 },
        itemStyle: { color: blue },
        emphasis: { disabled: true },
        symbolSize: 7,
        showAllSymbol: true as const,
        data: within(stretch, series.values).map((value, index) => ({
          value,
          ...symbolOf(line, index, index === last),
          label:
            index === last && value !== null
              ? {
                  show: true,
                  position: "right" as const,
                  formatter: format.figure(kind, value),
                  color: blue,
                  fontWeight: 600 as const,
                  fontSize: 12,
                }
              : { show: false },
        })),
        ...(stretch === stretches[0]
          ? {
              ...referencesOf(line),
              markLine: {
                silent: true,
                symbol: "none",
                lineStyle: { color: grey, type: "dashed" as const, width: 1 },
                label: { color: grey, fontSize: 11, position: "end" as const },
                data: [...marks.data, ...whiskersOf(series, axis)],
              },
            }
          : {}),
      })),
      ...(line.smoothed === undefined
        ? []
        : [{ type: "line" as const, symbol: "none", lineStyle: { color: blue, width: 2.5 }, silent: true, data: [...line.smoothed] }]),
    ],
  };
}

/** Reference bands behind the line, cut at the axis; what lies wholly beyond it is told in words only. */
function referencesOf({ references = [], axis: { min, max } }: Line) {
  const drawn = references.filter(({ low, high }) => high >= min && low <= max);
  if (drawn.length === 0) return {};
  return {
    markArea: {
      silent: true,
      itemStyle: { color: grey, opacity: 0.1, borderColor: grey, borderWidth: 1, borderType: "dotted" as const },
      label: { color: grey, fontSize: 11, position: "insideTopLeft" as const },
      data: drawn.map(({ name, low, high }): [{ name: string; yAxis: number }, { yAxis: number }] => [
        { name, yAxis: Math.max(min, low) },
        { yAxis: Math.min(max, high) },
      ]),
    },
  };
}

/** Limits beyond the axis are left out rather than drawn at its edge. */
function cut(value: number | undefined, { min, max }: Axis): number | null {
  return value === undefined || value < min || value > max ? null : value;
}

function thin(data: (number | null)[], type: "solid" | "dashed") {
  return { type: "line" as const, silent: true, symbol: "none", step: "middle" as const, lineStyle: { color: grey, width: 1, type }, data };
}

function bandOf(stretch: number, lows: (number | null)[], widths: (number | null)[]) {
  const band = bandLine(stretch);
  return [
    { ...band, data: lows },
    { ...band, data: widths, areaStyle: { color: blue, opacity: 0.15 } },
  ];
}

function symbolOf({ series, signals }: Line, index: number, isLast: boolean) {
  if (signals?.has(index)) return { symbol: "diamond", symbolSize: 11, itemStyle: { color: orange } };
  if (series.hollow[index]) return { symbol: "circle", itemStyle: { color: "#FFFFFF", borderColor: blue, borderWidth: 1.5 } };
  return { symbol: isLast ? "circle" : "none", itemStyle: { color: blue } };
}

/** Breaks in words at two heights, so that neighbours do not run into each other; notes by their number. */
function marksOf({ points, breaks, notes = [], format }: Line) {
  const starts = points.map(({ start }) => start);
  const breakMarks = breaks.flatMap(({ on, label }, index) => {
    const place = placeOfBreak(starts, on);
    return place === null
      ? []
      : [{ xAxis: place, label: { formatter: format.words(label), distance: (notes.length > 0 ? 16 : 0) + (index % 2 === 0 ? 4 : 18) } }];
  });
  const noteMarks = notes.flatMap(({ day }, index) => {
    const place = placeOfDay(points, day);
    if (place === null) return [];
    return [
      {
        xAxis: place,
        lineStyle: { color: "#9DC5E9", type: "solid" as const },
        label: { formatter: noteMark(index), color: "#154A7C", fontSize: 13, distance: 2 },
      },
    ];
  });
  return { data: [...breakMarks, ...noteMarks], top: 14 + (noteMarks.length > 0 ? 14 : 0) + 13 * Math.min(2, breakMarks.length) };
}

/** A point without a neighbour has no band to stand in: its interval is a whisker. */
function whiskersOf(series: TrendSeries, axis: Axis): [object, object][] {
  const isApart = (index: number, other: number) => series.stretches[index] !== series.stretches[other] || endsAt(series, other) === null;
  return series.values.flatMap((_, index): [object, object][] => {
    const { low, high } = endsAt(series, index) ?? {};
    if (low === undefined || high === undefined || !isApart(index, index - 1) || !isApart(index, index + 1)) return [];
    const style = { lineStyle: { color: blue, type: "solid" as const, width: 1.5 }, label: { show: false } };
    return [[{ coord: [index, Math.max(low, axis.min)], ...style }, { coord: [index, Math.min(high, axis.max)] }]];
  });
}
