import { api, type CaseDetail, Refusal } from "@manyi/contracts";
import { isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import type { NewVoice } from "@manyi/store";
import { createFollower } from "@manyi/store";
import { beforeAll, describe, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { openCase, steps, tick } from "./index.js";
import { lockCase } from "./record.js";
import { applyRule, followEvents } from "./watch.js";

let server: TestServer;
let units: Record<string, number>;
let agent: Caller;
let manager: Caller;
let lead: Caller;
let outsider: Caller;
let count = 0;

beforeAll(async () => {
  server = await testServer();
  units = await server.addUnits([
    { code: "G", type: "group" },
    { code: "E", type: "region", parent: "G" },
    { code: "S1", parent: "E" },
    { code: "S2", parent: "E" },
  ]);
  manager = await server.person({ roles: ["frontline_manager"], units: [units.S1!], name: "店长" });
  agent = await server.person({ roles: ["agent"], name: "专员" });
  lead = await server.person({ roles: ["cx_manager"], name: "经理" });
  outsider = await server.person({ roles: ["frontline_manager"], units: [units.S2!], name: "别店" });
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => "accepted",
    (error: unknown) => (error instanceof Refusal ? error.problem.code : String(error)),
  );

async function logged(over: Partial<{ title: string; description: string; severity: "high" | "normal" }> = {}): Promise<CaseDetail> {
  count++;
  const opened = await agent.call(api.cases.open, {
    body: {
      clientKey: `phone-call-${count}`,
      unitId: units.S1!,
      severity: "high",
      channel: "phone",
      title: "热菜等候太久",
      description: "等了 52 分钟",
      contact: { phone: "19900001234", email: "guest@example.test" },
      locale: "zh-CN",
      ...over,
    },
  });
  return agent.call(api.cases.get, { params: { id: opened.id } });
}

/** Walks a case to the point where the customer is asked. The manager solves it. */
async function solved(): Promise<CaseDetail> {
  let found = await logged();
  const params = { id: found.id };
  found = await manager.call(api.cases.acknowledge, { params, body: { revision: found.revision } });
  found = await manager.call(api.cases.assess, {
    params,
    body: { revision: found.revision, severity: "high", causeCode: "pass_understaffed", causedBy: "us" },
  });
  found = await manager.call(api.cases.respond, {
    params,
    body: { revision: found.revision, cause: "人手不足", remedy: "退菜", apology: "很抱歉" },
  });
  return manager.call(api.cases.implement, { params, body: { revision: found.revision } });
}

const voice = (over: Partial<NewVoice>): NewVoice => {
  const at = server.clock.now();
  const day = localDayOf(at.getTime(), "Asia/Shanghai");
  count++;
  return {
    tenantId: 1,
    id: server.services.ids.uuid(),
    clientKey: `voice-${count}`,
    source: "survey",
    channel: "qr",
    unitId: units.S1!,
    locale: "zh-CN",
    anonymity: "identified",
    occurredAt: at,
    localDay: day,
    isoWeek: isoWeekOf(day),
    localMonth: monthIndexOf(day),
    completeness: "complete",
    scores: { nps: 2 },
    nps: 2,
    comment: "热菜等了 52 分钟才上。两道已经凉了。",
    ...over,
  };
};
const rules = () =>
  createFollower(server.store, { name: "test-rules", source: "voices", handle: (tx, rows) => applyRule(server.services, tx, rows) }).run();
const events = () =>
  createFollower(server.store, {
    name: "test-events",
    source: "events",
    handle: (tx, rows) => followEvents(server.services, tx, rows),
  }).run();

describe("from receipt to the customer's word", () => {
  test("a logged complaint has a reference, an owner, four due times and a message to its customer", async () => {
    const found = await logged();
    expect(found.reference).toMatch(/^C-0302-\d{3}$/);
    expect(found.owner.name).toBe("店长");
    expect(found.clocks.map((clock) => [clock.kind, clock.state])).toEqual([
      ["acknowledge", "running"],
      ["answer", "running"],
      ["resolve", "running"],
      ["verify", "not_started"],
    ]);
    expect(found.clocks[1]?.due).toBe("2026-03-02T06:00:00.000Z");
    expect(found.customer.contact).toBe("199****1234");
    expect(found.next?.action).toBe("acknowledge");
    const message = await server.store.db.selectFrom("messages").selectAll().where("case_id", "=", found.id).executeTakeFirstOrThrow();
    expect(message).toMatchObject({ recipient: "guest@example.test", state: "waiting", template: "case.received" });
    expect(message.body).toContain(`/track?c=${found.reference}&k=`);
  });

  test("the same call logged twice is one case", async () => {
    const body = {
      clientKey: "same-call-twice",
      unitId: units.S1!,
      severity: "low" as const,
      channel: "phone" as const,
      title: "重复",
      description: "重复",
      contact: {},
      locale: "zh-CN" as const,
    };
    const opened = await Promise.all(Array.from({ length: 12 }, () => agent.call(api.cases.open, { body })));
    expect(new Set(opened.map((one) => one.id)).size).toBe(1);
  });

  test("an answer without its cause is refused, with the place named; an override needs a reason", async () => {
    const found = await logged();
    const params = { id: found.id };
    const acknowledged = await manager.call(api.cases.acknowledge, { params, body: { revision: found.revision } });
    const answer = { revision: acknowledged.revision, cause: "", remedy: "退菜", apology: "抱歉" };
    const refusal = await manager.call(api.cases.respond, { params, body: answer }).catch((error: unknown) => error as Refusal);
    expect(refusal).toMatchObject({ problem: { code: "ANSWER_INCOMPLETE", at: [{ path: "body.cause" }] } });
    const sent = await manager.call(api.cases.respond, { params, body: { ...answer, override: "客户只要求退菜" } });
    expect(sent).toMatchObject({ state: "responded", answer: { remedy: "退菜" } });
  });

  test("two people at one case: the second is told to look again", async () => {
    const found = await logged();
    await manager.call(api.cases.acknowledge, { params: { id: found.id }, body: { revision: found.revision } });
    expect(await code(agent.call(api.cases.acknowledge, { params: { id: found.id }, body: { revision: found.revision } }))).toBe(
      "CONFLICT",
    );
  });

  test("the solver cannot verify; somebody else can, and satisfied closes it", async () => {
    const found = await solved();
    expect(found.state).toBe("verifying");
    expect(found.actions).not.toContain("verify");
    const body = { revision: found.revision, result: "solved" as const, score: 5, channel: "phone" as const };
    expect(await code(manager.call(api.cases.verify, { params: { id: found.id }, body }))).toBe("SELF_VERIFICATION");
    const closed = await agent.call(api.cases.verify, { params: { id: found.id }, body });
    expect(closed).toMatchObject({ state: "closed", outcome: "satisfied", next: null, verification: { score: 5 } });
  });

  test("what the customer said at verification becomes one voice, however often the event arrives", async () => {
    const found = await solved();
    await agent.call(api.cases.verify, {
      params: { id: found.id },
      body: { revision: found.revision, result: "solved", score: 4, channel: "phone", note: "好了" },
    });
    await events();
    await server.store.db.deleteFrom("followers").where("name", "=", "test-events").execute();
    await events();
    const voices = await server.store.db
      .selectFrom("voices")
      .select(["source", "comment", "detail"])
      .where("case_id", "=", found.id)
      .execute();
    expect(voices).toEqual([{ source: "verification", comment: "好了", detail: { solved: true, handling: 4 } }]);
  });

  test("not solved comes back under the same reference, one level up, to somebody else", async () => {
    const found = await solved();
    const back = await agent.call(api.cases.verify, {
      params: { id: found.id },
      body: { revision: found.revision, result: "not_solved", score: 1, channel: "phone" },
    });
    expect(back).toMatchObject({ state: "investigating", reference: found.reference, escalation: 1, reopened: 1 });
    expect(back.owner.id).not.toBe(manager.id);
    expect(back.clocks[1]?.state).toBe("running");
  });

  test("closing without the customer's word needs three tries on two channels over seven days", async () => {
    let found = await solved();
    const params = { id: found.id };
    for (const channel of ["phone", "phone", "sms"] as const) {
      found = await agent.call(api.cases.verify, { params, body: { revision: found.revision, result: "no_answer", channel } });
      server.clock.advance(3 * 86_400_000);
    }
    expect(await code(manager.call(api.cases.close, { params, body: { revision: found.revision } }))).toBe("SELF_VERIFICATION");
    const closed = await agent.call(api.cases.close, { params, body: { revision: found.revision } });
    expect(closed).toMatchObject({ state: "closed", outcome: "unverified" });
    const fresh = await solved();
    expect(await code(agent.call(api.cases.close, { params: { id: fresh.id }, body: { revision: fresh.revision } }))).toBe(
      "OUTCOME_REQUIRED",
    );
  });

  test("within thirty days it reopens; later it is a new case", async () => {
    const found = await solved();
    const params = { id: found.id };
    const closed = await agent.call(api.cases.verify, {
      params,
      body: { revision: found.revision, result: "solved", score: 5, channel: "phone" },
    });
    server.clock.advance(31 * 86_400_000);
    expect(await code(agent.call(api.cases.reopen, { params, body: { revision: closed.revision, reason: "又来了" } }))).toBe(
      "INVALID_STATE",
    );
    server.clock.advance(-5 * 86_400_000);
    expect(await agent.call(api.cases.reopen, { params, body: { revision: closed.revision, reason: "又来了" } })).toMatchObject({
      state: "investigating",
      reopened: 1,
      outcome: null,
    });
  });
});

describe("queue and scope", () => {
  test("safety skips the queue, then whatever is due first", async () => {
    const calm = await logged({ title: "价格问题", severity: "normal" });
    const unsafe = await logged({ title: "汤里有玻璃", severity: "normal" });
    expect(unsafe.severity).toBe("safety");
    const page = await lead.call(api.cases.list, { query: { limit: 200 } });
    const order = page.items.map((item) => item.id);
    expect(order.indexOf(unsafe.id)).toBeLessThan(order.indexOf(calm.id));
    const dues = page.items.filter((item) => item.severity !== "safety").map((item) => item.nextClock?.due ?? "9");
    expect(dues).toEqual([...dues].sort());
  });

  test("pages of two show every case once", async () => {
    const whole = await lead.call(api.cases.list, { query: { limit: 200, view: "all" } });
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await lead.call(api.cases.list, { query: { limit: 2, view: "all", ...(cursor === undefined ? {} : { cursor }) } });
      seen.push(...page.items.map((item) => item.id));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(seen).toEqual(whole.items.map((item) => item.id));
  });

  test("another store's manager gets the same answer as for a case that is not there", async () => {
    const found = await logged();
    expect(await code(outsider.call(api.cases.get, { params: { id: found.id } }))).toBe("NOT_FOUND");
    expect(await code(outsider.call(api.cases.acknowledge, { params: { id: found.id }, body: { revision: found.revision } }))).toBe(
      "NOT_FOUND",
    );
    expect((await outsider.call(api.cases.list, { query: { view: "all" } })).items).toEqual([]);
    expect(await code(lead.call(api.cases.list, { query: { cursor: "bm90IGpzb24" } }))).toBe("INVALID_INPUT");
  });
});

describe("the detractor rule", () => {
  test("an unhappy voice opens one case with its context; a happy one, an anonymous one and an imported one open none", async () => {
    const unhappy = voice({});
    const others = [
      voice({ scores: { nps: 7 }, nps: 7 }),
      voice({ anonymity: "anonymous", occurredAt: null }),
      voice({ importId: server.services.ids.uuid() }),
    ];
    await server.services.ingest.submitMany([unhappy, ...others, unhappy]);
    await rules();
    await server.store.db.deleteFrom("followers").where("name", "=", "test-rules").execute();
    await rules();
    const found = await server.store.db.selectFrom("cases").selectAll().where("trigger_key", "like", "voice:%").execute();
    expect(found.map((row) => row.voice_id)).toEqual([unhappy.id]);
    expect(found[0]).toMatchObject({ title: "热菜等了 52 分钟才上", severity: "high", first_score: { nps: 2 } });
  });
});

describe("clocks", () => {
  test("75 % of the limit warns once, a breach escalates once to the next level", async () => {
    server.clock.set("2026-05-11T02:00:00.000Z");
    const found = await logged();
    await manager.call(api.cases.acknowledge, { params: { id: found.id }, body: { revision: found.revision } });
    server.clock.advance(95 * 60_000);
    await tick(server.services);
    await tick(server.services);
    server.clock.advance(30 * 60_000);
    await tick(server.services);
    await tick(server.services);
    const after = await lead.call(api.cases.get, { params: { id: found.id } });
    expect(after.events.map((event) => event.type)).toEqual(["opened", "acknowledged", "warned", "escalated"]);
    expect(after.escalation).toBe(1);
    expect(after.owner.id).not.toBe(manager.id);
  });

  test("a new calendar version does not rewrite the past", async () => {
    const before = await logged();
    await server.store.db
      .insertInto("calendars")
      .values({
        tenant_id: 1,
        id: 1,
        version: 1,
        name: "always",
        rules: JSON.stringify({ weekly: Array.from({ length: 7 }, () => [[0, 1440]]), exceptions: {} }),
        effective_from: server.clock.now(),
      })
      .execute();
    await server.store.db.updateTable("org_units").set({ calendar_id: 1 }).where("tenant_id", "=", 1).where("id", "=", units.G!).execute();
    expect((await agent.call(api.cases.get, { params: { id: before.id } })).clocks).toEqual(before.clocks);
    server.clock.advance(1000);
    const later = await logged();
    expect(Date.parse(later.clocks[2]!.due!) - server.clock.now().getTime()).toBe(16 * 3_600_000);
  });
});

test("a case waits for an owner only until somebody may work it", async () => {
  const empty = await testServer();
  const { A } = await empty.addUnits([{ code: "A", type: "group" }]);
  const ctx = await empty.system();
  const opened = await ctx.tx((tx) =>
    openCase(tx, ctx, { triggerKey: "t", unitId: A!, severity: "low", channel: "web", title: "t", description: "t", locale: "en" }),
  );
  await tick(empty.services);
  const first = await empty.person({ roles: ["agent"] });
  await tick(empty.services);
  const row = await ctx.tx((tx) => lockCase(tx, 1, opened.id));
  expect(row?.owner_id).toBe(first.id);
  await expect(ctx.tx(async (tx) => steps.accept(tx, ctx, (await lockCase(tx, 1, opened.id))!, ""))).rejects.toMatchObject({
    code: "INVALID_STATE",
  });
});
