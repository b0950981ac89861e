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
