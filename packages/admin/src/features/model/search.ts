import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

/** How long the periods of the index history are; the first is what is shown unless somebody chose. */
export const historySteps = ["month", "quarter", "week"] as const;
/** So many units may stand beside the whole in one drawing. */
const MOST_LINES = 2;

export type ModelSearch = FilterSearch & {
  /** without: months */
  step?: Exclude<(typeof historySteps)[number], "month"> | undefined;
  /** without: each period by its own weights */
  weights?: "today" | undefined;
  /** units drawn beside the whole, as `3,8` */
  lines?: string | undefined;
};

/** The address of the index model: the filter bar and what its history shows. */
export function modelSearch(raw: Record<string, unknown>): ModelSearch {
  const kept: ModelSearch = filterSearch(raw);
  if (raw.step === "quarter" || raw.step === "week") kept.step = raw.step;
  if (raw.weights === "today") kept.weights = raw.weights;
  const lines = linesOf({ lines: String(raw.lines ?? "") });
  if (lines.length > 0) kept.lines = lines.join(",");
  return kept;
}

/** The units drawn beside the whole. */
export function linesOf({ lines = "" }: Pick<ModelSearch, "lines">): number[] {
  const ids = lines.split(",").map(Number);
  return [...new Set(ids.filter((id) => Number.isInteger(id) && id > 0))].slice(-MOST_LINES);
}

/** The filter bar alone, as other pages read it. */
export function filtersOf({ step: _step, weights: _weights, lines: _lines, ...filters }: ModelSearch): FilterSearch {
  return filters;
}
