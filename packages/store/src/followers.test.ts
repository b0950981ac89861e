import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { appendEvent } from "./events.js";
import { createFollower, followerLags, readFollowed, START } from "./followers.js";
import { createIngest } from "./ingest/index.js";
import { aVoice, type FreshStore, freshStore } from "./testing/index.js";

let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.drop());

const at = new Date("2026-03-02T04:00:00Z");

function event(subjectId: string) {
  return fresh.store.tx((tx) => appendEvent(tx, { tenantId: 1, type: "case.opened", subjectId, at }));
}

/** Rows stay hidden while any earlier transaction of the engine is open, neighbours' tests included. */
async function runUntil(run: () => Promise<number>, isDone: () => boolean): Promise<void> {
  for (let tries = 0; !isDone(); tries++) {
    if (tries > 1000) throw new Error("the follower did not get there");
    if ((await run()) === 0) await sleep(10);
  }
}

test("follower: takes every row once, in the order of transactions, in batches", async () => {
  for (const name of ["a", "b", "c", "d", "e"]) await event(name);
  const seen: string[][] = [];
  const follower = createFollower(fresh.store, {
    name: "rules",
    source: "events",
    batch: 2,
    handle: async (_, rows) => void seen.push(rows.map((row) => row.subject_id)),
  });
  await runUntil(follower.run, () => seen.flat().length === 5);
  expect(seen.flat()).toEqual(["a", "b", "c", "d", "e"]);
  expect(Math.max(...seen.map((batch) => batch.length))).toBe(2);
  expect(await follower.run()).toBe(0);
  await event("f");
  expect(await followerLags(fresh.store.db)).toEqual([{ name: "rules", behind: 1 }]);
});

test("follower: an effect that fails moves neither itself nor the cursor, and is tried again", async () => {
  await event("a");
  let isBroken = true;
  const follower = createFollower(fresh.store, {
    name: "rules",
    source: "events",
    handle: async (tx, rows) => {
      for (const row of rows) await tx.insertInto("counters").values({ tenant_id: 1, kind: row.subject_id, last: 1 }).execute();
      if (isBroken) throw new Error("not today");
    },
  });
  for (;;) {
    const outcome = await follower.run().catch((error: Error) => error.message);
    if (outcome === "not today") break;
    await sleep(10);
  }
  expect(await fresh.store.db.selectFrom("counters").selectAll().execute()).toEqual([]);
  isBroken = false;
  expect(await follower.run()).toBe(1);
  expect(await fresh.store.db.selectFrom("counters").selectAll().execute()).toHaveLength(1);
});

test("follower: four runners of one name at once take each voice once", async () => {
  const ingest = createIngest(fresh.store, { batch: 10 });
  const voices = Array.from({ length: 200 }, () => aVoice());
  const seen: string[] = [];
  const followers = [1, 2, 3, 4].map(() =>
    createFollower(fresh.store, {
      name: "rules",
      source: "voices",
      batch: 7,
      handle: async (_, rows) => void seen.push(...rows.map((row) => row.id)),
    }),
  );
  const sending = ingest.submitMany(voices);
  await Promise.all(followers.map((follower) => runUntil(follower.run, () => seen.length >= 200)));
  await sending;
  expect(seen).toHaveLength(200);
  expect(new Set(seen)).toEqual(new Set(voices.map((voice) => voice.id)));
});

test("follower: a row written early and committed late is not skipped by one written later and committed first", async () => {
  const slow = await fresh.store.pool.connect();
  await slow.query("begin");
  await slow.query(
    "insert into events (tenant_id, id, type, subject_id, payload, at) values (1, gen_random_uuid(), 't', 'slow', '{}', now())",
  );
  await event("quick");
  const before = await readFollowed(fresh.store.db, "events", START, 10);
  expect(before.rows).toEqual([]);
  expect(before.heldBack).toBe(true);
  await slow.query("commit");
  slow.release();
  let rows = await readFollowed(fresh.store.db, "events", START, 10);
  while (rows.heldBack) rows = await readFollowed(fresh.store.db, "events", START, 10);
  expect(rows.rows.map((row) => row.subject_id)).toEqual(["slow", "quick"]);
});

test("follower: started and woken, it takes in a new row without waiting for its next look, and stops when told", async () => {
  const seen: string[] = [];
  const follower = createFollower(fresh.store, {
    name: "live",
    source: "events",
    every: 3_600_000,
    handle: async (_, rows) => void seen.push(...rows.map((row) => row.subject_id)),
  });
  follower.start();
  await sleep(50);
  await event("a");
  follower.wake();
  for (let tries = 0; seen.length === 0 && tries < 1000; tries++) await sleep(10);
  expect(seen).toEqual(["a"]);
  await follower.stop();
  await event("b");
  follower.wake();
  await sleep(50);
  expect(seen).toEqual(["a"]);
});
