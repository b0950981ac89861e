import type { Store } from "@manyi/store";

type Entry = { readonly version: string; readonly value: Promise<unknown> };
/** Organisation × scope × question; a few hundred kilobytes each. */
const MOST = 60;

const kept = new WeakMap<Store, Map<string, Entry>>();

/**
 * The same question at the same version of the data is worked out once, by however many cards, pages and readers. What was written since
 * has another version and is never missed.
 */
export function remember<T>(store: Store, question: string, version: string, work: () => Promise<T>): Promise<T> {
  const entries = kept.get(store) ?? new Map<string, Entry>();
  kept.set(store, entries);
  const found = entries.get(question);
  if (found?.version === version) {
    // what is asked again is thrown away last
    entries.delete(question);
    entries.set(question, found);
    return found.value as Promise<T>;
  }
  const entry: Entry = { version, value: work() };
  entries.delete(question);
  entries.set(question, entry);
  entry.value.catch(() => {
    if (entries.get(question) === entry) entries.delete(question);
  });
  while (entries.size > MOST) entries.delete(entries.keys().next().value!);
  return entry.value as Promise<T>;
}
