import type { Services } from "../../platform/services.js";
import { burnInvitations, sweep } from "./writes.js";

const HOUR_MS = 3_600_000;

type Used = { readonly tenantId: number; readonly id: string; readonly isScreenedOut?: boolean };
const waiting = new WeakMap<Services, Map<string, Used>>();

/**
 * Marks the token of an anonymous answer as used, later and together with others: a mark made at the moment of the answer would tell by
 * its time whose answer it is. Until then the answer's own key keeps a second one out, also after a crash.
 */
export function burnLater(services: Services, used: Used): void {
  const list = waiting.get(services) ?? new Map<string, Used>();
  waiting.set(services, list);
  // what has been answered stays answered
  if (used.isScreenedOut === true && isUsed(services, used)) return;
  list.set(`${used.tenantId} ${used.id}`, used);
}

/** Whether a token was used a moment ago and only waits to be marked. */
export function isUsed(services: Services, used: Used): boolean {
  const found = waiting.get(services)?.get(`${used.tenantId} ${used.id}`);
  return found !== undefined && found.isScreenedOut !== true;
}

/** Marks all that wait, in the order of their ids and not of their answers. */
export async function burnNow(services: Services): Promise<number> {
  const list = waiting.get(services);
  if (list === undefined || list.size === 0) return 0;
  const used = [...list.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  await burnInvitations(services.store.db, used);
  for (const one of used) list.delete(`${one.tenantId} ${one.id}`);
  return used.length;
}

/** Every hour, and at the stop: burn, and sweep what has been left behind. */
export async function start(services: Services): Promise<() => Promise<void>> {
  const round = async () => {
    await burnNow(services);
    await sweep(services.store.db, services.now());
  };
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(round).catch((error: unknown) => services.log.error({ err: error }, "respond sweep"));
  }, HOUR_MS);
  return async () => {
    clearInterval(timer);
    await running;
    await burnNow(services);
  };
}
