import { randomUUID } from "node:crypto";
import { api, type Refusal } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";

let server: TestServer;
let units: Record<string, number>;
let waiter: Caller;
const code = (error: unknown) => (error as Refusal).problem.code;

beforeAll(async () => {
  server = await testServer();
  units = await server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G", name: "门店 A" },
    { code: "B", parent: "G" },
  ]);
  waiter = await server.person({ roles: ["agent"], units: [units.A!], name: "服务员" });
  await server.store.db
    .insertInto("customers")
    .values({ tenant_id: 1, id: randomUUID(), external_id: "M100", created_at: server.clock.now() })
    .execute();
});

const note = <T extends object>(over: T = {} as T) => ({
  clientKey: randomUUID(),
  text: "等位时想先看菜单",
  mood: "wish" as const,
  asked: true,
  unitId: units.A!,
  writtenAt: server.clock.now().toISOString(),
  locale: "zh-CN" as const,
  ...over,
});

test("a note becomes one voice with its words, however often the phone sends it", async () => {
  const body = note({ customer: "M100" });
  const first = await waiter.call(api.notes.add, { body });
  const again = await Promise.all(Array.from({ length: 5 }, () => waiter.call(api.notes.add, { body })));
  expect(first.status).toBe("stored");
  expect(again.every(({ id, status }) => id === first.id && status === "unchanged")).toBe(true);
  const voices = await server.store.db.selectFrom("voices").selectAll().where("source", "=", "note").execute();
  expect(voices).toMatchObject([
    { comment: "等位时想先看菜单", unit_id: units.A, quality: "valid", detail: { mood: "wish", asked: true } },
  ]);
  expect(voices[0]!.customer_id).not.toBeNull();
  expect(await server.store.db.selectFrom("notes").select("voice_id").execute()).toHaveLength(1);
});

test("the question of the day stands above the customer's words and is never read as theirs", async () => {
  const asked = note({ text: "盐少放一点", question: "如果只能改一样，您希望我们改什么？" });
  const { id } = await waiter.call(api.notes.add, { body: asked });
  const overheard = await waiter.call(api.notes.add, { body: note({ asked: false, question: "没有问过" }) });
  const rows = await server.store.db.selectFrom("voices").select(["comment", "detail"]).where("id", "=", id).execute();
  expect(rows).toMatchObject([{ comment: "盐少放一点", detail: { question: asked.question } }]);
  expect((await waiter.call(api.notes.mine, {})).items.find((one) => one.id === id)).toMatchObject({
    text: "盐少放一点",
    question: asked.question,
  });
  const manager = await server.person({ roles: ["cx_manager"] });
  expect(await manager.call(api.voices.get, { params: { id } })).toMatchObject({ comment: "盐少放一点", question: asked.question });
  expect((await manager.call(api.voices.get, { params: { id: overheard.id } })).question).toBeNull();
  await server.store.db.deleteFrom("notes").where("voice_id", "in", [id, overheard.id]).execute();
});

test("another unit, a closed door to the past or the future: refused, and nothing is stored", async () => {
  const before = (await waiter.call(api.notes.mine, {})).items.length;
  expect(await waiter.call(api.notes.add, { body: note({ unitId: units.B! }) }).catch(code)).toBe("NOT_FOUND");
  expect(await waiter.call(api.notes.add, { body: note({ writtenAt: "2026-02-01T00:00:00Z" }) }).catch(code)).toBe("INVALID_INPUT");
  expect(await waiter.call(api.notes.add, { body: note({ writtenAt: "2026-03-03T00:00:00Z" }) }).catch(code)).toBe("INVALID_INPUT");
  expect(await waiter.call(api.notes.add, { body: note({ text: "   " }) }).catch(code)).toBe("INVALID_INPUT");
  expect((await waiter.call(api.notes.mine, {})).items).toHaveLength(before);
});

test("counted per person and week; the manager of another unit sees nobody", async () => {
  await waiter.call(api.notes.add, { body: note({ asked: false, writtenAt: "2026-02-25T04:00:00Z" }) });
  const mine = await waiter.call(api.notes.mine, {});
  expect(mine.today).toEqual({ notes: 1, asked: 1 });
  expect(mine.weeks.slice(0, 2)).toEqual([
    { week: "2026-03-02", notes: 1, asked: 1 },
    { week: "2026-02-23", notes: 1, asked: 0 },
  ]);
  const manager = await server.person({ roles: ["cx_manager"] });
  const all = await manager.call(api.notes.people, { query: { weeks: 2 } });
  expect(all).toMatchObject({ weeks: ["2026-02-23", "2026-03-02"], people: [{ name: "服务员", total: 2, asked: 1, byWeek: [1, 1] }] });
  const elsewhere = await server.person({ roles: ["frontline_manager"], units: [units.B!] });
  expect((await elsewhere.call(api.notes.people, {})).people).toEqual([]);
});
