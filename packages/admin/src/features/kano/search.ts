import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

export const tabs = ["tiers", "segments", "drift"] as const;
export type KanoTab = (typeof tabs)[number];
export type KanoSearch = FilterSearch & { tab?: KanoTab | undefined };

export function kanoSearch(raw: Record<string, unknown>): KanoSearch {
  const tab = tabs.find((one) => one === raw.tab);
  return { ...filterSearch(raw), ...(tab === undefined ? {} : { tab }) };
}
