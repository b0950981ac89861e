import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

export const tabs = ["priorities", "compare", "asymmetry", "simulate", "map"] as const;
export type Tab = (typeof tabs)[number];
export const methods = ["relativeWeights", "shapley", "rankCorrelation"] as const;
export type Method = (typeof methods)[number];

export type DriversSearch = FilterSearch & {
  tab?: Tab | undefined;
  method?: Method | undefined;
  outcome?: string | undefined;
  second?: string | undefined;
  /** attribute codes apart by commas; absent: all */
  drivers?: string | undefined;
  /** the matrix by what customers say matters; absent: by shares */
  importance?: "stated" | undefined;
  /** where the lines of the matrix cross; absent: at the means */
  crossImportance?: number | undefined;
  crossPerformance?: number | undefined;
};

const code = (value: unknown) => (typeof value === "string" && value !== "" ? value.slice(0, 60) : undefined);

/** The address of the page: filters, the outcome, what it is explained by and how. */
export function driversSearch(raw: Record<string, unknown>): DriversSearch {
  const kept: DriversSearch = filterSearch(raw);
  const tab = tabs.find((one) => one === raw.tab);
  const method = methods.find((one) => one === raw.method);
  if (tab !== undefined) kept.tab = tab;
  if (method !== undefined) kept.method = method;
  for (const name of ["outcome", "second"] as const) if (code(raw[name]) !== undefined) kept[name] = code(raw[name]);
  if (raw.importance === "stated") kept.importance = "stated";
  for (const name of ["crossImportance", "crossPerformance"] as const) {
    const value = raw[name];
    if (typeof value === "number" && Number.isFinite(value) && value >= 0 && value <= 1000) kept[name] = value;
  }
  if (typeof raw.drivers === "string" && raw.drivers !== "") kept.drivers = raw.drivers.slice(0, 2000);
  return kept;
}
