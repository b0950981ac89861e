import { randomUUID } from "node:crypto";
import { api, Refusal } from "@manyi/contracts";
import { fold } from "@manyi/core/text";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { commentOf } from "../demo/comments.js";
import { diceOf } from "../demo/dice.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";
import { askForRun, createWork, type ReadingWork, recordTree } from "./index.js";
import { keptReaders, readVoices } from "./reader.js";

let world: FiguresWorld;
let work: ReadingWork;
let manager: Caller;
let units: Record<string, number>;
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);
const db = () => world.server.store.db;

/** Stores comments, reads them, and waits until figures hold what they say. */
async function say(comments: readonly (string | { comment: string; [part: string]: unknown })[]): Promise<string[]> {
  const ids = await world.answer(comments.map((one) => ({ unitId: units.A!, ...(typeof one === "string" ? { comment: one } : one) })));
  await work.reader.run();
  await world.projection.catchUp();
  return ids;
}

async function runAgain(): Promise<void> {
  await world.server.store.tx((tx) =>
    askForRun(tx, { tenantId: 1, id: randomUUID(), reason: "taxonomy", by: null, at: world.server.clock.now() }),
  );
  while (await work.runBatch());
}

beforeAll(async () => {
  world = await figuresWorld();
  work = createWork(world.server.services);
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  manager = await world.server.person({ roles: ["cx_manager"] });
});

test("reading: language, side, topics with their places and signals of a new comment, in both languages", async () => {
  const [zh, en] = await say(["收银员态度很差，排队等了半小时", "The cashier was very friendly, thank you"]);
  const read = await manager.call(api.voices.get, { params: { id: zh! } });
  const { topics } = await manager.call(api.org.vocabulary, {});
  const nameOf = (id: number) => topics.find((topic) => topic.id === id)?.code;
  expect(read.reading).toMatchObject({ sentiment: "bad", byPerson: false });
  const attitude = read.reading!.topics.find(({ id }) => nameOf(id) === "staff.attitude")!;
  expect(attitude.sentiment).toBe("bad");
  expect(attitude.spans.map(([from, to]) => read.comment!.slice(from, to)).join("")).toContain("态度");
  const praised = await manager.call(api.voices.get, { params: { id: en! } });
  expect(praised.reading).toMatchObject({ sentiment: "good", signals: [{ kind: "thanks" }] });
});

test("reading: killed before the end it has done nothing, and afterwards everything once", async () => {
  await world.answer([{ unitId: units.A!, comment: "结账太慢" }]);
  const before = await db().selectFrom("voice_readings").select("voice_id").execute();
  const rows = await db().selectFrom("voices").selectAll().where("comment", "=", "结账太慢").execute();
  const killed = world.server.store.tx(async (tx) => {
    await readVoices(tx, keptReaders(), rows, new Date());
    throw new Error("killed");
  });
  await expect(killed).rejects.toThrow("killed");
  expect(await db().selectFrom("voice_readings").select("voice_id").execute()).toHaveLength(before.length);
  await work.reader.run();
  await work.reader.run();
  // the same rows once more, as after a lost cursor
  await world.server.store.tx((tx) => readVoices(tx, keptReaders(), rows, new Date()));
  const counted = await sql<{ voice_id: string; n: number }>`
    select voice_id, count(*)::int as n from voice_topics where voice_id = ${rows[0]!.id}::uuid and topic_id = 0 group by voice_id`.execute(
    db(),
  );
  expect(counted.rows).toEqual([{ voice_id: rows[0]!.id, n: 1 }]);
});

