import { api, Refusal } from "@manyi/contracts";
import { normalStream } from "@manyi/core/drivers";
import { seedRng, uniformStream } from "@manyi/core/numeric";
import type { Series } from "@manyi/core/survey";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, pairSeries } from "../figures/testing/world.js";

let world: FiguresWorld;
let reader: Caller;
let units: Record<string, number>;
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);
const five = { min: 1, max: 5 };
const rated = ["speed", "taste", "decor", "twin"];
const series: Series[] = [
  ...rated.map((attribute, i) => ({ ordinal: i + 1, part: attribute, kind: "score" as const, scale: five, metric: `p:${attribute}` })),
  { ordinal: 5, part: "nps", kind: "score", scale: { min: 0, max: 10 }, metric: "nps" },
  { ordinal: 6, part: "csat", kind: "score", scale: five, metric: "csat" },
];
const step = (value: number, min: number, max: number) => Math.min(max, Math.max(min, Math.round(value)));

/** People whose recommendation follows speed above all, whose satisfaction follows taste; the twin is speed over again. */
function people(count: number, seed: string, over: { unitId?: number; segmentId?: number; follows?: "speed" | "taste" } = {}) {
  const normal = normalStream(uniformStream(seedRng(seed)));
  const { follows = "speed", ...place } = over;
  return Array.from({ length: count }, () => {
    const [speed, taste, decor] = [step(3.6 + normal(), 1, 5), step(3.8 + normal(), 1, 5), step(4 + normal() * 0.8, 1, 5)];
    const twin = Math.abs(normal()) < 1.8 ? speed : step(3.6 + normal(), 1, 5);
    const [main, other] = follows === "speed" ? [speed, taste] : [taste, speed];
    const nps = step(6 + 1.2 * (main - 3.6) + 0.4 * (other - 3.8) + normal() * 0.9, 0, 10);
    const csat = step(3.7 + 0.8 * (taste - 3.8) + 0.05 * (speed - 3.6) + normal() * 0.5, 1, 5);
    return { ...place, surveyId: 1, version: 1, nps, csat, nums: [speed, taste, decor, twin, nps, csat] };
  });
}

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  reader = await world.server.person({ roles: ["analyst"] });
  await world.addSurvey({ id: 1, series });
  await world.addSurvey({ id: 2, series: pairSeries("speed", 1) });
  const insert = (table: "segments" | "attributes", rows: readonly object[]) =>
    world.server.store.db
      .insertInto(table)
      .values(rows as never)
      .execute();
  const name = (text: string) => JSON.stringify({ "zh-CN": text, en: text });
  await insert(
    "segments",
    [1, 2].map((id) => ({ tenant_id: 1, id, code: `s${id}`, name: name(`segment ${id}`) })),
  );
  await insert(
    "attributes",
    rated.map((attribute, i) => ({ tenant_id: 1, id: i + 1, code: attribute, name: name(attribute), weight: [1, 2, 9, 5][i] })),
  );
  await world.answer([
    ...people(500, "one", { unitId: units.A!, segmentId: 1 }),
    ...people(500, "two", { unitId: units.B!, segmentId: 2, follows: "taste" }),
    ...people(40, "three", { unitId: units.B! }),
    ...[5, 5, 4, 3].map((expected, i) => ({ surveyId: 2, version: 1, unitId: units.A!, nums: [expected, [4, 5, 4, 4][i]!] })),
    ...Array.from({ length: 16 }, () => ({ surveyId: 2, version: 1, unitId: units.A!, nums: [5, 4] })),
  ]);
});

