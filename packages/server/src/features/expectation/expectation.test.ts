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
