import { randomUUID } from "node:crypto";
import { api } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "./testing/world.js";

let world: FiguresWorld;
let reader: Caller;
let units: Record<string, number>;
let number = 0;
const at = (day: number) => new Date(day * 86_400_000 + 3 * 3_600_000);

/** A case whose verification was due on a day, as far as it has got. */
async function addCase(over: {
  unit?: string;
  dueDay?: number;
  isAcknowledgedLate?: boolean;
  isClosed?: boolean;
  outcome?: string;
  verification?: number | null;
  reopened?: number;
  first?: Record<string, number> | null;
}) {
  const {
    unit = "A",
    dueDay = TODAY - 5,
    isAcknowledgedLate = false,
    isClosed = false,
    outcome = null,
    verification = null,
    reopened = 0,
    first = { csat: 2 },
  } = over;
  number += 1;
  const id = randomUUID();
  if (verification !== null) {
    const payload = JSON.stringify({ score: verification, channel: "web", note: "" });
    const type = verification >= 3 ? "confirmed" : "not_solved";
    const event = { tenant_id: 1, id: randomUUID(), case_id: id, seq: 2, type, actor_kind: "customer" as const, payload, at: at(dueDay) };
    await world.server.store.db.insertInto("case_events").values(event).execute();
  }
  await world.server.store.db
    .insertInto("cases")
    .values({
      tenant_id: 1,
      id,
      reference: `C-${number}`,
      secret_hash: Buffer.alloc(32),
      state: isClosed ? "closed" : "verifying",
      severity: "normal",
      channel: "web",
      title: "t",
      description: "d",
      unit_id: units[unit]!,
      locale: "zh-CN",
      owner_id: "u",
      trigger_key: `test:${number}`,
      first_score: first === null ? null : JSON.stringify(first),
      opened_at: at(dueDay - 10),
      acknowledge_due: at(dueDay - 9),
      answer_due: at(dueDay - 8),
      resolve_due: at(dueDay - 7),
      verify_due: at(dueDay),
      acknowledged_at: at(isAcknowledgedLate ? dueDay - 8 : dueDay - 10),
      closed_at: isClosed ? at(dueDay) : null,
      outcome: outcome as "satisfied" | null,
      reopened_count: reopened,
    })
    .execute();
}

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  reader = await world.server.person({ roles: ["cx_manager"] });
});

test("T-30: 50 due, 46 acknowledged on time, 40 closed, 34 verified, 30 satisfied → 60 %; those without a reply stay in the base", async () => {
  for (let i = 0; i < 50; i++) {
    const isClosed = i < 40;
    const outcome = i < 30 ? "satisfied" : i < 34 ? "not_satisfied" : isClosed ? "unverified" : undefined;
    await addCase({
      unit: i % 5 === 0 ? "B" : "A",
      isAcknowledgedLate: i >= 46,
      isClosed,
      ...(outcome === undefined ? {} : { outcome }),
      verification: i < 30 ? 5 : i < 34 ? 2 : null,
    });
  }
  await addCase({ outcome: "withdrawn", isClosed: true });
  await addCase({ outcome: "merged", isClosed: true });
  await addCase({ dueDay: TODAY - 300, outcome: "satisfied", isClosed: true });
  const { rows } = await reader.call(api.figures.loop, { query: { by: "unit" } });
  const [whole, a, b] = rows;
  expect(whole).toMatchObject({
    due: 50,
    acknowledgedOnTime: 46,
    closed: 40,
    verified: 34,
    satisfied: 30,
    recovered: 30,
    recoverable: 50,
    per1000: null,
  });
  expect(whole!.closedLoop.value).toBe(60);
  expect(whole!.closedLoop.interval!.low).toBeGreaterThan(45);
  expect(whole!.recovery.value).toBe(60);
  expect(a!.due + b!.due).toBe(50);
  expect([a!.unitId, b!.unitId]).toEqual([units.A, units.B]);
});

test("scope: a manager's loop is that of the own units; no case is — and not 0 %", async () => {
  const manager = await world.server.person({ roles: ["frontline_manager"], units: [units.B!] });
  const { rows } = await manager.call(api.figures.loop, { query: {} });
  expect(rows).toHaveLength(1);
  expect(rows[0]!.due).toBe(10);
  const none = await reader.call(api.figures.loop, { query: { from: "2020-01-01", to: "2020-01-31" } });
  expect(none.rows[0]!.closedLoop).toMatchObject({ value: null, n: 0, base: "none" });
});

test("P1.3: who was not asked or did not answer stays in the base of recovery; happy beginnings and cases without a score do not enter", async () => {
  const dueDay = TODAY - 100;
  await addCase({ dueDay, outcome: "satisfied", isClosed: true, verification: 5 });
  await addCase({ dueDay, outcome: "satisfied", isClosed: true, verification: 4, first: { nps: 3, "p:speed": 2 } });
  await addCase({ dueDay, outcome: "not_satisfied", isClosed: true, verification: 3, first: { ces: 2 } });
  await addCase({ dueDay, outcome: "unverified", isClosed: true });
  await addCase({ dueDay, first: { "e:speed": 5, "p:speed": 3 } });
  // neither a complaint without an answer sheet nor a case that somebody opened from a happy one can be won back
  await addCase({ dueDay, outcome: "satisfied", isClosed: true, verification: 5, first: null });
  await addCase({ dueDay, outcome: "satisfied", isClosed: true, verification: 5, first: { nps: 9 } });
  const day = new Date(dueDay * 86_400_000).toISOString().slice(0, 10);
  const { rows } = await reader.call(api.figures.loop, { query: { from: day, to: day } });
  expect(rows[0]).toMatchObject({ due: 7, satisfied: 4, recovered: 2, recoverable: 5 });
  expect(rows[0]!.recovery).toMatchObject({ value: 40, n: 5 });
});
