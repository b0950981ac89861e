import { api, Refusal } from "@manyi/contracts";
import {
  type BestWorstQuestion,
  bestWorstSets,
  type PriceQuestion,
  packAnswers,
  type SurveyDefinition,
  seriesOf,
} from "@manyi/core/survey";
import { beforeAll, describe, expect, test } from "vitest";
import { startProjection } from "../figures/index.js";
import { type FiguresWorld, figuresWorld } from "../figures/testing/world.js";
import { openDesk, SINGLE, visitOf, words } from "../respond/testing/desk.js";

const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);
const price: PriceQuestion = {
  key: "price",
  type: "price",
  text: words("双人套餐", "A meal for two"),
  currency: "CNY",
  step: 1,
  current: 100,
};
const matters: BestWorstQuestion = {
  key: "matters",
  type: "bestWorst",
  text: words("最看重什么？", "What matters?"),
  options: ["taste", "speed", "clean", "price", "staff"].map((id, i) => ({ id, code: i + 1, text: words(`项目${id}`, `Item ${id}`) })),
  perSet: 3,
  sets: 5,
  high: words("最看重", "Most"),
  low: words("最不看重", "Least"),
};
const definition: SurveyDefinition = { ...SINGLE, pages: [{ key: "p", questions: [price, matters] }], offerCallback: false };

test("a price and best–worst survey: answered on its page without scripts, asked back once, read in the analysis", async () => {
  const desk = await openDesk();
  const projection = await startProjection(desk.server.services);
  const link = await desk.open(definition);
  const blocks = new Set<string>();
  for (let i = 0; i < 14; i++) {
    const page = await desk.get(`/s/${link.slug}`);
    expect(page.body).toContain("低到什么价格");
    const block = /name="a\.matters\.block" value="(\d+)"/.exec(page.body)![1]!;
    blocks.add(block);
    const picks = bestWorstSets(matters, Number(block)).flatMap(({ number, options }): [string, string][] => [
      [`a.matters.b${number}`, options[0]!.id],
      [`a.matters.w${number}`, options[2]!.id],
    ]);
    const isFalling = i === 13;
    const fields: [string, string][] = [
      ["d", visitOf(page.body)],
      ["s", "0"],
      ["shown", "price"],
      ["shown", "matters"],
      ["a.price.tooCheap", "40"],
      ["a.price.cheap", isFalling ? "30" : `${70 + i}`],
      ["a.price.expensive", `${110 + i}`],
      ["a.price.tooExpensive", "150元"],
      ["a.matters.block", block],
      ...picks,
    ];
    desk.server.clock.advance(60_000);
    const posted = await desk.post(`/s/${link.slug}`, fields);
    if (!isFalling) {
      expect(posted.statusCode).toBe(200);
      continue;
    }
    // prices that do not rise are no wall: the page asks back with everything still filled in, then takes them
    expect(posted.statusCode).toBe(422);
    expect(posted.body).toContain("再看一眼");
    expect(posted.body).toContain('value="150"');
    expect(posted.body).toContain(`name="a.matters.block" value="${block}"`);
    const sure = /name="a\.price\.sure" value="(1)"/.exec(posted.body)![1]!;
    expect((await desk.post(`/s/${link.slug}`, [...fields, ["a.price.sure", sure]])).statusCode).toBe(200);
  }
  expect(blocks.size).toBeGreaterThan(3);
  await projection.catchUp();
  const found = await desk.manager.call(api.analysis.price, { query: {} });
  expect(found).toMatchObject({ n: 13, outOfOrder: 1, incomplete: 0, hidden: null, questions: [{ currency: "CNY", current: 100 }] });
  expect(found.points!.indifference!.price).toBeGreaterThan(80);
  expect(found.rise!.steps[0]).toMatchObject({ risePercent: 0, staying: 13 });
  const order = await desk.manager.call(api.analysis.bestWorst, { query: {} });
  expect(order).toMatchObject({ people: 14, answers: 70, isByPerson: true });
  expect(order.items.reduce((sum, { shown }) => sum + shown, 0)).toBe(210);
});

