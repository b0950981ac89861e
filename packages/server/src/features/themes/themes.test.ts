import { api, Refusal } from "@manyi/contracts";
import { meanOf } from "@manyi/core/measures";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";
import { createWork, type ReadingWork } from "../reading/index.js";

let world: FiguresWorld;
let work: ReadingWork;
let manager: Caller;
let units: Record<string, number>;
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);

type Said = { comment?: string; [part: string]: unknown };
async function say(comments: readonly Said[]): Promise<string[]> {
  const ids = await world.answer(comments.map((one) => ({ unitId: units.A!, day: TODAY, ...one })));
  await work.reader.run();
  await world.projection.catchUp();
  return ids;
}

beforeAll(async () => {
  world = await figuresWorld();
  work = createWork(world.server.services);
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  manager = await world.server.person({ roles: ["cx_manager"] });
  await say([
    ...Array.from({ length: 40 }, (_, i) => ({ comment: `结账排队太慢，等了 ${i + 10} 分钟，漏送餐具真烦`, nps: i % 8 === 0 ? 8 : 3 })),
    ...Array.from({ length: 60 }, (_, i) => ({ comment: `店员很热情，服务周到，第 ${i} 次来`, nps: i % 6 === 0 ? 7 : 10 })),
    ...Array.from({ length: 20 }, (_, i) => ({ comment: `店员很热情，第 ${i} 回`, nps: 9, day: TODAY - 35 })),
    ...Array.from({ length: 30 }, (_, i) => ({ comment: `停车方便 ${i}`, nps: 9, unitId: units.B! })),
  ]);
});

test("themes: the planted worst cause stands first with its share of all bad mentions, and the score goes down with it", async () => {
  const { statement, topics, compared } = await manager.call(api.themes.overview, {});
  expect(statement).toMatchObject({ comments: 130, commentsBefore: 20, anonymous: false });
  const first = topics[0]!;
  expect(first.sides.bad).toBe(40);
  expect(first.n).toBe(40);
  expect(first.badShare).toBeCloseTo(40 / topics.reduce((sum, { sides }) => sum + sides.bad, 0), 10);
  // by hand: five of forty are passive, the rest detractors; the others hold ten passives and eighty promoters
  expect(first.effect!.difference).toBeCloseTo((-100 * 35) / 40 - (100 * 80) / 90, 8);
  expect(first.effect).toMatchObject({ n: 40, otherN: 90, significant: true });
  expect(compared).toBeGreaterThan(1);
  for (const { n, sides } of topics) expect(sides.bad + sides.neutral + sides.good + sides.uncertain).toBe(n);
});

test("themes: outside scope nothing is counted, quoted or compared", async () => {
  const scoped = await world.server.person({ roles: ["frontline_manager"], units: [units.B!] });
  const { statement, topics } = await scoped.call(api.themes.overview, {});
  expect(statement.comments).toBe(30);
  const { topics: all } = await manager.call(api.themes.overview, {});
  const waiting = all[0]!;
  expect(topics.some(({ id }) => id === waiting.id)).toBe(false);
  expect((await scoped.call(api.themes.topic, { params: { id: waiting.id } })).quotes).toEqual([]);
  await expect(scoped.call(api.themes.words, { query: { contrast: "unit", a: units.A! } }).catch(code)).resolves.toBe("NOT_FOUND");
  await expect(scoped.call(api.themes.overview, { query: { unit: units.A! } }).catch(code)).resolves.toBe("NOT_FOUND");
  expect((await scoped.call(api.themes.subjects, {})).items.map(({ key }) => key)).toEqual([String(units.B)]);
  await expect(scoped.call(api.themes.subject, { params: { kind: "unit", key: String(units.A) } }).catch(code)).resolves.toBe("NOT_FOUND");
});

test("themes: a topic has its course and quotes of every kind; names and numbers are masked", async () => {
  await say([{ comment: "王女士说结账太慢，电话 13812345678，请回电", nps: 2 }]);
  const { topics } = await manager.call(api.themes.overview, {});
  const { points, quotes, by } = await manager.call(api.themes.topic, { params: { id: topics[0]!.id } });
  expect(by).toBe("week");
  expect(points.at(-1)!.n).toBeGreaterThan(0);
  for (const { n, total, share } of points) expect(share === null ? 0 : share.value).toBeCloseTo(total === 0 ? 0 : n / total, 10);
  expect(new Set(quotes.map(({ voiceId }) => voiceId)).size).toBe(quotes.length);
  // the forty comments that differ in a number only are quoted once
  expect(quotes.length).toBe(2);
  expect(JSON.stringify(quotes)).not.toMatch(/13812345678|王女士/);
  await expect(manager.call(api.themes.topic, { params: { id: 9999 } }).catch(code)).resolves.toBe("NOT_FOUND");
});

