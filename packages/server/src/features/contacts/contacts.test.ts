import { api, Refusal } from "@manyi/contracts";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";

let server: TestServer;
let agent: Caller;
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
  agent = await server.person({ roles: ["agent"], units: [S1] });
  const at = server.clock.now();
  await server.store.db
    .insertInto("customers")
    .values({
      tenant_id: 1,
      id: "0198d2a0-0000-7000-8000-000000000001",
      external_id: "VIP-1",
      name: "陈小满",
      phone: "13800000001",
      created_at: at,
    })
    .execute();
});

test("who is chosen, or known by phone or e-mail, brings the segment along; touchpoint and product stay with the words", async () => {
  const { db } = server.store;
  await db
    .insertInto("segments")
    .values({ tenant_id: 1, id: 7, code: "family", name: JSON.stringify({ en: "Families" }) })
    .execute();
  await db
    .insertInto("touchpoints")
    .values({ tenant_id: 1, id: 3, code: "hotline", name: JSON.stringify({ en: "Hotline" }), stage: "use" })
    .execute();
  const customer = { tenant_id: 1, segment_id: 7, created_at: server.clock.now() };
  const [chosen, written, one, other] = [1, 2, 3, 4].map((n) => `0198d2a0-0000-7000-8000-0000000001${n}0`);
  await db
    .insertInto("customers")
    .values([
      { ...customer, id: chosen!, phone: "13900000001" },
      { ...customer, id: written!, phone: "+8613900000002", email: "Known@Example.com" },
      { ...customer, id: one!, phone: "02155500000" },
      { ...customer, id: other!, phone: "02155500000" },
    ])
    .execute();
  const voiceOf = async (key: string) =>
    await db
      .selectFrom("voices")
      .select(["customer_id", "segment_id", "touchpoint_id", "detail", "answers"])
      .where("client_key", "=", key)
      .executeTakeFirstOrThrow();
  const logged = async (clientKey: string, over: object) => {
    await agent.call(api.contacts.log, { body: record({ clientKey, ...over }) });
    return voiceOf(`contact:${clientKey}`);
  };
  const about = { touchpointId: 3, product: "松鼠鳜鱼" };
  expect(await logged("segment-01", { customerId: chosen, person: undefined, ...about })).toMatchObject({
    customer_id: chosen,
    segment_id: 7,
    touchpoint_id: 3,
    detail: { product: "松鼠鳜鱼" },
  });
  expect(await logged("segment-02", { person: { phone: "139 0000 0002" } })).toMatchObject({ customer_id: written, segment_id: 7 });
  // a number that several share belongs to nobody
  expect(await logged("segment-03", { person: { phone: "02155500000" } })).toMatchObject({ customer_id: null, segment_id: null });
  const mail = {
    clientKey: "segment-04",
    kind: "email" as const,
    text: "From: Sample Guest <known@example.com>\nTo: service@example.net\nDate: Mon, 2 Mar 2026\n\nThe soup was cold.\n> Dear guest",
    customer: "Sample Guest",
    per: "thread" as const,
    unitId: S1,
    locale: "en" as const,
  };
  expect(await agent.call(api.contacts.transcript, { body: mail })).toMatchObject({ stored: 1 });
  expect(await voiceOf("transcript:segment-04#1")).toMatchObject({
    customer_id: written,
    segment_id: 7,
    detail: { author: "Sample Guest" },
    answers: { contact: { email: "known@example.com" } },
  });
  await expect(agent.call(api.contacts.log, { body: record({ clientKey: "segment-05", touchpointId: 99 }) })).rejects.toThrow(Refusal);
  const listed = await agent.call(api.contacts.list, { query: {} });
  expect(listed.items.find(({ product }) => product !== null)).toMatchObject({ touchpoint: { en: "Hotline" }, product: "松鼠鳜鱼" });
  await db.deleteFrom("voices").execute();
  await db.deleteFrom("contact_records").execute();
});

const record = (over: object = {}) => ({
  clientKey: "contact-0001",
  unitId: S1,
  channel: "phone" as const,
  direction: "in" as const,
  purpose: "request" as const,
  content: "问能否加订宴席，号码 13800000001",
  said: "  想加两桌，周五前答复我 ",
  promise: "周三前回电",
  promiseDue: "2026-03-04",
  consent: "spoken" as const,
  askedForAnswer: true,
  person: { name: "陈小满", phone: "13800000001" },
  locale: "zh-CN" as const,
  ...over,
});
const voices = async () =>
  (
    await sql<{ comment: string; source: string; detail: object }>`select comment, source, detail from voices order by id`.execute(
      server.store.db,
    )
  ).rows;

