import { api, Refusal } from "@manyi/contracts";
import { aVoice } from "@manyi/store/testing";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { eventsOf, lockCase, steps } from "../cases/index.js";
import { createWork } from "../reading/index.js";
import { applyVoices, followEvents } from "./index.js";

let server: TestServer;
let manager: Caller;
let agent: Caller;
let other: Caller;
let S1: number;
let S2: number;

beforeAll(async () => {
  server = await testServer();
  const units = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G" },
    { code: "S2", parent: "G" },
  ]);
  S1 = units.S1!;
  S2 = units.S2!;
  manager = await server.person({ roles: ["cx_manager"], name: "经理" });
  agent = await server.person({ roles: ["agent"], units: [S1], name: "小李" });
  other = await server.person({ roles: ["agent"], units: [S2], name: "小王" });
});

/** Takes in what was committed, as the followers do. */
async function follow(): Promise<void> {
  await server.store.tx(async (tx) => {
    await applyVoices(server.services, tx, await tx.selectFrom("voices").selectAll().orderBy("xid").orderBy("id").execute());
    await followEvents(server.services, tx, await tx.selectFrom("events").selectAll().orderBy("xid").orderBy("id").execute());
  });
}
type Over = Parameters<typeof aVoice>[0];
async function arrived(over: Over = {}): Promise<string> {
  const { id } = await server.services.ingest.submit(
    aVoice({
      unitId: S1,
      source: "review",
      channel: "api",
      nps: null,
      nums: [],
      scores: {},
      answers: {},
      detail: { platform: "点评" },
      ...over,
    }),
  );
  await follow();
  return id;
}
const asking = { answers: { contact: { name: "陈先生", email: "chen@example.test" } } as never, detail: { platform: "点评", asked: true } };
const read = (id: string, who = manager) => who.call(api.feedback.get, { params: { id } });
async function refusalOf(promise: Promise<unknown>): Promise<{ code: string; status: number }> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Refusal);
  return { code: (error as Refusal).problem.code, status: (error as Refusal).status };
}