test("labels: a person's word wins, survives every new reading, counts in figures, and can be taken back", async () => {
  const [id] = await say(["还可以吧，价格有点贵"]);
  const { topics } = await manager.call(api.org.vocabulary, {});
  const price = topics.find((topic) => topic.code === "price")!.id;
  const clean = topics.find((topic) => topic.code === "place.cleanliness")!.id;
  const label = (body: Parameters<typeof manager.call<typeof api.voices.label>>[1]["body"]) =>
    manager.call(api.voices.label, { params: { id: id! }, body });
  const good = await label({ kind: "sentiment", sentiment: "good" });
  await label({ kind: "topic_off", topic: price });
  const added = await label({ kind: "topic_on", topic: clean, sentiment: "bad" });
  const says = async () => (await manager.call(api.voices.get, { params: { id: id! } })).reading!;
  const corrected = {
    sentiment: "good",
    byPerson: true,
    topics: [{ id: clean, sentiment: "bad", byPerson: true, spans: [] }],
    signals: [],
    copies: 0,
  };
  expect(await says()).toEqual(corrected);
  await runAgain();
  expect(await says()).toEqual(corrected);
  await world.projection.catchUp();
  const found = await manager.call(api.figures.overview, { query: { topic: clean, sentiment: "bad" } });
  expect(found.statement.answers).toBe(1);
  await manager.call(api.voices.unlabel, { params: { id: id!, labelId: added.labelId } });
  await manager.call(api.voices.unlabel, { params: { id: id!, labelId: good.labelId } });
  expect(await manager.call(api.voices.unlabel, { params: { id: id!, labelId: good.labelId } }).catch(code)).toBe("INVALID_STATE");
  expect((await says()).topics.filter(({ id: topic }) => topic === clean || topic === price)).toEqual([]);
  expect((await says()).byPerson).toBe(false);
  const kept = await db().selectFrom("voice_labels").select(["kind", "by_user"]).where("voice_id", "=", id!).orderBy("id").execute();
  expect(kept.map(({ kind }) => kind)).toEqual(["sentiment", "topic_off", "topic_on", "undo", "undo"]);
  expect(new Set(kept.map(({ by_user }) => by_user))).toEqual(new Set([manager.id]));
});

test("labels: out of scope is not there, an unknown topic neither; without words or without a name there is nothing to correct", async () => {
  const [id] = await say(["货架很乱"]);
  const other = await world.server.person({ roles: ["frontline_manager"], units: [units.B!] });
  const body = { kind: "sentiment", sentiment: "bad" } as const;
  expect(await other.call(api.voices.label, { params: { id: id! }, body }).catch(code)).toBe("NOT_FOUND");
  expect(await manager.call(api.voices.label, { params: { id: id! }, body: { kind: "topic_off", topic: 999 } }).catch(code)).toBe(
    "NOT_FOUND",
  );
  const [silent, nameless] = await world.answer([{ unitId: units.A! }, { unitId: units.A!, anonymity: "anonymous", comment: "匿名的话" }]);
  for (const voice of [silent!, nameless!]) {
    expect(await manager.call(api.voices.label, { params: { id: voice }, body }).catch(code)).toBe("INVALID_STATE");
  }
});

test("tree: a changed tree reads everything again, with progress, and old topics keep their id", async () => {
  const [id] = await say(["宠物区太小了"]);
  const at = world.server.clock.now();
  const retired = (await db().selectFrom("topics").select(["id", "code"]).where("code", "=", "price").executeTakeFirstOrThrow()).id;
  await world.server.store.tx(async (tx) => {
    await tx
      .insertInto("topics")
      .values({
        tenant_id: 1,
        id: 500,
        code: "pets",
        parent_code: null,
        name: JSON.stringify({ "zh-CN": "宠物", en: "Pets" }),
        attribute_code: null,
        words: JSON.stringify({ terms: { zh: ["宠物"], en: ["pet"] } }),
        position: 99,
      })
      .execute();
    await tx.updateTable("topics").set({ retired_at: at }).where("tenant_id", "=", 1).where("id", "=", retired).execute();
    await recordTree(tx, 1, { by: manager.id, at, note: "pets" });
  });
  await runAgain();
  const read = await manager.call(api.voices.get, { params: { id: id! } });
  expect(read.reading!.topics.map((topic) => topic.id)).toEqual([500]);
  const run = await db().selectFrom("reading_runs").selectAll().orderBy("asked_at", "desc").orderBy("id", "desc").executeTakeFirstOrThrow();
  expect(run).toMatchObject({ state: "done", done: run.total });
  expect((await manager.call(api.org.vocabulary, {})).topics.some((topic) => topic.id === retired)).toBe(false);
});