describe("many answers", () => {
  let world: FiguresWorld;
  let units: Record<string, number>;

  beforeAll(async () => {
    world = await figuresWorld();
    units = await world.server.addUnits([
      { code: "G", type: "group" },
      { code: "A", parent: "G" },
      { code: "B", parent: "G" },
    ]);
    const series = seriesOf(definition, []);
    await world.addSurvey({ id: 7, series });
    const { db } = world.server.store;
    await db
      .updateTable("survey_versions")
      .set({ definition: JSON.stringify(definition) as never })
      .execute();
    await db
      .insertInto("segments")
      .values(
        [1, 2].map((id) => ({ tenant_id: 1, id, code: `s${id}`, name: JSON.stringify(words(`客群 ${id}`, `Segment ${id}`)) })) as never,
      )
      .execute();
    await world.answer(
      Array.from({ length: 120 }, (_, i) => {
        const block = 1 + (i % 12);
        const picks = bestWorstSets(matters, block).flatMap(({ number, options }) => {
          const order = options.map(({ id }) => id).toSorted();
          return [
            [`b${number}`, i % 5 === 0 ? order[0] : order[2]],
            [`w${number}`, i % 5 === 0 ? order[2] : order[0]],
          ];
        });
        const answers = {
          price: { tooCheap: 40 + (i % 7), cheap: 70 + (i % 11), expensive: 110 + (i % 13), tooExpensive: 130 + (i % 40) },
          matters: { block, ...Object.fromEntries(picks) },
        };
        return {
          surveyId: 7,
          version: 1,
          unitId: i < 100 ? units.A! : units.B!,
          segmentId: i < 115 ? 1 : 2,
          nums: packAnswers(definition, series, answers).nums,
        };
      }),
    );
  });
  const days = { from: "2026-01-01", to: "2026-03-02" };

  test("crossings lie in their intervals and in order; segments below the threshold have no price and no count", async () => {
    const reader = await world.server.person({ roles: ["analyst"] });
    const { n, points, reference, rise, curves } = await reader.call(api.analysis.price, { query: days });
    expect(n).toBe(120);
    const all = [points!.marginalCheapness!, points!.indifference!, points!.marginalExpensiveness!];
    for (const { price: at, interval } of all) {
      expect(interval!.low).toBeLessThanOrEqual(at);
      expect(interval!.high).toBeGreaterThanOrEqual(at);
    }
    expect(all.map((one) => one.price)).toEqual(all.map((one) => one.price).toSorted((a, b) => a - b));
    expect(curves.at(-1)).toMatchObject({ tooCheap: 0, tooExpensive: 1 });
    expect(reference!.segments.map(({ id, n, price }) => [id, n, price === null])).toEqual([
      [1, 115, false],
      [2, 0, true],
    ]);
    // 130 + (i % 40) less one step against 100: at +30 % whoever said 131 or more stays
    expect(rise!.steps.find(({ risePercent }) => risePercent === 30)!.staying).toBe(117);
  });

  test("a reader of one store sees that store only; of a store with too few nothing", async () => {
    const ofA = await world.server.person({ roles: ["analyst"], units: [units.A!] });
    expect((await ofA.call(api.analysis.price, { query: days })).n).toBe(100);
    const ofB = await world.server.person({ roles: ["analyst"] });
    const few = await ofB.call(api.analysis.price, { query: { ...days, unit: units.B!, segment: 2 } });
    expect(few).toMatchObject({ n: 0, hidden: "TOO_FEW", curves: [], points: null, reference: null });
    expect(await ofB.call(api.analysis.bestWorst, { query: { ...days, unit: units.B!, segment: 2 } })).toMatchObject({
      hidden: "TOO_FEW",
      items: [],
    });
  });

  test("best–worst: every item is shown equally often ± 1 per block, and counts are those answered", async () => {
    const reader = await world.server.person({ roles: ["analyst"] });
    const { people, answers, items, isEstimated } = await reader.call(api.analysis.bestWorst, { query: days });
    expect([people, answers, isEstimated]).toEqual([120, 600, true]);
    expect(items.map(({ shown }) => shown)).toEqual([360, 360, 360, 360, 360]);
    expect(items.reduce((sum, { best }) => sum + best, 0)).toBe(600);
    // alphabetically last is best for four in five: "taste" leads, "clean" trails
    const byUtility = items.toSorted((a, b) => b.utility! - a.utility!).map(({ id }) => id);
    expect([byUtility[0], byUtility.at(-1)]).toEqual(["taste", "clean"]);
    expect(items.reduce((sum, { share }) => sum + share!, 0)).toBeCloseTo(100, 6);
  });

  test("a question that is not there is not found; an organisation without one has none to choose", async () => {
    const reader = await world.server.person({ roles: ["analyst"] });
    expect(await reader.call(api.analysis.price, { query: { question: "7:other" } }).catch(code)).toBe("NOT_FOUND");
    expect(await reader.call(api.analysis.bestWorst, { query: { question: "8:matters" } }).catch(code)).toBe("NOT_FOUND");
    const other = await figuresWorld();
    const nobody = await other.server.person({ roles: ["analyst"] });
    expect(await nobody.call(api.analysis.price, { query: {} })).toMatchObject({ questions: [], chosen: null, hidden: null, n: 0 });
  });
});
