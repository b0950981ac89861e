import { api, type Refusal } from "@manyi/contracts";
import { aVoice } from "@manyi/store/testing";
import { beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { applyVoices } from "../feedback/index.js";

let server: TestServer;
let agent: Caller;
let far: Caller;
let idea: string;
const voters = [1, 2, 3].map((n) => `0198d2a0-0000-7000-8000-00000000040${n}`);
const code = (error: unknown) => (error as Refusal).problem.code;
const read = async () => (await agent.call(api.suggestions.list, {})).items.find(({ id }) => id === idea)!;

beforeAll(async () => {
  server = await testServer();
  const units = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G" },
    { code: "S2", parent: "G" },
  ]);
  agent = await server.person({ roles: ["agent"], units: [units.S1!] });
  far = await server.person({ roles: ["agent"], units: [units.S2!] });
  await server.store.db
    .insertInto("customers")
    .values(voters.map((id, i) => ({ tenant_id: 1, id, email: i === 2 ? null : `voter${i}@example.test`, created_at: server.clock.now() })))
    .execute();
  const voice = aVoice({
    ...{ unitId: units.S1!, source: "suggestion", channel: "api", nps: null, nums: [], scores: {}, comment: "等位区放一张菜单" },
    answers: { contact: { name: "陈先生", email: "chen@example.test" } } as never,
    detail: { asked: true },
  });
  idea = (await server.services.ingest.submit(voice)).id;
  const asked = aVoice({ unitId: units.S1!, comment: "不是建议" });
  await server.services.ingest.submit(asked);
  await server.store.tx(async (tx) => applyVoices(server.services, tx, await tx.selectFrom("voices").selectAll().execute()));
});

const decide = (over: object, who = agent) =>
  who.call(api.suggestions.decide, { params: { id: idea }, body: { revision: 0, state: "planned" as const, ...over } });

test("one vote per customer, however often it is counted; out of scope there is no such idea", async () => {
  const vote = (customerId: string, who = agent) => who.call(api.suggestions.vote, { params: { id: idea }, body: { customerId } });
  expect(await vote(voters[0]!)).toEqual({ votes: 1, counted: true });
  expect(await vote(voters[0]!)).toEqual({ votes: 1, counted: false });
  await Promise.all(Array.from({ length: 4 }, () => vote(voters[1]!)));
  expect(await vote(voters[2]!)).toEqual({ votes: 3, counted: true });
  expect(await vote(voters[0]!, far).catch(code)).toBe("NOT_FOUND");
  expect(await vote("0198d2a0-0000-7000-8000-00000000dead").catch(code)).toBe("NOT_FOUND");
  expect(await read()).toMatchObject({ state: "heard", votes: 3, author: "owed", told: 0 });
  expect((await agent.call(api.suggestions.list, {})).items).toHaveLength(1);
  expect((await far.call(api.suggestions.list, {})).items).toEqual([]);
});

test("planned tells nobody; done needs words, ends the item, and tells author and voters once", async () => {
  expect(await decide({ headline: "等位看菜单" })).toMatchObject({ state: "planned", headline: "等位看菜单", queued: 0, revision: 1 });
  expect(await decide({ state: "done" }).catch(code)).toBe("INVALID_INPUT");
  expect(await decide({ state: "done", answer: "放好了" }).catch(code)).toBe("CONFLICT");
  expect(await decide({ state: "done", revision: 1, answer: "放好了" }, far).catch(code)).toBe("NOT_FOUND");
  server.clock.advance(4 * 86_400_000);
  const done = { state: "done", revision: 1, headline: "等位看菜单", outcome: "service", answer: "每家店的等位区都放了菜单。" };
  // the author and two voters with an address; the third has none
  expect(await decide(done)).toMatchObject({ state: "done", outcome: "service", queued: 3, author: "told", told: 2, revision: 2 });
  expect(await decide({ ...done, revision: 2 })).toMatchObject({ queued: 0 });
  const sent = await server.store.db.selectFrom("messages").select(["recipient", "body"]).orderBy("recipient").execute();
  expect(sent.map(({ recipient }) => recipient)).toEqual(["chen@example.test", "voter0@example.test", "voter1@example.test"]);
  expect(sent.every(({ body }) => body.includes("每家店的等位区都放了菜单"))).toBe(true);
  const item = await agent.call(api.feedback.get, { params: { id: idea } });
  expect(item).toMatchObject({ state: "informed", ended: true });
});

