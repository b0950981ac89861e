import { api } from "@manyi/contracts";
import type { Series } from "@manyi/core/survey";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY, times } from "../figures/testing/world.js";

let world: FiguresWorld;
let analyst: Caller;
const date = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Expectation asked before (`e`) or afterwards (`r`) and perception of an attribute, from an ordinal on. */
function asked(attribute: string, ordinal: number, kind: "e" | "r"): Series[] {
  const scale = { min: 1, max: 5 };
  return [
    { ordinal, part: `${attribute}.e`, kind: "score", scale, metric: `${kind}:${attribute}` },
    { ordinal: ordinal + 1, part: `${attribute}.p`, kind: "score", scale, metric: `p:${attribute}` },
  ];
}

beforeAll(async () => {
  world = await figuresWorld();
  analyst = await world.server.person({ roles: ["analyst"] });
  await world.addSurvey({
    id: 1,
    series: [
      ...asked("speed", 1, "e"),
      ...asked("staff", 3, "e"),
      ...asked("parking", 5, "e"),
      { ordinal: 7, part: "overall", kind: "score", scale: { min: 1, max: 5 }, metric: "csat" },
    ],
  });
  await world.addSurvey({ id: 2, series: [...asked("speed", 1, "r"), ...asked("decor", 3, "r")] });
  const { db } = world.server.store;
  await db
    .insertInto("segments")
    .values([1, 2].map((id) => ({ tenant_id: 1, id, code: `s${id}`, name: JSON.stringify({ en: `Segment ${id}` }) })))
    .execute();
  // speed moves the overall opinion most and falls short; staff is better than expected
  const visit = (i: number) => {
    const speed = 1 + (i % 5);
    const staff = 3 + (i % 3);
    const parking = 1 + ((i * 7) % 5);
    const overall = Math.min(5, Math.max(1, Math.round(0.8 * speed + 0.2 * staff)));
    return { nums: [5, speed, 3, staff, 3, parking, overall], csat: overall };
  };
  await world.answer(
    Array.from({ length: 300 }, (_, i) => ({ surveyId: 1, version: 1, day: TODAY - 3 - (i % 20), segmentId: 1 + (i % 2), ...visit(i) })),
  );
  await world.answer(times(40, { surveyId: 2, version: 1, day: TODAY - 3, nums: [4, 4] }));
});

test("U3.5: attributes stand by importance × shortfall, strengths at the end; unanswered ones are only named", async () => {
  const found = await analyst.call(api.expectation.gaps, { query: {} });
  expect(found.outcome).toBe("csat");
  expect(found.rows.map(({ attribute }) => attribute).filter((name) => name !== "parking")).toEqual(["speed", "staff"]);
  expect(found.rows.map(({ rank }) => rank).filter((rank) => rank !== null)).toEqual([1]);
  const [speed] = found.rows;
  expect(speed!.priority).toBeCloseTo(speed!.importance! * (speed!.e! - speed!.p!), 12);
  expect(speed!.gain!.value).toBeGreaterThan(0.6);
  expect(speed!.gain!.low).toBeLessThan(speed!.gain!.value);
  expect(speed!.gapInterval!.low).toBeLessThan(speed!.gap!);
  const staff = found.rows.find(({ attribute }) => attribute === "staff")!;
  expect([staff.gap! > 0, staff.priority! < 0]).toEqual([true, true]);
  expect(found.unanswered).toEqual([{ "zh-CN": "decor", en: "decor" }]);
});

test("U1.2: recalled expectations are counted, and can be left out or looked at alone", async () => {
  const speed = async (recalled: "with" | "without" | "only") => {
    const { rows } = await analyst.call(api.expectation.gaps, { query: { recalled } });
    const row = rows.find(({ attribute }) => attribute === "speed")!;
    return [row.figure.n, row.recalledN];
  };
  expect([await speed("with"), await speed("without"), await speed("only")]).toEqual([
    [340, 40],
    [300, 0],
    [40, 40],
  ]);
});

test("cells: every attribute by segment, and together they hold the pairs of the list", async () => {
  const { columns, rows } = await analyst.call(api.expectation.cells, { query: { by: "segment", recalled: "without" } });
  expect(columns.map(({ key }) => key)).toEqual([1, 2]);
  const speed = rows.find(({ attribute }) => attribute === "speed")!;
  expect(speed.cells.map(({ figure, e }) => [figure.n, e])).toEqual([
    [150, 5],
    [150, 5],
  ]);
});

