import { api, type In, Refusal } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";
import { createWork, type ReadingWork } from "../reading/index.js";

type Draft = In<typeof api.taxonomy.save>["body"]["topics"];
let world: FiguresWorld;
let work: ReadingWork;
let manager: Caller;
let units: Record<string, number>;
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);
const draftOf = async (): Promise<{ version: number; topics: Draft }> => {
  const { version, topics } = await manager.call(api.taxonomy.get, {});
  return { version, topics: topics.map(({ isRetired: _, ...topic }) => topic) };
};
const parking = { code: "parking_fee", name: { "zh-CN": "停车费", en: "Parking fee" }, terms: { zh: ["停车费"], en: ["parking fee"] } };

beforeAll(async () => {
  world = await figuresWorld();
  work = createWork(world.server.services);
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  manager = await world.server.person({ roles: ["cx_manager"] });
  await world.answer([
    ...Array.from({ length: 8 }, (_, i) => ({ unitId: units.A!, day: TODAY, comment: `停车费收得莫名其妙，电话 1381234567${i}` })),
    ...Array.from({ length: 6 }, (_, i) => ({ unitId: units.B!, day: TODAY, comment: `停车费贵 ${i}` })),
    { unitId: units.A!, day: TODAY, comment: "匿名停车费", anonymity: "anonymous" as const, occurredAt: null },
  ]);
  await work.reader.run();
});

test("taxonomy: a preview counts what moves on real comments within scope, masked, and stores nothing", async () => {
  const { version, topics } = await draftOf();
  const preview = await manager.call(api.taxonomy.preview, { body: { topics: [...topics, parking] } });
  expect(preview).toMatchObject({ looked: 14, comments: 14, moved: 14, faults: [] });
  expect(preview.topics.find((topic) => topic.code === "parking_fee")).toEqual({
    code: "parking_fee",
    before: 0,
    after: 14,
    gained: 14,
    lost: 0,
  });
  for (const { text, spans } of preview.examples) {
    expect(text).not.toMatch(/1381234567|匿名/);
    expect(spans.map(([from, to]) => text.slice(from, to))).toContain("停车费");
  }
  expect((await draftOf()).version).toBe(version);
});

test("taxonomy: faults are told in words; one language alone is a warning", async () => {
  const { version, topics } = await draftOf();
  const bad = [
    ...topics,
    { ...parking, code: "nowhere.fee" },
    { ...parking, terms: { zh: ["停车费"], en: [] } },
    { ...parking, code: "empty", terms: { zh: [], en: [] } },
  ];
  const { faults } = await manager.call(api.taxonomy.preview, { body: { topics: bad } });
  expect(faults).toEqual(
    expect.arrayContaining([
      { code: "nowhere.fee", fault: "NO_PARENT" },
      { code: "parking_fee", fault: "ONE_LANGUAGE" },
      { code: "empty", fault: "NO_TERMS" },
    ]),
  );
  const refused = manager.call(api.taxonomy.save, { body: { version, topics: bad } });
  await expect(refused).rejects.toMatchObject({
    problem: { code: "INVALID_INPUT", at: expect.arrayContaining([expect.objectContaining({ path: "body.topics.empty" })]) },
  });
});

test("taxonomy: saving makes a version, reads everything again, and labels of people stay", async () => {
  const { version, topics } = await draftOf();
  const voice = await world.server.store.db.selectFrom("voices").select("id").where("comment", "=", "停车费贵 0").executeTakeFirstOrThrow();
  const price = topics.find((topic) => topic.code === "price")!;
  await manager.call(api.voices.label, { params: { id: voice.id }, body: { kind: "topic_off", topic: price.id! } });
  const saved = await manager.call(api.taxonomy.save, { body: { version, note: "停车费", topics: [...topics, parking] } });
  expect(saved).toMatchObject({ version: version + 1, run: { state: "running" } });
  while (await work.runBatch());
  const after = await manager.call(api.taxonomy.get, {});
  expect(after.run).toMatchObject({ state: "done" });
  const fee = after.topics.find((topic) => topic.code === "parking_fee")!;
  const counted = await world.server.store.db
    .selectFrom("voice_topics")
    .select(["topic_id", "voice_id"])
    .where("tenant_id", "=", 1)
    .execute();
  expect(counted.filter(({ topic_id }) => topic_id === fee.id).length).toBeGreaterThanOrEqual(14);
  expect(counted.some(({ topic_id, voice_id }) => topic_id === price.id && voice_id === voice.id)).toBe(false);
  await expect(manager.call(api.taxonomy.save, { body: { version, topics } }).catch(code)).resolves.toBe("CONFLICT");
});

test("taxonomy: an older version comes back whole; retired topics keep their id", async () => {
  const { version } = await draftOf();
  const fee = (await manager.call(api.taxonomy.get, {})).topics.find((topic) => topic.code === "parking_fee")!;
  const old = await manager.call(api.taxonomy.version, { params: { version: version - 1 } });
  const asDraft = (topics: typeof old.topics): Draft => topics.map(({ isRetired: _, ...topic }) => topic);
  await manager.call(api.taxonomy.save, { body: { version, topics: asDraft(old.topics) } });
  expect((await draftOf()).topics.map((topic) => topic.code)).toEqual(old.topics.map((topic) => topic.code));
  const again = await draftOf();
  await manager.call(api.taxonomy.save, { body: { version: again.version, topics: [...again.topics, { ...asDraft([fee])[0]! }] } });
  expect((await draftOf()).topics.find((topic) => topic.code === "parking_fee")!.id).toBe(fee.id);
  const { items } = await manager.call(api.taxonomy.versions, {});
  expect(items.map((item) => item.version)).toEqual([version + 2, version + 1, version, version - 1]);
});

test("taxonomy: words that no topic knows are proposed, most said first, within scope", async () => {
  await world.answer(Array.from({ length: 12 }, (_, i) => ({ unitId: units.B!, day: TODAY, comment: `宠物不能进 ${i}` })));
  await work.reader.run();
  const { unmapped } = await manager.call(api.taxonomy.suggestions, {});
  expect(unmapped.some(({ term }) => term.includes("宠物"))).toBe(true);
  const scoped = await world.server.person({ roles: ["cx_manager"], units: [units.A!] });
  expect(JSON.stringify(await scoped.call(api.taxonomy.suggestions, {}))).not.toContain("宠物");
  const { near } = await manager.call(api.taxonomy.suggestions, { query: { topic: "parking_fee" } });
  for (const { term } of near) expect(term).not.toBe("停车费");
});

test("taxonomy: a topic says what kind of benefit it speaks of, from the starter tree or as chosen", async () => {
  const { version, topics } = await draftOf();
  const changed = topics.map((topic) => (topic.code === "waiting" ? { ...topic, benefit: "relational" as const } : topic));
  await manager.call(api.taxonomy.save, { body: { version, topics: changed } });
  const kinds = new Map((await manager.call(api.taxonomy.get, {})).topics.map(({ code, benefit }) => [code, benefit ?? null]));
  expect([kinds.get("waiting"), kinds.get("price"), kinds.get("staff")]).toEqual(["relational", "functional", null]);
});
