import { api, Refusal } from "@manyi/contracts";
import type { Series } from "@manyi/core/survey";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY, times } from "../figures/testing/world.js";

let world: FiguresWorld;
let analyst: Caller;
let units: Record<string, number>;
const date = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);
const npsAs = (part: string): Series => ({ ordinal: 1, part, kind: "score", scale: { min: 0, max: 10 }, metric: "nps" });

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  analyst = await world.server.person({ roles: ["analyst"] });
  await world.addSurvey({ id: 1, series: [npsAs("recommend")] });
  // twenty quiet weeks of 20 promoters, 15 passives and 15 detractors, the same in both units
  const week = (day: number, unit: string, promoters: number) =>
    [...times(promoters, 9), ...times(15, 7), ...times(35 - promoters, 5)].map((nps) => ({
      unitId: units[unit]!,
      day,
      nps,
      surveyId: 1,
      version: 1,
      nums: [nps],
    }));
  const weeks = Array.from({ length: 20 }, (_, i) => TODAY - 7 * (19 - i));
  await world.answer(weeks.flatMap((day, i) => [...week(day, "A", 20 + (i % 3) - 1), ...week(day, "B", Math.min(34, 10 + i + (i % 2)))]));
});

test("chart: an NPS chart has its centre at the pooled score and limits that follow the base; quiet weeks leave no signal", async () => {
  const found = await analyst.call(api.trends.chart, { query: { unit: units.A!, periods: 20 } });
  expect([found.chart, found.charts, found.points.length]).toEqual(["nps", ["nps", "individuals", "ewma", "cusum"], 20]);
  expect(found.points.every(({ limits }) => limits !== null && limits.lower < limits.centre && limits.centre < limits.upper)).toBe(true);
  expect(found.signals).toEqual([]);
  expect([found.trend!.rises, found.trend!.falls, found.trend!.shift]).toEqual([false, false, null]);
  const other = await analyst.call(api.trends.chart, { query: { unit: units.A!, periods: 20, chart: "cusum" } });
  expect(other.points.every(({ sums, limits }) => sums !== null && limits === null)).toBe(true);
  expect(await analyst.call(api.trends.chart, { query: { chart: "laney" } }).catch(code)).toBe("INVALID_INPUT");
});

test("chart: a unit that rises has a trend with Sen's slope and its interval, a moment of change, and signals in order", async () => {
  const { trend, signals } = await analyst.call(api.trends.chart, { query: { unit: units.B!, periods: 20 } });
  expect([trend!.rises, trend!.p < 0.001, trend!.n]).toEqual([true, true, 20]);
  expect(trend!.slope.low).toBeGreaterThan(0);
  expect([trend!.slope.low <= trend!.slope.value, trend!.slope.value <= trend!.slope.high]).toEqual([true, true]);
  expect(trend!.shift!.after).toBeGreaterThan(trend!.shift!.before);
  expect(signals.length).toBeGreaterThan(0);
  expect(signals.map(({ at }) => at)).toEqual(signals.map(({ at }) => at).toSorted((a, b) => a - b));
});

test("units: the same spans for every unit, and only the one that really moves is called a trend", async () => {
  const found = await analyst.call(api.trends.units, { query: { periods: 20 } });
  expect(found.units.map(({ unitId, points }) => [unitId, points.length])).toEqual([
    [units.A, 20],
    [units.B, 20],
  ]);
  expect(found.units.map(({ trend }) => trend!.significant)).toEqual([false, true]);
  expect([found.tested, found.rule]).toEqual([2, "each-at-0.05"]);
});

test("notes: written, changed, taken away and put back; a unit's note stays within its scope", async () => {
  const note = { day: date(TODAY - 5), kind: "campaign" as const, text: { "zh-CN": "冬季促销开始" } };
  const whole = await analyst.call(api.trends.addNote, { body: note });
  const own = await analyst.call(api.trends.addNote, { body: { ...note, unitId: units.A!, text: { en: "New kitchen" } } });
  const list = async (who: Caller, query: object = {}) => (await who.call(api.trends.notes, { query })).items.map(({ id }) => id);
  expect(new Set(await list(analyst))).toEqual(new Set([whole.id, own.id]));
  const manager = await world.server.person({ roles: ["frontline_manager"], units: [units.B!] });
  expect(await list(manager)).toEqual([whole.id]);
  const change = { params: { id: own.id }, body: note };
  expect(await manager.call(api.trends.changeNote, change).catch(code)).toBe("NOT_FOUND");
  expect(await manager.call(api.trends.removeNote, { params: { id: whole.id } }).catch(code)).toBe("NOT_FOUND");
  expect(await manager.call(api.trends.addNote, { body: note }).catch(code)).toBe("NOT_FOUND");
  const theirs = await manager.call(api.trends.addNote, { body: { ...note, unitId: units.B! } });
  expect(theirs).toMatchObject({ unit: { id: units.B }, mayChange: true });
  await analyst.call(api.trends.removeNote, { params: { id: own.id } });
  expect(await list(analyst, { unit: units.A! })).toEqual([whole.id]);
  const restored = await analyst.call(api.trends.restoreNote, { params: { id: own.id } });
  expect(restored.text).toEqual({ en: "New kitchen" });
  expect(await list(analyst, { unit: units.A! })).toHaveLength(2);
  expect(await list(analyst, { from: date(TODAY - 4) })).toEqual([]);
  expect(await analyst.call(api.trends.addNote, { body: { ...note, text: { en: " " } } }).catch(code)).toBe("INVALID_INPUT");
});

test("L1.11: a question that became another one interrupts the line in the middle of a week, and is not compared across", async () => {
  const on = TODAY - 10;
  const { db } = world.server.store;
  await db
    .updateTable("survey_versions")
    .set({ published_at: new Date((on - 400) * 86_400_000) })
    .where("survey_id", "=", 1)
    .execute();
  await db
    .insertInto("survey_versions")
    .values({
      tenant_id: 1,
      survey_id: 1,
      number: 2,
      definition: "{}",
      series: JSON.stringify([npsAs("liking")]),
      published_at: new Date(on * 86_400_000),
    })
    .execute();
  const { points, breaks } = await analyst.call(api.figures.trend, { query: { periods: 4 } });
  expect(breaks.map(({ on: day, kind }) => [day, kind])).toEqual([[date(on), "incomparable"]]);
  // the week of the break is two points, and no point holds answers of both sides
  expect(points.map(({ stretch }) => stretch)).toEqual([0, 0, 1, 1, 1]);
  expect(points.find(({ stretch }) => stretch === 1)!.start).toBe(date(on));
  const all = await analyst.call(api.figures.trend, { query: { periods: 20 } });
  expect(all.points.reduce((sum, { figure }) => sum + figure.n!, 0)).toBe(all.statement.answers);
  const nps = async (query: object) =>
    (await analyst.call(api.figures.overview, { query })).figures.find(({ metric }) => metric === "nps")!.change!;
  expect(await nps({})).toMatchObject({ incomparable: true, difference: null, p: null, significant: false });
  const before = { from: date(on - 28), to: date(on - 1) };
  expect(await nps(before)).toMatchObject({ incomparable: false });
  expect((await nps(before)).difference).not.toBeNull();
  const { items } = await analyst.call(api.figures.changes, { query: { all: "true" } });
  expect(items.filter(({ metric }) => metric === "nps")).toEqual([]);
  const chart = await analyst.call(api.trends.chart, { query: { periods: 20 } });
  expect(chart.trend).toBeNull();
  expect(chart.points.at(-1)!.limits).toBeNull();
  expect(chart.points[0]!.limits).not.toBeNull();
});
