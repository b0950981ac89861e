import { api, Refusal } from "@manyi/contracts";
import { aVoice } from "@manyi/store/testing";
import { beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { createWork } from "../reading/index.js";
import { applyVoices, foldCopies, followEvents, routeNew } from "./index.js";

let server: TestServer;
let manager: Caller;
let quality: Caller;
let store: Caller;
let S1: number;
let S2: number;
const unchanged = { byUnit: true, rules: [] };
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);

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
  quality = await server.person({ roles: ["agent"], name: "品控" });
  store = await server.person({ roles: ["frontline_manager"], units: [S1], name: "店长" });
});

type Over = Parameters<typeof aVoice>[0];
/** A voice that has come in, been read and been looked at by the rules. */
async function arrived(over: Over): Promise<string> {
  const at = server.clock.now();
  const plain = { source: "review", channel: "api", nps: null, nums: [], scores: {}, answers: {}, detail: {}, occurredAt: at };
  const { id } = await server.services.ingest.submit(aVoice({ ...plain, ...over }));
  const { reader } = createWork(server.services);
  const isRead = async () => {
    await reader.run();
    return (await server.store.db.selectFrom("voice_readings").select("voice_id").where("voice_id", "=", id).execute()).length;
  };
  await expect.poll(isRead, { timeout: 20_000 }).toBe(1);
  await server.store.tx(async (tx) => {
    await applyVoices(server.services, tx, await tx.selectFrom("voices").selectAll().where("id", "=", id).execute());
    await followEvents(server.services, tx, await tx.selectFrom("events").selectAll().where("subject_id", "=", id).execute());
  });
  await foldCopies(server.services);
  await routeNew(server.services);
  return id;
}
const ownerOf = async (id: string) => (await manager.call(api.feedback.get, { params: { id } })).owner?.name ?? null;

test("without settings the manager of the unit takes what arrives, by rule; without one it waits for people", async () => {
  const id = await arrived({ unitId: S1, comment: "上菜有点慢" });
  expect(await ownerOf(id)).toBe("店长");
  const { events } = await manager.call(api.feedback.get, { params: { id } });
  expect(events.at(-1)).toMatchObject({ type: "assigned", actorKind: "system" });
  expect(await ownerOf(await arrived({ unitId: S2, comment: "上菜有点慢" }))).toBeNull();
});

test("a rule for a source, a topic or a signal comes first; a person who has taken it meanwhile keeps it", async () => {
  const rules = [
    { when: "signal" as const, value: "safety", ownerId: quality.id },
    { when: "source" as const, value: "social", ownerId: manager.id },
    { when: "noUnit" as const, value: "", ownerId: quality.id },
  ];
  const saved = await manager.call(api.feedback.saveRouting, { body: { byUnit: false, rules } });
  expect(saved.rules.map(({ ownerName }) => ownerName)).toEqual(["品控", "经理", "品控"]);
  expect(await manager.call(api.feedback.routing, {})).toEqual(saved);
  expect(await ownerOf(await arrived({ unitId: S1, source: "social", comment: "一般般吧没什么特别" }))).toBe("经理");
  expect(await ownerOf(await arrived({ unitId: S1, comment: "上菜有点慢" }))).toBeNull();
  expect(await ownerOf(await arrived({ unitId: S1, comment: "孩子吃完拉肚子" }))).toBe("品控");
  // who may work for one store only cannot take what belongs to all, and who sees one store cannot change the rules
  const stranger = { byUnit: true, rules: [{ when: "noUnit" as const, value: "", ownerId: store.id }] };
  expect(await manager.call(api.feedback.saveRouting, { body: stranger }).catch(code)).toBe("INVALID_INPUT");
  expect(await store.call(api.feedback.routing, {}).catch(code)).toBe("NOT_ALLOWED");
  const part = await server.person({ roles: ["cx_manager"], units: [S1] });
  expect(await part.call(api.feedback.saveRouting, { body: unchanged }).catch(code)).toBe("NOT_FOUND");
});

test("danger in a voice without a unit: seen, first in the inbox, tagged, owned; also from a survey, never from an anonymous one", async () => {
  const survey = await arrived({ unitId: null, source: "survey", channel: "web", comment: "汤里有玻璃渣，差点划伤嘴" });
  const urgent = await arrived({ unitId: null, comment: "马上给我处理，今天必须解决" });
  expect([await ownerOf(survey), await ownerOf(urgent)]).toEqual(["品控", "品控"]);
  const { items } = await manager.call(api.feedback.list, { query: {} });
  expect(items.findIndex(({ id }) => id === survey)).toBeLessThan(items.findIndex(({ signals }) => !signals.includes("safety")));
  const found = await manager.call(api.feedback.list, { query: { signal: "urgency" } });
  expect(found.items.map(({ id, signals }) => [id, signals])).toEqual([[urgent, ["urgency"]]]);
  // a person says that it presses nobody: tag and filter follow
  await manager.call(api.voices.label, { params: { id: urgent }, body: { kind: "signal_off", signal: "urgency" } });
  expect((await manager.call(api.feedback.list, { query: { signal: "urgency" } })).items).toEqual([]);
  const hidden = await arrived({ unitId: null, source: "survey", anonymity: "anonymous", occurredAt: null, comment: "汤里有玻璃渣" });
  expect(await manager.call(api.feedback.get, { params: { id: hidden } }).catch(code)).toBe("NOT_FOUND");
});

test("history that somebody stored with its past is left alone", async () => {
  server.clock.advance(2 * 86_400_000);
  const { id } = await server.services.ingest.submit(aVoice({ unitId: S1, source: "review", comment: "不错" }));
  await server.store.tx(async (tx) =>
    applyVoices(server.services, tx, await tx.selectFrom("voices").selectAll().where("id", "=", id).execute()),
  );
  server.clock.advance(2 * 86_400_000);
  expect(await routeNew(server.services)).toBe(0);
});

test("two who save the rules at once both get an answer", async () => {
  const fresh = await testServer();
  await fresh.addUnits([{ code: "G", type: "group" }]);
  const one = await fresh.person({ roles: ["cx_manager"] });
  const save = (value: string) =>
    one.call(api.feedback.saveRouting, { body: { byUnit: true, rules: [{ when: "source", value, ownerId: one.id }] } });
  const saved = await Promise.all(["review", "social", "chat", "call", "email"].map(save));
  expect(saved.every(({ rules }) => rules.length === 1)).toBe(true);
});
