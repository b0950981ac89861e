import { api, type Figure } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, pairSeries, TODAY, times } from "./testing/world.js";

let world: FiguresWorld;
let reader: Caller;
beforeAll(async () => {
  world = await figuresWorld();
  await world.addSurvey({ id: 1, series: pairSeries("food", 1) });
  reader = await world.server.person({ roles: ["analyst"] });
});

/** Each example lives on days of its own, so that none disturbs another. */
let nextDay = TODAY - 4000;
function ownDays(count: number): { first: number; from: string; to: string } {
  const first = nextDay;
  nextDay += count + 100;
  const date = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  return { first, from: date(first), to: date(first + count - 1) };
}
async function headline(metric: string, query: Record<string, unknown>): Promise<Figure> {
  const { figures } = await reader.call(api.figures.overview, { query: query as never });
  return figures.find((figure) => figure.metric === metric)!;
}

test("T-11: scores 10 9 8 7 6 0 10 9 3 8 are +10, from −36 to +51", async () => {
  const { first, ...days } = ownDays(1);
  await world.answer([10, 9, 8, 7, 6, 0, 10, 9, 3, 8].map((nps) => ({ day: first, nps })));
  const figure = await headline("nps", days);
  expect([figure.value, figure.n, figure.base]).toEqual([10, 10, "small"]);
  expect(figure.distribution.map(({ n }) => n)).toEqual([4, 3, 3]);
  expect([Math.round(figure.interval!.low), Math.round(figure.interval!.high)]).toEqual([-36, 51]);
});

test("T-12, T-13: 60/25/15 is +45 [29.343, 58.036]; against 40/40/20 before it is a change of 25 with p 0.0175", async () => {
  const { first, ...days } = ownDays(10);
  const of = (day: number, promoters: number, passives: number, detractors: number) =>
    [...times(promoters, 9), ...times(passives, 7), ...times(detractors, 6)].map((nps) => ({ day, nps }));
  await world.answer([...of(first + 2, 60, 25, 15), ...of(first - 5, 40, 40, 20)]);
  const figure = await headline("nps", days);
  expect(figure.value).toBe(45);
  expect(figure.interval!.low).toBeCloseTo(29.343, 3);
  expect(figure.interval!.high).toBeCloseTo(58.036, 3);
  expect(figure.change).toMatchObject({ value: 20, n: 100, difference: 25, significant: true });
  expect(figure.change!.p).toBeCloseTo(0.0175, 4);
  expect([figure.change!.low!.toFixed(1), figure.change!.high!.toFixed(1)]).toEqual(["4.4", "45.6"]);
});

test("T-14: weights of 16 and 4 turn +10 into +28, and the statement says what they cost", async () => {
  const { first, ...days } = ownDays(1);
  const of = (weight: number, promoters: number, passives: number, detractors: number) =>
    [...times(promoters, 10), ...times(passives, 8), ...times(detractors, 2)].map((nps) => ({ day: first, nps, weight }));
  await world.answer([...of(16, 30, 10, 10), ...of(4, 10, 20, 20)]);
  expect((await headline("nps", days)).value).toBe(10);
  const weighted = await headline("nps", { ...days, weighting: "weighted" });
  expect(weighted.value).toBeCloseTo(28, 9);
  const { statement } = await reader.call(api.figures.overview, { query: { ...days, weighting: "weighted" } });
  expect(statement.designEffect).toBeCloseTo(1.36, 9);
});

test("T-15: 40/35/15/6/4 stars are 75.0 % [65.7, 82.5], mean 4.01, index 75.25, under their own names", async () => {
  const { first, ...days } = ownDays(1);
  const stars = [...times(40, 5), ...times(35, 4), ...times(15, 3), ...times(6, 2), ...times(4, 1)];
  await world.answer(stars.map((csat) => ({ day: first, csat })));
  const figure = await headline("csat", days);
  expect(figure.value).toBe(75);
  expect(figure.parts).toMatchObject({ top2: 75, top: 40, bottom2: 10, index: 75.25 });
  expect([figure.interval!.low.toFixed(1), figure.interval!.high.toFixed(1)]).toEqual(["65.7", "82.5"]);
});

