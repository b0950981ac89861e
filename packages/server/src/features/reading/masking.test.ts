import { randomUUID } from "node:crypto";
import { api, Refusal } from "@manyi/contracts";
import { ROLES, type Role } from "@manyi/core/access";
import { aVoice } from "@manyi/store/testing";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { openCaseOfVoice } from "../cases/index.js";
import { applyVoices } from "../feedback/index.js";
import { askForRun, createWork } from "./index.js";
import { start } from "./work.js";

const PHONE = "13800000001";
const ID_CARD = "11010519491231002X";
const MAIL = "chen.xiaoman@example.test";
const NAME = "陈小满";
const PLANTED = [PHONE, ID_CARD, MAIL, NAME];
/** the number stands where the title of a case is cut, and after a full stop inside an address */
const SAID = `上菜慢还算错账，一桌人等到打烊都没有人来道歉也没有人解释，请回电 ${PHONE}，身份证 ${ID_CARD}，邮箱 ${MAIL}`;
const MAILED = `Write to ${MAIL} about the cold soup`;

const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);

let server: TestServer;
let manager: Caller;
let owner: Caller;
let unitId: number;
let callers: readonly (readonly [Role, Caller])[];
const ids = { item: "", mailed: "", caseId: "", mailedCase: "", logged: "", contact: "", interview: "" };

beforeAll(async () => {
  server = await testServer();
  const units = await server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
  ]);
  unitId = units.A!;
  manager = await server.person({ roles: ["cx_manager"], name: "经理" });
  owner = await server.person({ roles: ["agent"], units: [unitId], name: "小李" });
  const ctx = await server.system();
  const at = server.clock.now();
  const customer = ctx.ids.uuid();
  await server.store.db
    .insertInto("customers")
    .values({ tenant_id: 1, id: customer, name: NAME, phone: PHONE, email: MAIL, created_at: at })
    .execute();
  const voice = (comment: string) =>
    aVoice({ unitId, source: "review", channel: "api", customerId: customer, nps: 1, nums: [], scores: { nps: 1 }, answers: {}, comment });
  const sent = await server.services.ingest.submitMany([voice(SAID), voice(MAILED)]);
  [ids.item, ids.mailed] = [sent[0]!.id, sent[1]!.id];
  const rows = await server.store.db.selectFrom("voices").selectAll().where("source", "=", "review").execute();
  await server.store.tx(async (tx) => {
    await applyVoices(server.services, tx, rows);
    ids.caseId = (await openCaseOfVoice(tx, ctx, rows.find(({ id }) => id === ids.item)!))!.id;
    ids.mailedCase = (await openCaseOfVoice(tx, ctx, rows.find(({ id }) => id === ids.mailed)!))!.id;
  });
  await manager.call(api.feedback.assign, { body: { ids: [ids.item], ownerId: owner.id } });
  const item = await manager.call(api.feedback.get, { params: { id: ids.item } });
  await manager.call(api.feedback.step, {
    params: { id: ids.item },
    body: { type: "noted", revision: item.revision, note: `已打 ${PHONE} 无人接` },
  });
  const logged = await manager.call(api.cases.open, {
    body: {
      clientKey: "desk-0001",
      unitId,
      severity: "normal",
      channel: "phone",
      title: `请回电 ${PHONE}`,
      description: `客人说：${SAID}`,
      requestedRemedy: `退款到 ${MAIL}`,
      contact: { name: NAME, phone: PHONE, email: MAIL },
      locale: "zh-CN",
    },
  });
  ids.logged = logged.id;
  const { revision } = await manager.call(api.cases.get, { params: { id: ids.logged } });
  await manager.call(api.cases.note, { params: { id: ids.logged }, body: { revision, note: `回访 ${PHONE}`, kind: "note" } });
  const contact = await owner.call(api.contacts.log, {
    body: {
      clientKey: "contact-0001",
      unitId,
      channel: "phone",
      direction: "in",
      purpose: "complaint",
      content: SAID,
      promise: `明天打 ${PHONE}`,
      promiseDue: at.toISOString().slice(0, 10),
      consent: "spoken",
      person: { name: NAME, phone: PHONE, email: MAIL },
      locale: "zh-CN",
    },
  });
  ids.contact = contact.id;
  expect(JSON.stringify(contact)).not.toContain(PHONE);
  ids.interview = await interviewed();
  callers = await Promise.all(ROLES.map(async (role) => [role, await server.person({ roles: [role] })] as const));
});

