import { api } from "@manyi/contracts";
import { replayCase } from "@manyi/core/cases";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { type TestServer, testServer } from "../../testing/index.js";
import { eventsOf, logOf } from "../cases/index.js";
import { loadDemo } from "./index.js";

let server: TestServer;
let loaded: { voices: number; cases: number };

const numbers = async (query: string) => (await sql<Record<string, number>>`${sql.raw(query)}`.execute(server.store.db)).rows[0]!;

beforeAll(async () => {
  server = await testServer();
  loaded = await loadDemo(server.services);
}, 180_000);

test("the demo has its stores, people, customers, voices and cases", async () => {
  const counts = await numbers(`select
    (select count(*)::int from org_units where tenant_id = 2 and type = 'store') as stores,
    (select count(*)::int from employees where tenant_id = 2) as employees,
    (select count(*)::int from customers where tenant_id = 2) as customers,
    (select count(*)::int from voices where tenant_id = 2) as voices,
    (select count(*)::int from cases where tenant_id = 2) as cases,
    (select count(*)::int from cases where tenant_id = 2 and closed_at is null) as open,
    (select count(*)::int from memberships m join auth_users u on u.id = m.user_id where m.tenant_id = 2) as staff`);
  console.log("demo", counts);
  expect(counts).toMatchObject({ stores: 48, employees: 480, customers: 20_000, voices: loaded.voices, cases: loaded.cases, staff: 56 });
  expect(counts.voices).toBeGreaterThanOrEqual(50_000);
  expect(counts.open).toBeGreaterThan(5);
});

test("fieldwork is there: notes, checks with one objection, interviews, doubtful answers of which some were looked at", async () => {
  expect(
    await numbers(`select
      (select count(*)::int from notes) as notes,
      (select count(*)::int from check_runs where score between 0 and 100) as runs,
      (select count(*)::int from check_runs where appeal_state = 'open') as appeals,
      (select count(*)::int from interviews) as interviews,
      (select count(*)::int from voice_marks where kind = 'excluded') as excluded,
      (select count(*)::int from voices where quality = 'flagged' and flags <> '["speeder"]') as waiting`),
  ).toEqual({ notes: 30, runs: 40, appeals: 1, interviews: 6, excluded: 6, waiting: 15 });
});

test("the next version of the study was tried by six, and invitations by name ended in every way", async () => {
  expect(
    await numbers(`select
      (select count(*)::int from pretest_answers where tenant_id = 2 and finished_at is not null) as tried,
      (select count(*)::int from invitations where tenant_id = 2) as invited,
      (select count(distinct state || coalesce(reason, ''))::int from invitations where tenant_id = 2) as endings`),
  ).toEqual({ tried: 6, invited: 340, endings: 9 });
});

test("remarks of the pretest stand with the question they speak of", async () => {
  expect(
    await numbers(`select
      (select count(*)::int from pretest_answers where remarks ->> 'signature_dish' like '%招牌菜%') as dish,
      (select count(*)::int from pretest_answers where remarks ->> 'parking' like '%停车%') as parking`),
  ).toEqual({ dish: 1, parking: 1 });
});

test("a tasting has its quota by gender and age: one cell full and turning people away, none beyond its target", async () => {
  const manager = await server.person({ roles: ["cx_manager"], tenantId: 2 });
  const { id } = (await manager.call(api.surveys.list, { query: { limit: 200 } })).items.find(({ key }) => key === "new-dishes")!;
  const { quotas, screenedOut } = await manager.call(api.quotas.get, { params: { id } });
  const cells = quotas.flatMap((quota) => quota.cells);
  expect(cells).toHaveLength(6);
  expect(cells.filter(({ state }) => state === "full").length).toBeGreaterThan(0);
  expect(cells.filter(({ state, reached }) => state === "open" && reached > 0).length).toBeGreaterThan(2);
  expect(cells.every(({ reached, target }) => reached <= target)).toBe(true);
  expect(screenedOut.sent + cells.reduce((sum, { reached }) => sum + reached, 0)).toBe(160);
});

test("suggestions are there in every state, some wanted by several", async () => {
  const manager = await server.person({ roles: ["cx_manager"], tenantId: 2 });
  const { counts, items } = await manager.call(api.suggestions.list, {});
  expect(counts).toEqual({ heard: 2, planned: 1, done: 1, declined: 1 });
  expect(items.map(({ votes }) => votes)).toEqual([9, 5, 3, 0, 0]);
});

test("feedback is there: reviews, calls and requests in a queue whose logs replay, and hints that are marked as invented", async () => {
  expect(
    await numbers(`select
      (select count(*)::int from voices where source = 'review' and scores ? 'p:rating_5') as reviews,
      (select count(*)::int from voices where source in ('call', 'chat')) as talks,
      (select count(*)::int from feedback_items f where not exists
        (select from feedback_events e where e.tenant_id = f.tenant_id and e.voice_id = f.voice_id)) as without_log,
      (select count(*)::int from feedback_items where ended_at is null and owner_id is null) > 5 as unrouted,
      (select count(*)::int from feedback_items where ended_at is not null) > 250 as ended,
      (select count(*)::int from feedback_items where ended_at is null and state in ('resolved', 'no_action')) > 0 as owed,
      (select count(*)::int from expectation_sources where source not like '%虚构%') as unmarked`),
  ).toEqual({ reviews: 400, talks: 40, without_log: 0, unrouted: true, ended: true, owed: true, unmarked: 0 });
});

