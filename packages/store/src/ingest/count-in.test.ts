import type { Quota } from "@manyi/core/quotas";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetQuotaCounts, lockQuotaPlan, readQuotaPlan } from "../quotas/index.js";
import { aVoice, type FreshStore, freshStore } from "../testing/index.js";
import { createIngest, type NewVoice } from "./index.js";

let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.drop());

type Cell = { readonly levels?: readonly string[]; readonly target: number; readonly isClosed?: boolean };
const SURVEY = { tenantId: 1, surveyId: 5 };

/** Quotas of survey 5, cells not counted yet. */
async function plan(quotas: readonly { mode?: Quota["mode"]; dimensions?: Quota["dimensions"]; cells: readonly Cell[] }[], from?: number) {
  const { db } = fresh.store;
  const at = new Date("2026-03-02T04:00:00Z");
  const survey = { tenant_id: 1, survey_id: 5 };
  await db
    .insertInto("quota_plans")
    .values({ ...survey, is_active: true, counts_from: from ?? null, changed_at: at })
    .execute();
  for (const [i, { mode = "hard", dimensions = [], cells }] of quotas.entries()) {
    await db
      .insertInto("quotas")
      .values({ ...survey, id: i + 1, position: i, mode, dimensions: JSON.stringify(dimensions) })
      .execute();
    await db
      .insertInto("quota_cells")
      .values(
        cells.map(({ levels = [], target, isClosed = false }, j) => ({
          ...survey,
          id: 10 * (i + 1) + j,
          quota_id: i + 1,
          levels: JSON.stringify(levels),
          target,
          reached: null,
          is_closed: isClosed,
        })),
      )
      .execute();
  }
}
const answer = (over: Partial<NewVoice> = {}) => aVoice({ surveyId: 5, version: 1, ...over });
const reached = async () => {
  const rows = await fresh.store.db.selectFrom("quota_cells").select(["id", "reached"]).orderBy("id").execute();
  return Object.fromEntries(rows.map((row) => [row.id, row.reached]));
};
const count = async (table: "voices" | "screen_outs") => {
  const row = await fresh.store.db
    .selectFrom(table)
    .select((e) => e.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return row.n;
};

test("quota: 500 at once through three writers that know nothing of each other: exactly the target is stored, the rest is kept with its cell", async () => {
  await plan([{ cells: [{ target: 100 }] }]);
  const writers = [7, 60, 500].map((batch) => createIngest(fresh.store, { batch }));
  const answers = await Promise.all(Array.from({ length: 500 }, (_, i) => writers[i % 3]!.submit(answer())));
  expect(answers.filter(({ status }) => status === "stored")).toHaveLength(100);
  expect(answers.filter(({ status }) => status === "quota_full")).toHaveLength(400);
  expect([await count("voices"), await count("screen_outs"), await reached()]).toEqual([100, 400, { 10: 100 }]);
});

test("quota: an answer goes in only when every cell it falls in has a place, and takes one in each", async () => {
  const by = [
    { kind: "answer", question: "gender" },
    { kind: "answer", question: "age" },
  ] as const;
  await plan([
    {
      dimensions: by,
      cells: [
        { levels: ["f", "20"], target: 2 },
        { levels: ["f", "30"], target: 5 },
      ],
    },
    { cells: [{ target: 4 }] },
  ]);
  const ingest = createIngest(fresh.store);
  const send = async (gender: string, age: string) => (await ingest.submit(answer({ answers: { gender, age } }))).status;
  const sent: string[] = [];
  for (const [gender, age] of [
    ["f", "20"],
    ["f", "20"],
    ["f", "20"],
    ["m", "20"],
    ["f", "30"],
    ["f", "30"],
  ] as const)
    sent.push(await send(gender, age));
  expect(sent).toEqual(["stored", "stored", "quota_full", "stored", "stored", "quota_full"]);
  expect(await reached()).toEqual({ 10: 2, 11: 1, 20: 4 });
  const refused = await fresh.store.db.selectFrom("screen_outs").selectAll().orderBy("cell_id").execute();
  // of the answer only what decided it is kept
  expect(refused.map((row) => [row.quota_id, row.cell_id, row.reason, row.stage, row.answers])).toEqual([
    [1, 10, "quota_full", "sent", { gender: "f", age: "20" }],
    [2, 20, "quota_full", "sent", {}],
  ]);
});

test("quota: an answer the database refuses takes no place, also in the middle of a batch", async () => {
  await plan([{ cells: [{ target: 10 }] }]);
  const ingest = createIngest(fresh.store);
  const outcomes = await Promise.allSettled(Array.from({ length: 16 }, (_, i) => ingest.submit(answer({ nps: i % 4 === 0 ? 11 : 5 }))));
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(4);
  expect([await count("voices"), await reached()]).toEqual([10, { 10: 10 }]);
});

test("quota: the same key again takes no second place and is answered the same, stored or refused, also after places have come free", async () => {
  await plan([{ cells: [{ target: 1 }] }]);
  const ingest = createIngest(fresh.store);
  const [first, second] = [answer(), answer()];
  const twice = await ingest.submitMany([first, { ...first, id: answer().id }, second, { ...second, id: answer().id }]);
  expect(twice.map(({ status, id }) => [status, id])).toEqual([
    ["stored", first.id],
    ["unchanged", first.id],
    ["quota_full", second.id],
    ["quota_full", second.id],
  ]);
  await fresh.store.db.updateTable("quota_cells").set({ target: 9 }).execute();
  const again = await createIngest(fresh.store).submitMany([
    answer({ clientKey: first.clientKey }),
    answer({ clientKey: second.clientKey }),
  ]);
  expect(again).toMatchObject([
    { status: "unchanged", id: first.id },
    { status: "quota_full", id: second.id, by: { quotaId: 1, cellId: 10 } },
  ]);
  expect([await count("voices"), await count("screen_outs"), await reached()]).toEqual([1, 1, { 10: 1 }]);
});

test("quota: connections cut in the middle neither lose a place nor give one twice", async () => {
  await plan([{ cells: [{ target: 150 }] }]);
  const ingest = createIngest(fresh.store, { batch: 20 });
  const sending = Promise.all(Array.from({ length: 300 }, () => ingest.submit(answer())));
  for (let cut = 0; cut < 5; cut++) {
    await fresh.store.pool
      .query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
      .catch(() => {});
  }
  const answers = await sending;
  expect(answers.filter(({ status }) => status === "stored")).toHaveLength(150);
  expect([await count("voices"), await count("screen_outs"), await reached()]).toEqual([150, 150, { 10: 150 }]);
});

test("quota: soft ones only count, closed cells take nobody, and imports count without being refused", async () => {
  await plan([
    { mode: "soft", cells: [{ target: 1 }] },
    { dimensions: [{ kind: "channel" }], cells: [{ levels: ["kiosk"], target: 50, isClosed: true }] },
  ]);
  const ingest = createIngest(fresh.store);
  const sent = await ingest.submitMany([answer(), answer(), answer({ channel: "kiosk" }), answer({ channel: "kiosk", source: "import" })]);
  expect(sent.map(({ status }) => status)).toEqual(["stored", "stored", "quota_full", "stored"]);
  expect(await reached()).toEqual({ 10: 3, 20: 1 });
  const refused = await fresh.store.db.selectFrom("screen_outs").select("reason").executeTakeFirstOrThrow();
  expect(refused.reason).toBe("quota_closed");
});

test("quota: answers from before are counted by the first who holds the plan; days before its start are not", async () => {
  const ingest = createIngest(fresh.store);
  await ingest.submitMany([
    answer({ localDay: 100 }),
    answer({ localDay: 200 }),
    answer({ localDay: 201, quality: "excluded" }),
    aVoice({ surveyId: 6 }),
  ]);
  await plan([{ cells: [{ target: 2 }] }], 150);
  const sent = await ingest.submitMany([answer({ localDay: 149 }), answer({ localDay: 150 }), answer({ localDay: 151 })]);
  expect(sent.map(({ status }) => status)).toEqual(["stored", "stored", "quota_full"]);
  expect(await reached()).toEqual({ 10: 2 });
});

test("quota: a number that was forgotten while others count is counted anew, never guessed", async () => {
  await plan([{ cells: [{ target: 3 }] }]);
  const ingest = createIngest(fresh.store);
  await ingest.submitMany([answer(), answer(), answer()]);
  await fresh.store.tx(async (tx) => {
    await sql`update voices set quality = 'excluded' where id = (select id from voices limit 1)`.execute(tx);
    await forgetQuotaCounts(tx, SURVEY);
  });
  expect(await reached()).toEqual({ 10: null });
  expect((await ingest.submitMany([answer(), answer()])).map(({ status }) => status)).toEqual(["stored", "quota_full"]);
  expect(await reached()).toEqual({ 10: 3 });
});

test("quota: a unit's cell counts everything below it", async () => {
  const unit = (id: number, path: string) =>
    sql`insert into org_units (tenant_id, id, type, code, name, time_zone, path, created_at)
      values (1, ${id}, 'store', ${`U${id}`}, '{}', 'UTC', ${path}, now())`.execute(fresh.store.db);
  await sql`insert into tenants (id, code, name, created_at) values (1, 'own', '{}', now()) on conflict do nothing`.execute(fresh.store.db);
  for (const [id, path] of [
    [1, "/1/"],
    [2, "/1/2/"],
    [12, "/12/"],
  ] as const)
    await unit(id, path);
  await plan([{ dimensions: [{ kind: "unit" }], cells: [{ levels: ["1"], target: 1 }] }]);
  const ingest = createIngest(fresh.store);
  const sent = await ingest.submitMany([answer({ unitId: 2 }), answer({ unitId: 12 }), answer({ unitId: 1 }), answer()]);
  expect(sent.map(({ status }) => status)).toEqual(["stored", "stored", "quota_full", "stored"]);
});

test("quota: a survey that lost its quotas goes the plain way again, and one that gets some is counted at once", async () => {
  const ingest = createIngest(fresh.store);
  await ingest.submit(answer());
  await plan([{ cells: [{ target: 1 }] }]);
  expect((await ingest.submit(answer())).status).toBe("quota_full");
  await fresh.store.db.updateTable("quota_plans").set({ is_active: false }).execute();
  expect((await ingest.submitMany([answer(), answer()])).map(({ status }) => status)).toEqual(["stored", "stored"]);
  expect(await readQuotaPlan(fresh.store.db, SURVEY)).toBeNull();
  expect(await fresh.store.tx((tx) => lockQuotaPlan(tx, SURVEY))).toBeNull();
});