test("T-16: efforts 7 6 5 4 2 7 6 5 3 1 are 4.60 with 60 % easy", async () => {
  const { first, ...days } = ownDays(1);
  await world.answer([7, 6, 5, 4, 2, 7, 6, 5, 3, 1].map((ces) => ({ day: first, ces })));
  const figure = await headline("ces", days);
  expect([figure.value, figure.parts.easy]).toEqual([4.6, 60]);
});

test("T-08, T-10: pairs count when both are answered; ten pairs are 41/44 = 0.93, bands 2 4 2 2", async () => {
  const { first, ...days } = ownDays(1);
  const pairs = [
    [5, 5],
    [4, 5],
    [5, 4],
    [5, 3],
    [4, 4],
    [3, 4],
    [5, 4],
    [4, 3],
    [4, 4],
    [5, 5],
    [null, 5],
    [5, null],
  ];
  await world.answer(pairs.map((nums) => ({ day: first, surveyId: 1, version: 1, nums: nums as (number | null)[] })));
  const figure = await headline("ratio", days);
  expect(figure.value).toBeCloseTo(41 / 44, 12);
  expect([figure.n, figure.parts.pairs, figure.parts.recalled]).toEqual([10, 10, 10]);
  expect(figure.distribution.map(({ code, n }) => [code, n])).toEqual([
    ["delighted", 2],
    ["satisfied", 4],
    ["tolerable", 2],
    ["dissatisfied", 2],
  ]);
  expect(figure.parts).toMatchObject({ e: 4.4, p: 4.1 });
  const { rows } = await reader.call(api.figures.expectation, { query: days });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ attribute: "food", e: 4.4, p: 4.1, recalledN: 10 });
  expect(rows[0]!.gap).toBeCloseTo(-0.3, 12);
  const before = await reader.call(api.figures.expectation, { query: { ...days, recalled: "without" } });
  expect(before.rows).toEqual([]);
});

test("T-09: (2,4) and (4,2) are 1.00, not the mean of the ratios", async () => {
  const { first, ...days } = ownDays(1);
  await world.answer(
    [
      [2, 4],
      [4, 2],
    ].map((nums) => ({ day: first, surveyId: 1, version: 1, nums })),
  );
  expect((await headline("ratio", days)).value).toBe(1);
});

test("T-23: 140 of 200 against 168 of 210 is a change of 10 points with p 0.0192", async () => {
  const { first, ...days } = ownDays(10);
  const of = (day: number, happy: number, others: number) => [...times(happy, 5), ...times(others, 3)].map((csat) => ({ day, csat }));
  await world.answer([...of(first, 168, 42), ...of(first - 10, 140, 60)]);
  const { change } = await headline("csat", days);
  expect(change!.difference).toBeCloseTo(10, 10);
  expect(change!.p).toBeCloseTo(0.0192, 4);
});

test("nobody asked: the value is null, the base 0, and nothing is compared", async () => {
  const { first: _, ...days } = ownDays(1);
  for (const metric of ["nps", "csat", "ces", "ratio"]) {
    expect(await headline(metric, days)).toMatchObject({ value: null, n: 0, base: "none", interval: null, suppressed: null });
  }
});

test("an excluded answer leaves the figures, comes back when reinstated, and the statement counts it", async () => {
  const { first, ...days } = ownDays(1);
  const [id] = await world.answer([0, 10, 10].map((nps) => ({ day: first, nps })));
  const manager = await world.server.person({ roles: ["cx_manager"] });
  await manager.call(api.voices.mark, { params: { id: id! }, body: { kind: "excluded", reason: "clicked through" } });
  await world.projection.catchUp();
  expect((await headline("nps", days)).value).toBe(100);
  const { statement } = await reader.call(api.figures.overview, { query: days });
  expect(statement).toMatchObject({ answers: 2, excluded: 1 });
  await manager.call(api.voices.mark, { params: { id: id! }, body: { kind: "reinstated", reason: "was a real guest" } });
  await world.projection.catchUp();
  expect((await headline("nps", days)).n).toBe(3);
});