test("themes: words of low and high scores stand on their sides, with counts and intervals; too few say so", async () => {
  const { terms, groups, isEnough } = await manager.call(api.themes.words, { query: { contrast: "score" } });
  expect(isEnough).toBe(true);
  expect(groups.a.counted).toBe(groups.a.comments);
  const says = (word: string) => terms.find(({ term }) => term.includes(word))!;
  expect(says("漏送").logOdds).toBeGreaterThan(0);
  expect(says("热情").logOdds).toBeLessThan(0);
  for (const { low, high, logOdds } of terms) expect(low < logOdds && logOdds < high).toBe(true);
  const few = await manager.call(api.themes.words, { query: { contrast: "period" } });
  expect(few).toMatchObject({ isEnough: false, terms: [], groups: { b: { comments: 20 } } });
  const byUnit = await manager.call(api.themes.words, { query: { contrast: "unit", a: units.B! } });
  expect(byUnit.terms.find(({ term }) => term.includes("停车"))!.logOdds).toBeGreaterThan(0);
});

test("themes: answers of anonymous surveys stand in no topic, quote or word", async () => {
  const before = await manager.call(api.themes.overview, {});
  await say(
    Array.from({ length: 12 }, (_, i) => ({
      comment: `匿名：结账太慢 ${i}`,
      anonymity: "anonymous",
      occurredAt: null,
      clientKey: `anon-${i}`,
    })),
  );
  const after = await manager.call(api.themes.overview, {});
  expect(after.statement.comments).toBe(before.statement.comments);
  expect(JSON.stringify(await manager.call(api.themes.topic, { params: { id: after.topics[0]!.id } }))).not.toContain("匿名");
});

test("themes: a phrase that came up this week is found, and copied texts stand together, masked", async () => {
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 60 }, (_, i) => ({ comment: `味道可以，分量足 ${week}-${i}`, day: TODAY - 7 * (week + 1) })),
  ).flat();
  await say([...weeks, ...Array.from({ length: 25 }, (_, i) => ({ comment: `扫码点餐打不开 ${i}` }))]);
  world.server.clock.advance(61_000);
  const { found, periods, looked } = await manager.call(api.themes.emerging, {});
  expect(periods.length).toBeGreaterThan(3);
  expect(looked).toBeGreaterThan(10);
  expect(found.some(({ term }) => term?.includes("扫码") === true)).toBe(true);
  await say(Array.from({ length: 5 }, (_, i) => ({ comment: `客服小李服务态度非常好，有问必答，电话 1390000000${i}` })));
  world.server.clock.advance(61_000);
  const { groups } = await manager.call(api.themes.copies, {});
  expect(groups.some(({ n, text }) => n >= 5 && text.includes("有问必答"))).toBe(true);
  expect(JSON.stringify(groups)).not.toContain("1390000000");
});

test("themes: one product gathers what is said of it, within the period and scope", async () => {
  await say([
    ...Array.from({ length: 12 }, (_, i) => ({
      comment: `这款咖啡机漏水，客服没人理 ${i}`,
      nps: 2,
      csat: 2,
      detail: { product: "咖啡机 A1" },
    })),
    ...Array.from({ length: 3 }, (_, i) => ({ comment: `咖啡机好用 ${i}`, nps: 9, detail: { product: "咖啡机 A1" } })),
    // stars of two platforms: 5 and 3 of 1–5, and 5 of 0–10, which is no star of the others
    ...[
      { rating: 5, ratingMin: 1, ratingMax: 5 },
      { rating: 3, ratingMin: 1, ratingMax: 5 },
      { rating: 5, ratingMin: 0, ratingMax: 10 },
    ].map((stars) => ({ comment: "咖啡机", detail: { product: "咖啡机 A1", ...stars } })),
  ]);
  const { items } = await manager.call(api.themes.subjects, {});
  expect(items.find(({ kind }) => kind === "product")).toMatchObject({ key: "咖啡机 A1", voices: 18 });
  const page = await manager.call(api.themes.subject, { params: { kind: "product", key: "咖啡机 A1" } });
  expect(page.voices).toBe(18);
  const { interval } = meanOf({ n: 2, sum: 8, sumSquares: 34 })!;
  expect(page.ratings).toMatchObject([
    { min: 1, max: 5, n: 2, months: [{ n: 2, mean: 4, low: interval!.low, high: interval!.high }] },
    { min: 0, max: 10, n: 1, months: [{ n: 1, mean: 5 }] },
  ]);
  expect(page.scores.find(({ metric }) => metric === "nps")).toMatchObject({ n: 15, value: (100 * (3 - 12)) / 15 });
  expect(page.openCases).toEqual([]);
  await expect(manager.call(api.themes.subject, { params: { kind: "product", key: "没有" } }).catch(code)).resolves.toBe("NOT_FOUND");
});

