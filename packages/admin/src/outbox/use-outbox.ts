import { api, Refusal } from "@manyi/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { ask } from "../api.js";
import { useSession } from "../session.js";
import { type Attempt, announce, onOutbox, type Parcel, readParcels, sendParcels } from "./outbox.js";

/** How often what waits is tried again while the page is open. */
const EVERY_MS = 15_000;

async function deliver({ kind, body }: Parcel): Promise<Attempt> {
  try {
    if (kind === "note") await ask(api.notes.add, { body: body as never });
    else await ask(api.checks.run, { body: body as never });
    return "taken";
  } catch (error) {
    // no connection, signed out or a busy server: all of these pass
    if (!(error instanceof Refusal) || error.status === 401 || error.status === 429 || error.status >= 500) return "later";
    const { message, at } = error.problem;
    const first = at[0];
    return first === undefined ? message : { "zh-CN": first["zh-CN"], en: first.en };
  }
}

let running: Promise<unknown> = Promise.resolve();

/**
 * What the signed-in person has written here and the server does not have yet. It goes out when there is a connection again, and at the
 * latest when the page is opened the next time.
 */
export function useOutbox(kind: Parcel["kind"]) {
  const { user, organisation } = useSession();
  const owner = `${organisation.id}:${user.id}`;
  const queries = useQueryClient();
  const text = useSyncExternalStore(onOutbox, () => JSON.stringify(readParcels(localStorage)));
  const waiting = (JSON.parse(text) as Parcel[]).filter((parcel) => parcel.owner === owner && parcel.kind === kind);
  const [isOnline, setOnline] = useState(navigator.onLine);

  const flush = useCallback(() => {
    running = running
      .then(async () => {
        const before = readParcels(localStorage).length;
        if (before === 0) return;
        await sendParcels(localStorage, owner, deliver);
        announce();
        if (readParcels(localStorage).length < before) {
          for (const slice of ["notes", "checks", "voices"]) void queries.invalidateQueries({ queryKey: [slice] });
        }
      })
      .catch(() => undefined);
  }, [owner, queries]);

  useEffect(() => {
    const change = () => {
      setOnline(navigator.onLine);
      flush();
    };
    flush();
    const timer = setInterval(flush, EVERY_MS);
    window.addEventListener("online", change);
    window.addEventListener("offline", change);
    document.addEventListener("visibilitychange", flush);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", change);
      window.removeEventListener("offline", change);
      document.removeEventListener("visibilitychange", flush);
    };
  }, [flush]);

  return { owner, waiting, isOnline, flush };
}
