// Durable responses a second into the store: one commit for each answer, against the group commit every answer really goes through.
import { randomUUID } from "node:crypto";
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";

import { setTimeout as sleep } from "node:timers/promises";
import { createIngest, migrate, openStore, quiet, startEngine, uuidv7 } from "@manyi/store";
import { cpuOf, familyOf } from "../lib/processes.mjs";
import { ratio } from "../lib/report.mjs";
import { collectSamples } from "../lib/samples.mjs";

export const about = "responses stored and acknowledged after their commit, by 1, 16 and 64 writers at once";

const WRITERS = [1, 16, 64];

export async function run({ quick, scratch, say }) {
  const seconds = quick ? 0.5 : 4;
  const rounds = quick ? 1 : 5;
  const engine = await startEngine({ dataDir: scratch.folder("data"), log: quiet, settings: { max_connections: "100" } });
  const store = openStore({ ...engine.config, max: 64 });
  await migrate(store);
  const { measures, keep } = collectSamples();
  const ways = {
    "group commit": () => createIngest(store).submit,
    // the same statement through the same pool, each answer in a transaction of its own
    "one commit each": () => createIngest(store, { batch: 1, flights: 64 }).submit,
  };
  try {
    // rounds go through all ways in turn, so that a busy minute on the machine hits each of them
    for (let round = 0; round < rounds; round++) {
      say(`round ${round + 1} of ${rounds}`);
      for (const writers of WRITERS) {
        for (const [way, make] of Object.entries(ways)) {
          const { perSecond, cpuMs } = await measure(make(), writers, seconds, engine);
          keep(`${way}, ${writers} writers`, "responses/s", perSecond);
          keep(`${way}, ${writers} writers, processor time`, "ms/response", cpuMs);
        }
      }
      keep("limit: flushes of this disk", "flushes/s", measureFlushes(scratch.folder("flush"), seconds / 2));
      keep("limit: PostgreSQL, 5000 rows in a transaction", "responses/s", await measureBulk(store, seconds));
    }
    const stored = await store.pool.query("select count(*) as n, count(distinct client_key) as keys from voices");
    if (stored.rows[0].n !== stored.rows[0].keys) throw new Error("a key was stored twice");
    return {
      measures,
      ratios: WRITERS.flatMap((writers) => [
        ratio(
          `group commit over one commit each, ${writers} writers`,
          measures,
          `group commit, ${writers} writers`,
          `one commit each, ${writers} writers`,
        ),
        ratio(
          `processor time saved, ${writers} writers`,
          measures,
          `one commit each, ${writers} writers, processor time`,
          `group commit, ${writers} writers, processor time`,
        ),
      ]).concat(
        ratio("64 writers over the limit in bulk", measures, "group commit, 64 writers", "limit: PostgreSQL, 5000 rows in a transaction"),
      ),
    };
  } finally {
    await store.close();
    await engine.stop();
  }
}

async function measure(submit, writers, seconds, engine) {
  await drive(submit, writers, 0.2);
  const family = () => [process.pid, ...familyOf(engine.pid())];
  const cpuBefore = cpuOf(family());
  const began = performance.now();
  const count = await drive(submit, writers, seconds);
  const took = (performance.now() - began) / 1000;
  return { perSecond: count / took, cpuMs: (1000 * (cpuOf(family()) - cpuBefore)) / count };
}

/** Writers that each wait for their acknowledgement before they send again. */
async function drive(submit, writers, seconds) {
  const end = performance.now() + seconds * 1000;
  let count = 0;
  const writer = async () => {
    while (performance.now() < end) {
      const { status } = await submit(aResponse());
      if (status !== "stored") throw new Error("a new response was taken for an old one");
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  await sleep(0);
  return count;
}

function measureFlushes(file, seconds) {
  const handle = openSync(file, "w");
  const page = Buffer.alloc(8192, 1);
  const end = performance.now() + seconds * 1000;
  let count = 0;
  for (; performance.now() < end; count++) {
    writeSync(handle, page, 0, page.length, 0);
    fdatasyncSync(handle);
  }
  closeSync(handle);
  return count / seconds;
}

async function measureBulk(store, seconds) {
  const ingest = createIngest(store, { batch: 5000, flights: 2 });
  const end = performance.now() + seconds * 1000;
  const began = performance.now();
  let count = 0;
  while (performance.now() < end) {
    const voices = Array.from({ length: 10_000 }, aResponse);
    await ingest.submitMany(voices);
    count += voices.length;
  }
  return count / ((performance.now() - began) / 1000);
}

/** A visit of twelve questions with a short comment, as a restaurant's survey would store it. */
function aResponse() {
  const nums = [9, 4, 5, 3, 4, null, 5, 4, 2, 5, 1, 3];
  return {
    tenantId: 1,
    id: uuidv7(),
    clientKey: randomUUID(),
    source: "survey",
    channel: "qr",
    surveyId: 1,
    version: 1,
    unitId: 12,
    touchpointId: 3,
    locale: "zh-CN",
    anonymity: "identified",
    occurredAt: new Date(),
    localDay: 20_514,
    isoWeek: 2931,
    localMonth: 24_314,
    completeness: "complete",
    nps: 9,
    nums,
    scores: { nps: 9, "p:dish": 4, "p:speed": 5 },
    answers: Object.fromEntries(nums.map((value, place) => [`q${place + 1}`, value])),
    comment: "上菜快，服务员很热情，就是排队久了点",
  };
}
