import { afterEach, beforeEach, expect, test } from "vitest";
import { aVoice, type FreshStore, freshStore } from "../testing/index.js";
import { createIngest, IngestBusy } from "./index.js";

let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.drop());

async function count(): Promise<number> {
  const row = await fresh.store.db
    .selectFrom("voices")
    .select((e) => e.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return row.n;
}

test("ingest: a voice comes back from the database as it went in", async () => {
  const voice = aVoice({ flags: ["speeding"], detail: { stars: 4 }, occurredAt: new Date("2026-03-02T04:05:06.789Z"), weight: 1.5 });
  expect(await createIngest(fresh.store).submit(voice)).toEqual({ status: "stored", id: voice.id });
  const row = await fresh.store.db.selectFrom("voices").selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    tenant_id: 1,
    id: voice.id,
    client_key: voice.clientKey,
    occurred_at: voice.occurredAt,
    flags: ["speeding"],
    detail: { stars: 4 },
    nums: [9, null, 4],
    scores: { nps: 9 },
    answers: voice.answers,
    weight: 1.5,
    nps: 9,
    csat: null,
    survey_id: null,
    quality: "valid",
  });
});

test("ingest: absent detail is SQL null, and the null character, which the database cannot hold, is dropped", async () => {
  await createIngest(fresh.store).submit(aVoice({ comment: "a\u0000b", detail: null }));
  const row = await fresh.store.pool.query("select comment, detail is null as none from voices");
  expect(row.rows).toEqual([{ comment: "ab", none: true }]);
});

test("ingest: the same key again changes nothing and answers with the id stored first", async () => {
  const ingest = createIngest(fresh.store);
  const first = aVoice({ nps: 3 });
  await ingest.submit(first);
  const again = await ingest.submit(aVoice({ clientKey: first.clientKey, nps: 10 }));
  expect(again).toEqual({ status: "unchanged", id: first.id });
  expect(await count()).toBe(1);
});

test("ingest: the same key in another organisation is another voice", async () => {
  const ingest = createIngest(fresh.store);
  const [one, two] = await ingest.submitMany([aVoice({ clientKey: "k" }), aVoice({ clientKey: "k", tenantId: 2 })]);
  expect([one?.status, two?.status]).toEqual(["stored", "stored"]);
});

test("ingest: 200 duplicated and reordered submissions at once through two writers store each voice once", async () => {
  const keys = Array.from({ length: 50 }, (_, place) => `visit-${place}`);
  const sent = keys.flatMap((clientKey) => Array.from({ length: 4 }, () => aVoice({ clientKey })));
  const shuffled = sent.map((voice, place) => ({ voice, order: (place * 73) % 200 })).sort((a, b) => a.order - b.order);
  const writers = [createIngest(fresh.store, { batch: 7 }), createIngest(fresh.store, { batch: 11 })];
  const answers = await Promise.all(shuffled.map(({ voice }, place) => writers[place % 2]!.submit(voice)));
  expect(await count()).toBe(50);
  expect(answers.filter((answer) => answer.status === "stored")).toHaveLength(50);
  const ids = new Map<string, Set<string>>();
  for (const [place, { voice }] of shuffled.entries()) {
    ids.set(voice.clientKey, (ids.get(voice.clientKey) ?? new Set()).add(answers[place]!.id));
  }
  expect([...ids.values()].every((set) => set.size === 1)).toBe(true);
});

test("ingest: one voice outside its scale is refused alone, its neighbours are stored", async () => {
  const ingest = createIngest(fresh.store);
  const voices = Array.from({ length: 20 }, (_, place) => aVoice({ nps: place === 13 ? 11 : 5 }));
  const outcomes = await Promise.allSettled(voices.map(ingest.submit));
  expect(outcomes.filter((outcome) => outcome.status === "rejected")).toHaveLength(1);
  expect(outcomes[13]).toMatchObject({ status: "rejected", reason: { code: "23514" } });
  expect(await count()).toBe(19);
});

test("ingest: acknowledged means committed: another connection sees it at once, and onCommit has the number", async () => {
  const committed: number[] = [];
  const ingest = createIngest(fresh.store, { onCommit: (stored) => committed.push(stored) });
  await Promise.all(Array.from({ length: 30 }, () => ingest.submit(aVoice()).then(async () => expect(await count()).toBeGreaterThan(0))));
  expect(committed.reduce((sum, stored) => sum + stored, 0)).toBe(30);
});

test("ingest: beyond the limit new voices are refused at once, and drain waits for the rest", async () => {
  const ingest = createIngest(fresh.store, { limit: 10 });
  const outcomes = Array.from({ length: 12 }, () => ingest.submit(aVoice()).catch((error: unknown) => error));
  await ingest.drain();
  expect(await count()).toBe(10);
  expect((await Promise.all(outcomes)).filter((outcome) => outcome instanceof IngestBusy)).toHaveLength(2);
  expect(ingest.waiting()).toBe(0);
});

test("ingest: connections cut in the middle lose and double nothing", async () => {
  const ingest = createIngest(fresh.store, { batch: 20 });
  const voices = Array.from({ length: 400 }, () => aVoice());
  const sending = Promise.all(voices.map(ingest.submit));
  for (let cut = 0; cut < 5; cut++) {
    await fresh.store.pool
      .query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
      .catch(() => {});
  }
  const answers = await sending;
  expect(answers.every((answer, place) => answer.status === "stored" && answer.id === voices[place]!.id)).toBe(true);
  expect(await count()).toBe(400);
});
