import { api, type In, Refusal } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { Series } from "@manyi/core/survey";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";

let world: FiguresWorld;
let units: Record<string, number>;
let analyst: Caller;
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);
const five = { min: 1, max: 5 };
const CODES = ["p:taste", "p:look", "p:staff", "p:speed", "p:price"];
const series: Series[] = CODES.map((metric, i) => ({ ordinal: i + 1, part: metric.replace(":", "-"), kind: "score", scale: five, metric }));
type Item = In<typeof api.attributes.save>["body"]["items"][number];
const item = (name: string, parentCode: string | null, weight: number | null): Item => ({
  code: name,
  name: { "zh-CN": `要素 ${name}`, en: name },
  parentCode,
  weight,
});
/** T-17. */
const TREE = [
  item("product", null, 0.4),
  item("taste", "product", 0.5),
  item("look", "product", 0.5),
  item("service", null, 0.4),
  item("staff", "service", 0.6),
  item("speed", "service", 0.4),
  item("price", null, 0.2),
];
const EVEN = TREE.map((one) => ({ ...one, weight: null }));

/** Ten answers with means 4.2, 3.8, 4.5, 4.0 and 3.5. */
const ten = (unitId: number, day: number, hasPrice = true) =>
  Array.from({ length: 10 }, (_, i) => ({
    surveyId: 1,
    version: 1,
    unitId,
    day,
    nums: [i < 2 ? 5 : 4, i < 2 ? 3 : 4, i < 5 ? 5 : 4, 4, hasPrice ? (i < 5 ? 3 : 4) : null],
  }));
/** Everybody gives the same answer to everything. */
const alike = (unitId: number, day: number, n: number, answer: number) =>
  Array.from({ length: n }, () => ({ surveyId: 1, version: 1, unitId, day, nums: CODES.map(() => answer) }));

const history = (query: In<typeof api.analysis.modelHistory>["query"] = {}, who = analyst) =>
  who.call(api.analysis.modelHistory, { query: { compare: "none", ...query } });
const save = async (items: readonly Item[]) => {
  const { version } = await analyst.call(api.attributes.list, {});
  return analyst.call(api.attributes.save, { body: { version, items: [...items] } });
};

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
    { code: "C", parent: "G" },
  ]);
  analyst = await world.server.person({ roles: ["analyst"], name: "分析员" });
  await world.addSurvey({ id: 1, series });
  await world.answer([
    ...ten(units.A!, TODAY),
    ...ten(units.A!, TODAY - 100, false),
    ...alike(units.B!, TODAY, 8, 5),
    ...alike(units.C!, TODAY, 120, 3),
  ]);
});

test("before anybody weighs anything all attributes count alike; the first change keeps what was before it, with day and name", async () => {
  const before = await history();
  expect(before.versions).toMatchObject([{ version: 1, since: null, by: null }]);
  expect(before.versions[0]!.shares.map(({ share }) => share)).toEqual(CODES.map(() => expect.closeTo(0.2, 12)));
  await save(TREE);
  const { versions, periods, breaks } = await history();
  expect(versions.map(({ version, since, by }) => [version, since, by])).toEqual([
    [1, null, null],
    [2, isoDateOf(TODAY), "分析员"],
  ]);
  expect(versions[1]!.shares.find(({ code: name }) => name === "staff")).toMatchObject({
    share: expect.closeTo(0.24, 12),
    before: expect.closeTo(0.2, 12),
  });
  expect(periods.at(-1)!.version).toBe(2);
  expect(periods.slice(0, -1).every(({ version }) => version === 1)).toBe(true);
  expect(periods.at(-1)!.stretch).toBe(periods.at(-2)!.stretch + 1);
  expect(breaks).toEqual([{ on: periods.at(-1)!.from, kind: "weights", label: { "zh-CN": "权重第 2 版", en: "weights v2" } }]);
});

test("T-17 by unit and month: 75.5 by the weights of the day; the price missing, its weight is shared out and named", async () => {
  const { lines, periods } = await history({ weights: "today" });
  const own = lines.find(({ unitId }) => unitId === units.A)!;
  const at = (day: number) => periods.findIndex(({ from, to }) => from <= isoDateOf(day) && isoDateOf(day) <= to);
  expect(own.points[at(TODAY)]).toMatchObject({ value: expect.closeTo(75.5, 9), n: 10, base: "small", missing: [], presentShare: 1 });
  expect(own.points[at(TODAY - 100)]).toMatchObject({
    value: expect.closeTo(78.75, 9),
    missing: ["price"],
    presentShare: expect.closeTo(0.8, 12),
    isThin: false,
  });
  // one set of weights: nothing breaks
  expect(new Set(periods.map(({ version, stretch }) => `${version} ${stretch}`))).toEqual(new Set(["2 0"]));
  // each month by its own weights: then all counted alike
  const then = (await history()).lines.find(({ unitId }) => unitId === units.A)!.points[at(TODAY - 100)]!;
  expect(then.value).toBeCloseTo((100 * ((4.2 + 3.8 + 4.5 + 4) / 4 - 1)) / 4, 9);
  expect(then.interval!.low).toBeLessThan(then.value!);
  expect(then.interval!.high).toBeGreaterThan(then.value!);
});