test("T-24's rules: planted drivers come in their order, with intervals from the answers themselves, and the tiny one is named, not ranked", async () => {
  const query = { drivers: "speed,taste,decor", segment: 1 };
  const found = await reader.call(api.analysis.drivers, { query });
  expect(found).toMatchObject({ status: "ranked", n: 500, neededN: 100, nAvailable: 500 });
  expect(found.r2!).toBeGreaterThan(0.4);
  expect(found.drivers.map(({ attribute, rank, group }) => [attribute, rank, group])).toEqual([
    ["speed", 1, 1],
    ["taste", 2, 2],
    ["decor", null, null],
  ]);
  const [speed] = found.drivers;
  expect(speed!.interval!.low).toBeLessThan(speed!.share!);
  expect(speed!.interval!.high).toBeGreaterThan(speed!.share!);
  expect(found.drivers[2]).toMatchObject({ notRanked: "TINY" });
  expect(await reader.call(api.analysis.drivers, { query }).then(({ drivers }) => drivers[0]!.interval)).toEqual(speed!.interval);
  // Shapley gives the same order, and the matrix has four named places
  const shapley = await reader.call(api.analysis.drivers, { query: { ...query, method: "shapley" } });
  expect(Math.abs(shapley.drivers[0]!.share! - speed!.share!)).toBeLessThan(0.03);
  expect(speed!.quadrant).toBe("fix");
  expect(found.cross!.performance).toBeCloseTo(found.drivers.reduce((sum, { mean }) => sum + mean, 0) / 3, 10);
});

test("collinear drivers are named as a pair; stated and derived importance are compared, three ranks apart is flagged", async () => {
  const found = await reader.call(api.analysis.drivers, { query: { segment: 1 } });
  expect(found.collinear.map(({ a, b }) => [a, b].sort())).toEqual([["speed", "twin"]]);
  expect(found.cautions).toContain("COLLINEAR");
  const decor = found.drivers.find(({ attribute }) => attribute === "decor")!;
  expect(decor).toMatchObject({ stated: 9, statedRank: 1, derivedRank: 4, disagrees: true, reading: "lipService" });
});

test("few answers give rank correlations, and next to nothing below ten", async () => {
  const few = await reader.call(api.analysis.drivers, { query: { drivers: "speed", unit: units.A!, survey: 2, outcome: "csat" } });
  expect(few.status).toBe("asked");
  await world.addSurvey({ id: 3, series });
  await world.answer(people(60, "four").map((voice) => ({ ...voice, surveyId: 3 })));
  const some = await reader.call(api.analysis.drivers, { query: { survey: 3, drivers: "speed,decor" } });
  expect(some).toMatchObject({ status: "indicative", n: 60, r2: null });
  expect(some.drivers[0]).toMatchObject({ attribute: "speed", share: null, rank: null });
  expect(some.drivers[0]!.rankCorrelation!).toBeGreaterThan(0.5);
});

test("U3.7: a driver planted on one outcome is found there only, and segments differ as planted", async () => {
  const both = await reader.call(api.analysis.driverOutcomes, {
    query: { outcome: "nps", second: "csat", drivers: "speed,taste,decor", segment: 1 },
  });
  expect(Object.fromEntries(both.rows.map(({ attribute, isDifferent }) => [attribute, isDifferent]))).toEqual({
    speed: true,
    taste: true,
    decor: false,
  });
  expect(both.rows.find(({ attribute }) => attribute === "speed")!.difference).toBeGreaterThan(0.3);
  const { segments, attributes } = await reader.call(api.analysis.driverSegments, { query: { drivers: "speed,taste,decor" } });
  expect(segments.map(({ id, n }) => [id, n])).toEqual([
    [1, 500],
    [2, 500],
  ]);
  const leader = segments.map(
    ({ drivers }) => attributes[drivers.findIndex(({ share }) => share === Math.max(...drivers.map((one) => one.share ?? 0)))]!.code,
  );
  expect(leader.sort()).toEqual(["speed", "taste"].sort());
  expect(segments[0]!.drivers.map(({ isDifferent }) => isDifferent).filter(Boolean)).toHaveLength(2);
});

test("the simulator moves nothing when nothing is changed, more when more is changed, and says how sure it is", async () => {
  const at = (changes: string) => reader.call(api.analysis.simulate, { query: { segment: 1, drivers: "speed,taste", changes } });
  const [still, little, more] = [await at(""), await at("speed:0.2"), await at("speed:0.4,taste:0.1")];
  expect(still.result).toMatchObject({ change: 0, changeInterval: { low: 0, high: 0 } });
  expect(little.result!.change).toBeGreaterThan(0.15);
  expect(more.result!.change).toBeGreaterThan(little.result!.change);
  expect(little.result!.changeInterval.low).toBeLessThan(little.result!.change);
  expect(await at("nonsense:1").catch(code)).toBe("INVALID_INPUT");
});

