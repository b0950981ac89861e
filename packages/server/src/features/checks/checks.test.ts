import { randomUUID } from "node:crypto";
import { api, type ChecklistDefinition, type Refusal } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";

let server: TestServer;
let units: Record<string, number>;
let auditor: Caller;
let store: Caller;
let list: { id: number; version: number };
const code = (error: unknown) => (error as Refusal).problem.code;

const item = (key: string, weight: number, over: object = {}) => ({
  key,
  text: { "zh-CN": key, en: key },
  weight,
  scale: "half" as const,
  critical: false,
  notApplicable: true,
  ...over,
});
/** The checklist of T-22: weights 10, 20, 30, 20, 20. */
const T22: ChecklistDefinition = {
  sections: [
    { key: "door", title: { en: "Door" }, items: [item("greet", 10), item("seat", 20)] },
    {
      key: "table",
      title: { en: "Table" },
      items: [item("clean", 30), item("serve", 20), item("bill", 20, { critical: true, notApplicable: false })],
    },
  ],
};
const results = (...values: (number | null)[]) =>
  ["greet", "seat", "clean", "serve", "bill"].map((key, i) => ({ item: key, value: values[i] ?? null }));

beforeAll(async () => {
  server = await testServer();
  units = await server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  auditor = await server.person({ roles: ["cx_manager"], name: "稽核员" });
  store = await server.person({ roles: ["frontline_manager"], units: [units.A!], name: "店长" });
  list = await publish(T22);
});

async function publish(definition: ChecklistDefinition): Promise<{ id: number; version: number }> {
  const { id } = await auditor.call(api.checks.createList, { body: { title: { "zh-CN": "前厅", en: "Floor" } } });
  const { revision } = await auditor.call(api.checks.saveList, {
    params: { id },
    body: { revision: 1, title: { "zh-CN": "前厅", en: "Floor" }, draft: definition },
  });
  const { version } = await auditor.call(api.checks.publishList, { params: { id }, body: { revision } });
  return { id, version };
}

const run = (over: object = {}) => ({
  clientKey: randomUUID(),
  list: list.id,
  version: list.version,
  kind: "audit" as const,
  unitId: units.A!,
  results: results(1, 0.5, 1, null, 0.5),
  doneAt: server.clock.now().toISOString(),
  ...over,
});

test("T-22 through the route: 62.5 without a critical item; with one failed the score is capped and the check fails", async () => {
  const plain = await publish({
    sections: T22.sections.map((one) => ({ ...one, items: one.items.map((each) => ({ ...each, critical: false })) })),
  });
  const scored = await auditor.call(api.checks.run, {
    body: run({ list: plain.id, version: plain.version, results: results(1, 0.5, 1, null, 0) }),
  });
  expect([scored.score, scored.itemsN, scored.failedCritical]).toEqual([62.5, 4, false]);
  const failed = await auditor.call(api.checks.run, { body: run({ results: results(1, 1, 1, 1, 0) }) });
  expect([failed.score, failed.uncapped, failed.failedCritical]).toEqual([59, 80, true]);
  const none = await publish({ sections: [{ key: "s", title: {}, items: [item("greet", 1)] }] });
  const empty = await auditor.call(api.checks.run, {
    body: run({ list: none.id, version: none.version, results: [{ item: "greet", value: null }] }),
  });
  expect(empty.score).toBeNull();
});

test("a run is one voice of source audit, once however often it is sent", async () => {
  const body = run();
  const first = await auditor.call(api.checks.run, { body });
  expect((await auditor.call(api.checks.run, { body })).id).toBe(first.id);
  const voice = await server.store.db.selectFrom("voices").selectAll().where("id", "=", first.id).executeTakeFirstOrThrow();
  expect(voice).toMatchObject({ source: "audit", unit_id: units.A, comment: null, detail: { score: first.score, kind: "audit" } });
});

test("answers that do not fit are refused: an item left open, one twice, one of another list, a value off its scale", async () => {
  const wrong = [
    results(1, 1, 1, 1).slice(0, 4),
    [...results(1, 1, 1, 1, 1), { item: "bill", value: 1 }],
    [...results(1, 1, 1, 1, 1), { item: "other", value: 1 }],
    results(0.7, 1, 1, 1, 1),
    results(1, 1, 1, 1, null),
  ];
  for (const given of wrong)
    expect(await auditor.call(api.checks.run, { body: run({ results: given }) }).catch(code)).toBe("INVALID_INPUT");
});

