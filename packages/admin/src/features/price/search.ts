import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

export const tabs = ["price", "bestWorst"] as const;
export type PriceTab = (typeof tabs)[number];
/** `question` names a survey and the key of its question: `3:price`. */
export type PriceSearch = FilterSearch & { tab?: PriceTab | undefined; question?: string | undefined };

export function priceSearch(raw: Record<string, unknown>): PriceSearch {
  const tab = tabs.find((one) => one === raw.tab);
  const question = typeof raw.question === "string" && /^\d+:[a-z][a-z0-9_-]*$/.test(raw.question) ? raw.question : undefined;
  return { ...filterSearch(raw), ...(tab === undefined ? {} : { tab }), ...(question === undefined ? {} : { question }) };
}
