import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

export const tabs = ["link", "beside", "figures"] as const;
type Tab = (typeof tabs)[number];
/** How far back the page looks, in months. */
export const spans = [12, 24, 36] as const;

export type LinkageSearch = Pick<FilterSearch, "unit" | "cleaning"> & {
  /** without: the link */
  tab?: Exclude<Tab, "link"> | undefined;
  /** the business figure; without: the first */
  figure?: string | undefined;
  /** without: NPS */
  metric?: string | undefined;
  /** without: months */
  by?: "quarter" | undefined;
  /** without: 24 */
  months?: 12 | 36 | undefined;
  /** periods between experience and outcome; without: where the link is surest */
  lag?: number | undefined;
  /** another business figure that is held fixed */
  control?: string | undefined;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The address of the page of business figures and their link with experience. */
export function linkageSearch(raw: Record<string, unknown>): LinkageSearch {
  const { unit, cleaning } = filterSearch(raw);
  const kept: LinkageSearch = { ...(unit === undefined ? {} : { unit }), ...(cleaning === undefined ? {} : { cleaning }) };
  if (raw.tab === "beside" || raw.tab === "figures") kept.tab = raw.tab;
  if (typeof raw.figure === "string" && uuid.test(raw.figure)) kept.figure = raw.figure;
  if (typeof raw.control === "string" && uuid.test(raw.control)) kept.control = raw.control;
  if (typeof raw.metric === "string" && /^[a-z]+(:[\w.-]+)?$/.test(raw.metric)) kept.metric = raw.metric.slice(0, 60);
  if (raw.by === "quarter") kept.by = "quarter";
  const months = Number(raw.months);
  if (months === 12 || months === 36) kept.months = months;
  const lag = Number(raw.lag);
  if (raw.lag !== undefined && Number.isInteger(lag) && lag >= 0 && lag <= 3) kept.lag = lag;
  return kept;
}

/** What the server is asked for both charts. */
export function queryOf({ unit, cleaning, metric, by, months }: LinkageSearch) {
  const back = months ?? 24;
  return { unit, cleaning, metric: metric ?? "nps", by: by ?? ("month" as const), periods: by === "quarter" ? back / 3 : back };
}
