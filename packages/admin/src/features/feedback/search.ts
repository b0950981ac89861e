export const views = ["open", "unrouted", "mine", "owed", "ended", "all"] as const;
export const signals = ["safety", "legal", "urgency", "churn"] as const;
export const sides = ["-1", "0", "1"] as const;
type View = (typeof views)[number];
type Signal = (typeof signals)[number];
type Side = (typeof sides)[number];

/** The inbox as it stands in the address; without `view` it shows what is open, `item` is the one in the drawer. */
export type InboxSearch = {
  view?: View | undefined;
  unit?: number | undefined;
  source?: string | undefined;
  sentiment?: Side | undefined;
  signal?: Signal | undefined;
  text?: string | undefined;
  item?: string | undefined;
};

/** Keeps what the inbox knows. */
export function inboxSearch(raw: Record<string, unknown>): InboxSearch {
  const kept: InboxSearch = {};
  const view = views.find((one) => one === raw.view);
  if (view !== undefined) kept.view = view;
  const sentiment = sides.find((one) => one === String(raw.sentiment));
  if (sentiment !== undefined) kept.sentiment = sentiment;
  const signal = signals.find((one) => one === raw.signal);
  if (signal !== undefined) kept.signal = signal;
  if (typeof raw.unit === "number" && Number.isInteger(raw.unit) && raw.unit > 0) kept.unit = raw.unit;
  if (typeof raw.source === "string" && raw.source !== "") kept.source = raw.source.slice(0, 40);
  if (typeof raw.text === "string" || typeof raw.text === "number") kept.text = String(raw.text).slice(0, 100);
  if (typeof raw.item === "string" && /^[0-9a-f-]{36}$/.test(raw.item)) kept.item = raw.item;
  return kept;
}

/** Whether something narrows the list beyond its view. */
export function isNarrowed({ unit, source, sentiment, signal, text }: InboxSearch): boolean {
  return unit !== undefined || source !== undefined || sentiment !== undefined || signal !== undefined || text !== undefined;
}