/** An interview with numbers in its notes and quotes, coded differently by two people. */
async function interviewed(): Promise<string> {
  const words = { "zh-CN": "等位", en: "Waiting" };
  const guide = await manager.call(api.interviews.createGuide, {
    body: { title: words, purpose: words, questions: [{ key: "felt", text: words, probes: [] }] },
  });
  const { id } = await manager.call(api.interviews.plan, {
    body: { guide: guide.id, unitId, who: NAME, purpose: "等位", plannedAt: server.clock.now().toISOString(), locale: "zh-CN" },
  });
  await manager.call(api.interviews.save, {
    params: { id },
    body: {
      revision: 1,
      consent: "given",
      recording: null,
      notes: { felt: SAID },
      quotes: [{ id: "quote-1", question: "felt", text: `打我电话 ${PHONE}` }],
      minutes: 30,
      cost: 0,
    },
  });
  const other = await server.person({ roles: ["analyst"], name: "乙" });
  await manager.call(api.interviews.code, { params: { id }, body: { codes: { "quote-1": "等位" } } });
  await other.call(api.interviews.code, { params: { id }, body: { codes: { "quote-1": "态度" } } });
  return id;
}

describe("attack: no list and no detail shows a planted number, card, address or name, to any role", () => {
  const addresses = () => [
    "/api/v1/cases?view=all",
    `/api/v1/cases?view=all&text=${PHONE}`,
    `/api/v1/cases/${ids.caseId}`,
    `/api/v1/cases/${ids.mailedCase}`,
    `/api/v1/cases/${ids.logged}`,
    "/api/v1/feedback?view=all",
    `/api/v1/feedback?view=all&text=${PHONE}`,
    "/api/v1/feedback/summary",
    `/api/v1/feedback/${ids.item}`,
    "/api/v1/contacts",
    "/api/v1/contacts?view=promises",
    `/api/v1/contacts/customers?text=${PHONE}`,
    "/api/v1/interviews",
    `/api/v1/interviews/${ids.interview}`,
    "/api/v1/interviews/report",
    "/api/v1/voices",
    "/api/v1/voices.csv",
    `/api/v1/voices/${ids.item}`,
  ];

  test("every role, every address", async () => {
    let read = 0;
    for (const [role, caller] of [...callers, ["agent", owner] as const]) {
      for (const url of addresses()) {
        const reply = await caller.inject({ method: "GET", url });
        if (reply.statusCode === 200) read++;
        for (const planted of PLANTED) expect(`${role} ${url} ${reply.body.includes(planted)}`).toBe(`${role} ${url} false`);
      }
    }
    // a test that was let in nowhere would prove nothing
    expect(read).toBeGreaterThan(40);
  });

  test("a number is not found by searching, whole or digit by digit; what is shown is", async () => {
    const hits = async (text: string) => {
      const query = { view: "all" as const, text };
      const [cases, inbox, contacts] = await Promise.all([
        manager.call(api.cases.list, { query }),
        manager.call(api.feedback.list, { query }),
        manager.call(api.contacts.list, { query }),
      ]);
      return [cases.items.length, inbox.items.length, contacts.items.length];
    };
    for (const part of [PHONE, "1380", "3800", "80000", ID_CARD, "231002", MAIL, "xiaoman", "example.t", NAME])
      expect([part, await hits(part)]).toEqual([part, [0, 0, 0]]);
    expect(await hits("上菜慢")).toEqual([2, 1, 1]);
    expect(await hits("COLD soup")).toEqual([1, 1, 0]);
  });

  test("a title cut through a number or an address holds no part of it", async () => {
    const { items } = await manager.call(api.cases.list, { query: { view: "all" } });
    const titles = items.map(({ title }) => title).join("\n");
    expect(titles).not.toMatch(/1380|chen|@/);
    expect(titles).toContain("Write to *** about the cold soup");
  });
});

