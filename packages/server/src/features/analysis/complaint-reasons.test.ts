import { randomUUID } from "node:crypto";
import { api, Refusal } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";

let world: FiguresWorld;
let reader: Caller;
let units: Record<string, number>;
let number = 0;
const at = (day: number) => new Date(day * 86_400_000 + 3 * 3_600_000);

type Over = { unit?: string; day?: number; by?: string | null; cause?: string | null; outcome?: string | null };
function complaint({ unit = "A", day = TODAY - 5, by = "us", cause = "training", outcome = "satisfied" }: Over) {
  number += 1;
  return {
    tenant_id: 1,
    id: randomUUID(),
    reference: `R-${number}`,
    secret_hash: Buffer.alloc(32),
    state: outcome === null ? "verifying" : "closed",
    severity: "normal" as const,
    channel: "web",
    title: "t",
    description: "d",
    unit_id: units[unit]!,
    locale: "zh-CN",
    owner_id: "u",
    trigger_key: `reason:${number}`,
    caused_by: by,
    cause_code: cause,
    opened_at: at(day),
    acknowledge_due: at(day),
    answer_due: at(day),
    resolve_due: at(day),
    outcome: outcome as "satisfied" | null,
  };
}
const times = (count: number, over: Over) => Array.from({ length: count }, () => complaint(over));

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  reader = await world.server.person({ roles: ["analyst"] });
  const rows = [
    ...times(36, { by: "us" }),
    ...times(4, { by: "us", outcome: "not_satisfied" }),
    ...times(12, { by: "supplier", cause: "supplier" }),
    ...times(28, { by: "supplier", cause: "supplier", outcome: "not_satisfied" }),
    ...times(3, { by: "customer", cause: null, unit: "B", outcome: "not_satisfied" }),
    ...times(2, { by: null, cause: null, unit: "B", outcome: null }),
    // no part of the period, or of the loop
    ...times(5, { outcome: "withdrawn" }),
    ...times(5, { day: TODAY - 200 }),
  ];
  await world.server.store.db.insertInto("cases").values(rows).execute();
});

test("complaints by who caused them equal the raw counts; their shares sum to 100 %, what nobody has filled in stands last", async () => {
  const { n, whole, causedBy } = await reader.call(api.analysis.complaintReasons, { query: {} });
  expect([n, whole.verified, whole.satisfied]).toEqual([85, 83, 48]);
  expect(causedBy.map((row) => [row.by, row.n, row.verified, row.satisfied])).toEqual([
    ["supplier", 40, 40, 12],
    ["us", 40, 40, 36],
    ["customer", 3, 3, 0],
    [null, 2, 0, 0],
  ]);
  expect(causedBy.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(causedBy[1]!.fair).toMatchObject({ value: 0.9 });
  expect(causedBy[3]!.fair).toBeNull();
});

test("only rows with thirty verified complaints are compared with the others, and the page is told how many were", async () => {
  const { causedBy, causes, compared } = await reader.call(api.analysis.complaintReasons, { query: {} });
  expect(causedBy.map(({ againstRest }) => againstRest)).toEqual(["lower", "higher", null, null]);
  expect(causes.map(({ code, againstRest }) => [code, againstRest])).toEqual([
    ["supplier", "lower"],
    ["training", "higher"],
    [null, null],
  ]);
  expect(compared).toEqual({ compared: 4, rule: "each-at-0.05" });
});

test("a manager sees the complaints of the own unit only; another unit is not there", async () => {
  const manager = await world.server.person({ roles: ["frontline_manager"], units: [units.B!] });
  const { n, causedBy } = await manager.call(api.analysis.complaintReasons, { query: {} });
  expect([n, causedBy.map(({ by }) => by)]).toEqual([5, ["customer", null]]);
  const refused = await manager.call(api.analysis.complaintReasons, { query: { unit: units.A! } }).catch((error: unknown) => error);
  expect(refused instanceof Refusal && refused.problem.code).toBe("NOT_FOUND");
});
