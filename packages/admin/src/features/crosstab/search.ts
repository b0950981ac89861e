import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

/** What may stand in a cell, in the order it is drawn. */
export const contents = ["column", "row", "total", "n", "weighted", "residual", "metric"] as const;
export type Content = (typeof contents)[number];

export type CrosstabSearch = FilterSearch & {
  rows?: string | undefined;
  columns?: string | undefined;
  nest?: string | undefined;
  metric?: string | undefined;
  /** contents of a cell, separated by dots; without: column share and n */
  show?: string | undefined;
  heat?: true | undefined;
};

export const START = { rows: "nps:groups", columns: "unit" } as const;
const SHOWN_FIRST: readonly Content[] = ["column", "n"];

/** The address of a cross-table: what is crossed, what stands in a cell, and the filter bar. */
export function crosstabSearch(raw: Record<string, unknown>): CrosstabSearch {
  const kept: CrosstabSearch = filterSearch(raw);
  for (const name of ["rows", "columns", "nest", "metric"] as const) {
    const code = raw[name];
    if (typeof code === "string" && code !== "") kept[name] = code.slice(0, 120);
  }
  if (typeof raw.show === "string") {
    const shown = contentsOf(raw.show);
    if (shown.length > 0) kept.show = shown.join(".");
  }
  if (raw.heat === true) kept.heat = true;
  return kept;
}

/**
 * Contents of a cell out of the address, each once, in the order they are drawn.
 *
 * @example
 * contentsOf("n.column.nonsense") // => ["column", "n"]
 */
export function contentsOf(show: string | undefined): readonly Content[] {
  if (show === undefined) return SHOWN_FIRST;
  const wanted = show.split(".");
  return contents.filter((content) => wanted.includes(content));
}

/** Contents as they go into the address; the usual ones are left out. */
export function showOf(shown: readonly Content[]): string | undefined {
  const inOrder = contents.filter((content) => shown.includes(content));
  return inOrder.length === 0 || inOrder.join(".") === SHOWN_FIRST.join(".") ? undefined : inOrder.join(".");
}

export const outcomes = ["nps", "csat", "ces"] as const;
export type Outcome = (typeof outcomes)[number];
export type ReasonsSearch = FilterSearch & { reason?: string | undefined; outcome?: Outcome | undefined };

/** The address of the reasons: which question is asked for its reasons, by whose groups, and the filter bar. */
export function reasonsSearch(raw: Record<string, unknown>): ReasonsSearch {
  const outcome = outcomes.find((one) => one === raw.outcome);
  return {
    ...filterSearch(raw),
    ...(typeof raw.reason === "string" && raw.reason !== "" && raw.reason !== "topic" ? { reason: raw.reason.slice(0, 120) } : {}),
    ...(outcome === undefined || outcome === "nps" ? {} : { outcome }),
  };
}

/** Rows become columns and the other way round. */
export function swapped(search: CrosstabSearch): CrosstabSearch {
  const { rows = START.rows, columns = START.columns } = search;
  return { ...search, rows: columns, columns: rows };
}
