import { api, Refusal } from "@manyi/contracts";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";
import { createWork, type ReadingWork } from "../reading/index.js";
import { mayAutomate } from "./automation.js";
import { openAutomaticCases } from "./open-cases.js";
import { countRated, takeTraining } from "./trainings.js";

let world: FiguresWorld;
let work: ReadingWork;
let manager: Caller;
let units: Record<string, number>;
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);
const db = () => world.server.store.db;

beforeAll(async () => {
  world = await figuresWorld();
  work = createWork(world.server.services);
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  manager = await world.server.person({ roles: ["cx_manager"] });
  await world.answer(
    Array.from({ length: 240 }, (_, i) => ({
      unitId: i % 4 === 0 ? units.B! : units.A!,
      day: TODAY,
      nps: i % 2 === 0 ? 2 : 10,
      comment: i % 2 === 0 ? `太差了，态度恶劣，再也不来 ${i}` : `非常满意，服务热情，味道好 ${i}`,
    })),
  );
  await world.answer([{ unitId: units.A!, day: TODAY, comment: "匿名的话很差", anonymity: "anonymous", occurredAt: null }]);
  await work.reader.run();
});

test("labelling: comments are drawn by chance within scope, never anonymous ones, and shown without the machine's word", async () => {
  const scoped = await world.server.person({ roles: ["frontline_manager"], units: [units.B!] });
  expect(await scoped.call(api.readingQuality.draw, { body: { count: 10 } })).toEqual({ drawn: 10 });
  const { items } = await scoped.call(api.readingQuality.waiting, {});
  const unit = await db()
    .selectFrom("voices")
    .select("unit_id")
    .where(
      "id",
      "in",
      items.map(({ voiceId }) => voiceId),
    )
    .execute();
  expect(new Set(unit.map(({ unit_id }) => unit_id))).toEqual(new Set([units.B]));
  expect(Object.keys(items[0]!).sort()).toEqual(["on", "text", "voiceId"]);
  expect(JSON.stringify(items)).not.toContain("匿名");
  const other = await world.server.person({ roles: ["frontline_manager"], units: [units.A!] });
  const body = { sentiment: 1 as const, topics: [] };
  await expect(other.call(api.readingQuality.label, { params: { voiceId: items[0]!.voiceId }, body }).catch(code)).resolves.toBe(
    "NOT_FOUND",
  );
});

test("automation: refused until 200 drawn comments agree with κ ≥ 0.6, and lost again when they no longer do", async () => {
  await expect(manager.call(api.readingQuality.automate, { body: { on: true } }).catch(code)).resolves.toBe("INVALID_STATE");
  for (const count of [100, 100]) await manager.call(api.readingQuality.draw, { body: { count } });
  const truth = (text: string) => (text.includes("差") ? -1 : 1) as -1 | 1;
  const { items } = await manager.call(api.readingQuality.waiting, {});
  for (const { voiceId, text } of items.slice(0, 10))
    await manager.call(api.readingQuality.label, { params: { voiceId }, body: { sentiment: truth(text) } });
  // the others as if labelled the same way
  await sql`update label_samples s set labelled_at = now(), machine = r.sentiment, machine_topics = array(select (one ->> 'topic')::smallint
      from jsonb_array_elements(r.topics) as one), person = case when v.comment like '%差%' then -1 else 1 end
    from voice_readings r join voices v on v.tenant_id = r.tenant_id and v.id = r.voice_id
    where r.tenant_id = s.tenant_id and r.voice_id = s.voice_id and s.labelled_at is null`.execute(db());
  const quality = await manager.call(api.readingQuality.get, {});
  expect(quality.sample).toMatchObject({ drawn: 210, labelled: 210, waiting: 0, needed: 200 });
  expect(quality.sentiment.table.flat().reduce((sum, n) => sum + n, 0)).toBe(210);
  expect(quality.sentiment.kappa!.value).toBeGreaterThan(0.6);
  expect(quality.automation).toMatchObject({ isOn: false, isAllowed: true });
  await manager.call(api.readingQuality.automate, { body: { on: true } });
  expect(await mayAutomate(db(), 1)).toBe(true);
  const fresh = { unitId: units.A!, day: TODAY, occurredAt: world.server.clock.now(), comment: "太差了，态度恶劣，再也不来" };
  const [bad, scored] = await world.answer([fresh, { ...fresh, nps: 9 }]);
  await work.reader.run();
  expect(await openAutomaticCases(world.server.services)).toBe(1);
  expect(await openAutomaticCases(world.server.services)).toBe(0);
  const cases = await db().selectFrom("cases").select("voice_id").execute();
  expect(cases.map(({ voice_id }) => voice_id)).toEqual([bad]);
  expect(scored).not.toBe(bad);
  await db().updateTable("label_samples").set({ machine: -1 }).where("tenant_id", "=", 1).execute();
  expect(await mayAutomate(db(), 1)).toBe(false);
  expect((await manager.call(api.readingQuality.get, {})).automation.isOn).toBe(false);
});