test("U3.6: an expectation that rises three months in a row is a drift at the third, a quiet one is none; slopes are told together", async () => {
  await world.addSurvey({ id: 3, series: asked("dessert", 1, "e") });
  const months = [-168, -138, -107, -77, -46].map((back) => TODAY + back);
  const answers = (day: number, level: number) =>
    Array.from({ length: 100 }, (_, i) => ({ surveyId: 3, version: 1, day, nums: [i < level ? 5 : 4, 4] }));
  await world.answer(months.flatMap((day, i) => answers(day, [20, 22, 20, 55, 90][i]!)));
  const { rows, tested } = await analyst.call(api.expectation.drift, { query: { survey: 3, periods: 6, to: date(TODAY - 30) } });
  const dessert = rows.find(({ attribute }) => attribute === "dessert")!;
  expect(dessert.points).toHaveLength(6);
  expect(dessert.drifts).toHaveLength(1);
  expect(dessert.drifts[0]).toMatchObject({ direction: "up", from: 4.2, to: 4.9 });
  expect(tested).toBe(1);
  const quarters = await analyst.call(api.expectation.drift, { query: { survey: 3, periods: 3, by: "quarter", to: date(TODAY - 30) } });
  expect(quarters.rows[0]!.points.length).toBeLessThanOrEqual(3);
});

test("U3.5: every segment has a ranking of its own, by its own answers", async () => {
  const { segments, rows, outcome } = await analyst.call(api.expectation.segments, { query: { recalled: "without" } });
  expect([outcome, segments.map(({ id }) => id)]).toEqual(["csat", [1, 2]]);
  for (const [i, { id }] of segments.entries()) {
    const alone = await analyst.call(api.expectation.gaps, { query: { recalled: "without", segment: id } });
    const here = rows.map(({ attribute, cells }) => [attribute, cells[i]?.rank, cells[i]?.priority, cells[i]?.figure.n]);
    expect(here).toEqual(
      expect.arrayContaining(alone.rows.map(({ attribute, rank, priority, figure }) => [attribute, rank, priority, figure.n])),
    );
  }
});

test("L8.5: own less theirs with an interval where their base is known; another scale is not compared; no ratio moves", async () => {
  const manager = await world.server.person({ roles: ["cx_manager"] });
  const speed = { tenant_id: 1, id: 1, code: "speed", level: 1, name: JSON.stringify({ en: "speed", "zh-CN": "speed" }) };
  await world.server.store.db.insertInto("attributes").values(speed).execute();
  const before = JSON.stringify((await analyst.call(api.expectation.gaps, { query: {} })).rows);
  const theirs = (label: string, over: object) => ({ label, attribute: "speed", value: 4, unit: "1–5", from: date(TODAY - 40), ...over });
  const entries = [
    theirs("With interval", { base: 200, low: 3.8, high: 4.2, knowsBoth: true }),
    theirs("With base", { base: 200 }),
    theirs("Small base", { base: 5 }),
    theirs("No base", {}),
    theirs("Ten points", { unit: "1–10", value: 8 }),
  ];
  await manager.call(api.expectationSources.add, { body: { kind: "competitor", source: "Report", method: "Telephone", entries } });
  const { rows } = await analyst.call(api.expectation.competitors, { query: {} });
  const of = (name: string) => rows.find(({ competitor }) => competitor === name)!;
  const { own, difference, knowsBoth } = of("With interval");
  expect(knowsBoth).toBe(true);
  expect(difference!.value).toBeCloseTo(own.value! - 4, 12);
  const half = (name: string) => of(name).difference!.interval!.high - of(name).difference!.value;
  const ours = (own.interval!.high - own.interval!.low) / 2;
  expect(half("With interval")).toBeCloseTo(Math.hypot(ours, 0.2), 12);
  expect(half("With base")).toBeCloseTo(ours * Math.sqrt(1 + own.n! / 200), 12);
  expect([of("Small base").isLow, of("With base").isLow]).toEqual([true, false]);
  expect(of("No base").difference).toMatchObject({ interval: null });
  expect([of("Ten points").difference, of("Ten points").incomparable]).toEqual([null, "scale"]);
  expect(JSON.stringify((await analyst.call(api.expectation.gaps, { query: {} })).rows)).toBe(before);
});
