import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

export const tabs = ["sample", "weights", "rates", "modes"] as const;
type SampleTab = (typeof tabs)[number];

export type SampleSearch = FilterSearch & {
  /** without: the sample against the population */
  tab?: Exclude<SampleTab, "sample"> | undefined;
  /** what modes are compared by; without: NPS */
  metric?: string | undefined;
};

/** The address of the page of representativeness and weights. */
export function sampleSearch(raw: Record<string, unknown>): SampleSearch {
  const kept: SampleSearch = filterSearch(raw);
  const tab = tabs.find((one) => one === raw.tab);
  if (tab !== undefined && tab !== "sample") kept.tab = tab;
  if (raw.metric === "csat" || raw.metric === "ces" || raw.metric === "ratio") kept.metric = raw.metric;
  return kept;
}