test("figures: cells by topic, by sentiment, and the score of those who mention a topic", async () => {
  await world.answer([{ unitId: units.B!, nps: 10, scores: { nps: 10 } }]);
  await say([
    { comment: "宠物区很好，很喜欢", unitId: units.B!, nps: 9, scores: { nps: 9 } },
    { comment: "宠物区又脏又臭，太差了", unitId: units.B!, nps: 1, scores: { nps: 1 } },
  ]);
  const query = { unit: units.B!, metric: "nps" };
  const byTopic = await manager.call(api.figures.breakdown, { query: { ...query, by: "topic" } });
  expect(byTopic.rows.find(({ key }) => key === 500)).toMatchObject({ label: { "zh-CN": "宠物" }, figure: { n: 2, value: 0 } });
  expect(byTopic.total).toMatchObject({ n: 2 });
  const bySide = await manager.call(api.figures.breakdown, { query: { ...query, by: "sentiment" } });
  const side = Object.fromEntries(bySide.rows.map(({ key, figure }) => [key, [figure.n, figure.value]]));
  expect(side).toEqual({ good: [1, 100], bad: [1, -100] });
  const bad = await manager.call(api.voices.list, { query: { topic: 500, sentiment: "bad", unit: units.B! } });
  expect(bad.items.map(({ comment }) => comment)).toEqual(["宠物区又脏又臭，太差了"]);
  expect(await manager.call(api.voices.list, { query: { topic: 499 } }).catch(code)).toBe("NOT_FOUND");
});

test("safety: words of danger reach the safety queue whatever the score says; told the past, they do not", async () => {
  await world.server.listen();
  const at = world.server.clock.now();
  const [fresh, old] = await say([
    { comment: "味道很好，就是汤里有玻璃渣，孩子划伤了嘴", nps: 10, scores: { nps: 10 }, occurredAt: at, localDay: TODAY },
    { comment: "去年这里着火过", nps: 9, scores: { nps: 9 }, day: TODAY - 20 },
  ]);
  const events = await db().selectFrom("events").select("subject_id").where("type", "=", "voice.unsafe").execute();
  expect(events.map(({ subject_id }) => subject_id)).toEqual([fresh]);
  await expect
    .poll(async () =>
      (await db().selectFrom("cases").select(["severity", "voice_id"]).execute()).filter(({ voice_id }) => voice_id === fresh),
    )
    .toMatchObject([{ severity: "safety" }]);
  expect((await manager.call(api.voices.list, { query: { signal: "safety" } })).items.map(({ id }) => id).sort()).toEqual(
    [fresh, old].sort(),
  );
  expect((await manager.call(api.voices.list, { query: { signal: "safety", handling: "open" } })).items.map(({ id }) => id)).toEqual([
    fresh,
  ]);
});

test("copies: nearly the same comment is counted, and found from any of them", async () => {
  const text = "环境优雅服务周到下次还会再来光顾这家店的";
  const [one, two] = await say([text, `${text}！！`]);
  const read = await manager.call(api.voices.get, { params: { id: one! } });
  expect(read.reading!.copies).toBe(1);
  const like = await manager.call(api.voices.list, { query: { like: two! } });
  expect(like.items.map(({ id }) => id).sort()).toEqual([one, two].sort());
});

test("removal: a reading goes with its voice", async () => {
  const importId = randomUUID();
  const [id] = await say([{ comment: "导入的话，很好", importId }]);
  await db().deleteFrom("voices").where("tenant_id", "=", 1).where("import_id", "=", importId).execute();
  await world.server.store.tx(async (tx) => {
    await tx
      .insertInto("events")
      .values({ tenant_id: 1, id: randomUUID(), type: "import.undone", subject_id: importId, payload: "{}", at: new Date() })
      .execute();
  });
  await expect
    .poll(async () => {
      await work.removals.run();
      return db().selectFrom("voice_readings").select("voice_id").where("voice_id", "=", id!).execute();
    })
    .toEqual([]);
  expect(await db().selectFrom("voice_topics").select("voice_id").where("voice_id", "=", id!).execute()).toEqual([]);
});

