import type { SavedView } from "@manyi/contracts";
import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

export type ViewSearch = SavedView["search"];

/** Pages that can be kept under a name: those of the desk and lists that have a filter bar. */
export function canBeKept(path: string): boolean {
  return /^\/(?:understand|prove|listen)\/[a-z-]+$/.test(path) && path !== "/understand/views";
}

/**
 * What of an address is kept: its plain parameters, without what is merely open on the page.
 *
 * @example
 * keptOf({ unit: 3, heat: true, voice: "0b…", to: undefined }) // => { unit: 3, heat: true }
 */
export function keptOf(search: Readonly<Record<string, unknown>>): ViewSearch {
  const kept: ViewSearch = {};
  for (const [name, value] of Object.entries(search)) {
    if (name === "voice" || !/^[A-Za-z][A-Za-z0-9]{0,30}$/.test(name)) continue;
    if (typeof value === "string" && value.length <= 200) kept[name] = value;
    if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) kept[name] = value;
  }
  return kept;
}

/** Whether two addresses ask for the same; the order of parameters says nothing. */
export function isSame(a: ViewSearch, b: ViewSearch): boolean {
  const spelled = (search: ViewSearch) => JSON.stringify(Object.entries(search).sort(([x], [y]) => (x < y ? -1 : 1)));
  return spelled(a) === spelled(b);
}

/** The filter bar's part of a view. */
export function filtersOfView(view: Pick<SavedView, "search">): FilterSearch {
  return filterSearch({ ...view.search });
}
