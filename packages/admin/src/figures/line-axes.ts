import type { Format } from "../format/index.js";
import type { sharedAxis } from "./trend-line.js";

const grey = "#5F6C7F";
type Axis = NonNullable<ReturnType<typeof sharedAxis>>;

/** What all lines over time have in common: days below, figures at the left, a tooltip per day. @param days first days of the points */
export function lineAxes(days: readonly string[], { min, max, step }: Axis, format: Format, figure: (value: number) => string) {
  return {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    xAxis: {
      type: "category" as const,
      data: days.map(format.day),
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: "#CDD5DE" } },
      axisLabel: { color: grey, fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: "value" as const,
      min,
      max,
      interval: step,
      axisLabel: { color: grey, fontSize: 11, formatter: (value: number) => figure(value).replace(/\.0%$/, "%") },
      splitLine: { lineStyle: { color: "#EEF1F4" } },
    },
  };
}

/** @param told what stands beside the pointer, by place; `null` nothing */
export function lineTooltip(told: (index: number) => string | null) {
  return {
    trigger: "axis" as const,
    axisPointer: { type: "line" as const, lineStyle: { color: "#CDD5DE" } },
    borderWidth: 0,
    textStyle: { color: "#17212D", fontSize: 12 },
    formatter: (shown: { dataIndex: number } | readonly { dataIndex: number }[]) =>
      told(("dataIndex" in shown ? shown : shown[0])?.dataIndex ?? -1) ?? "",
  };
}

/** The two invisible lines that a band hangs on. */
export function bandLine(name: string | number) {
  return {
    type: "line" as const,
    stack: `interval ${name}`,
    stackStrategy: "all" as const,
    symbol: "none",
    silent: true,
    lineStyle: { opacity: 0 },
  };
}