test("a call is logged once; what the customer said is a voice as it was said, a wish is a request", async () => {
  const logged = await agent.call(api.contacts.log, { body: record() });
  const again = await agent.call(api.contacts.log, { body: record() });
  expect(again.id).toBe(logged.id);
  expect(logged).toMatchObject({
    customer: "陈**",
    reach: "138****0001",
    promise: "周三前回电",
    promiseDue: "2026-03-04",
    promiseDoneAt: null,
  });
  expect(logged.content).not.toContain("13800000001");
  expect(await voices()).toMatchObject([{ comment: "  想加两桌，周五前答复我 ", source: "request", detail: { asked: true } }]);
});

test("a promise stays in sight until it is kept, and shows when it is late", async () => {
  const due = async () => (({ promises, late }) => ({ promises, late }))(await agent.call(api.contacts.list, { query: {} }));
  expect(await due()).toEqual({ promises: 1, late: 0 });
  server.clock.advance(5 * 86_400_000);
  expect(await due()).toEqual({ promises: 1, late: 1 });
  const { items } = await agent.call(api.contacts.list, { query: { view: "promises" } });
  await agent.call(api.contacts.keepPromise, { params: { id: items[0]!.id } });
  expect(await due()).toEqual({ promises: 0, late: 0 });
  await expect(agent.call(api.contacts.keepPromise, { params: { id: items[0]!.id } })).rejects.toThrow(Refusal);
});

test("a promise needs a day ahead; another unit's desk is out of reach", async () => {
  for (const over of [
    { promiseDue: undefined },
    { promiseDue: "2026-03-01" },
    { unitId: S2 },
    { customerId: "0198d2a0-0000-7000-8000-00000000dead" },
    { employeeId: 7 },
  ])
    await expect(
      agent.call(api.contacts.log, { body: record({ clientKey: `contact-${JSON.stringify(over)}`.slice(0, 60), ...over }) }),
    ).rejects.toThrow(Refusal);
});

test("a customer is found by the whole number, phone or name, never by a part of it, and comes back masked", async () => {
  const find = async (text: string) => (await agent.call(api.contacts.customers, { query: { text } })).items;
  for (const text of ["VIP-1", "13800000001", "陈小满"]) expect(await find(text)).toMatchObject([{ name: "陈**", reach: "138****0001" }]);
  for (const text of ["VIP", "138000", "小满%"]) expect(await find(text)).toEqual([]);
});

test("a transcript: tried first, then one voice per turn of the customer; the same again changes nothing", async () => {
  const body = {
    clientKey: "transcript-1",
    kind: "chat" as const,
    text: "客服：您好\n客户：汤洒了一半，电话 13800000001\n客服：抱歉\n客户：退一半就行",
    per: "turn" as const,
    unitId: S1,
    locale: "zh-CN" as const,
  };
  const before = (await voices()).length;
  const tried = await agent.call(api.contacts.transcript, { body: { ...body, try: true } });
  expect(tried).toMatchObject({ voices: 2, stored: 0 });
  expect(tried.turns.map(({ side }) => side)).toEqual(["staff", "customer", "staff", "customer"]);
  expect(JSON.stringify(tried.turns)).not.toContain("13800000001");
  expect((await voices()).length).toBe(before);
  expect(await agent.call(api.contacts.transcript, { body })).toMatchObject({ stored: 2, unchanged: 0 });
  expect(await agent.call(api.contacts.transcript, { body })).toMatchObject({ stored: 0, unchanged: 2 });
  const unclear = agent.call(api.contacts.transcript, { body: { ...body, clientKey: "transcript-2", text: "甲：你好\n乙：汤凉了" } });
  await expect(unclear).rejects.toThrow(Refusal);
  const told = agent.call(api.contacts.transcript, {
    body: { ...body, clientKey: "transcript-2", text: "甲：你好\n乙：汤凉了", customer: "乙" },
  });
  expect(await told).toMatchObject({ stored: 1 });
});
