import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

/** Metrics the trend and the comparison can show. */
export const shownMetrics = ["nps", "csat", "ratio", "ces"] as const;
export type ShownMetric = (typeof shownMetrics)[number];
/** What the comparison sorts people and places by. */
export const divisions = ["unit", "touchpoint", "segment", "channel", "survey"] as const;
export type Division = (typeof divisions)[number];

export type DashboardSearch = FilterSearch & {
  metric?: ShownMetric | undefined;
  by?: Division | undefined;
  step?: "day" | "month" | undefined;
  /** what drivers and matrix explain; without: what the server takes first */
  outcome?: string | undefined;
};

/** The address of the dashboard: the filter bar, the metric of trend and comparison, the step of the trend, what drivers explain. */
export function dashboardSearch(raw: Record<string, unknown>): DashboardSearch {
  return {
    ...filterSearch(raw),
    ...keep("metric", shownMetrics, raw.metric),
    ...keep("by", divisions, raw.by),
    ...keep("step", ["day", "month"] as const, raw.step),
    ...(typeof raw.outcome === "string" && raw.outcome !== "" ? { outcome: raw.outcome.slice(0, 60) } : {}),
  };
}

function keep<Name extends string, Value extends string>(name: Name, values: readonly Value[], raw: unknown): { [N in Name]?: Value } {
  const found = values.find((value) => value === raw);
  return found === undefined ? {} : ({ [name]: found } as { [N in Name]: Value });
}