test("U2.16: the simulator tells NPS with its shares and the place among the units beside; nothing moves at zero change", async () => {
  const ask = async (changes: string, over: object = {}) =>
    (await reader.call(api.analysis.simulate, { query: { drivers: "speed,taste", survey: 1, changes, ...over } })).result!;
  const { nps } = await reader
    .call(api.figures.overview, { query: { survey: 1 } })
    .then(({ figures }) => ({ nps: figures.find(({ metric }) => metric === "nps")! }));
  const still = await ask("");
  expect(still.headline!.before.value).toBeCloseTo(nps.value!, 9);
  expect(still.headline!.after).toEqual(still.headline!.before);
  expect(still.noRank).toBe("no_unit");
  const more = await ask("speed:0.5");
  expect(more.headline!.after.value).toBeGreaterThan(more.headline!.before.value);
  expect(more.headline!.after.shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  // the weaker of two stores passes the other one when it gains enough, and stays where it is when it gains nothing
  const stores = await Promise.all([units.A!, units.B!].map(async (unit) => ({ unit, ...(await ask("", { unit })) })));
  expect(stores.map(({ rank }) => rank!.before).sort()).toEqual([1, 2]);
  const weaker = stores.find(({ rank }) => rank!.before === 2)!;
  expect((await ask("speed:1.4,taste:1.2", { unit: weaker.unit })).rank).toEqual({ before: 2, after: 1, of: 2 });
  expect((await ask("", { unit: weaker.unit })).rank).toEqual({ before: 2, after: 2, of: 2 });
  const manager = await world.server.person({ roles: ["frontline_manager"], units: [units.A!] });
  const own = await manager.call(api.analysis.simulate, { query: { drivers: "speed,taste", survey: 1, unit: units.A! } });
  expect(own.result!.noRank).toBe("no_peers");
});

test("T-10's rule: the ratio what-if at zero changes nothing; expecting less and perceiving more both raise it", async () => {
  const at = (expected: number, perceived: number) =>
    reader.call(api.analysis.ratioWhatIf, { query: { attribute: "speed", expected, perceived } });
  const still = await at(0, 0);
  expect(still.n).toBe(20);
  expect(still.before).toEqual(still.after);
  expect(still.before!.bands.reduce((a, b) => a + b, 0)).toBe(20);
  expect((await at(-1, 0)).after!.ratio).toBeGreaterThan(still.before!.ratio);
  expect((await at(0, 1)).after!.ratio).toBeGreaterThan(still.before!.ratio);
});

test("asymmetry, preference map and threshold count the same people as the filters say", async () => {
  const { rows } = await reader.call(api.analysis.asymmetry, { query: { unit: units.A!, drivers: "speed,decor" } });
  for (const { low, mid, top } of rows) expect(low.n + mid.n + top.n).toBe(500);
  const { map } = await reader.call(api.analysis.preferenceMap, { query: {} });
  expect(map!.segments.map(({ id }) => id)).toEqual([1, 2]);
  expect(map!.shown).toBeCloseTo(1, 6);
  const found = await reader.call(api.analysis.threshold, { query: { satisfaction: "csat", loyalty: "nps" } });
  expect(found.points.map(({ score }) => score)).toEqual([1, 2, 3, 4, 5]);
  expect(found.fit!.slope).toBeGreaterThan(0);
});

test("a reader's scope holds: figures of the own units only, and another unit answers like none", async () => {
  const manager = await world.server.person({ roles: ["frontline_manager"], units: [units.A!] });
  expect((await manager.call(api.analysis.drivers, { query: { survey: 1 } })).n).toBe(500);
  for (const route of [api.analysis.drivers, api.analysis.asymmetry, api.analysis.driverSegments] as const) {
    expect(await manager.call(route, { query: { unit: units.B! } }).catch(code)).toBe("NOT_FOUND");
  }
});
