import { api, Refusal } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { lag } from "./projection.js";
import { type FiguresWorld, figuresWorld, pairSeries, TODAY, times } from "./testing/world.js";

let world: FiguresWorld;
let reader: Caller;
let units: Record<string, number>;
const rating = (attribute: string, ordinal: number, max = 5) => ({
  ordinal,
  part: attribute,
  kind: "score" as const,
  scale: { min: 1, max },
  metric: `p:${attribute}`,
});
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group", name: "集团" },
    { code: "R1", parent: "G", type: "region" },
    { code: "R2", parent: "G", type: "region" },
    { code: "A", parent: "R1" },
    { code: "B", parent: "R1" },
    { code: "C", parent: "R2" },
  ]);
  reader = await world.server.person({ roles: ["cx_manager"] });
  const nps = { ordinal: 5, part: "nps", kind: "score" as const, scale: { min: 0, max: 10 }, metric: "nps" };
  await world.addSurvey({ id: 1, series: [...pairSeries("food", 1), rating("staff", 3), rating("price", 4), nps] });
  await world.addSurvey({ id: 2, series: [rating("staff", 1, 10)] });
  // store A turned worse: 60 promoters and 40 passives before, 20 promoters and 80 detractors now; B and C stay as they are
  const of = (unit: string, day: number, scores: readonly number[]) =>
    scores.map((nps, i) => ({
      unitId: units[unit]!,
      day,
      nps,
      surveyId: 1,
      version: 1,
      nums: [4, 1 + ((nps + i) % 5), 1 + Math.min(4, Math.floor((nps + (i % 5)) / 3)), 1 + (i % 5), nps],
    }));
  await world.answer([
    ...of("A", TODAY - 40, [...times(60, 9), ...times(40, 8)]),
    ...of("A", TODAY - 10, [...times(20, 9), ...times(80, 2)]),
    ...["B", "C"].flatMap((unit) =>
      [TODAY - 40, TODAY - 10].flatMap((day) => of(unit, day, [...times(30, 10), ...times(40, 7), ...times(30, 5)])),
    ),
    { nps: 9, day: TODAY },
  ]);
});

test("breakdown: regions add up to the group, stores to their region, and every row is compared with the period before", async () => {
  const group = await reader.call(api.figures.breakdown, { query: { by: "unit" } });
  expect(group.rows.map(({ key, figure }) => [key, figure.n])).toEqual([
    [units.R1, 200],
    [units.R2, 100],
    [0, 1],
  ]);
  expect(group.total.n).toBe(301);
  expect(group.statement.answers).toBe(301);
  const region = await reader.call(api.figures.breakdown, { query: { by: "unit", unit: units.R1! } });
  expect(region.rows.map(({ key, figure }) => [key, figure.value, figure.change?.significant])).toEqual([
    [units.A, -60, true],
    [units.B, 0, false],
  ]);
  expect(region.total.n).toBe(region.rows.reduce((sum, { figure }) => sum + figure.n!, 0));
});

test("drill-down stops at the reader's scope, and what lies outside answers like what does not exist", async () => {
  const manager = await world.server.person({ roles: ["frontline_manager"], units: [units.R1!] });
  const own = await manager.call(api.figures.overview, { query: {} });
  expect(own.figures.find(({ metric }) => metric === "nps")!.n).toBe(200);
  const rows = (await manager.call(api.figures.breakdown, { query: { by: "unit" } })).rows;
  expect(rows.map(({ key }) => key)).toEqual([units.A, units.B]);
  for (const unit of [units.R2!, units.G!, 999]) {
    expect(await manager.call(api.figures.overview, { query: { unit } }).catch(code)).toBe("NOT_FOUND");
    expect(await manager.call(api.voices.list, { query: { unit } }).catch(code)).toBe("NOT_FOUND");
  }
});

