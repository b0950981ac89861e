import { api } from "@manyi/contracts";
import { useQueryClient } from "@tanstack/react-query";
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
  voice: ["figures", "voices"],
  case: ["cases", "figures"],
  organisation: ["vocabulary", "session"],
} as const;

/** Listens to the server while the shell is open: whatever a notice touches is read again at once. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource(api.live.stream.path);
    const read = (slice: string) => oneAtATime(() => queries.invalidateQueries({ queryKey: [slice] }));
    const reads = new Map(Object.values(staleAfter).flatMap((slices) => slices.map((slice) => [slice, read(slice)] as const)));
    for (const [notice, slices] of Object.entries(staleAfter)) {
      source.addEventListener(notice, () => {
        for (const slice of slices) reads.get(slice)?.();
      });
    }
    source.addEventListener("open", () => {
      // what happened while the line was down is not sent again
      if (connection === "lost") for (const again of reads.values()) again();
      report("open");
    });
    source.addEventListener("error", () => report("lost"));
    return () => source.close();
  }, [queries]);
}
