import type { ChartKind } from "@manyi/contracts";
import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

export const steps = ["day", "week", "month"] as const;
const charts: readonly ChartKind[] = ["nps", "share", "laney", "mean", "individuals", "ewma", "cusum"];

export type TrendSearch = FilterSearch & {
  /** a metric code; without: NPS */
  metric?: string | undefined;
  step?: "day" | "month" | undefined;
  /** without: the chart that fits the metric */
  chart?: ChartKind | undefined;
};

/** The address of the trend page: the filter bar, the metric, the step and the control chart. */
export function trendSearch(raw: Record<string, unknown>): TrendSearch {
  const kept: TrendSearch = filterSearch(raw);
  if (typeof raw.metric === "string" && /^[a-z]+(:[\w.-]+)?$/.test(raw.metric)) kept.metric = raw.metric.slice(0, 60);
  if (raw.step === "day" || raw.step === "month") kept.step = raw.step;
  const chart = charts.find((one) => one === raw.chart);
  if (chart !== undefined) kept.chart = chart;
  return kept;
}