test("labelling: a label wins over the machine, is kept once, and tells per topic what was missed", async () => {
  const rows = await db().selectFrom("voice_labels").select(["voice_id", "kind"]).where("kind", "=", "sentiment").execute();
  expect(new Set(rows.map(({ voice_id }) => voice_id)).size).toBe(10);
  const again = { params: { voiceId: rows[0]!.voice_id }, body: { sentiment: 0 as const } };
  await expect(manager.call(api.readingQuality.label, again).catch(code)).resolves.toBe("INVALID_STATE");
  const { topics } = await manager.call(api.readingQuality.get, {});
  const attitude = topics.find(({ name }) => name.en === "Attitude")!;
  expect(attitude).toMatchObject({ people: 0, both: 0, recall: null, precision: 0 });
  expect(attitude.machine).toBeGreaterThan(0);
});

test("training: what a person says wins over the customer's score; neutral and cannot-tell teach nothing", async () => {
  const ids = await world.answer([9, 2, 10].map((nps) => ({ unitId: units.A!, day: TODAY, nps, comment: "还行吧，菜是菜，饭是饭" })));
  await work.reader.run();
  const n = () => countRated(db(), 1, "zh");
  const before = await n();
  const say = (voiceId: string, sentiment: "bad" | "mixed" | "good" | "uncertain") =>
    manager.call(api.voices.label, { params: { id: voiceId }, body: { kind: "sentiment", sentiment } });
  await say(ids[0]!, "mixed");
  expect(await n()).toBe(before - 1);
  await say(ids[1]!, "uncertain");
  expect(await n()).toBe(before - 2);
  await say(ids[2]!, "bad");
  expect(await n()).toBe(before - 2);
  await say(ids[0]!, "good");
  expect(await n()).toBe(before - 1);
});

test("training: replaced only when better on the part held back; every model can be put back", async () => {
  // words that the shipped model takes for praise or does not know, used the other way round here
  await world.answer(
    Array.from({ length: 500 }, (_, i) => ({
      unitId: units.A!,
      day: TODAY,
      nps: i % 2 === 0 ? 1 : 10,
      comment: i % 2 === 0 ? `蓝标款到货，编号 ${i} 号柜 ${i * 7}` : `红标款到货，编号 ${i} 号柜 ${i * 3}`,
    })),
  );
  await work.reader.run();
  const { id } = await manager.call(api.readingQuality.train, { body: { language: "zh" } });
  await expect(manager.call(api.readingQuality.train, { body: { language: "zh" } }).catch(code)).resolves.toBe("INVALID_STATE");
  await expect(manager.call(api.readingQuality.train, { body: { language: "en" } }).catch(code)).resolves.toBe("INVALID_STATE");
  expect(await takeTraining(world.server.services)).toBe(true);
  const { trainings, models } = await manager.call(api.readingQuality.get, {});
  expect(trainings[0]).toMatchObject({ id, state: "accepted", language: "zh" });
  expect(trainings[0]!.figures!.after).toBeGreaterThan(trainings[0]!.figures!.before);
  const own = models.find(({ isShipped }) => !isShipped)!;
  expect(own).toMatchObject({ isUsed: true, language: "zh" });
  while (await work.runBatch());
  const model = () =>
    db().selectFrom("voice_readings").select("model_version").where("language", "=", "zh").limit(1).executeTakeFirstOrThrow();
  expect((await model()).model_version).toContain(own.version);
  await manager.call(api.readingQuality.useModel, { body: { language: "zh", version: "shipped" } });
  while (await work.runBatch());
  expect((await model()).model_version).not.toContain(own.version);
  await expect(manager.call(api.readingQuality.useModel, { body: { language: "zh", version: "own-none" } }).catch(code)).resolves.toBe(
    "NOT_FOUND",
  );
});
