import { api, Refusal } from "@manyi/contracts";
import { normalStream } from "@manyi/core/drivers";
import { seedRng, uniformStream } from "@manyi/core/numeric";
import type { Series } from "@manyi/core/survey";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld } from "../figures/testing/world.js";

let world: FiguresWorld;
let units: Record<string, number>;
let analyst: Caller;
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);
const five = { min: 1, max: 5 };
const ten = { min: 1, max: 10 };
const CODES = ["r:taste", "p:taste", "p:staff", "p:price", "p:brand", "csat", "nps", "p:whole", "p:wish", "p:ideal", "p:rare"];
const series: Series[] = CODES.map((metric, i) => ({
  ordinal: i + 1,
  part: metric.replace(":", "-"),
  kind: "score",
  scale: metric === "nps" ? { min: 0, max: 10 } : ["p:whole", "p:wish", "p:ideal"].includes(metric) ? ten : five,
  metric,
}));
const step = (value: number, min: number, max: number) => Math.min(max, Math.max(min, Math.round(value)));

/** Image lifts expectation and quality, quality lifts value and satisfaction, satisfaction lifts loyalty. */
function people(n: number, seed: string, place: { unitId: number; segmentId: number }) {
  const normal = normalStream(uniformStream(seedRng(seed)));
  return Array.from({ length: n }, (_, i) => {
    const image = normal();
    const expected = 0.5 * image + 0.8 * normal();
    const quality = 0.5 * image + 0.2 * expected + 0.7 * normal();
    const value = 0.6 * quality + 0.7 * normal();
    const satisfied = 0.5 * quality + 0.3 * value + 0.5 * normal();
    const loyal = 0.8 * satisfied + 0.5 * normal();
    const rated = (x: number) => step(3.5 + x * 0.9 + normal() * 0.3, 1, 5);
    const nps = step(7 + 2 * loyal, 0, 10);
    const csat = rated(satisfied);
    const nums = [rated(expected), rated(quality), rated(quality), rated(value), rated(image), csat, nps, 8, 7 + (i % 2), 7];
    return { ...place, surveyId: 1, version: 1, nps, csat, nums: i % 4 === 0 ? [...nums, 4] : nums };
  });
}

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  analyst = await world.server.person({ roles: ["analyst"], name: "分析员" });
  await world.addSurvey({ id: 1, series });
  const text = (name: string) => JSON.stringify({ "zh-CN": name, en: name });
  await world.server.store.db
    .insertInto("segments")
    .values([1, 2].map((id) => ({ tenant_id: 1, id, code: `s${id}`, name: text(`segment ${id}`) })) as never)
    .execute();
  await world.answer([...people(400, "one", { unitId: units.A!, segmentId: 1 }), ...people(40, "two", { unitId: units.B!, segmentId: 2 })]);
});

test("a first mapping is guessed from what the questions measure, and what few answer stays out", async () => {
  const found = await analyst.call(api.analysis.modelSettings, { query: {} });
  expect(found).toMatchObject({ version: 0, isGuess: true, leftOut: ["p:rare"] });
  expect(found.definition).toMatchObject({
    surveyId: 1,
    kind: "CCSI",
    items: { Image: ["p:brand"], Expectation: ["r:taste"], Value: ["p:price"], Satisfaction: ["csat"], Loyalty: ["nps"] },
  });
  expect(found.definition!.items.Quality).toContain("p:staff");
});

