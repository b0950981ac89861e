import { api, Refusal } from "@manyi/contracts";
import { kanoPair, type SurveyDefinition } from "@manyi/core/survey";
import { beforeAll, expect, test } from "vitest";
import { startProjection } from "../figures/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";
import { openDesk, SINGLE, visitOf } from "../respond/testing/desk.js";

const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);
const five = { min: 1, max: 5 };
const half = (prefix: string, attribute: string, ordinal: number) => ({
  ordinal,
  part: `${attribute}-${prefix}`,
  kind: "score" as const,
  scale: five,
  metric: `${prefix}:${attribute}`,
});

/** Pairs of answers that land in a category of the evaluation table. */
const PAIR = { A: [1, 3], O: [1, 5], M: [3, 5], I: [3, 3], R: [5, 1], Q: [1, 1] } as const;

test("a Kano survey: published, answered on its page, read as a category of its attribute; twelve pairs are too few for a tier", async () => {
  const desk = await openDesk();
  const projection = await startProjection(desk.server.services);
  const pair = kanoPair("birthday", { "zh-CN": "生日惊喜", en: "A birthday treat" }, ["good", "bad"]);
  const link = await desk.open({ ...SINGLE, pages: [{ key: "p", questions: pair }], offerCallback: false } satisfies SurveyDefinition);
  for (let i = 0; i < 12; i++) {
    const page = await desk.get(`/s/${link.slug}`);
    expect(page.body).toContain("我喜欢这样");
    desk.server.clock.advance(20_000);
    const done = await desk.post(`/s/${link.slug}`, [
      ["d", visitOf(page.body)],
      ["s", "0"],
      ["shown", "good"],
      ["shown", "bad"],
      ["a.good", "like"],
      ["a.bad", i < 9 ? "neutral" : "dislike"],
    ]);
    expect(done.statusCode).toBe(200);
  }
  await projection.catchUp();
  const { rows } = await desk.manager.call(api.analysis.kano, { query: {} });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    attribute: "birthday",
    tier: null,
    source: "kano",
    ratings: null,
    kano: { n: 12, counts: { A: 9, O: 3, M: 0, I: 0, R: 0, Q: 0 }, category: "A", better: 1, worse: -0.25, needsRewording: false },
  });
});

let world: FiguresWorld;
let units: Record<string, number>;

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  const rated = { ordinal: 5, part: "decor", kind: "score" as const, scale: five, metric: "p:decor" };
  const overall = { ordinal: 6, part: "overall", kind: "score" as const, scale: five, metric: "csat" };
  await world.addSurvey({
    id: 1,
    series: [half("kf", "treat", 1), half("kd", "treat", 2), half("kf", "wifi", 3), half("kd", "wifi", 4), rated, overall],
  });
  const text = (name: string) => JSON.stringify({ "zh-CN": name, en: name });
  await world.server.store.db
    .insertInto("attributes")
    .values(
      ["treat", "wifi", "decor"].map((attribute, i) => ({ tenant_id: 1, id: i + 1, code: attribute, name: text(attribute) })) as never,
    )
    .execute();
  await world.server.store.db
    .insertInto("segments")
    .values([1, 2].map((id) => ({ tenant_id: 1, id, code: `s${id}`, name: text(`segment ${id}`) })) as never)
    .execute();
  // the treat wears off from month to month, wifi stays what it is; segment 2 never cared
  const month = (back: number, treat: keyof typeof PAIR, n = 60) =>
    Array.from({ length: n }, (_, i) => ({
      day: TODAY - 1 - 28 * back,
      surveyId: 1,
      version: 1,
      unitId: i % 2 === 0 ? units.A! : units.B!,
      segmentId: i % 3 === 0 ? 2 : 1,
      csat: 4,
      nums: [...PAIR[i % 3 === 0 ? "I" : i % 10 === 1 ? "O" : treat], ...PAIR[i % 6 === 5 ? "Q" : "M"], 1 + (i % 5), i % 5 < 2 ? 2 : 4],
    }));
  await world.answer([...month(4, "A", 120), ...month(3, "A", 120), ...month(2, "O", 120), ...month(1, "M", 120), ...month(0, "M", 120)]);
});

const year = { from: "2025-10-01", to: "2026-03-02" };

test("U3.6: A → O → M alerts at the month of the second move, once; what stays does not alert", async () => {
  const reader = await world.server.person({ roles: ["analyst"] });
  const { rows, months } = await reader.call(api.analysis.kanoDrift, { query: { months: 6, segment: 1 } });
  const treat = rows.find(({ attribute }) => attribute === "treat")!;
  expect(treat.points.map(({ tier }) => tier)).toEqual([null, "delight", "delight", "expected", "basic", "basic"]);
  expect(treat.alerts).toEqual([{ month: months[4], from: "delight", to: "basic" }]);
  expect(rows.find(({ attribute }) => attribute === "wifi")!.alerts).toEqual([]);
});

