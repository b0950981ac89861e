import { api, type In, Refusal } from "@manyi/contracts";
import { spreadEvenly } from "@manyi/core/measures";
import { type Series, seriesOf } from "@manyi/core/survey";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";

type Item = In<typeof api.attributes.save>["body"]["items"][number];

let world: FiguresWorld;
let analyst: Caller;
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);
const faults = (error: unknown) => (error instanceof Refusal ? error.problem.at.map(({ path }) => path) : error);
const LEAVES = ["taste", "look", "staff", "speed", "price"];
const five = { min: 1, max: 5 };
const part = (metric: string, ordinal: number): Series => ({ ordinal, part: metric.replace(":", "-"), kind: "score", scale: five, metric });
const item = (name: string, parentCode: string | null = null, weight: number | null = null): Item => ({
  code: name,
  name: { "zh-CN": `要素 ${name}`, en: name },
  parentCode,
  weight,
});
/** T-17, with a level more above the two leaves of the product. */
const TREE = [
  item("product", null, 0.4),
  item("dishes", "product", 1),
  item("taste", "dishes", 0.5),
  item("look", "dishes", 0.5),
  item("service", null, 0.4),
  item("staff", "service", 0.6),
  item("speed", "service", 0.4),
  item("price", null, 0.2),
];

/** Ten answers with means 4.2, 3.8, 4.5, 4.0 and 3.5. */
const answers = (hasPrice: boolean, day: number) =>
  Array.from({ length: 10 }, (_, i) => ({
    surveyId: 1,
    version: 1,
    day,
    csat: 4,
    nums: [i < 2 ? 5 : 4, i < 2 ? 3 : 4, i < 5 ? 5 : 4, 4, hasPrice ? (i < 5 ? 3 : 4) : null, 4, i < 5 ? 5 : 4, i < 5 ? 1 : 2],
  }));

beforeAll(async () => {
  world = await figuresWorld();
  analyst = await world.server.person({ roles: ["analyst"] });
  const series = [...LEAVES.map((name, i) => part(`p:${name}`, i + 1)), part("csat", 6), part("i:taste", 7), part("i:price", 8)];
  await world.addSurvey({ id: 1, series });
  await world.answer([...answers(true, TODAY - 3), ...answers(false, TODAY - 300)]);
});

const read = () => analyst.call(api.attributes.list, {});
const save = async (items: readonly Item[], version?: string) =>
  analyst.call(api.attributes.save, { body: { version: version ?? (await read()).version, items: [...items] } });

test("what surveys ask and nobody has named yet is told; a saved tree has levels, weights and who asks", async () => {
  expect(await read()).toMatchObject({ items: [], unlisted: ["look", "price", "speed", "staff", "taste"] });
  await save(TREE);
  const { items, unlisted } = await read();
  expect(unlisted).toEqual([]);
  expect(items.map(({ code: name, level, weight, surveys }) => [name, level, weight, surveys])).toEqual([
    ["product", 1, 0.4, 0],
    ["dishes", 2, 1, 0],
    ["taste", 3, 0.5, 1],
    ["look", 3, 0.5, 1],
    ["service", 1, 0.4, 0],
    ["staff", 2, 0.6, 1],
    ["speed", 2, 0.4, 1],
    ["price", 1, 0.2, 1],
  ]);
  expect(items[2]!.name).toEqual({ "zh-CN": "要素 taste", en: "taste" });
});

test("T-17 through the route, over three levels: 75.5; nobody answered on the price: 78.8, its weight shared out and flagged", async () => {
  const whole = async (query: NonNullable<In<typeof api.analysis.model>["query"]>) =>
    (await analyst.call(api.analysis.model, { query })).tree!;
  const tree = await whole({});
  expect(tree.map(({ name, depth }) => [name, depth])).toEqual([
    ["", 0],
    ["product", 1],
    ["dishes", 2],
    ["taste", 3],
    ["look", 3],
    ["service", 1],
    ["staff", 2],
    ["speed", 2],
    ["price", 1],
  ]);
  expect(tree[0]!.value).toBeCloseTo(75.5, 9);
  expect(tree.find(({ name }) => name === "service")!.value).toBeCloseTo((100 * (4.3 - 1)) / 4, 9);
  const without = await whole({ from: "2025-05-01", to: "2025-05-31" });
  expect(without[0]!.value).toBeCloseTo(78.75, 9);
  expect(without[0]!.presentShare).toBeCloseTo(0.8, 12);
});