test("indirect evidence is there: a website that reports, a shift to be found, a re-test, a band, all marked as invented", async () => {
  expect(
    await numbers(`select
      (select count(distinct label)::int from expectation_sources where site_id = 1) as pages,
      (select count(*)::int from findings where kind = 'retest') as retests,
      (select count(*)::int from reference_bands where source not like '%虚构%') as unmarked`),
  ).toEqual({ pages: 8, retests: 1, unmarked: 0 });
  const manager = await server.person({ roles: ["cx_manager"], tenantId: 2 });
  const { shifts } = await manager.call(api.expectationSources.shifts, {});
  expect(shifts.map(({ kind, attribute }) => [kind, attribute])).toEqual(
    expect.arrayContaining([
      ["search", "parking"],
      ["market", "price"],
    ]),
  );
});

test("loading again adds nothing; a day later it adds that day", async () => {
  const before = await numbers("select count(*)::int as n from voices");
  await loadDemo(server.services);
  expect(await numbers("select count(*)::int as n from voices")).toEqual(before);
  server.clock.advance(86_400_000);
  await loadDemo(server.services);
  const after = await numbers("select count(*)::int as n from voices");
  expect(after.n! - before.n!).toBeGreaterThan(50);
  expect(after.n! - before.n!).toBeLessThan(400);
});

test("every demo case replays from its log to the state in its row", async () => {
  const rows = await server.store.db
    .selectFrom("cases")
    .select(["id", "state", "reopened_count"])
    .where("tenant_id", "=", 2)
    .orderBy("id")
    .limit(150)
    .execute();
  for (const row of rows) {
    const facts = replayCase(logOf(await server.store.tx((tx) => eventsOf(tx, 2, row.id))));
    expect([facts.state, facts.reopened]).toEqual([row.state, row.reopened_count]);
  }
});

test("the stories are there: a slow store, a fine dish below expectation, plain bread above it, a delight that wore off", async () => {
  const day = Math.floor(server.clock.now().getTime() / 86_400_000);
  const ratio = (attribute: string, where: string) =>
    numbers(`select sum((scores->>'p:${attribute}')::int)::float / sum((scores->>'r:${attribute}')::int) as r, count(*)::int as n from voices
      where tenant_id = 2 and scores ? 'p:${attribute}' and scores ? 'r:${attribute}' and ${where}`);
  const now = await ratio("serving_speed", `unit_id = 6 and local_day > ${day - 26}`);
  const before = await ratio("serving_speed", `unit_id = 6 and local_day between ${day - 120} and ${day - 30}`);
  expect(now.r! - before.r!).toBeLessThan(-0.08);
  expect((await ratio("signature_dish", "true")).r).toBeLessThan(0.97);
  expect((await ratio("plain_bread", "true")).r).toBeGreaterThan(1.1);
  expect((await ratio("birthday_treat", `local_day < ${day - 600}`)).r).toBeGreaterThan(1.2);
  expect((await ratio("birthday_treat", `local_day > ${day - 100}`)).r).toBeLessThan(1);
});

test("a removed demo does not come back by itself", async () => {
  const fresh = await testServer();
  await fresh.store.db
    .insertInto("events")
    .values({ tenant_id: 1, id: fresh.services.ids.uuid(), type: "tenant.removed", subject_id: "2", payload: "{}", at: fresh.clock.now() })
    .execute();
  expect(await loadDemo(fresh.services)).toEqual({ voices: 0, cases: 0 });
});

test("the demo's analyst has written down people with a source that says they are invented, weights of the main survey, and notes", async () => {
  const { db } = server.store;
  const margins = await db.selectFrom("population_margins").select(["dimension", "source"]).where("tenant_id", "=", 2).execute();
  expect(margins.map(({ dimension }) => dimension).sort()).toEqual(["segment", "unit"]);
  expect(margins.every(({ source }) => /虚构/.test(source) && /[Ii]nvented/.test(source))).toBe(true);
  const [version, ...others] = await db
    .selectFrom("weight_versions")
    .select(["survey_id", "answers", "state"])
    .where("tenant_id", "=", 2)
    .execute();
  expect([version!.survey_id, version!.state, others]).toEqual([1, "applied", []]);
  const weighted = await numbers("select count(*)::int as n from voices where tenant_id = 2 and weight <> 1");
  expect(weighted.n).toBeGreaterThan(version!.answers * 0.9);
  const notes = await db.selectFrom("timeline_notes").select("text").where("tenant_id", "=", 2).execute();
  expect(notes.map(({ text }) => Object.keys(text).sort())).toEqual(Array.from({ length: 5 }, () => ["en", "zh-CN"]));
});