test("nobody checks the own unit, neither as member nor as employee; out of scope is not there", async () => {
  const own = await server.person({ roles: ["cx_manager"], units: [units.A!, units.B!] });
  expect(await own.call(api.checks.run, { body: run() }).catch(code)).toBe("OWN_UNIT");
  const far = await server.person({ roles: ["cx_manager"], units: [units.B!] });
  expect(await far.call(api.checks.run, { body: run() }).catch(code)).toBe("NOT_FOUND");
  await server.store.db
    .insertInto("employees")
    .values({ tenant_id: 1, id: 1, code: "E1", name: "员工", unit_id: units.A!, user_id: auditor.id })
    .execute();
  expect(await auditor.call(api.checks.run, { body: run() }).catch(code)).toBe("OWN_UNIT");
  await server.store.db.deleteFrom("employees").where("id", "=", 1).execute();
});

test("a version in use never changes: the draft moves on, old checks keep their items", async () => {
  const done = await auditor.call(api.checks.run, { body: run() });
  const detail = await auditor.call(api.checks.list, { params: { id: list.id } });
  const draft = { sections: [{ key: "new", title: {}, items: [item("only", 1)] }] };
  const body = { revision: detail.revision, title: detail.title, draft };
  const saved = await auditor.call(api.checks.saveList, { params: { id: list.id }, body });
  expect(await auditor.call(api.checks.saveList, { params: { id: list.id }, body }).catch(code)).toBe("CONFLICT");
  expect(await auditor.call(api.checks.publishList, { params: { id: list.id }, body: saved })).toEqual({ version: 2 });
  expect((await auditor.call(api.checks.read, { params: { id: done.id } })).definition).toEqual(T22);
});

test("an objection holds the score; upheld, it counts nowhere; the auditor does not decide", async () => {
  const whole = async () => (await auditor.call(api.checks.trend, { query: { list: list.id, months: 1 } })).units[0]!;
  const done = await auditor.call(api.checks.run, { body: run({ kind: "mystery" }) });
  const before = await whole();
  const seen = await store.call(api.checks.read, { params: { id: done.id } });
  expect(seen.auditor).toBeNull();
  await store.call(api.checks.appeal, { params: { id: done.id }, body: { reason: "当天停电" } });
  expect((await whole()).n).toBe(before.n - 1);
  expect(await store.call(api.checks.appeal, { params: { id: done.id }, body: { reason: "再来一次" } }).catch(code)).toBe("INVALID_STATE");
  const decision = { decision: "upheld" as const, reason: "停电属实" };
  expect(await auditor.call(api.checks.decide, { params: { id: done.id }, body: decision }).catch(code)).toBe("SELF_VERIFICATION");
  const other = await server.person({ roles: ["cx_manager"] });
  expect((await other.call(api.checks.decide, { params: { id: done.id }, body: decision })).appeal).toBe("upheld");
  expect((await whole()).n).toBe(before.n - 1);
  const voice = await server.store.db.selectFrom("voices").select("quality").where("id", "=", done.id).executeTakeFirstOrThrow();
  expect(voice.quality).toBe("excluded");
});

test("scope and paging: a store sees its own checks only, in order", async () => {
  await auditor.call(api.checks.run, { body: run({ unitId: units.B!, version: 1 }) });
  const mine = await store.call(api.checks.runs, {});
  expect(mine.items.every(({ unit }) => unit.id === units.A)).toBe(true);
  const first = await auditor.call(api.checks.runs, { query: { limit: 3 } });
  const rest = await auditor.call(api.checks.runs, { query: { limit: 100, cursor: first.next! } });
  const all = await auditor.call(api.checks.runs, { query: { limit: 100 } });
  expect([...first.items, ...rest.items]).toEqual(all.items);
  expect((await auditor.call(api.checks.trend, {})).units.map(({ unit }) => unit.id).sort()).toEqual([units.A, units.B]);
});
