import { setTimeout as sleep } from "node:timers/promises";
import { createFollower, type Follower } from "@manyi/store";
import type { Stop } from "../../platform/feature.js";
import type { Services } from "../../platform/services.js";
import { indexBatch } from "./index-again.js";
import { keptReaders, readVoices } from "./reader.js";
import { forgetGone } from "./removal.js";
import { takeRunBatch } from "./runs.js";

/** How often a run is looked for. */
const LOOK_MS = 1000;
/** Comments in one transaction: while it is open, later ones stay hidden from every follower, so it is short. */
const BATCH = 200;
/** So many answers waiting to be stored have priority over reading, for so long at a time. */
const BUSY = 200;
const PATIENCE_MS = 1000;

/** The followers and the job of this feature, not yet started: tests let them work by hand. */
export type ReadingWork = {
  readonly reader: Follower;
  readonly removals: Follower;
  /** reads one batch of the run under way. @returns whether there was one */
  readonly runBatch: () => Promise<boolean>;
  /** indexes one batch of what nothing finds yet. @returns whether there was one */
  readonly indexMore: () => Promise<boolean>;
};

export function createWork({ store, ingest, log, now }: Pick<Services, "store" | "ingest" | "log" | "now">): ReadingWork {
  // who is answering a survey does not wait for somebody else's words to be read
  const giveWay = async () => {
    for (let waited = 0; waited < PATIENCE_MS && ingest.waiting() > BUSY; waited += 20) await sleep(20);
  };
  const onError = (error: unknown) => log.error({ err: error }, "reading");
  const readers = keptReaders();
  return {
    reader: createFollower(store, {
      name: "reading",
      source: "voices",
      batch: BATCH,
      handle: (tx, rows) => readVoices(tx, readers, rows, now()),
      pause: giveWay,
      onError,
    }),
    removals: createFollower(store, { name: "reading-removals", source: "events", handle: forgetGone, onError }),
    runBatch: async () => {
      await giveWay();
      return takeRunBatch(store, readers, now);
    },
    indexMore: () => indexBatch(store),
  };
}

/** Starts reading. A committed voice wakes the reader, so that its words are marked within a second. */
export async function start(services: Services): Promise<Stop> {
  const { reader, removals, runBatch, indexMore } = createWork(services);
  let isStopped = false;
  let isIndexed = false;
  let running: Promise<void> = Promise.resolve();
  const look = async () => {
    while (!isStopped && !isIndexed) isIndexed = !(await indexMore());
    while (!isStopped && (await runBatch()));
  };
  const timer = setInterval(() => {
    running = running.then(look).catch((error: unknown) => services.log.error({ err: error }, "reading run"));
  }, LOOK_MS);
  reader.start();
  removals.start();
  const unhook = services.committed.on(() => reader.wake());
  return async () => {
    isStopped = true;
    unhook();
    clearInterval(timer);
    await Promise.all([running, reader.stop(), removals.stop()]);
  };
}