describe("what becomes an item", () => {
  test("a review does, a survey answer does not, history does not; twice followed is one item", async () => {
    const review = await arrived();
    const answer = await arrived({ source: "survey", channel: "qr" });
    const past = await arrived({ detail: { handling: false } });
    await follow();
    expect((await read(review)).state).toBe("new");
    for (const id of [answer, past]) expect(await refusalOf(read(id))).toEqual({ code: "NOT_FOUND", status: 404 });
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from feedback_events where voice_id = ${review}`.execute(
      server.store.db,
    );
    expect(rows[0]!.n).toBe(1);
  });

  test("any voice by hand, but never an anonymous one", async () => {
    const answer = await arrived({ source: "survey", channel: "qr" });
    const item = await agent.call(api.feedback.add, { body: { voiceId: answer } });
    expect(item).toMatchObject({ id: answer, state: "new", source: "survey", identified: false });
    const hidden = await arrived({ source: "survey", anonymity: "anonymous", occurredAt: null });
    expect(await refusalOf(manager.call(api.feedback.add, { body: { voiceId: hidden } }))).toEqual({ code: "INVALID_STATE", status: 409 });
    expect(await refusalOf(other.call(api.feedback.add, { body: { voiceId: answer } }))).toEqual({ code: "NOT_FOUND", status: 404 });
  });
});

describe("handling", () => {
  test("unrouted stands first with its age; assigned to somebody of the unit, due at the end of the day asked for", async () => {
    const id = await arrived();
    const before = await manager.call(api.feedback.list, { query: { view: "unrouted" } });
    expect(before.items.map((item) => item.id)).toContain(id);
    const wrong = manager.call(api.feedback.assign, { body: { ids: [id], ownerId: other.id, dueOn: "2026-03-05" } });
    expect((await refusalOf(wrong)).code).toBe("INVALID_INPUT");
    expect(await manager.call(api.feedback.assign, { body: { ids: [id], ownerId: agent.id, dueOn: "2026-03-05" } })).toEqual({
      changed: 1,
      refused: [],
    });
    const item = await read(id, agent);
    expect(item).toMatchObject({ state: "assigned", owner: { id: agent.id, name: "小李" }, dueAt: "2026-03-05T15:59:59.999Z" });
    expect(item.events.map(({ type }) => type)).toEqual(["opened", "analysed", "assigned"]);
    const mine = await agent.call(api.feedback.list, { query: { view: "mine" } });
    expect(mine.items.map((one) => one.id)).toContain(id);
    expect((await refusalOf(read(id, other))).code).toBe("NOT_FOUND");
  });

  test("routing to another unit moves the item, never the voice", async () => {
    const id = await arrived({ unitId: null });
    await manager.call(api.feedback.assign, { body: { ids: [id], ownerId: other.id, unitId: S2 } });
    expect((await read(id, other)).unit?.id).toBe(S2);
    const { rows } = await sql<{ unit_id: number | null }>`select unit_id from voices where id = ${id}`.execute(server.store.db);
    expect(rows[0]!.unit_id).toBeNull();
  });

  test("an identified asker cannot end before informed: resolved is owed, archive and spam are refused, the reply informs", async () => {
    const id = await arrived(asking);
    const away = await manager.call(api.feedback.putAway, { body: { ids: [id], as: "archived", reason: "重复" } });
    expect(away).toMatchObject({ changed: 0, refused: [{ id }] });
    let item = await read(id);
    item = await agent.call(api.feedback.step, { params: { id }, body: { type: "resolved", revision: item.revision, note: "已补送" } });
    expect(item).toMatchObject({ state: "resolved", ended: false, contact: "c***@example.test", author: "陈**" });
    const owed = await manager.call(api.feedback.list, { query: { view: "owed" } });
    expect(owed.items.map((one) => one.id)).toEqual([id]);
    item = await agent.call(api.feedback.reply, {
      params: { id },
      body: { revision: item.revision, text: "已为您补送，抱歉。", how: "message" },
    });
    expect(item).toMatchObject({ state: "informed", ended: true });
    const sent = await server.store.db.selectFrom("messages").selectAll().where("template", "=", "feedback.reply").execute();
    expect(sent.map(({ recipient, subject }) => [recipient, subject])).toEqual([["chen@example.test", "关于您的反馈"]]);
    // who runs the installation does not read what was said
    const admin = await server.person({ roles: ["admin"] });
    const outbox = await admin.call(api.messages.list, { query: {} });
    expect(outbox.items.find((message) => message.subject === "关于您的反馈")?.body).toBe("…");
  });

  test("a reply on the platform is kept with its time and its address, and nothing is sent", async () => {
    const id = await arrived({ detail: { platform: "点评", url: "https://reviews.example.test/r/1" } });
    const { revision } = await read(id);
    const item = await agent.call(api.feedback.reply, { params: { id }, body: { revision, text: "谢谢您的建议。", how: "posted" } });
    expect(item.events.at(-1)).toMatchObject({
      type: "replied",
      at: server.clock.now().toISOString(),
      payload: { how: "posted", text: "谢谢您的建议。", url: "https://reviews.example.test/r/1" },
    });
    const call = await arrived({ source: "call" });
    const posted = agent.call(api.feedback.reply, { params: { id: call }, body: { revision: 1, text: "x", how: "posted" } });
    expect((await refusalOf(posted)).code).toBe("INVALID_INPUT");
    const message = agent.call(api.feedback.reply, { params: { id: call }, body: { revision: 1, text: "x", how: "message" } });
    expect((await refusalOf(message)).code).toBe("INVALID_INPUT");
  });

  test("labels and steps leave the text byte-identical; numbers in it are masked until the original is asked for", async () => {
    const text = "  找我 13800000001\r\n\t谢谢 \u{1F600} ";
    const id = await arrived({ comment: text });
    const { revision } = await read(id);
    await agent.call(api.feedback.step, { params: { id }, body: { type: "no_action", revision, reason: "已说明" } });
    for (const who of [manager, agent]) expect((await read(id, who)).text).not.toContain("13800000001");
    expect((await manager.call(api.feedback.unmask, { params: { id } })).text).toBe(text);
    const { rows } = await sql<{ comment: string }>`select comment from voices where id = ${id}`.execute(server.store.db);
    expect(rows[0]!.comment).toBe(text);
  });

  test("two desks: the second change is told to look first; a step that is not possible says so", async () => {
    const id = await arrived();
    const { revision } = await read(id);
    await agent.call(api.feedback.step, { params: { id }, body: { type: "noted", revision, note: "看过" } });
    const late = manager.call(api.feedback.step, { params: { id }, body: { type: "noted", revision, note: "我也看过" } });
    expect(await refusalOf(late)).toEqual({ code: "CONFLICT", status: 409 });
    const early = manager.call(api.feedback.step, { params: { id }, body: { type: "informed", revision: revision + 1, how: "phone" } });
    expect(await refusalOf(early)).toEqual({ code: "INVALID_STATE", status: 409 });
  });
});

test("a person's word wins: tag and filter of the inbox follow a corrected side, and follow it back", async () => {
  const id = await arrived({ comment: "上菜太慢了，等了一个小时，服务态度也很差" });
  const { reader } = createWork(server.services);
  const side = async () => {
    await reader.run();
    return (await read(id)).sentiment;
  };
  await expect.poll(side, { timeout: 20_000 }).toBe(-1);
  const found = async (sentiment: "-1" | "1") =>
    (await manager.call(api.feedback.list, { query: { view: "all", sentiment, limit: 200 } })).items.some((item) => item.id === id);
  expect([(await read(id)).sentiment, await found("-1"), await found("1")]).toEqual([-1, true, false]);
  const { labelId } = await manager.call(api.voices.label, { params: { id }, body: { kind: "sentiment", sentiment: "good" } });
  expect([(await read(id)).sentiment, await found("-1"), await found("1")]).toEqual([1, false, true]);
  await manager.call(api.voices.unlabel, { params: { id, labelId } });
  expect([(await read(id)).sentiment, await found("-1"), await found("1")]).toEqual([-1, true, false]);
});

describe("cases", () => {
  test("an item follows its case: owner and due time, and resolved and informed when the customer has spoken", async () => {
    const id = await arrived(asking);
    const { caseId } = await agent.call(api.feedback.openCase, { params: { id } });
    expect((await agent.call(api.feedback.openCase, { params: { id } })).caseId).toBe(caseId);
    expect(await read(id)).toMatchObject({ state: "assigned", case: { id: caseId } });
    const ctx = await server.system();
    const solver = { ...ctx, actor: { kind: "user" as const, id: agent.id, name: "小李" } };
    const checker = { ...ctx, actor: { kind: "user" as const, id: manager.id, name: "经理" } };
    const row = async (tx: Parameters<typeof lockCase>[0]) => (await lockCase(tx, 1, caseId))!;
    await ctx.tx(async (tx) => {
      await steps.acknowledge(tx, solver, await row(tx), "");
      await steps.respond(tx, solver, await row(tx), { cause: "人手不足", remedy: "加人", apology: "抱歉" });
      await steps.implement(tx, solver, await row(tx), "");
    });
    await follow();
    expect((await read(id)).state).toBe("assigned");
    await ctx.tx(async (tx) => steps.verify(tx, checker, await row(tx), { solved: true, score: 5, channel: "phone", note: "" }));
    await follow();
    const item = await read(id);
    expect(item).toMatchObject({ state: "informed", ended: true });
    expect(item.events.slice(-2).map(({ type, payload }) => [type, payload.how ?? payload.caseId])).toEqual([
      ["resolved", caseId],
      ["informed", "case"],
    ]);
    expect((await ctx.tx((tx) => eventsOf(tx, 1, caseId))).length).toBeGreaterThan(4);
  });

  test("without a unit there is no case: route it first", async () => {
    const id = await arrived({ unitId: null });
    expect((await refusalOf(manager.call(api.feedback.openCase, { params: { id } }))).code).toBe("INVALID_STATE");
  });
});

test("figures: open per owner, response time as the median of what was answered, and the share of askers told", async () => {
  const { S9 } = await server.addUnits([{ code: "S9", parent: "G" }]);
  const owner = await server.person({ roles: ["agent"], units: [S9!], name: "小赵" });
  const ids: string[] = [];
  for (let i = 0; i < 4; i++) ids.push(await arrived({ ...(i < 2 ? asking : {}), unitId: S9! }));
  const request = await arrived({ source: "request", unitId: S9! });
  await manager.call(api.feedback.assign, { body: { ids: [...ids, request], ownerId: owner.id } });
  for (const [index, id] of ids.slice(0, 3).entries()) {
    server.clock.advance(3_600_000 * (index + 1));
    const item = await read(id);
    const after = await owner.call(api.feedback.step, { params: { id }, body: { type: "resolved", revision: item.revision, note: "好" } });
    if (index === 0)
      await owner.call(api.feedback.step, { params: { id }, body: { type: "informed", revision: after.revision, how: "phone" } });
  }
  const summary = await manager.call(api.feedback.summary, { query: { unit: S9! } });
  // answered 1, 3 and 6 hours after they came
  expect(summary).toMatchObject({ n: 5, responded: 3, responseHours: 3, owed: 2, informed: 1, ended: 2 });
  expect(summary.owners).toEqual([{ id: owner.id, name: "小赵", open: 3, requests: 1, late: 0, responseHours: 3, n: 5 }]);
});
