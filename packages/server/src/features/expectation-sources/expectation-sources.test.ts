import { api, Refusal } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { figuresWorld, pairSeries, TODAY } from "../figures/testing/world.js";

let server: TestServer;
let manager: Caller;

beforeAll(async () => {
  server = await testServer();
  await server.addUnits([{ code: "G", type: "group" }]);
  manager = await server.person({ roles: ["cx_manager"] });
  const attributes = [
    ["parking", "停车便利", "Parking"],
    ["booking", "预订方便", "Booking"],
  ] as const;
  await server.store.db
    .insertInto("attributes")
    .values(
      attributes.map(([code, zh, en], index) => ({
        tenant_id: 1,
        id: index + 1,
        code,
        level: 1,
        name: JSON.stringify({ "zh-CN": zh, en }),
      })),
    )
    .execute();
});

const CSV =
  "搜索词,搜索量,日期\n停车便利吗,120,2026-02-01\n预订方便的餐厅,300,2026-02-01\n打折券,80,2026-02-01\n,5,2026-02-01\n坏行,x,2026-02-01\n";
const summary = () => manager.call(api.expectationSources.summary, { query: { from: "2026-01-01", to: "2026-03-02" } });

test("search words: ranking equals the volumes, unmapped words show with their share, hand beats dictionary later too", async () => {
  const table = await manager.call(api.expectationSources.readTable, { body: { kind: "search", text: CSV } });
  expect(table.entries.map(({ label, value, from }) => [label, value, from])).toEqual([
    ["停车便利吗", 120, "2026-02-01"],
    ["预订方便的餐厅", 300, "2026-02-01"],
    ["打折券", 80, "2026-02-01"],
  ]);
  expect(table.faults.map(({ path }) => path)).toEqual(["row 5", "row 6"]);
  const body = { kind: "search" as const, source: "站内搜索", entries: table.entries };
  expect(await manager.call(api.expectationSources.add, { body })).toEqual({ stored: 3, unchanged: 0, mapped: 2, retests: 0 });
  expect(await manager.call(api.expectationSources.add, { body })).toEqual({ stored: 0, unchanged: 3, mapped: 2, retests: 0 });
  const before = await summary();
  expect(before.attributes.map(({ code, searches }) => [code, searches])).toEqual([
    ["booking", 300],
    ["parking", 120],
  ]);
  expect([before.searches, before.unmappedShare]).toEqual([500, 80 / 500]);
  expect(before.unmapped).toEqual([{ label: "打折券", volume: 80, share: 80 / 500 }]);
  await manager.call(api.expectationSources.map, { body: { kind: "search", label: "打折券", attribute: "booking" } });
  const later = { ...body, entries: [{ label: "打折券", value: 10, from: "2026-02-08" }] };
  expect((await manager.call(api.expectationSources.add, { body: later })).mapped).toBe(1);
  expect((await summary()).attributes[0]).toMatchObject({ code: "booking", searches: 390 });
  expect((await summary()).unmappedShare).toBe(0);
});

test("without a source nothing is stored; a benchmark not without its method; what is shown names both", async () => {
  const entry = { label: "竞品甲", value: 4.2, from: "2026-02-01", attribute: "parking", unit: "1–5" };
  const add = (body: object) =>
    manager.call(api.expectationSources.add, { body: { kind: "competitor", entries: [entry], ...body } as never });
  await expect(add({ source: "", method: "电话调查" })).rejects.toThrow(Refusal);
  await expect(add({ source: "行业协会 2026" })).rejects.toThrow(Refusal);
  expect(await add({ source: "行业协会 2026", method: "电话调查，n 400" })).toMatchObject({ stored: 1 });
  const parking = (await summary()).attributes.find(({ code }) => code === "parking");
  expect(parking?.benchmarks).toEqual([
    {
      ...{ competitor: "竞品甲", value: 4.2, unit: "1–5", source: "行业协会 2026", method: "电话调查，n 400" },
      ...{ licence: null, region: null, from: "2026-02-01", to: "2026-02-01" },
      ...{ base: null, interval: null, knowsBoth: false, newlyOffered: false },
    },
  ]);
});

test("removing all indirect data leaves every ratio unchanged", async () => {
  const world = await figuresWorld();
  const reader = await world.server.person({ roles: ["cx_manager"] });
  await world.addSurvey({ id: 1, series: pairSeries("parking", 1) });
  await world.server.store.db
    .insertInto("attributes")
    .values({ tenant_id: 1, id: 1, code: "parking", level: 1, name: JSON.stringify({ "zh-CN": "停车便利", en: "Parking" }) })
    .execute();
  const answers = Array.from({ length: 20 }, (_, i) => ({ day: TODAY, surveyId: 1, version: 1, nums: [5, 3 + (i % 3)] }));
  await world.answer(answers);
  const period = { from: "2026-03-01", to: "2026-03-02" };
  const ratios = async () => {
    const { statement: _, ...shown } = await reader.call(api.figures.expectation, { query: period });
    return JSON.stringify(shown);
  };
  const without = await ratios();
  expect(without).toContain("parking");
  const entries = Array.from({ length: 50 }, (_, i) => ({ label: `停车便利 ${i}`, value: i, from: "2026-03-01" }));
  for (const kind of ["search", "dwell", "statistics", "market"] as const)
    await reader.call(api.expectationSources.add, { body: { kind, source: "报告", entries } });
  expect(await ratios()).toBe(without);
  for (;;) {
    const { items } = await reader.call(api.expectationSources.list, { query: { limit: 200 } });
    if (items.length === 0) break;
    for (const { id } of items) await reader.call(api.expectationSources.remove, { params: { id } });
  }
  expect(await ratios()).toBe(without);
});

test("what belongs to the whole organisation is not changed by somebody who sees a part", async () => {
  const { S1 } = await server.addUnits([{ code: "S1", parent: "G" }]);
  const part = await server.person({ roles: ["cx_manager"], units: [S1!] });
  const body = { kind: "note" as const, source: "x", entries: [{ label: "y", value: 1, from: "2026-02-01" }] };
  await expect(part.call(api.expectationSources.add, { body })).rejects.toThrow(Refusal);
});
