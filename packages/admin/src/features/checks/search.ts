/** The checks as they stand in the address: `run` is the one open beside the list. */
type CheckSearch = { run?: string };

/** Keeps what the page knows. */
export function checkSearch(raw: Record<string, unknown>): CheckSearch {
  return typeof raw.run === "string" && /^[0-9a-f-]{36}$/.test(raw.run) ? { run: raw.run } : {};
}
