import { createHmac } from "node:crypto";
import { api, type HookReply, type InboundMapping, Refusal } from "@manyi/contracts";
import { isoDateOf, isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { projectionOf } from "../figures/index.js";
import { watchPosts } from "./spikes.js";

let server: TestServer;
let manager: Caller;
let base: string;
let S1: number;
let S2: number;

beforeAll(async () => {
  server = await testServer();
  const units = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G", name: "门店 甲" },
    { code: "S2", parent: "G", name: "门店 乙" },
  ]);
  S1 = units.S1!;
  S2 = units.S2!;
  manager = await server.person({ roles: ["cx_manager"] });
  base = await server.listen();
});

const FIELDS = {
  text: "review.text",
  id: "review.id",
  rating: "review.stars",
  author: "review.user",
  unit: "shop",
  date: "at",
  url: "review.url",
};
const MAPPING: Partial<InboundMapping> & { fields: InboundMapping["fields"] } = {
  fields: FIELDS,
  scale: { min: 1, max: 5 },
  platform: "点评",
};
const open = (over: Record<string, unknown> = {}) =>
  manager.call(api.sources.create, {
    body: { name: "点评推送", kind: "review", mapping: MAPPING, unitId: null, touchpointId: null, ...over },
  });
const review = (id: string, over: Record<string, unknown> = {}) => ({
  review: { id, text: "上菜慢，等了 40 分钟。", stars: 2, user: "小丸子" },
  shop: "S1",
  at: "2026-03-01T12:30:00+08:00",
  ...over,
});

async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: HookReply & { code?: string; at?: { path: string; "zh-CN": string; en: string }[] } }> {
  const payload = typeof body === "string" ? body : JSON.stringify(body);
  const reply = await fetch(url.replace(/^http:\/\/[^/]+/, base), {
    method: "POST",
    body: payload,
    headers: { "content-type": "application/json", ...headers },
  });
  return { status: reply.status, body: (await reply.json()) as HookReply };
}
const voices = async () =>
  (
    await sql<{
      comment: string | null;
      unit_id: number | null;
      scores: object;
      detail: Record<string, unknown>;
      source: string;
      day: string;
    }>`
      select comment, unit_id, scores, detail, source, (date '1970-01-01' + local_day)::text as day from voices order by id`.execute(
      server.store.db,
    )
  ).rows;
const deliveries = async (id: number) => (await manager.call(api.sources.deliveries, { params: { id } })).items;

