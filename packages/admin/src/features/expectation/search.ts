import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

export const recalledChoices = ["with", "without", "only"] as const;
export const divisions = ["segment", "unit", "touchpoint", "survey"] as const;
export const shownIn = ["ratio", "gap", "e", "p"] as const;

export type ExpectationSearch = FilterSearch & {
  /** without: recalled expectations take part */
  recalled?: "without" | "only" | undefined;
  /** whose drivers weigh the gaps; without: what the server takes first */
  outcome?: string | undefined;
  /** without: segments */
  by?: "unit" | "touchpoint" | "survey" | undefined;
  /** what a cell shows; without: the ratio */
  cell?: "gap" | "e" | "p" | undefined;
  /** without: months */
  step?: "quarter" | undefined;
};

/** The address of the expectation page: the filter bar and what its cards show. */
export function expectationSearch(raw: Record<string, unknown>): ExpectationSearch {
  const kept: ExpectationSearch = filterSearch(raw);
  if (raw.recalled === "without" || raw.recalled === "only") kept.recalled = raw.recalled;
  if (raw.outcome === "nps" || raw.outcome === "csat" || raw.outcome === "ces") kept.outcome = raw.outcome;
  if (raw.by === "unit" || raw.by === "touchpoint" || raw.by === "survey") kept.by = raw.by;
  if (raw.cell === "gap" || raw.cell === "e" || raw.cell === "p") kept.cell = raw.cell;
  if (raw.step === "quarter") kept.step = raw.step;
  return kept;
}

/** The filter bar and which expectations take part: what leads to the voices behind a pair. */
export function pairFilters(search: ExpectationSearch): FilterSearch & Pick<ExpectationSearch, "recalled"> {
  return { ...filtersOf(search), ...(search.recalled === undefined ? {} : { recalled: search.recalled }) };
}

/** The filter bar alone, as other pages read it. */
export function filtersOf({
  recalled: _recalled,
  outcome: _outcome,
  by: _by,
  cell: _cell,
  step: _step,
  ...filters
}: ExpectationSearch): FilterSearch {
  return filters;
}
