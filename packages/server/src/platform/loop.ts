import type { Stop } from "./feature.js";
import type { Services } from "./services.js";

/**
 * Runs a job every so often, and soon after something was committed. Rounds never overlap; a failed round is logged and the next one
 * comes at its time.
 *
 * @returns ends the job after the round in hand
 */
export function runWhenWoken(
  services: Pick<Services, "committed" | "log">,
  job: { readonly name: string; readonly everyMs: number; readonly run: () => Promise<unknown> },
): Stop {
  /** several commits in a row cost one look */
  const SOON_MS = 250;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isSoon = false;
  let isWoken = false;
  let isStopped = false;

  const round = async (): Promise<void> => {
    try {
      await job.run();
    } catch (err) {
      services.log.error({ err, job: job.name }, "job failed");
    }
    running = null;
    if (isWoken) soon();
    else schedule(job.everyMs);
  };
  const schedule = (ms: number): void => {
    clearTimeout(timer);
    if (isStopped) return;
    timer = setTimeout(() => {
      isSoon = false;
      isWoken = false;
      running = round();
    }, ms);
  };
  // the first commit sets the time; those that follow do not push it back
  const soon = (): void => {
    if (isSoon) return;
    isSoon = true;
    schedule(SOON_MS);
  };
  const stopListening = services.committed.on(() => {
    if (running === null) soon();
    else isWoken = true;
  });
  soon();
  return async () => {
    isStopped = true;
    stopListening();
    clearTimeout(timer);
    await running;
  };
}

/** Runs a job every so often, the first time after one period. Rounds never overlap: one that comes due meanwhile is left out; a failed one is logged. */
export function runEvery(
  services: Pick<Services, "log">,
  job: { readonly name: string; readonly everyMs: number; readonly run: () => Promise<unknown> },
): Stop {
  let running: Promise<void> | null = null;
  const round = async (): Promise<void> => {
    try {
      await job.run();
    } catch (err) {
      services.log.error({ err, job: job.name }, "job failed");
    }
    running = null;
  };
  const timer = setInterval(() => {
    running ??= round();
  }, job.everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
