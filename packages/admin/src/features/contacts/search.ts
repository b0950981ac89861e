import { CONTACT_CHANNELS } from "@manyi/contracts";

/** The records as they stand in the address. */
export type ContactSearch = {
  view?: "promises" | undefined;
  channel?: (typeof CONTACT_CHANNELS)[number] | undefined;
  text?: string | undefined;
  /** one record alone */
  record?: string | undefined;
};

/** Keeps what the page knows. */
export function contactSearch(raw: Record<string, unknown>): ContactSearch {
  const kept: ContactSearch = {};
  if (raw.view === "promises") kept.view = "promises";
  const channel = CONTACT_CHANNELS.find((one) => one === raw.channel);
  if (channel !== undefined) kept.channel = channel;
  if (typeof raw.text === "string" || typeof raw.text === "number") kept.text = String(raw.text).slice(0, 100);
  if (typeof raw.record === "string" && /^[0-9a-f-]{36}$/.test(raw.record)) kept.record = raw.record;
  return kept;
}