test("trend: every span of the range is a point, empty ones too, and together they hold the answers of the card", async () => {
  const { points, statement } = await reader.call(api.figures.trend, { query: { by: "week", periods: 8 } });
  expect(points).toHaveLength(8);
  expect(points.at(-1)!.start).toBe("2026-03-02");
  expect(points.reduce((sum, { figure }) => sum + figure.n!, 0)).toBe(statement.answers);
  expect(points.filter(({ figure }) => figure.n === 0).every(({ figure }) => figure.value === null && figure.base === "none")).toBe(true);
  const days = await reader.call(api.figures.trend, { query: { by: "day", from: "2026-02-20", to: "2026-03-02" } });
  expect(days.points.map(({ figure }) => figure.n).reduce((a, b) => a! + b!, 0)).toBe(301);
});

test("trend: a new version of a survey leaves a mark", async () => {
  const at = new Date("2026-02-11T02:00:00Z");
  await world.server.store.db
    .insertInto("survey_versions")
    .values({ tenant_id: 1, survey_id: 1, number: 2, definition: "{}", series: JSON.stringify(pairSeries("food", 1)), published_at: at })
    .execute();
  const { breaks } = await reader.call(api.figures.trend, { query: { periods: 8 } });
  expect(breaks).toEqual([{ on: "2026-02-11", kind: "version", label: { "zh-CN": "问卷 1 v2 上线", en: "Survey 1 v2" } }]);
});

test("changes: the store that fell is found, its region and group do not repeat it, and the number of tests is told", async () => {
  const { items, tested, significant } = await reader.call(api.figures.changes, { query: {} });
  expect(items.length).toBeLessThanOrEqual(3);
  const fall = items.find(({ metric }) => metric === "nps")!;
  expect([fall.unitId, fall.figure.change!.difference, fall.significant]).toEqual([units.A, -120, true]);
  expect(fall.label).toEqual({ "zh-CN": "净推荐值 NPS · A", en: "NPS · A" });
  expect(items.filter(({ metric, attribute }) => metric === "nps" && attribute === null)).toHaveLength(1);
  expect(tested).toBeGreaterThan(10);
  const all = await reader.call(api.figures.changes, { query: { all: "true" } });
  expect([all.items.length, all.significant]).toEqual([tested, significant]);
  expect(all.items.map(({ label }) => label.en)).toContain("NPS · all units");
});

test("changes: looked at alone, a unit is called by its name, and the whole of a single store by no other words", async () => {
  const labels = async (who: Caller, unit?: number) =>
    (await who.call(api.figures.changes, { query: { all: "true", unit } })).items
      .filter(({ metric, attribute }) => metric === "nps" && attribute === null)
      .map(({ label }) => label["zh-CN"]);
  expect(await labels(reader, units.A!)).toEqual(["净推荐值 NPS · A"]);
  const manager = await world.server.person({ roles: ["frontline_manager"], units: [units.A!] });
  expect(await labels(manager)).toEqual(["净推荐值 NPS"]);
  // all that came under R2 came to its one store
  const south = await world.server.person({ roles: ["frontline_manager"], units: [units.R2!] });
  expect(await labels(south)).toEqual(["净推荐值 NPS"]);
  const region = await world.server.person({ roles: ["frontline_manager"], units: [units.R1!] });
  expect((await labels(region)).toSorted()).toEqual(["净推荐值 NPS · A", "净推荐值 NPS · B", "净推荐值 NPS · R1"]);
});

test("scales: a metric asked on two scales is refused by name, has no value in the overview, and is fine within one survey", async () => {
  const query = { metric: "p:staff" };
  expect(await reader.call(api.figures.trend, { query }).catch(code)).toBe("SCALE_MISMATCH");
  expect(await reader.call(api.figures.breakdown, { query }).catch(code)).toBe("SCALE_MISMATCH");
  const one = await reader.call(api.figures.breakdown, { query: { ...query, survey: 1, by: "survey" } });
  expect(one.total.n).toBe(300);
  expect(await reader.call(api.figures.trend, { query: { metric: "speed" } }).catch(code)).toBe("INVALID_INPUT");
  expect(await reader.call(api.figures.overview, { query: { from: "2026-03-02", to: "2026-03-01" } }).catch(code)).toBe("INVALID_INPUT");
});