test("themes: a product, found by its index, and a touchpoint, counted in the projection, tell the same of the same voices", async () => {
  await world.server.store.db
    .insertInto("touchpoints")
    .values({ tenant_id: 1, id: 7, code: "grill", name: JSON.stringify({ "zh-CN": "烤架", en: "Grill" }), stage: "use" })
    .execute();
  const at = { touchpointId: 7, detail: { product: "烤架" } };
  await say([
    ...Array.from({ length: 14 }, (_, i) => ({ ...at, comment: `排队太慢，等了 ${i} 分钟`, nps: i % 7, csat: 2, scores: { nps: i % 7 } })),
    ...Array.from({ length: 11 }, (_, i) => ({
      ...at,
      comment: `店员很热情 ${i}`,
      nps: 10 - (i % 3),
      ces: 6,
      quality: "flagged" as const,
    })),
    { ...at, comment: "不算数的排队太慢", nps: 0, quality: "excluded" },
    { ...at, nps: 4 },
  ]);
  for (const query of [{}, { sentiment: "bad" as const }, { topic: (await manager.call(api.themes.overview, {})).topics[0]!.id }]) {
    const product = await manager.call(api.themes.subject, { params: { kind: "product", key: "烤架" }, query });
    const touchpoint = await manager.call(api.themes.subject, { params: { kind: "touchpoint", key: "7" }, query });
    const { kind: _, key: __, name: ___, ...said } = product;
    expect(touchpoint).toMatchObject(said);
    expect(product.voices).toBe("sentiment" in query || "topic" in query ? product.statement.comments : 26);
  }
});

test("themes: words are compared within a topic, a segment and those who answered an attribute; an id that is not there is not found", async () => {
  await world.addSurvey({
    id: 9,
    series: [{ ordinal: 1, part: "food", kind: "score", scale: { min: 1, max: 5 }, metric: "p:food" }],
  });
  for (const [id, code] of [
    [1, "old"],
    [2, "new"],
  ] as const) {
    const name = JSON.stringify({ "zh-CN": code, en: code });
    await world.server.store.db.insertInto("segments").values({ tenant_id: 1, id, code, name }).execute();
  }
  const asked = { surveyId: 9, version: 1, nums: [4], scores: { "p:food": 4 } };
  await say([
    ...Array.from({ length: 32 }, (_, i) => ({ ...asked, segmentId: 1, comment: `会员价不清楚 ${i}` })),
    ...Array.from({ length: 31 }, (_, i) => ({ ...asked, segmentId: 2, comment: `红烧肉味道很好 ${i}` })),
    { surveyId: 9, version: 1, nums: [null], segmentId: 2, comment: "没有评分的人" },
  ]);
  const words = (query: object) => manager.call(api.themes.words, { query: { contrast: "segment", a: 1, ...query } });
  const found = await words({ attribute: "food" });
  expect(found.groups).toEqual({ a: { comments: 32, counted: 32 }, b: { comments: 31, counted: 31 } });
  expect(found.terms.some(({ term, logOdds }) => term.includes("清楚") && logOdds > 0)).toBe(true);
  expect((await words({})).groups.b.comments).toBe(32);
  expect((await words({ attribute: "nobody" })).groups.a.comments).toBe(0);
  for (const query of [{ a: 2_000_000_000 }, { b: 32_768 }, { contrast: "unit", a: 2_000_000_000 }]) {
    await expect(words(query).catch(code)).resolves.toBe("NOT_FOUND");
  }
});