describe("the search of voices finds a comment by the words that are shown", () => {
  const hidden = [PHONE, "1380000", "138", `"${PHONE}"`, ID_CARD, "110105", "002X", MAIL, "chen", "xiaoman", "xiao", "example", "test"];
  const hits = async (text: string) => (await manager.call(api.voices.list, { query: { text } })).items.map(({ id }) => id).sort();

  beforeAll(async () => {
    await createWork(server.services).reader.run();
  });

  test("attack: no part of a number, a card or an address finds anything, for any role", async () => {
    let read = 0;
    for (const [role, caller] of [...callers, ["agent", owner] as const]) {
      for (const text of hidden) {
        const reply = await caller.inject({ method: "GET", url: `/api/v1/voices?text=${encodeURIComponent(text)}` });
        if (reply.statusCode !== 200) continue;
        read++;
        const { total, items } = reply.json<{ total: number; items: unknown[] }>();
        expect([role, text, total, items]).toEqual([role, text, 0, []]);
      }
    }
    expect(read).toBeGreaterThan(40);
    expect(await hits("上菜慢")).toEqual([ids.item]);
    expect(await hits("cold sou")).toEqual([ids.mailed]);
  });

  test("a lifted mask is found from then on, also when indexed again; once it is put back, no more", async () => {
    const params = { id: ids.item };
    const found = async () => [await hits(PHONE), await hits(ID_CARD), await hits("xiaoman")];
    const { labelId } = await manager.call(api.voices.label, { params, body: { kind: "not_personal", mask: 0 } });
    expect(await found()).toEqual([[ids.item], [], []]);
    await sql`update voice_readings set search = null`.execute(server.store.db);
    const { indexMore } = createWork(server.services);
    expect([await indexMore(), await indexMore()]).toEqual([true, false]);
    expect(await found()).toEqual([[ids.item], [], []]);
    await readAgain();
    expect(await found()).toEqual([[ids.item], [], []]);
    await manager.call(api.voices.unlabel, { params: { ...params, labelId } });
    for (const text of hidden) expect([text, await hits(text)]).toEqual([text, []]);
    expect(await hits("上菜慢")).toEqual([ids.item]);
  });

  test("a comment read again is found by what is shown", async () => {
    await sql`update voice_readings set search = to_tsvector('simple', ${PHONE})`.execute(server.store.db);
    expect(await hits(PHONE)).toHaveLength(2);
    await readAgain();
    expect([await hits(PHONE), await hits("上菜慢"), await hits("soup")]).toEqual([[], [ids.item], [ids.mailed]]);
  });

  test("what is not indexed yet is found by nothing, and by what it shows soon after the start", async () => {
    await sql`update voice_readings set search = null`.execute(server.store.db);
    expect([await hits(PHONE), await hits("上菜慢")]).toEqual([[], []]);
    const stop = await start(server.services);
    await expect.poll(async () => [await hits("上菜慢"), await hits("soup")], { timeout: 10_000 }).toEqual([[ids.item], [ids.mailed]]);
    await stop();
    for (const text of hidden) expect([text, await hits(text)]).toEqual([text, []]);
  });

  async function readAgain() {
    const run = { tenantId: 1, id: randomUUID(), reason: "asked", by: null, at: server.clock.now() } as const;
    await server.store.tx((tx) => askForRun(tx, run));
    const { runBatch } = createWork(server.services);
    while (await runBatch());
  }
});