describe("a delivery", () => {
  test("the same one posted five times, three of them at once, is one item with its text as it came", async () => {
    const { source, url } = await open();
    const first = await Promise.all([1, 2, 3].map(() => post(url, review("r-1"))));
    const later = [await post(url, review("r-1")), await post(url, review("r-1"))];
    expect([...first, ...later].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect([...first, ...later].reduce((sum, { body }) => sum + body.stored, 0)).toBe(1);
    expect(await voices()).toEqual([
      {
        comment: "上菜慢，等了 40 分钟。",
        unit_id: S1,
        scores: { "p:rating_5": 2 },
        source: "review",
        day: "2026-03-01",
        detail: expect.objectContaining({ platform: "点评", author: "小丸子", rating: 2, ratingMin: 1, ratingMax: 5, url: null }),
      },
    ]);
    const noted = await deliveries(source.id);
    expect(noted.map(({ outcome }) => outcome).sort()).toEqual(["stored", "unchanged", "unchanged", "unchanged", "unchanged"]);
    expect(JSON.stringify(noted)).not.toContain("小丸子");
    await expect
      .poll(async () =>
        (await manager.call(api.feedback.list, { query: {} })).items.map(({ platform, rating, author }) => [
          platform,
          rating?.value,
          author,
        ]),
      )
      .toEqual([["点评", 2, "小**"]]);
  });

  test("the rating is followed as a figure of its own, never as CSAT", async () => {
    await projectionOf(server.services.analytics)!.catchUp();
    const trend = await manager.call(api.figures.trend, {
      query: { metric: "p:rating_5", by: "day", periods: 2, from: "2026-03-01", to: "2026-03-01" },
    });
    expect(trend.points.at(-1)!.figure).toMatchObject({ value: 2, n: 1 });
    const csat = await manager.call(api.figures.trend, {
      query: { metric: "csat", by: "day", periods: 2, from: "2026-03-01", to: "2026-03-01" },
    });
    expect(csat.points.at(-1)?.figure.n ?? 0).toBe(0);
  });

  test("a batch: good items are taken, faulty ones are named with their place, in both languages", async () => {
    const { source, url } = await open();
    const batch = [
      review("b-1"),
      review("b-2", { shop: "S7" }),
      { review: { id: "b-3", text: "x", stars: 9 } },
      review("b-4", { at: "soon" }),
    ];
    const { status, body } = await post(url, batch);
    expect(status).toBe(200);
    expect(body).toMatchObject({ stored: 1, unchanged: 0, refused: 3 });
    expect(body.faults.map(({ path }) => path)).toEqual(["[1].shop", "[2].review.stars", "[3].at"]);
    expect(body.faults[0]).toMatchObject({ "zh-CN": expect.stringMatching(/单位/), en: expect.stringMatching(/unit/) });
    expect((await deliveries(source.id))[0]).toMatchObject({ outcome: "partly", stored: 1, refused: 3 });
  });

  test("what cannot be read is refused with code, both sentences and the place", async () => {
    const { source, url } = await open();
    const broken = await post(url, '{\n "review": {"text": }\n}');
    expect(broken.status).toBe(400);
    expect(broken.body).toMatchObject({ code: "INVALID_INPUT", at: [{ path: "body:2:21", en: "No JSON at line 2, character 21" }] });
    const empty = await post(url, { review: { id: "e" } });
    expect(empty.body.at?.map(({ path }) => path)).toEqual(["[0].review.text"]);
    for (const wild of [
      "",
      "null",
      "7",
      '"x"',
      "[]",
      "[[]]",
      '{"review":[1]}',
      '{"review":{"text":"a\\u0000b"}}',
      "\u{FFFD}",
      "[".repeat(90_000),
    ]) {
      const { status, body } = await post(url, wild);
      expect([wild, status]).toEqual([wild, 400]);
      expect(body.code).toBe("INVALID_INPUT");
    }
    const noted = await deliveries(source.id);
    expect(new Set(noted.map(({ outcome, code }) => `${outcome} ${code}`))).toEqual(new Set(["refused INVALID_INPUT"]));
    const large = await post(url, `"${"x".repeat(1_100_000)}"`);
    expect([large.status, large.body.code]).toEqual([413, "TOO_LARGE"]);
  });

  test("an author known by e-mail or phone is that customer, with the segment; nobody else is taken for one", async () => {
    const id = "0198d2a0-0000-7000-8000-000000000201";
    await server.store.db
      .insertInto("customers")
      .values({ tenant_id: 1, id, phone: "13700000001", email: "guest@example.com", segment_id: 5, created_at: server.clock.now() })
      .execute();
    const { url } = await open({ mapping: { fields: { id: "id", text: "text", email: "email", phone: "phone" } } });
    const sent = [
      { id: "k-1", text: "a", email: "Guest@Example.com" },
      { id: "k-2", text: "b", phone: "+86 137-0000-0001" },
      { id: "k-3", text: "c", email: "other@example.com" },
    ];
    expect((await post(url, sent)).body.stored).toBe(3);
    const rows = await server.store.db
      .selectFrom("voices")
      .select(["comment", "customer_id", "segment_id"])
      .where("comment", "in", ["a", "b", "c"])
      .orderBy("comment")
      .execute();
    expect(rows).toEqual([
      { comment: "a", customer_id: id, segment_id: 5 },
      { comment: "b", customer_id: id, segment_id: 5 },
      { comment: "c", customer_id: null, segment_id: null },
    ]);
  });

  test("nobody's token, an old token and a paused source: not found, not found, come back later", async () => {
    const { source, url } = await open();
    expect((await post(`${base}/api/v1/hooks/${"x".repeat(32)}`, review("n"))).status).toBe(404);
    const renewed = await manager.call(api.sources.renew, { params: { id: source.id }, body: { signed: false } });
    expect((await post(url, review("n-1"))).status).toBe(404);
    expect((await post(renewed.url, review("n-1"))).body.stored).toBe(1);
    const settings = { name: "点评推送", kind: "review" as const, mapping: MAPPING, unitId: null, touchpointId: null };
    await manager.call(api.sources.change, { params: { id: source.id }, body: { ...settings, paused: true } });
    const paused = await post(renewed.url, review("n-2"));
    expect([paused.status, paused.body.code]).toEqual([503, "PAUSED"]);
    await manager.call(api.sources.change, { params: { id: source.id }, body: { ...settings, paused: false } });
    expect((await post(renewed.url, review("n-2"))).body.stored).toBe(1);
  });

  test("a signed source takes only what is signed over the raw bytes", async () => {
    const { url, signingSecret } = await open({ signed: true });
    const payload = `${JSON.stringify(review("s-1"))}  `;
    const sign = (text: string) => ({ "x-manyi-signature": `sha256=${createHmac("sha256", signingSecret!).update(text).digest("hex")}` });
    for (const headers of [{}, sign(payload.trim()), { "x-manyi-signature": "sha256=00" }]) {
      const { status, body } = await post(url, payload, headers);
      expect([status, body.code]).toEqual([401, "BAD_SIGNATURE"]);
    }
    expect((await post(url, payload, sign(payload))).body.stored).toBe(1);
  });

  test("a conversation gives one voice per turn of the customer, or one in all; the staff's words stay beside it", async () => {
    const mapping = { fields: { id: "call", unit: "shop" }, turns: { list: "turns", speaker: "who", text: "said" } };
    const call = (id: string) => ({
      call: id,
      shop: "门店 甲",
      turns: [
        { who: "坐席", said: "您好" },
        { who: "客户", said: "汤是凉的，我的号码 13800000001" },
        { who: "坐席", said: "抱歉" },
        { who: "客户", said: "下次注意" },
      ],
    });
    const thread = await open({ kind: "call", mapping: { ...mapping, per: "thread" } });
    const turn = await open({ kind: "call", mapping: { ...mapping, per: "turn" } });
    expect((await post(thread.url, call("c-1"))).body.stored).toBe(1);
    expect((await post(turn.url, call("c-2"))).body.stored).toBe(2);
    const said = (await voices()).filter(({ source }) => source === "call").map(({ comment }) => comment);
    expect(said).toEqual(["汤是凉的，我的号码 13800000001\n下次注意", "汤是凉的，我的号码 13800000001", "下次注意"]);
    await expect.poll(async () => (await manager.call(api.feedback.list, { query: { source: "call" } })).items.length).toBe(3);
    const { items } = await manager.call(api.feedback.list, { query: { source: "call" } });
    const detail = await manager.call(api.feedback.get, { params: { id: items[0]!.id } });
    expect(detail.turns.map(({ side }) => side)).toEqual(["staff", "customer", "staff", "customer"]);
    expect(JSON.stringify(detail.turns)).not.toContain("13800000001");
  });

  test("too many at once: come back later, with the seconds", async () => {
    const { url } = await open();
    let last = 200;
    for (let i = 0; i < 40 && last === 200; i++) {
      const statuses = await Promise.all(Array.from({ length: 10 }, () => post(url, review("t-1")).then(({ status }) => status)));
      last = Math.max(...statuses);
    }
    expect(last).toBe(429);
    server.clock.advance(60_000);
  });
});

describe("settings", () => {
  test("the preview reads like a delivery and stores nothing; the last payload is there for it, for a week", async () => {
    const before = (await voices()).length;
    const { source, url } = await open();
    const shown = await manager.call(api.sources.preview, {
      body: {
        name: "x",
        kind: "review",
        mapping: MAPPING,
        unitId: null,
        touchpointId: null,
        payload: JSON.stringify([review("p-1"), { shop: "?" }]),
      },
    });
    expect(shown.items).toMatchObject([
      { index: 0, texts: ["上菜慢，等了 40 分钟。"], rating: 2, author: "小**", on: "2026-03-01", unit: { "zh-CN": "门店 甲" } },
    ]);
    expect(shown.faults).toMatchObject([{ index: 1, code: "NO_TEXT" }]);
    expect((await voices()).length).toBe(before);
    await post(url, review("p-2"));
    const kept = await manager.call(api.sources.deliveries, { params: { id: source.id } });
    expect(JSON.parse(kept.lastPayload!)).toEqual(review("p-2"));
    const { rows } = await sql<{ text: string }>`select last_payload as text from inbound_sources where id = ${source.id}`.execute(
      server.store.db,
    );
    expect(rows[0]!.text).not.toContain("上菜慢");
    server.clock.advance(8 * 86_400_000);
    expect((await manager.call(api.sources.deliveries, { params: { id: source.id } })).lastPayload).toBeNull();
    server.clock.advance(-8 * 86_400_000);
  });

  test("at most fifty deliveries are kept", async () => {
    const { source, url } = await open();
    for (let i = 0; i < 55; i++) await post(url, review("k-1"));
    expect((await deliveries(source.id)).length).toBe(50);
    server.clock.advance(60_000);
  });

  test("a mapping that names nothing, or a place that is not there, is refused", async () => {
    for (const over of [{ mapping: { fields: { id: "id" } } }, { unitId: 999 }, { mapping: { fields: { text: "a..b" } } }])
      await expect(open(over)).rejects.toThrow(Refusal);
  });

  test("closing a door leaves what came through it", async () => {
    const before = (await voices()).length;
    const { source, url } = await open();
    await post(url, review("z-1"));
    expect(await manager.call(api.sources.remove, { params: { id: source.id } })).toEqual({ removed: true });
    expect((await post(url, review("z-2"))).status).toBe(404);
    expect((await voices()).length).toBe(before + 1);
  });
});

test("coverage: cells that hear nobody come with the voices they miss", async () => {
  const { db } = server.store;
  await db
    .insertInto("touchpoints")
    .values([1, 2].map((id) => ({ tenant_id: 1, id, code: `t${id}`, name: JSON.stringify({ en: `T${id}` }), stage: "use" })))
    .execute();
  await db
    .insertInto("segments")
    .values({ tenant_id: 1, id: 1, code: "g", name: JSON.stringify({ en: "G" }) })
    .execute();
  const heard = [
    ["survey", 1, 30],
    ["survey", 2, 10],
    ["audit", 1, 10],
  ] as const;
  const { aVoice } = await import("@manyi/store/testing");
  for (const [source, touchpointId, n] of heard)
    await server.services.ingest.submitMany(Array.from({ length: n }, () => aVoice({ source, touchpointId, segmentId: 1, unitId: S1 })));
  await projectionOf(server.services.analytics)!.catchUp();
  const matrix = await manager.call(api.sources.coverage, { query: { from: "2026-03-02", to: "2026-03-02" } });
  expect(
    matrix.cells
      .filter(({ touchpointId }) => touchpointId !== null)
      .map(({ source, touchpointId, n }) => [source, touchpointId, n])
      .sort(),
  ).toEqual(heard.map((cell) => [...cell]).sort());
  expect(matrix.empty[0]).toMatchObject({ source: "audit", touchpointId: 2, segmentId: 1, missed: 2 });
});

test("coverage: a source that was heard before and is quiet now is named with its last day and rhythm; so is a door nobody came through", async () => {
  const { aVoice } = await import("@manyi/store/testing");
  const today = localDayOf(server.clock.now().getTime(), "Asia/Shanghai");
  // three chats a day for eight weeks, the last one forty days ago
  await server.services.ingest.submitMany(
    Array.from({ length: 56 * 3 }, (_, i) => {
      const localDay = today - 40 - Math.floor(i / 3);
      return aVoice({ source: "chat", unitId: S1, localDay, isoWeek: isoWeekOf(localDay), localMonth: monthIndexOf(localDay) });
    }),
  );
  await manager.call(api.sources.create, {
    body: { name: "邮件", kind: "email", mapping: MAPPING, unitId: null, touchpointId: null, signed: false },
  });
  await projectionOf(server.services.analytics)!.catchUp();
  const { silent, sources } = await manager.call(api.sources.coverage, { query: {} });
  expect(sources).not.toContain("chat");
  expect(silent[0]).toEqual({
    source: "chat",
    lastOn: isoDateOf(today - 40),
    quietDays: 40,
    perWeek: 21,
    missed: 120,
    isUnusual: true,
    open: 0,
  });
  expect(silent.find(({ source }) => source === "email")).toMatchObject({ lastOn: null, perWeek: null, isUnusual: false, open: 1 });
  // whoever sees another store only is not told of this one's
  const elsewhere = await server.person({ roles: ["frontline_manager"], units: [S2] });
  expect((await elsewhere.call(api.sources.coverage, { query: {} })).silent.map(({ source }) => source)).not.toContain("chat");
});

describe("posts that turn bad", () => {
  const posted = async (localDay: number, n: number, over: object = {}) => {
    const { aVoice } = await import("@manyi/store/testing");
    const days = { localDay, isoWeek: isoWeekOf(localDay), localMonth: monthIndexOf(localDay) };
    const bad = { rating: 1, ratingMin: 1, ratingMax: 5 };
    await server.services.ingest.submitMany(
      Array.from({ length: n }, () =>
        aVoice({ source: "social", unitId: S1, nps: null, nums: [], scores: {}, comment: "排队太久", detail: bad, ...days, ...over }),
      ),
    );
  };

  test("a usual day is quiet; a planted spike is told with what is usual, once, and only to who may see the store", async () => {
    // a day of its own, far from the other tests of this file
    server.clock.advance(100 * 86_400_000);
    const today = localDayOf(server.clock.now().getTime(), "Asia/Shanghai");
    for (let back = 1; back <= 56; back++) await posted(today - back, back % 3);
    await posted(today, 3);
    expect((await manager.call(api.sources.spikes, {})).items).toEqual([]);
    await posted(today, 9);
    const { items } = await manager.call(api.sources.spikes, {});
    expect(items).toMatchObject([{ word: null, on: isoDateOf(today), n: 12, source: "social" }]);
    expect(items[0]!.usual).toBeCloseTo(1, 1);
    expect(items[0]!.upper).toBeLessThan(12);
    const elsewhere = await server.person({ roles: ["frontline_manager"], units: [S2] });
    expect((await elsewhere.call(api.sources.spikes, {})).items).toEqual([]);
    const notices: unknown[] = [];
    const stop = server.services.live.subscribe({ tenantId: 1, units: null, send: ({ type, data }) => notices.push([type, data]) });
    await watchPosts(server.services);
    await watchPosts(server.services);
    stop();
    // a notice says when to read again, never what is there
    expect(notices.filter((notice) => (notice as unknown[])[0] === "feedback")).toEqual([["feedback", {}]]);
  });

  test("a watched word is followed by itself, good or bad; words are kept once, whatever their letters", async () => {
    expect((await manager.call(api.sources.saveWatchWords, { body: { items: ["Recall", "recall", "召回"] } })).items).toEqual([
      "recall",
      "召回",
    ]);
    const today = localDayOf(server.clock.now().getTime(), "Asia/Shanghai");
    await posted(today, 8, { comment: "听说要召回，真的吗", detail: {} });
    const { items, compared } = await manager.call(api.sources.spikes, {});
    expect(compared).toBe(3);
    expect(items.find(({ word }) => word === "召回")).toMatchObject({ n: 8, usual: 0, on: isoDateOf(today) });
    const agent = await server.person({ roles: ["agent"], units: [S1] });
    await expect(agent.call(api.sources.saveWatchWords, { body: { items: [] } })).rejects.toThrow(Refusal);
    // two who save at once: the later one's words stand, and both get an answer
    const lists = [["甲品", "乙品"], ["乙品", "丙品"], ["丙品", "甲品"], ["乙品"]];
    const saved = await Promise.all(lists.map((list) => manager.call(api.sources.saveWatchWords, { body: { items: list } })));
    expect(saved.map(({ items: list }) => list.length)).toEqual([2, 2, 2, 1]);
    await manager.call(api.sources.saveWatchWords, { body: { items: [] } });
  });
});
