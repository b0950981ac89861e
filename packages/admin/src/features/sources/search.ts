export const tabs = ["doors", "expectation", "coverage"] as const;
type Tab = (typeof tabs)[number];

/** The page as it stands in the address; without `tab` it shows the doors. */
export type SourceSearch = { tab?: Tab | undefined };

/** Keeps what the page knows. */
export function sourceSearch(raw: Record<string, unknown>): SourceSearch {
  const tab = tabs.find((one) => one === raw.tab);
  return tab === undefined ? {} : { tab };
}
