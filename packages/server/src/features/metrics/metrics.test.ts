import { api, Refusal } from "@manyi/contracts";
import { METRICS } from "@manyi/core/metrics";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";

let world: FiguresWorld;
let units: Record<string, number>;
let lead: Caller;
let manager: Caller;
let analyst: Caller;
const isoDay = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => "taken",
    (error: unknown) => (error instanceof Refusal ? error.problem.code : error),
  );
const aim = (who: Caller, metric: string, value: number | null, unitId: number | null, from = TODAY - 100, ownerId: string | null = null) =>
  who.call(api.metrics.setTarget, { body: { metric, value, unitId, from: isoDay(from), ownerId } });

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G", name: "门店 甲" },
    { code: "B", parent: "G" },
  ]);
  lead = await world.server.person({ roles: ["cx_manager"] });
  manager = await world.server.person({ roles: ["frontline_manager"], units: [units.A!] });
  analyst = await world.server.person({ roles: ["analyst"] });
  const answers = (unit: string, promoters: number, detractors: number) =>
    [...Array.from({ length: promoters }, () => 10), ...Array.from({ length: detractors }, () => 0)].map((nps) => ({
      unitId: units[unit]!,
      nps,
    }));
  // A: +60, B: −20; together +20 of 200
  await world.answer([...answers("A", 80, 20), ...answers("B", 40, 60)]);
});

test("the registry names formula, version, interval and source of every metric", async () => {
  const { items } = await lead.call(api.metrics.list, { query: {} });
  expect(items.map(({ code }) => code)).toEqual(["answers", "nps", "csat", "ces", "ratio"]);
  for (const item of items) {
    const { version, formula, interval, source } = METRICS[item.code as "nps"];
    expect(item).toMatchObject({ version, formula, interval, source, target: null });
  }
});

test("a figure stands against the target of its own unit, else of the nearest one above, on the last day of its period", async () => {
  await aim(lead, "nps", 30, null);
  await aim(lead, "nps", 62, units.A!);
  await aim(lead, "nps", 90, units.A!, TODAY + 10);
  const of = async (who: Caller, query: object) => {
    const { figures } = await who.call(api.figures.overview, { query: query as never });
    return figures.find(({ metric }) => metric === "nps")!.target;
  };
  expect(await of(lead, {})).toEqual({ value: 30, standing: "close" });
  expect(await of(lead, { unit: units.A })).toEqual({ value: 62, standing: "close" });
  expect(await of(lead, { unit: units.B })).toEqual({ value: 30, standing: "missed" });
  // a manager of one store stands at that store, filter or not
  expect(await of(manager, {})).toEqual({ value: 62, standing: "close" });
  // a part of a unit has no target
  expect(await of(lead, { unit: units.A, channel: "qr" })).toBeNull();
  const { rows, total } = await lead.call(api.figures.breakdown, { query: { metric: "nps", by: "unit" } });
  expect(rows.map(({ figure }) => figure.target?.value ?? null)).toEqual(rows.map(({ key }) => (key === units.A ? 62 : 30)));
  expect(total.target).toEqual({ value: 30, standing: "close" });
});

test("the formula's version stands at every figure", async () => {
  const { figures } = await lead.call(api.figures.overview, { query: {} });
  for (const { metric, version } of figures) expect(version, metric).toBe(METRICS[metric as "nps"].version);
});

test("a target taken back gives way to the one above; what was set stays readable, within scope", async () => {
  await aim(lead, "csat", 80, null, TODAY - 50);
  await aim(lead, "csat", 85, units.A!, TODAY - 40, manager.id);
  const csat = async (who: Caller) =>
    (await who.call(api.metrics.list, { query: { unit: units.A! } })).items.find(({ code }) => code === "csat");
  expect((await csat(manager))?.target).toMatchObject({ value: 85, unit: { id: units.A }, owner: { id: manager.id } });
  await aim(lead, "csat", null, units.A!, TODAY - 10);
  expect((await csat(manager))?.target).toMatchObject({ value: 80, unit: null, owner: null });
  await aim(lead, "csat", 10, units.B!);
  const values = async (who: Caller) =>
    (await who.call(api.metrics.history, { query: { metric: "csat" } })).items.map(({ value }) => value);
  expect(await values(lead)).toEqual([10, null, 85, 80]);
  expect(await values(manager)).toEqual([null, 85, 80]);
});

test("only a CX manager aims, on a scale, at what is theirs", async () => {
  expect(await refusal(aim(manager, "nps", 50, units.A!))).toBe("NOT_ALLOWED");
  expect(await refusal(aim(analyst, "nps", 50, units.A!))).toBe("NOT_ALLOWED");
  expect(await refusal(aim(lead, "nps", 101, null))).toBe("INVALID_INPUT");
  expect(await refusal(aim(lead, "answers", 10, null))).toBe("INVALID_INPUT");
  expect(await refusal(aim(lead, "love", 10, null))).toBe("INVALID_INPUT");
  expect(await refusal(aim(lead, "nps", 10, 999_999))).toBe("NOT_FOUND");
  expect(await refusal(aim(lead, "nps", 10, null, TODAY, "nobody"))).toBe("INVALID_INPUT");
  const regional = await world.server.person({ roles: ["cx_manager"], units: [units.A!] });
  expect(await refusal(aim(regional, "nps", 50, null))).toBe("NOT_ALLOWED");
  expect(await refusal(aim(regional, "nps", 50, units.B!))).toBe("NOT_FOUND");
  expect(await refusal(aim(regional, "nps", 61, units.A!))).toBe("taken");
});
