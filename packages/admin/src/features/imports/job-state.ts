import type { ImportJob } from "@manyi/contracts";

/** Whether the server is at work on it, so that the page should look again. */
export function isBusy({ state }: Pick<ImportJob, "state">): boolean {
  return state === "running" || state === "undoing";
}

/**
 * Minutes until it is done, from the share done so far.
 *
 * @param startedAt milliseconds since 1970 UTC when the page first saw it run, with the share done then
 * @returns null while too little has happened to tell
 */
export function minutesLeft(first: { readonly at: number; readonly progress: number }, now: number, progress: number): number | null {
  const done = progress - first.progress;
  if (done < 0.02 || now - first.at < 1000) return null;
  return (((1 - progress) / done) * (now - first.at)) / 60_000;
}