test("weights of siblings total 1 to a billionth or none is set; even shares of three, a fourth level, a circle, a missing parent", async () => {
  const three = spreadEvenly(3);
  const even = TREE.map((one) => (one.parentCode === null ? { ...one, weight: three[0]! } : one));
  await save(even);
  expect((await read()).items.filter(({ level }) => level === 1).map(({ weight }) => weight)).toEqual(three);
  const broken: [string, Item[]][] = [
    ["product", TREE.map((one) => (one.code === "price" ? { ...one, weight: 0.2 + 1e-8 } : one))],
    ["product", TREE.map((one) => (one.code === "price" ? { ...one, weight: null } : one))], // 0.8 are left
    ["oil", [...TREE, item("oil", "taste", 1), item("cold", "oil", 1)].filter(({ code: name }) => name !== "cold")],
    ["service", TREE.map((one) => (one.code === "service" ? { ...one, parentCode: "staff" } : one))],
    ["price", TREE.map((one) => (one.code === "price" ? { ...one, parentCode: "nothing" } : one))],
    ["a,b", [...TREE, item("a,b", "price", 1)]],
  ];
  for (const [at, items] of broken) expect(await save(items).catch(faults)).toContain(`body.items.${at}`);
  await save(TREE);
});

test("what a survey asks stays; a tree read before somebody else saved is refused; only analysts and managers save", async () => {
  expect(await save(TREE.filter(({ code: name }) => name !== "price").map((one) => ({ ...one, weight: null }))).catch(faults)).toEqual([
    "body.items.price",
  ]);
  const { version } = await read();
  const plain = TREE.map((one) => ({ ...one, weight: null }));
  await save(plain, version);
  expect(await save(TREE, version).catch(code)).toBe("CONFLICT");
  await save(TREE);
  const manager = await world.server.person({ roles: ["frontline_manager"], units: [] });
  const body = { version: (await read()).version, items: TREE };
  expect(await manager.call(api.attributes.save, { body }).catch(code)).toBe("NOT_ALLOWED");
  const { rows } = await world.server.store.pool.query("select detail from audit_log where action = 'attributes.save' order by 1 limit 1");
  expect(rows).toHaveLength(1);
});

test("U3.3: stated importance is what customers rated, else the weights down the tree; the matrix takes either, crossed where wanted", async () => {
  const ask = async (query: In<typeof api.analysis.drivers>["query"] = {}) =>
    analyst.call(api.analysis.drivers, { query: { outcome: "csat", drivers: "taste,price", ...query } });
  const found = await ask({ importance: "stated" });
  expect(found).toMatchObject({ statedBy: "asked", statedScale: five, n: 10 });
  const of = (name: string) => found.drivers.find(({ attribute }) => attribute === name)!;
  expect([of("taste").stated, of("price").stated]).toEqual([4.5, 1.5]);
  expect([of("taste").quadrant, of("price").quadrant]).toEqual(["keep", "later"]);
  expect(found.cross).toEqual({ importance: 3, performance: expect.closeTo((4.2 + 3.5) / 2, 12) });
  const fixed = await ask({ importance: "stated", crossImportance: 1.5, crossPerformance: 4.3 });
  expect(fixed.cross).toEqual({ importance: 1.5, performance: 4.3 });
  expect(fixed.drivers.map(({ quadrant }) => quadrant)).toEqual(["fix", "fix"]);
  const weighed = await ask({ importance: "stated", survey: 1, drivers: "taste,speed", from: "2024-01-01", to: "2024-01-31" });
  expect(weighed.statedBy).toBe("weights");
});

test("a rating that asks how important an attribute is feeds its stated importance, never its perception", () => {
  const question = {
    key: "q",
    type: "rating",
    attribute: "taste",
    role: "importance",
    scale: five,
    text: { en: "How important is the taste?" },
    low: { en: "Not at all" },
    high: { en: "Very" },
    display: "number",
  } as const;
  const shell = { locales: ["en"], defaultLocale: "en", title: {}, purpose: {}, anonymity: "identified", layout: "single" } as const;
  const definition = { ...shell, pages: [{ key: "p", questions: [question] }], closing: {}, offerCallback: false };
  expect(seriesOf(definition, []).map(({ metric }) => metric)).toEqual(["i:taste"]);
});