test("T-36: small units are pulled to the whole by (n·x + 30·μ)/(n + 30) and not ranked below 30", async () => {
  const { lines } = await history({ weights: "today", periods: 2 });
  const [whole, a, b, c] = lines.map(({ points }) => points.at(-1)!);
  expect(lines.map(({ unitId }) => unitId)).toEqual([null, units.A, units.B, units.C]);
  expect([a!.rank, b!.rank, c!.rank]).toEqual([null, null, 1]);
  expect(b).toMatchObject({ value: 100, n: 8, shrunk: expect.closeTo((8 * 100 + 30 * whole!.value!) / 38, 9) });
  expect(c).toMatchObject({ value: 50, n: 120, shrunk: expect.closeTo((120 * 50 + 30 * whole!.value!) / 150, 9) });
  expect(whole).toMatchObject({ n: 138, shrunk: null, rank: null });
});

test("names alone, and a mapping that leaves the weights as they are, make no version; own weights of the model do", async () => {
  await save(TREE.map((one) => ({ ...one, name: { "zh-CN": "别的名字", en: "another" } })));
  expect((await history()).versions).toHaveLength(2);
  const body = { version: 0, surveyId: 1, kind: "CCSI" as const, items: {}, weights: { "p:price": 0.8 }, threeItems: null };
  await analyst.call(api.analysis.saveModel, { body });
  const { versions } = await history();
  expect(versions).toHaveLength(3);
  expect(versions[2]!.shares.find(({ code: name }) => name === "price")!.share).toBeCloseTo(0.5, 12);
  await analyst.call(api.analysis.saveModel, { body: { ...body, version: 1, threeItems: ["p:taste", "p:look", "p:staff"] } });
  expect((await history()).versions).toHaveLength(3);
  await save(EVEN);
  await save(TREE);
  const { rows } = await world.server.store.pool.query(
    "select version, changed_at is null as first from attribute_weights order by version",
  );
  expect(rows).toEqual([1, 2, 3, 4].map((version) => ({ version, first: version === 1 })));
});

test("quarters add up their months; dates bound what is looked at; nothing of other units is told", async () => {
  const { periods, lines } = await history({ by: "quarter", periods: 4, weights: "today" });
  expect(periods.length).toBeGreaterThanOrEqual(3);
  for (const { from } of periods) expect(["01-01", "04-01", "07-01", "10-01"]).toContain(from.slice(5));
  expect(lines[0]!.points.reduce((sum, { n }) => sum + n, 0)).toBe(148);
  const bounded = await history({ from: isoDateOf(TODAY - 20), to: isoDateOf(TODAY), by: "week", periods: 60 });
  expect(bounded.periods[0]!.from).toBe(isoDateOf(TODAY - 20));
  const manager = await world.server.person({ roles: ["frontline_manager"], units: [units.B!] });
  const own = await history({}, manager);
  expect(own.lines.map(({ unitId }) => unitId)).toEqual([null, units.B]);
  expect(own.lines[0]!.points.at(-1)!.n).toBe(8);
  expect(await history({ unit: units.A! }, manager).catch(code)).toBe("NOT_FOUND");
});

test("anonymous answers enter the index from k on, by unit and time only; another cut leaves them out", async () => {
  await world.addSurvey({ id: 2, anonymity: "anonymous", series });
  const anonymous = (unitId: number, n: number) =>
    Array.from({ length: n }, (_, i) => ({
      surveyId: 2,
      version: 1,
      unitId,
      day: TODAY - 1,
      anonymity: "anonymous" as const,
      nums: CODES.map((_, at) => 1 + ((i + at) % 5)),
    }));
  await world.answer([...anonymous(units.A!, 42), ...anonymous(units.B!, 3), ...anonymous(units.C!, 21)]);
  const { version } = await analyst.call(api.analysis.modelSettings, { query: {} });
  await analyst.call(api.analysis.saveModel, {
    body: { version, surveyId: 2, kind: "CCSI", items: {}, weights: {}, threeItems: null },
  });
  const { lines, surveyId } = await history({ weights: "today" });
  expect(surveyId).toBe(2);
  const bases = lines.flatMap(({ points }) => points.map(({ n }) => n)).filter((n) => n > 0);
  expect(bases.length).toBeGreaterThan(0);
  expect(Math.min(...bases)).toBeGreaterThanOrEqual(5);
  const few = lines.find(({ unitId }) => unitId === units.B)!;
  expect(few.points.every(({ value, shrunk }) => value === null && shrunk === null)).toBe(true);
  const cut = await history({ weights: "today", channel: "qr" });
  expect(cut.lines.flatMap(({ points }) => points.filter(({ n }) => n > 0))).toEqual([]);
});