test("removal: what became of a voice as a suggestion goes with it, and what an interview was coded with; of others it stays", async () => {
  const at = world.server.clock.now();
  const ids = await say(["多放几把椅子就好了", "菜单上写清楚辣度"]);
  const labels = ids.map(() => randomUUID());
  for (const [i, voice_id] of ids.entries()) {
    await db()
      .insertInto("suggestions")
      .values({ tenant_id: 1, voice_id, headline: null, outcome: null, reason: null, decided_by: null })
      .execute();
    await db()
      .insertInto("suggestion_votes")
      .values({ tenant_id: 1, voice_id, voter: "c:1", customer_id: null, locale: "en", at })
      .execute();
    await sql`insert into voice_labels (tenant_id, id, voice_id, kind, topic_id, by_user, at) values (1, ${labels[i]!}, ${voice_id}, 'topic_on', 1, 'one', ${at})`.execute(
      db(),
    );
    await db().insertInto("interview_labels").values({ tenant_id: 1, interview_id: voice_id, topic_id: 1, label_id: labels[i]! }).execute();
  }
  const left = async () =>
    Promise.all([
      db().selectFrom("suggestions").select("voice_id as id").execute(),
      db().selectFrom("suggestion_votes").select("voice_id as id").execute(),
      db().selectFrom("interview_labels").select("interview_id as id").execute(),
    ]);
  const event = async (type: string, subject_id: string) => {
    await db()
      .deleteFrom("voices")
      .where("tenant_id", "=", 1)
      .where("id", "=", ids[type === "voice.removed" ? 0 : 1]!)
      .execute();
    await db().insertInto("events").values({ tenant_id: 1, id: randomUUID(), type, subject_id, payload: "{}", at }).execute();
    return async () => {
      await work.removals.run();
      return left();
    };
  };
  const one = [{ id: ids[1]! }];
  await expect.poll(await event("voice.removed", ids[0]!)).toEqual([one, one, one]);
  await expect.poll(await event("import.undone", randomUUID())).toEqual([[], [], []]);
});

test("search: finds what a look at every comment finds, in Chinese, English and mixed, one word or several", async () => {
  const subjects = ["serving_speed", "taste", "staff", "waiting", "delivery"];
  const lines = Array.from(
    { length: 100 },
    (_, i) => commentOf(diceOf(`line ${i}`), { isEnglish: i % 5 === 0, subject: subjects[i % subjects.length]!, isGood: i % 3 === 0 })!,
  );
  await say(
    [...lines, "服務員 WiFi 密碼不告訴我", "WIFI很慢", "the wifi works, waiters wait"].map((comment) => ({ comment, unitId: units.B! })),
  );
  const all = (
    await db().selectFrom("voices").select("comment").where("comment", "is not", null).where("anonymity", "<>", "anonymous").execute()
  ).map(({ comment }) => comment!);
  const words: Readonly<Record<string, readonly string[]>> = {
    服务员: ["服务员"],
    慢: ["慢"],
    上菜: ["上菜"],
    '"没有人解释"': ["没有人解释"],
    "wifi 慢": ["wifi", "慢"],
    wifi: ["wifi"],
    "wait 20": ["wait", "20"],
    "分钟 凉": ["分钟", "凉"],
  };
  for (const [text, wanted] of Object.entries(words)) {
    const scanned = all.filter((comment) =>
      wanted.every((word) => {
        const isLatin = /^[a-z]/.test(word);
        return isLatin ? new RegExp(`(?<![a-z0-9])${word}`).test(fold(comment)) : fold(comment).includes(word);
      }),
    );
    const { total, items } = await manager.call(api.voices.list, { query: { text, limit: 200 } });
    expect([text, total, items.map(({ comment }) => comment).sort()]).toEqual([text, scanned.length, [...scanned].sort()]);
  }
});
