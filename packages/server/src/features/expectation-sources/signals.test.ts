import { api, Refusal } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { pettitt } from "@manyi/core/monitoring";
import { seedRng, uniformStream } from "@manyi/core/numeric";
import { beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { proposeFinding } from "../findings/index.js";
import { FEWEST, type Series, testGroup } from "./shifts.js";

/** Monday 2026-03-02. */
const TODAY = 20_514;
let server: TestServer;
let manager: Caller;

beforeAll(async () => {
  server = await testServer();
  await server.addUnits([{ code: "G", type: "group" }]);
  manager = await server.person({ roles: ["cx_manager"] });
  const { db } = server.store;
  const attributes = ["parking", "booking", "taste"].map((code, i) => ({
    tenant_id: 1,
    id: i + 1,
    code,
    level: 1,
    name: JSON.stringify({ "zh-CN": ["停车便利", "预订方便", "菜品口味"][i], en: ["Parking", "Booking", "Taste"][i] }),
  }));
  await db.insertInto("attributes").values(attributes).execute();
  await db
    .insertInto("segments")
    .values([1, 2].map((id) => ({ tenant_id: 1, id, code: `s${id}`, name: JSON.stringify({ "zh-CN": `客群${id}`, en: `Segment ${id}` }) })))
    .execute();
});

const add = (body: Record<string, unknown>) => manager.call(api.expectationSources.add, { body: body as never });
const shifts = () => manager.call(api.expectationSources.shifts, {});
/** Noise without chance: it goes up and down in a fixed order. */
const wobble = (i: number) => ((i * 37) % 11) - 5;
/** Search words by week, the oldest first; the last one ended before the running week. */
const weeks = (label: string, attribute: string, weekly: (i: number) => number) =>
  Array.from({ length: 26 }, (_, i) => {
    const from = TODAY - 7 * (26 - i);
    return { label, attribute, value: weekly(i), from: isoDateOf(from), to: isoDateOf(from + 6) };
  });

test("L8.4: a planted shift of the shares is found in its week, a flat series stays silent", async () => {
  const entries = [
    ...weeks("停车", "parking", (i) => (i < 14 ? 200 : 320) + wobble(i)),
    ...weeks("预订", "booking", (i) => 400 + wobble(i + 3)),
    ...weeks("口味", "taste", (i) => 60 + wobble(i + 7)),
  ];
  await add({ kind: "search", source: "站内搜索", licence: "自有数据", entries });
  const found = await shifts();
  expect([found.tested, found.short, found.fewest]).toEqual([3, 0, 11]);
  // the shares of the others fell because one grew: that is one shift, not three
  expect(found.shifts).toHaveLength(1);
  const parking = found.shifts.find(({ attribute }) => attribute === "parking")!;
  expect(parking).toMatchObject({
    kind: "search",
    measure: "share",
    by: "week",
    on: isoDateOf(TODAY - 84),
    source: "站内搜索",
    licence: "自有数据",
  });
  expect([parking.before.n, parking.after.n]).toEqual([14, 12]);
  expect(parking.before.mean).toBeCloseTo(200 / 660, 2);
  expect(parking.after.mean).toBeCloseTo(320 / 780, 2);
  expect(parking.p).toBeLessThan(0.01);
  const flat = [...weeks("停车 b", "parking", (i) => 200 + wobble(i)), ...weeks("预订 b", "booking", (i) => 400 + wobble(i + 3))];
  await add({ kind: "search", source: "另一个来源", entries: flat });
  const later = await shifts();
  expect(later.tested).toBe(5);
  expect(later.shifts.filter(({ source }) => source === "另一个来源")).toEqual([]);
});

test("L8.4: a market series is tested on its own values; a short one is only counted", async () => {
  const monthly = (label: string, length: number, value: (i: number) => number) =>
    Array.from({ length }, (_, i) => ({ label, unit: "%", value: value(i), from: isoDateOf(TODAY - 30 * (length - i)), region: "华东" }));
  await add({
    kind: "market",
    source: "协会月报",
    licence: "CC BY 4.0",
    entries: monthly("高价位占比", 24, (i) => (i < 15 ? 12 : 21) + wobble(i) / 10),
  });
  await add({ kind: "market", source: "协会月报", entries: monthly("短序列", FEWEST - 1, (i) => (i < 5 ? 10 : 90)) });
  const { shifts: found, short } = await shifts();
  expect(short).toBe(1);
  expect(found.find(({ measure }) => measure === "value")).toMatchObject({
    label: { en: "高价位占比" },
    unit: "%",
    region: "华东",
    licence: "CC BY 4.0",
    by: "entry",
  });
  expect(found.some(({ label }) => label.en === "短序列")).toBe(false);
});

test("L8.4: fewer periods than asked for can never be beyond chance", () => {
  const step = (n: number) => Array.from({ length: n }, (_, i) => Number(i >= n / 2));
  expect(pettitt(step(FEWEST - 1))!.p).toBeGreaterThan(0.05);
  expect(pettitt(step(FEWEST))!.p).toBeLessThan(0.05);
});

test("L8.4: of series that only vary by chance no more than one in twenty is called a shift", () => {
  const uniform = uniformStream(seedRng("noise"));
  let [tested, called] = [0, 0];
  for (let round = 0; round < 300; round++) {
    const volumes = Array.from({ length: 26 }, () => [300, 200, 100, 80, 40].map((level) => level * (0.8 + 0.4 * uniform())));
    const group = [0, 1, 2, 3, 4].map((code): Series => {
      const points = volumes.map((week, i) => ({ start: isoDateOf(i), value: week[code]! / week.reduce((sum, one) => sum + one, 0) }));
      const place = { source: "", licence: null, region: null, unit: "", label: {}, attribute: String(code) };
      return { series: String(code), kind: "search", measure: "share", by: "week", points, ...place };
    });
    const found = testGroup(group);
    tested += found.length;
    called += found.filter(({ test: one }) => one !== null && one.p <= 0.05).length;
  }
  expect(tested).toBe(1500);
  expect(called / tested).toBeLessThanOrEqual(0.05);
});

test("L8.4: a shift becomes a finding with its numbers, once; who sees a part of the organisation cannot start it", async () => {
  const [shift] = (await shifts()).shifts.filter(({ attribute }) => attribute === "parking");
  const body = { series: shift!.series, title: "看看停车" };
  const { id } = await manager.call(api.expectationSources.startFinding, { body });
  expect(await manager.call(api.expectationSources.startFinding, { body })).toEqual({ id });
  const { finding, current } = await manager.call(api.findings.get, { params: { id } });
  expect(finding).toMatchObject({
    kind: "shift",
    attribute: "parking",
    title: "看看停车",
    evidence: { method: "pettitt", n: 26, cautions: ["INDIRECT"] },
  });
  expect(finding.evidence.figures.map(({ code }) => code)).toEqual(["shareBefore", "shareAfter", "chance"]);
  expect(current).toBeNull();
  await expect(manager.call(api.expectationSources.startFinding, { body: { ...body, series: "[]" } })).rejects.toThrow(Refusal);
  const { S1 } = await server.addUnits([{ code: "S1", parent: "G" }]);
  const part = await server.person({ roles: ["frontline_manager"], units: [S1!] });
  await expect(part.call(api.expectationSources.startFinding, { body })).rejects.toThrow(Refusal);
});

test("a shift that still waits is the same finding, also when it is read as another attribute meanwhile; a withdrawn one is not", async () => {
  const ctx = await server.system();
  const propose = (attribute: string) =>
    server.store.tx((tx) =>
      proposeFinding(tx, ctx, {
        kind: "shift",
        attribute,
        title: "看看外卖",
        period: { from: "2026-01-01", to: "2026-02-01" },
        series: "外卖",
        on: "2026-01-15",
        evidence: { method: "pettitt", n: 26, figures: [], cautions: [] },
      }),
    );
  const first = await propose("parking");
  expect(await propose("booking")).toEqual({ id: first.id, isNew: false });
  await server.store.db.updateTable("findings").set({ state: "withdrawn" }).where("id", "=", first.id).execute();
  const second = await propose("parking");
  expect(second.isNew).toBe(true);
  expect(await propose("parking")).toEqual({ id: second.id, isNew: false });
});

test("L8.5: a competitor that newly offers an attribute proposes one re-test, however often it is imported", async () => {
  const benchmark = (from: string) => ({
    kind: "competitor",
    source: "门店走访",
    method: "走访 12 家",
    entries: [
      {
        label: "竞品甲",
        attribute: "booking",
        value: 4.4,
        unit: "1–5",
        from,
        base: 60,
        low: 4.2,
        high: 4.6,
        knowsBoth: true,
        newlyOffered: true,
      },
    ],
  });
  expect(await add(benchmark("2026-02-01"))).toMatchObject({ stored: 1, retests: 1 });
  expect(await add(benchmark("2026-02-01"))).toMatchObject({ stored: 0, unchanged: 1, retests: 0 });
  expect(await add(benchmark("2026-02-20"))).toMatchObject({ stored: 1, retests: 0 });
  const { items } = await manager.call(api.findings.list, { query: {} });
  const retests = items.filter(({ kind }) => kind === "retest");
  expect(retests.map(({ attribute, evidence }) => [attribute, evidence.n, evidence.figures[0]?.interval])).toEqual([
    ["booking", 60, { low: 4.2, high: 4.6 }],
  ]);
});

test("a table may name segment and attribute by their names, and what is known of a benchmark; a faulty row is named", async () => {
  const text = [
    "竞品,得分,日期,要素,细分,n,区间下端,区间上端,都了解,新提供",
    "竞品乙,4.1,2026-02-01,菜品口味,客群2,80,3.9,4.3,是,",
    "竞品乙,4.1,2026-02-01,菜品口味,没有的,80,,,,",
    "竞品乙,4.1,2026-02-01,菜品口味,,0,,,,",
    "竞品乙,4.1,2026-02-01,菜品口味,,80,3.9,,,",
  ].join("\n");
  const read = await manager.call(api.expectationSources.readTable, { body: { kind: "competitor", text } });
  expect(read.entries).toEqual([
    {
      label: "竞品乙",
      value: 4.1,
      from: "2026-02-01",
      to: "2026-02-01",
      attribute: "taste",
      segmentId: 2,
      base: 80,
      low: 3.9,
      high: 4.3,
      knowsBoth: true,
    },
  ]);
  expect(read.faults.map(({ path }) => path)).toEqual(["row 3", "row 4", "row 5"]);
  await add({ kind: "competitor", source: "协会", method: "网络调查", entries: read.entries });
  const summary = await manager.call(api.expectationSources.summary, { query: {} });
  expect(summary.attributes.find(({ code }) => code === "taste")?.segments).toEqual([
    { id: 2, name: { "zh-CN": "客群2", en: "Segment 2" }, searches: 0, dwellSeconds: 0, others: 1 },
  ]);
});

test("L8.3: search words name every source they come from, over all its days, with licence and region", async () => {
  const { attributes, origins } = await manager.call(api.expectationSources.summary, { query: {} });
  const parking = attributes.find(({ code }) => code === "parking")!;
  expect(parking.searchOrigins.map((place) => origins[place])).toEqual(
    expect.arrayContaining([
      {
        kind: "search",
        source: "站内搜索",
        licence: "自有数据",
        method: null,
        region: null,
        from: isoDateOf(TODAY - 182),
        to: isoDateOf(TODAY - 1),
      },
    ]),
  );
});

test("L8.7: no reference band is there until somebody enters one, with its source; an analyst may not, a manager and an admin may", async () => {
  expect((await manager.call(api.expectationSources.bands, { query: {} })).items).toEqual([]);
  const body = { name: "同业中位", metric: "nps", low: 30, high: 45, source: "协会 2026 报告", asOf: "2026-01-15" };
  const put = (who: Caller, over: object = {}) => who.call(api.expectationSources.addBand, { body: { ...body, ...over } });
  const analyst = await server.person({ roles: ["analyst"] });
  await expect(put(analyst)).rejects.toThrow(Refusal);
  for (const over of [{ low: 50 }, { metric: "happiness" }, { source: "" }]) await expect(put(manager, over)).rejects.toThrow();
  const made = await put(manager);
  await put(await server.person({ roles: ["admin"] }), { metric: "csat", low: 70, high: 80 });
  const bands = async (metric?: string) => (await analyst.call(api.expectationSources.bands, { query: { metric } })).items;
  expect((await bands("nps")).map(({ name, low, high, source, asOf }) => ({ name, low, high, source, asOf }))).toEqual([
    { name: "同业中位", low: 30, high: 45, source: "协会 2026 报告", asOf: "2026-01-15" },
  ]);
  await manager.call(api.expectationSources.removeBand, { params: { id: made.id } });
  expect((await bands()).map(({ metric }) => metric)).toEqual(["csat"]);
});