test("L1.11, D§12.2: tiers are not joined across another question or scale: the move down starts anew, the day is marked; other words only leave a mark", async () => {
  const own = await figuresWorld();
  const published = (survey: number, number: number, series: readonly object[], text: string, on: string) => ({
    tenant_id: 1,
    survey_id: survey,
    number,
    definition: JSON.stringify({ pages: [{ key: "p", questions: [{ key: "gift-kf", type: "single", text: { en: text }, options: [] }] }] }),
    series: JSON.stringify(series),
    published_at: `${on}T04:00:00Z`,
  });
  const pair = (attribute: string, key = attribute) => [
    { ...half("kf", attribute, 1), part: `${key}-kf` },
    { ...half("kd", attribute, 2), part: `${key}-kd` },
  ];
  await own.addSurvey({ id: 1, series: pair("gift") });
  await own.addSurvey({ id: 2, series: pair("song") });
  const { db } = own.server.store;
  await db.deleteFrom("survey_versions").execute();
  await db
    .insertInto("survey_versions")
    .values([
      published(1, 1, pair("gift"), "A gift", "2025-09-01"),
      published(1, 2, pair("gift"), "A small gift", "2026-01-20"),
      published(2, 1, pair("song"), "A song", "2025-09-01"),
      published(2, 2, pair("song", "tune"), "A song", "2026-01-20"),
    ] as never)
    .execute();
  const tiers = ["M", "M", "O", "A", "A"] as const;
  const back = (surveyId: number) =>
    tiers.flatMap((tier, at) =>
      Array.from({ length: 60 }, () => ({ day: TODAY - 1 - 28 * at, surveyId, version: at < 2 ? 2 : 1, nums: [...PAIR[tier]] })),
    );
  await own.answer([...back(1), ...back(2)]);
  const reader = await own.server.person({ roles: ["analyst"] });
  const { rows, months } = await reader.call(api.analysis.kanoDrift, { query: { months: 6 } });
  const [gift, song] = ["gift", "song"].map((code) => rows.find(({ attribute }) => attribute === code)!);
  expect(gift!.breaks.map(({ on, kind }) => [on, kind])).toEqual([["2026-01-20", "wording"]]);
  expect(gift!.alerts).toEqual([{ month: months[4], from: "delight", to: "basic" }]);
  expect(song!.breaks.map(({ on, kind }) => [on, kind])).toEqual([["2026-01-20", "incomparable"]]);
  expect(song!.alerts).toEqual([]);
  expect(song!.points.map(({ start, stretch, tier, n }) => [start, stretch, tier, n])).toEqual([
    ["2025-10-01", 0, null, 0],
    ["2025-11-01", 0, "delight", 60],
    ["2025-12-01", 0, "delight", 60],
    ["2026-01-01", 0, "expected", 60],
    ["2026-01-20", 1, null, 0],
    ["2026-02-01", 1, "basic", 60],
    ["2026-03-01", 1, "basic", 60],
  ]);
});

test("U3.4: more than 5 % questionable pairs ask for rewording; ratings speak where no pair was asked", async () => {
  const reader = await world.server.person({ roles: ["analyst"] });
  const { rows } = await reader.call(api.analysis.kano, { query: year });
  expect(rows.find(({ attribute }) => attribute === "wifi")!.kano).toMatchObject({ category: "M", needsRewording: true });
  // Better and Worse of those who chose A, O, M or I, with their Wilson intervals
  const wifi = rows.find(({ attribute }) => attribute === "wifi")!.kano!;
  expect(wifi).toMatchObject({ caring: wifi.counts.M, better: 0, worse: -1 });
  expect(wifi.betterInterval!.low).toBe(0);
  expect(wifi.betterInterval!.high).toBeCloseTo(3.8414588 / (wifi.caring + 3.8414588), 6);
  expect(wifi.worseInterval!.low).toBeCloseTo(-1, 12);
  const decor = rows.find(({ attribute }) => attribute === "decor")!;
  expect(decor).toMatchObject({ kano: null, source: "ratings" });
  expect(decor.ratings!.n).toBe(600);
});

test("U3.9: two segments with different answers stand in different cells", async () => {
  const reader = await world.server.person({ roles: ["analyst"] });
  const { rows, segments } = await reader.call(api.analysis.kanoSegments, { query: year });
  expect(segments.map(({ id }) => id)).toEqual([1, 2]);
  const treat = rows.find(({ attribute }) => attribute === "treat")!;
  expect(treat.cells.map(({ category }) => category)).toEqual(["M", "I"]);
});

test("a tier set by hand is marked as such, with who and why, and may be given back; another unit's answers stay out", async () => {
  const analyst = await world.server.person({ roles: ["analyst"], name: "分析员" });
  const body = { attribute: "treat", tier: "delight" as const, reason: "总部决定" };
  await analyst.call(api.analysis.setTier, { body });
  const find = async () => (await analyst.call(api.analysis.kano, { query: year })).rows.find(({ attribute }) => attribute === "treat")!;
  expect(await find()).toMatchObject({ source: "manual", tier: "delight", manual: { by: "分析员", reason: "总部决定" } });
  await analyst.call(api.analysis.setTier, { body: { ...body, tier: null } });
  expect(await find()).toMatchObject({ source: "kano", manual: null });
  expect(await analyst.call(api.analysis.setTier, { body: { ...body, attribute: "nothing" } }).catch(code)).toBe("NOT_FOUND");
  const manager = await world.server.person({ roles: ["frontline_manager"], units: [units.A!] });
  const own = await manager.call(api.analysis.kano, { query: year });
  expect(own.rows.find(({ attribute }) => attribute === "treat")!.kano!.n).toBe(300);
  expect(await manager.call(api.analysis.kano, { query: { unit: units.B! } }).catch(code)).toBe("NOT_FOUND");
  expect(await manager.call(api.analysis.setTier, { body }).catch(code)).toBe("NOT_ALLOWED");
});