test("drivers: shares with intervals, the base of complete answers, and cautions; the same question gives the same interval", async () => {
  const query = { outcome: "nps", survey: 1 };
  const first = await reader.call(api.figures.drivers, { query });
  expect([first.method, first.n, first.nAvailable]).toEqual(["relative_weights", 300, 300]);
  expect(first.drivers.map(({ attribute }) => attribute)[0]).toBe("staff");
  const [top] = first.drivers;
  expect(top!.low! < top!.share! && top!.share! < top!.high!).toBe(true);
  expect(first.cautions).toContain("not_a_cause");
  expect(first.outcomes).toEqual(["nps"]);
  expect(await reader.call(api.figures.drivers, { query })).toEqual(first);
});

test("drivers: with few answers only rank correlations, and a sentence why", async () => {
  const query = { outcome: "nps", survey: 1, unit: units.C!, from: "2026-02-20", to: "2026-02-20" };
  await world.answer(
    times(20, 0).map((_, i) => ({
      unitId: units.C!,
      day: TODAY - 12,
      surveyId: 1,
      version: 1,
      nps: i % 11,
      nums: [3, 3, 1 + (i % 5), 1 + ((i * 3) % 5)],
    })),
  );
  const found = await reader.call(api.figures.drivers, { query: { ...query, from: "2026-02-18", to: "2026-02-18" } });
  expect([found.method, found.n, found.drivers.every(({ share }) => share === null)]).toEqual(["rank_correlation", 20, true]);
  expect(found.cautions).toContain("n_too_small");
  const staff = found.drivers.find(({ attribute }) => attribute === "staff")!;
  expect(Math.abs(staff.correlation!)).toBeLessThanOrEqual(1);
});

test("verification answers are recovery figures and stay out of the headline unless asked for", async () => {
  const day = TODAY - 900;
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  await world.addSurvey({ id: 9, kind: "verification" });
  await world.answer([
    { day, csat: 2 },
    { day, csat: 5, source: "verification", surveyId: 9, version: 1 },
  ]);
  const n = async (query: object) => (await reader.call(api.figures.overview, { query: { from: date, to: date, ...query } })).figures[1]!.n;
  expect([await n({}), await n({ source: "verification" }), await n({ survey: 9 })]).toEqual([1, 1, 1]);
});

test("freshness: an answer is in the figures and announced after its commit, without anybody asking", async () => {
  const heard: unknown[] = [];
  const off = world.server.services.live.subscribe({ tenantId: 1, units: [units.B!], send: (notice) => heard.push(notice.data) });
  const day = TODAY - 1200;
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  await world.server.services.ingest.drain();
  await world.answer([{ unitId: units.B!, day, nps: 10 }]);
  off();
  expect(heard).toEqual([{ count: 1 }]);
  expect((await reader.call(api.figures.overview, { query: { from: date, to: date } })).figures[0]!.n).toBe(1);
  expect(await lag(world.server.services)).toBe(0);
});

test("200 duplicate and reordered submissions change nothing twice", async () => {
  const day = TODAY - 1500;
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  const keys = Array.from({ length: 40 }, (_, i) => `again-${i}`);
  const sent = Array.from({ length: 200 }, (_, i) => ({ day, nps: 9, clientKey: keys[(i * 7) % 40]! }));
  await Promise.all([world.answer(sent.slice(0, 120)), world.answer(sent.slice(60))]);
  expect((await reader.call(api.figures.overview, { query: { from: date, to: date } })).figures[0]!.n).toBe(40);
});
