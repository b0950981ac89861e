import type { api, Out } from "@manyi/contracts";
import type { FilterSearch } from "../../figures/filter-search.js";

export type Crosstab = Out<typeof api.analysis.crosstab>;
export type Layer = Crosstab["layers"][number];
export type Drill = Crosstab["rows"]["categories"][number]["drill"];

/**
 * Address of the voices behind a cell: the filter bar narrowed by row, column and layer.
 *
 * @returns `null` where a part cannot be narrowed to, or two parts would narrow the same thing
 * @example
 * drillOf({ period: "90d" }, [{ unit: 3 }, { metric: "nps", min: 9, max: 10 }]) // => { period: "90d", unit: 3, metric: "nps", min: 9, max: 10 }
 * drillOf({}, [{ metric: "nps", min: 9, max: 10 }, { metric: "csat", min: 4, max: 5 }]) // => null
 */
export function drillOf(filters: FilterSearch, parts: readonly Drill[]): Record<string, string | number> | null {
  const narrowed: Record<string, string | number> = {};
  for (const part of parts) {
    if (part === null) return null;
    for (const [name, value] of Object.entries(part)) {
      if (value === undefined) continue;
      if (narrowed[name] !== undefined) return null;
      narrowed[name] = value;
    }
  }
  const { period, from, to, ...rest } = filters;
  const days = narrowed.from === undefined ? { period, from, to } : {};
  const kept = Object.entries({ ...rest, ...days, compare: undefined }).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(kept), ...narrowed };
}
