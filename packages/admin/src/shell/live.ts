import { api } from "@manyi/contracts";
import { type Query, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { oneAtATime } from "./one-at-a-time.js";

type Connection = "open" | "lost";
let connection: Connection = "open";
const listeners = new Set<() => void>();

function report(next: Connection): void {
  if (next === connection) return;
  connection = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether live notices arrive; while they do not, figures stay as they are and are marked as of their time. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => connection);
}

/** What each kind of notice makes stale. */
const staleAfter = {
  voice: ["figures", "voices", "feedback"],
  case: ["cases", "figures", "feedback"],
  feedback: ["feedback", "sources"],
  organisation: ["vocabulary", "session"],
} as const;

/** Analyses that cost the server seconds and move little with one answer: they follow the plain figures, at most so often. */
const heavy = /\/figures\/(expectation|drivers|changes)/;
const HEAVY_EVERY_MS = 15_000;

/** Reads a slice again at once, its heavy analyses afterwards. */
function readerOf(queries: QueryClient, slice: string): () => void {
  const isHeavy = ({ queryKey }: Query) => heavy.test(String(queryKey[1]));
  const later = oneAtATime(async () => {
    await queries.invalidateQueries({ queryKey: [slice], predicate: isHeavy });
    await new Promise((resolve) => setTimeout(resolve, HEAVY_EVERY_MS));
  });
  return oneAtATime(async () => {
    await queries.invalidateQueries({ queryKey: [slice], predicate: (query) => !isHeavy(query) });
    later();
  });
}

/** Listens to the server while the shell is open: whatever a notice touches is read again at once. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource(api.live.stream.path);
    const slices = new Set(Object.values(staleAfter).flat());
    const readers = new Map([...slices].map((slice) => [slice, readerOf(queries, slice)] as const));
    for (const [notice, touched] of Object.entries(staleAfter)) {
      source.addEventListener(notice, () => {
        for (const slice of touched) readers.get(slice)?.();
      });
    }
    source.addEventListener("open", () => {
      // what happened while the line was down is not sent again
      if (connection === "lost") for (const read of readers.values()) read();
      report("open");
    });
    source.addEventListener("error", () => report("lost"));
    return () => source.close();
  }, [queries]);
}
