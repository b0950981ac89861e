import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

/** The filter bar, and the one mark whose answers are looked at. */
export type QualitySearch = FilterSearch & { flag?: string | undefined };

export function qualitySearch(raw: Record<string, unknown>): QualitySearch {
  const kept: QualitySearch = filterSearch(raw);
  if (typeof raw.flag === "string" && /^[a-z_]{1,40}$/.test(raw.flag)) kept.flag = raw.flag;
  return kept;
}
