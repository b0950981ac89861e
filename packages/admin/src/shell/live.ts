import { api } from "@manyi/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";

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

/** What a notice makes stale. */
export const staleAfter: Readonly<Record<"voice" | "case", readonly string[]>> = {
  voice: ["figures", "voices"],
  case: ["cases", "figures"],
};

/** Listens to the server while the shell is open: whatever a notice touches is read again at once. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource(api.live.stream.path);
    const refresh = (slices: readonly string[]) => {
      for (const slice of slices) void queries.invalidateQueries({ queryKey: [slice] });
    };
    source.addEventListener("voice", () => refresh(staleAfter.voice));
    source.addEventListener("case", () => refresh(staleAfter.case));
    source.addEventListener("open", () => {
      // what happened while the line was down is not sent again
      if (connection === "lost") refresh([...staleAfter.voice, ...staleAfter.case]);
      report("open");
    });
    source.addEventListener("error", () => report("lost"));
    return () => source.close();
  }, [queries]);
}
