import { api, type In } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { preferenceMap } from "@manyi/core/drivers";
import type { Series } from "@manyi/core/survey";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";

type Entry = In<typeof api.expectationSources.add>["body"]["entries"][number];

let world: FiguresWorld;
let analyst: Caller;
let manager: Caller;
const five = { min: 1, max: 5 };
const RATED = ["taste", "price", "speed", "staff"];
const series: Series[] = RATED.map((name, i) => ({ ordinal: i + 1, part: `p-${name}`, kind: "score", scale: five, metric: `p:${name}` }));

/** Forty people of each of two segments: the first likes taste and staff, the second price and speed. */
const MEANS = { 1: [4.5, 3, 3.25, 4.25], 2: [3.5, 4.25, 4.5, 3.75] } as const;
const people = (segmentId: 1 | 2) =>
  Array.from({ length: 40 }, (_, i) => ({
    surveyId: 1,
    version: 1,
    day: TODAY - 3,
    segmentId,
    // quarters of the mean are people who answered one more
    nums: MEANS[segmentId].map((mean) => Math.floor(mean) + (i % 4 < (mean % 1) * 4 ? 1 : 0)),
  }));
const benchmark = (label: string, attribute: string, value: number, over: Partial<Entry> = {}): Entry => ({
  label,
  attribute,
  value,
  unit: "1–5",
  from: isoDateOf(TODAY - 40),
  base: 200,
  knowsBoth: true,
  ...over,
});
const OTHERS = [3.6, 4.4, 3.9, 3.2];

beforeAll(async () => {
  world = await figuresWorld();
  analyst = await world.server.person({ roles: ["analyst"] });
  manager = await world.server.person({ roles: ["cx_manager"] });
  await world.addSurvey({ id: 1, series });
  const text = (name: string) => JSON.stringify({ "zh-CN": name, en: name });
  const { db } = world.server.store;
  await db
    .insertInto("segments")
    .values([1, 2].map((id) => ({ tenant_id: 1, id, code: `s${id}`, name: text(`segment ${id}`) })) as never)
    .execute();
  await db
    .insertInto("attributes")
    .values(RATED.map((code, i) => ({ tenant_id: 1, id: i + 1, code, level: 1, name: text(code) })))
    .execute();
  await world.answer([...people(1), ...people(2)]);
});

const add = (entries: Entry[]) =>
  manager.call(api.expectationSources.add, { body: { kind: "competitor", source: "Report", method: "Telephone", entries } });
const map = () => analyst.call(api.expectation.competitorMap, { query: { compare: "none" } });

test("U3.10: without benchmarks there is no competitor to show; with fewer than three attributes it is left out and named", async () => {
  expect(await map()).toMatchObject({ map: null, leftOut: [] });
  await add([benchmark("Little", "taste", 3.9), benchmark("Little", "price", 3.1), benchmark("Little", "speed", 8, { unit: "1–10" })]);
  expect(await map()).toMatchObject({ map: null, leftOut: [{ name: "Little", attributes: 2 }] });
});

test("U3.10: own, segments and competitors stand where core puts the means, up to sign; source, base and explained share are told", async () => {
  await add(RATED.map((attribute, i) => benchmark("Rival", attribute, OTHERS[i]!, { region: "North", base: 200 + i })));
  const { map: found, leftOut, n } = await map();
  expect([n, leftOut]).toEqual([80, [{ name: "Little", attributes: 2 }]]);
  const rows = RATED.toSorted();
  const index = (value: number) => (100 * (value - 1)) / 4;
  const table = rows.map((name) => {
    const i = RATED.indexOf(name);
    return [(MEANS[1][i]! + MEANS[2][i]!) / 2, MEANS[1][i]!, MEANS[2][i]!, OTHERS[i]!].map(index);
  });
  const core = preferenceMap(table, { rows, columns: ["own", "1", "2", "Rival"] })!;
  expect(found!.shown).toBeCloseTo(core.shown, 12);
  expect(found!.isMisleading).toBe(core.shown < 0.6);
  const drawn = [
    ...rows.map((name) => found!.attributes.find(({ code }) => code === name)!),
    found!.own,
    ...found!.segments,
    ...found!.competitors,
  ];
  const expected = [...core.rows, ...core.columns];
  for (const [axis, of] of (["x", "y"] as const).entries()) {
    const sign = Math.sign(drawn[0]![of] * expected[0]!.coordinates[axis]!) || 1;
    drawn.forEach((point, i) => {
      expect(point[of]).toBeCloseTo(sign * expected[i]!.coordinates[axis]!, 10);
    });
  }
  expect(found!.segments.map(({ id, n: own }) => [id, own])).toEqual([
    [1, 40],
    [2, 40],
  ]);
  expect(found!.competitors).toMatchObject([{ name: "Rival", base: 200, sources: ["Report · North"] }]);
});

test("U3.11: strength and weakness only where the people asked know both and both bases are given; what is missing is said", async () => {
  await add([
    benchmark("Rival", "taste", 4, { region: "South" }),
    benchmark("Strangers", "taste", 3.2, { knowsBoth: false }),
    benchmark("Silent", "taste", 3.2, { base: undefined }),
    benchmark("Handful", "taste", 3.2, { base: 12 }),
  ]);
  const { rows, compared, rule } = await analyst.call(api.expectation.competitors, { query: { compare: "none" } });
  const of = (competitor: string, attribute: string, region: string | null = null) =>
    rows.find((row) => row.competitor === competitor && row.attribute === attribute && row.region === region)!;
  // ours stand at 4, 3.625, 3.875 and 4
  expect(of("Rival", "staff", "North")).toMatchObject({ verdict: "strength", unknown: null });
  expect(of("Rival", "price", "North")).toMatchObject({ verdict: "weakness", unknown: null });
  expect(of("Rival", "taste", "South")).toMatchObject({ verdict: "unclear", unknown: null });
  expect(of("Strangers", "taste")).toMatchObject({ verdict: "unknown", unknown: "knowsBoth" });
  expect(of("Silent", "taste")).toMatchObject({ verdict: "unknown", unknown: "base" });
  expect(of("Handful", "taste")).toMatchObject({ verdict: "unknown", unknown: "low" });
  expect(of("Little", "speed")).toMatchObject({ verdict: "unknown", unknown: "scale" });
  expect([compared, rule]).toEqual([7, "each-at-0.05"]);
  const { own, difference } = of("Rival", "staff", "North");
  const ours = (own.interval!.high - own.interval!.low) / 2;
  expect(difference!.value).toBeCloseTo(0.8, 12);
  expect(difference!.interval!.high - difference!.value).toBeCloseTo(ours * Math.sqrt(1 + 80 / 203), 12);
});