test("U6.3: a saved mapping is fitted from sums alone: planted paths, resampled intervals that repeat, indices 0–100", async () => {
  const items = {
    Image: ["p:brand"],
    Expectation: ["r:taste"],
    Quality: ["p:taste", "p:staff"],
    Value: ["p:price"],
    Satisfaction: ["csat"],
    Loyalty: ["nps"],
  };
  const body = { version: 0, surveyId: 1, kind: "CCSI" as const, items, weights: { "p:taste": 3 }, threeItems: null };
  expect(await analyst.call(api.analysis.saveModel, { body })).toEqual({ version: 1 });
  expect(await analyst.call(api.analysis.saveModel, { body }).catch(code)).toBe("CONFLICT");
  expect(await analyst.call(api.analysis.saveModel, { body: { ...body, version: 1, items: { Image: ["p:nothing"] } } }).catch(code)).toBe(
    "INVALID_INPUT",
  );

  const found = await analyst.call(api.analysis.model, { query: {} });
  expect(found).toMatchObject({ version: 1, isGuess: false, kind: "CCSI", n: 440, neededN: 100, missing: [] });
  const { latents, paths, draws } = found.result!;
  expect(draws).toBeGreaterThan(450);
  expect(paths).toHaveLength(11);
  const path = (from: string, to: string) => paths.find((one) => one.from === from && one.to === to)!;
  expect(path("Satisfaction", "Loyalty").value).toBeGreaterThan(0.6);
  expect(path("Quality", "Satisfaction").interval!.low).toBeGreaterThan(0.2);
  expect(path("Expectation", "Satisfaction").interval!.low).toBeLessThan(0.1);
  for (const { index } of latents) {
    expect(index.value).toBeGreaterThan(40);
    expect(index.value).toBeLessThan(90);
    expect(index.interval!.low).toBeLessThan(index.value);
  }
  // U6.4: every question against every part, its own loading among them
  const { crossLoadings } = found.result!;
  expect(crossLoadings.map(({ code: item }) => item).sort()).toEqual(Object.values(items).flat().sort());
  for (const { code: item, latent, values } of crossLoadings) {
    expect(values.map((one) => one.latent)).toEqual(latents.map((one) => one.latent));
    const own = latents.find((one) => one.latent === latent)!.items.find((one) => one.code === item)!.loading.value;
    expect(values.find((one) => one.latent === latent)!.value).toBeCloseTo(own, 12);
  }
  const again = await analyst.call(api.analysis.model, { query: {} });
  expect(again.result).toEqual(found.result);
});

test("U6.5: groups too small for a model say so and keep their index; below ten nothing is told", async () => {
  const { segments, units: stores } = await analyst.call(api.analysis.model, { query: {} });
  expect(segments.map(({ id, n, state, paths }) => [id, n, state, paths.length])).toEqual([
    [1, 400, "ok", 11],
    [2, 40, "few", 0],
  ]);
  for (const { value, interval } of segments[0]!.paths) {
    expect(interval!.low).toBeLessThanOrEqual(value);
    expect(interval!.high).toBeGreaterThanOrEqual(value);
  }
  expect(stores.map(({ id }) => id)).toEqual([units.A, units.B]);
  expect(stores[1]!.indices.find(({ latent }) => latent === "Satisfaction")!.index!.interval).not.toBeNull();
  const manager = await world.server.person({ roles: ["frontline_manager"], units: [units.B!] });
  const own = await manager.call(api.analysis.model, { query: {} });
  expect(own.n).toBe(40);
  expect(own.result!.warnings.map((warning) => warning.code)).toContain("SMALL_BASE");
  expect(await manager.call(api.analysis.model, { query: { unit: units.A! } }).catch(code)).toBe("NOT_FOUND");
  expect(
    await manager
      .call(api.analysis.saveModel, { body: { version: 1, surveyId: 1, kind: "CCSI", items: {}, weights: {}, threeItems: null } })
      .catch(code),
  ).toBe("NOT_ALLOWED");
});

test("U6.1, U6.2: the index tree weighs its leaves, the three items make one number, a part without questions is named", async () => {
  const { version } = await analyst.call(api.analysis.modelSettings, { query: {} });
  const body = {
    version,
    surveyId: 1,
    kind: "CCSI" as const,
    items: { Satisfaction: ["csat"] },
    weights: { "p:whole": 1000 },
    threeItems: ["p:whole", "p:wish", "p:ideal"] as [string, string, string],
  };
  await analyst.call(api.analysis.saveModel, { body });
  const found = await analyst.call(api.analysis.model, { query: {} });
  expect(found.result).toBeNull();
  expect(found.missing).toEqual(["Image", "Expectation", "Quality", "Value", "Loyalty"]);
  // T-18: means 8, 7.5 and 7 on 1–10
  expect(found.threeItem!.means).toEqual([8, 7.5, 7]);
  expect(found.threeItem!.value).toBeCloseTo(72.222, 3);
  expect(found.threeItem!.weights).toEqual([1 / 3, 1 / 3, 1 / 3]);
  await analyst.call(api.analysis.saveModel, { body: { ...body, version: version + 1, threeWeights: [40, 32, 28] } });
  const weighed = await analyst.call(api.analysis.model, { query: {} });
  expect(weighed.threeItem!.value).toBeCloseTo(72.889, 3);
  expect(weighed.threeItem!.weights).toEqual([0.4, 0.32, 0.28]);
  expect(found.tree![0]!.value!).toBeCloseTo(77.6, 0);
  expect(found.tree!.find(({ name }) => name === "whole")).toMatchObject({ depth: 1, n: 440 });
});