describe("the original is one explicit act, and stays on record", () => {
  const acts = async () =>
    (
      await server.store.db
        .selectFrom("audit_log")
        .select(["actor_id", "action", "object"])
        .where("action", "like", "%.unmask")
        .orderBy("seq")
        .execute()
    ).map(({ actor_id, action, object }) => [actor_id, action, object]);

  test("who handles it reaches the customer; a colleague takes it first", async () => {
    const before = (await acts()).length;
    const colleague = await server.person({ roles: ["agent"], units: [unitId] });
    expect(await colleague.call(api.feedback.unmask, { params: { id: ids.item } }).catch(code)).toBe("INVALID_STATE");
    expect(await owner.call(api.feedback.get, { params: { id: ids.item } })).toMatchObject({ phone: null, email: null, author: "陈**" });
    expect(await owner.call(api.feedback.unmask, { params: { id: ids.item } })).toMatchObject({
      text: SAID,
      author: NAME,
      phone: PHONE,
      email: MAIL,
    });
    const detail = await manager.call(api.cases.unmask, { params: { id: ids.logged } });
    expect(detail).toMatchObject({ title: `请回电 ${PHONE}`, customer: { name: NAME, phone: PHONE, email: MAIL } });
    expect(detail.events.at(-1)?.payload.note).toBe(`回访 ${PHONE}`);
    expect(await colleague.call(api.contacts.unmask, { params: { id: ids.contact } })).toMatchObject({ content: SAID, reach: PHONE });
    expect((await acts()).slice(before)).toEqual([
      [owner.id, "feedback.unmask", `voice ${ids.item}`],
      [manager.id, "cases.unmask", `case ${ids.logged}`],
      [colleague.id, "contacts.unmask", `contact ${ids.contact}`],
    ]);
  });

  test("a case: its owner, and who verifies it; not the one who only looks on", async () => {
    const { owner: own } = await manager.call(api.cases.get, { params: { id: ids.caseId } });
    expect(own.id).toBe(owner.id);
    expect((await owner.call(api.cases.unmask, { params: { id: ids.caseId } })).description).toBe(SAID);
    const onlooker = await server.person({ roles: ["frontline_manager"], units: [unitId] });
    expect((await onlooker.call(api.cases.get, { params: { id: ids.caseId } })).actions).not.toContain("unmask");
    expect(await onlooker.call(api.cases.unmask, { params: { id: ids.caseId } }).catch(code)).toBe("INVALID_STATE");
  });

  test("interviews: the interviewer sees what was written; text saved behind its masks stays, changed behind them it is refused", async () => {
    const shown = await manager.call(api.interviews.read, { params: { id: ids.interview } });
    expect(shown).toMatchObject({ isMasked: true, mayUnmask: true, who: "陈**" });
    const { questions: _, ...plain } = await manager.call(api.interviews.unmask, { params: { id: ids.interview } });
    expect(plain).toMatchObject({ isMasked: false, who: NAME, notes: { felt: SAID } });
    const body = { revision: shown.revision, consent: shown.consent, recording: null, minutes: 30, cost: 0, quotes: shown.quotes };
    await manager.call(api.interviews.save, { params: { id: ids.interview }, body: { ...body, notes: shown.notes } });
    const after = await manager.call(api.interviews.unmask, { params: { id: ids.interview } });
    expect(after).toMatchObject({ notes: { felt: SAID }, quotes: [{ text: `打我电话 ${PHONE}` }] });
    const changed = { ...body, revision: after.revision, notes: { felt: `${shown.notes.felt}！` } };
    expect(await manager.call(api.interviews.save, { params: { id: ids.interview }, body: changed }).catch(code)).toBe("INVALID_INPUT");
  });

  test("a confidential answer names nobody, whoever handles it", async () => {
    const { id } = await server.services.ingest.submit(
      aVoice({
        unitId,
        source: "review",
        anonymity: "confidential",
        comment: SAID,
        answers: { contact: { name: NAME, phone: PHONE } } as never,
      }),
    );
    await manager.call(api.feedback.add, { body: { voiceId: id } });
    const item = await manager.call(api.feedback.get, { params: { id } });
    expect(item).toMatchObject({ author: null, contact: null });
    expect(item.actions).not.toContain("unmask");
    expect(await manager.call(api.feedback.unmask, { params: { id } }).catch(code)).toBe("INVALID_STATE");
    const ctx = await server.system();
    const row = await server.store.db.selectFrom("voices").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    const opened = await server.store.tx((tx) => openCaseOfVoice(tx, ctx, row));
    const params = { id: opened!.id };
    expect((await manager.call(api.cases.get, { params })).customer).toMatchObject({ id: null, name: "", contact: null });
    expect(await manager.call(api.cases.unmask, { params }).catch(code)).toBe("INVALID_STATE");
    // messages still go out: the way to the author stays with the case
    const kept = await server.store.db.selectFrom("cases").select("contact").where("id", "=", params.id).executeTakeFirstOrThrow();
    expect(kept.contact).toMatchObject({ name: NAME, phone: PHONE });
  });
});