test("how many were taken up, and how soon", async () => {
  const { adopted, daysToAnswer, counts } = await agent.call(api.suggestions.list, {});
  expect(counts).toEqual({ heard: 0, planned: 0, done: 1, declined: 0 });
  expect(adopted).toEqual({ share: 1, n: 1 });
  expect(daysToAnswer).toBeGreaterThan(3);
  expect((await agent.call(api.suggestions.list, { query: { state: "heard" } })).items).toEqual([]);
});

test("a revision that never was is a conflict, however large", async () => {
  const tried = (revision: number) => decide({ revision, headline: "x" }).catch(code);
  expect(await Promise.all([2_147_483_647, -2_147_483_648, 0, 99].map(tried))).toEqual(["CONFLICT", "CONFLICT", "CONFLICT", "CONFLICT"]);
});

test("done, then declined after all: author and voters hear of each outcome, once", async () => {
  const declined = { state: "declined", answer: "试了一个月，没有人看，取消了。" };
  expect(await decide({ ...declined, revision: 3 })).toMatchObject({ state: "declined", queued: 3, author: "told", revision: 4 });
  const item = await agent.call(api.feedback.get, { params: { id: idea } });
  expect(item).toMatchObject({ state: "informed", ended: true });
  expect(item.events.map(({ type }) => type).slice(-5)).toEqual(["informed", "reopened", "no_action", "replied", "informed"]);
  expect(await decide({ ...declined, revision: 4 })).toMatchObject({ queued: 0 });
  expect(await decide({ state: "done", answer: "又放回来了。", revision: 5 })).toMatchObject({ queued: 0, author: "told" });
  const sent = await server.store.db.selectFrom("messages").select("body").where("recipient", "=", "chen@example.test").execute();
  expect(sent.filter(({ body }) => body.includes("试了一个月"))).toHaveLength(1);
  expect(sent).toHaveLength(2);
});

test("counts, share and days are of all ideas, and a state finds its ideas, however many others are wanted more", async () => {
  const before = (await agent.call(api.suggestions.list, {})).counts;
  const { unit_id } = await server.store.db.selectFrom("voices").select("unit_id").where("id", "=", idea).executeTakeFirstOrThrow();
  const plain = { unitId: unit_id, source: "suggestion", channel: "api", nps: null, nums: [], scores: {}, comment: "多放几把椅子" };
  const old = (await server.services.ingest.submit(aVoice({ ...plain, localDay: 1, isoWeek: 1, localMonth: 1 }))).id;
  await server.services.ingest.submitMany(Array.from({ length: 500 }, () => aVoice(plain)));
  const no = { state: "declined" as const, answer: "放不下更多椅子。", revision: 0 };
  await agent.call(api.suggestions.decide, { params: { id: old }, body: no });
  const all = await agent.call(api.suggestions.list, {});
  expect(all.items).toHaveLength(500);
  expect(all.items.some(({ id }) => id === old)).toBe(false);
  expect(all.counts).toEqual({ ...before, heard: before.heard + 500, declined: before.declined + 1 });
  expect(all.adopted!.n).toBe(before.done + before.declined + 1);
  expect(all.daysToAnswer).not.toBeNull();
  const narrowed = await agent.call(api.suggestions.list, { query: { state: "declined" } });
  expect(narrowed.items.map(({ id }) => id)).toContain(old);
  expect(narrowed.counts).toEqual(all.counts);
  expect((await far.call(api.suggestions.list, {})).counts).toEqual({ heard: 0, planned: 0, done: 0, declined: 0 });
});
