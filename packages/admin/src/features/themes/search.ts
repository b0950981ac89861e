import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

export const scoreMetrics = ["nps", "csat", "ces"] as const;
export const orders = ["urgent", "bad", "volume", "effect", "change"] as const;
export const contrasts = ["sentiment", "score", "period", "unit", "segment"] as const;
export type Order = (typeof orders)[number];
export type Contrast = (typeof contrasts)[number];

/** The filter bar, which score the effect is about, the order of the list, the words compared, and the theme open in the drawer. */
export type ThemesSearch = FilterSearch & {
  metric?: (typeof scoreMetrics)[number] | undefined;
  order?: Order | undefined;
  contrast?: Contrast | undefined;
  /** the two sides of a comparison of units or segments */
  a?: number | undefined;
  b?: number | undefined;
  theme?: number | undefined;
};

export function themesSearch(raw: Record<string, unknown>): ThemesSearch {
  const kept: ThemesSearch = { ...filterSearch(raw) };
  kept.metric = scoreMetrics.find((one) => one === raw.metric);
  kept.order = orders.find((one) => one === raw.order);
  kept.contrast = contrasts.find((one) => one === raw.contrast);
  for (const name of ["a", "b", "theme"] as const) {
    const id = Number(raw[name]);
    if (raw[name] !== undefined && Number.isInteger(id) && id > 0) kept[name] = id;
  }
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

export const subjectKinds = ["product", "touchpoint", "unit"] as const;
export type SubjectsSearch = FilterSearch & { kind?: (typeof subjectKinds)[number] | undefined; key?: string | undefined };

export function subjectsSearch(raw: Record<string, unknown>): SubjectsSearch {
  const kept: SubjectsSearch = { ...filterSearch(raw) };
  kept.kind = subjectKinds.find((one) => one === raw.kind);
  if (typeof raw.key === "string" || typeof raw.key === "number") kept.key = String(raw.key).slice(0, 120);
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}
