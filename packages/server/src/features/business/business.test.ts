import { api, type BusinessFigure, type BusinessReading, Refusal } from "@manyi/contracts";
import { seedRng, uniformStream } from "@manyi/core/numeric";
import { beforeAll, expect, test } from "vitest";
import writeXlsx from "write-excel-file/node";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, times } from "../figures/testing/world.js";
import { isoMonth } from "./periods.js";

let world: FiguresWorld;
let analyst: Caller;
let units: Record<string, number>;
const STORES = Array.from({ length: 12 }, (_, i) => `S${i + 1}`);
/** 2024-07 … 2026-02, the last month that has ended in the tests */
const MONTHS = Array.from({ length: 20 }, (_, i) => 2024 * 12 + 6 + i);
const ANSWERS = 30;
const nps = { ordinal: 1, part: "recommend", kind: "score" as const, scale: { min: 0, max: 10 }, metric: "nps" };
const fault = (error: unknown) => (error instanceof Refusal ? error.problem : error);
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);
const dayOf = (month: number) => Date.UTC(Math.floor(month / 12), month % 12, 15) / 86_400_000;
const chance = uniformStream(seedRng("business"));
/** about normal, variance 1 */
const noise = () => times(12, 0).reduce((sum) => sum + chance(), 0) - 6;

/** promoters of 30 per store and month: stores differ lastingly, and months vary within each */
const promoters = STORES.map(() => {
  const level = 12 + 3 * noise();
  return MONTHS.map(() => Math.round(Math.min(26, Math.max(2, level + 4 * noise()))));
});
const score = (store: number, month: number) => (100 * (promoters[store]![month]! - 4)) / ANSWERS;

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([{ code: "G", type: "group" }, ...STORES.map((store) => ({ code: store, parent: "G" }))]);
  analyst = await world.server.person({ roles: ["analyst"], name: "Wang" });
  await world.addSurvey({ id: 1, series: [nps] });
  await world.answer(
    STORES.flatMap((store, s) =>
      MONTHS.flatMap((month, m) => {
        const many = promoters[s]![m]!;
        return [...times(many, 10), ...times(ANSWERS - 4 - many, 8), ...times(4, 3)].map((one) => ({
          unitId: units[store]!,
          day: dayOf(month),
          surveyId: 1,
          version: 1,
          nps: one,
          nums: [one],
        }));
      }),
    ),
  );
}, 60_000);

async function define(name: string, over: object = {}): Promise<BusinessFigure> {
  const definition = {
    name: { "zh-CN": name, en: name },
    unit: "%",
    direction: "higher" as const,
    rollup: "mean" as const,
    source: "Till system",
  };
  return analyst.call(api.business.add, { body: { ...definition, ...over } });
}
const take = (id: string, values: { unitId: number; month: string; value: number | null }[], who = analyst, source = "Till system") =>
  who.call(api.business.take, { params: { id }, body: { kind: "pasted", source, values } });
const read = (id: string, rows: readonly string[], column?: number) =>
  analyst.call(api.business.readText, { params: { id }, body: { text: rows.join("\n"), ...(column === undefined ? {} : { column }) } });
const taken = ({ values }: BusinessReading) => values.map(({ unitId, month, value }) => ({ unitId, month, value }));
const inForce = async (id: string, who = analyst) =>
  (await who.call(api.business.values, { params: { id }, query: { year: 2026 } })).values.map(({ unitId, month, value, version }) => [
    unitId,
    month,
    value,
    version,
  ]);

async function upload(id: string, name: string, content: Buffer): Promise<BusinessReading> {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const reply = await analyst.inject({
    method: "POST",
    url: `/api/v1/business/figures/${id}/read-file`,
    headers: { "content-type": "multipart/form-data; boundary=x", "x-manyi-request": "1" },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from("\r\n--x--\r\n")]),
  });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<BusinessReading>();
}

test("import: a pasted table, a CSV in GB18030 and a workbook with months across are read alike, and nothing is stored by reading", async () => {
  const { id } = await define("Repurchase");
  const rows = ["门店\t月份\t复购率", "S1\t2026-01\t21.5%", "s2\t2026年1月\t22"];
  const pasted = await read(id, rows);
  expect(pasted).toMatchObject({ shape: "long", chosen: 2, faults: [], looksLikeShares: false });
  expect(taken(pasted)).toEqual([
    { unitId: units.S1, month: "2026-01", value: 21.5 },
    { unitId: units.S2, month: "2026-01", value: 22 },
  ]);
  const iconv = (await import("iconv-lite")).default;
  const csv = await upload(id, "a.csv", iconv.encode(rows.join("\n").replaceAll("\t", ","), "gb18030"));
  expect(taken(csv)).toEqual(taken(pasted));
  const cell = (value: string | number) => ({ value });
  const sheet = await writeXlsx([
    ["门店", "2026年1月", "2026年2月"].map(cell),
    [cell("S1"), cell(0.215), cell(0.2)],
    [cell("S2"), cell(0.22), cell(0.23)],
  ] as never).toBuffer();
  const workbook = await upload(id, "a.xlsx", sheet);
  expect(workbook).toMatchObject({ shape: "months_across", looksLikeShares: true });
  expect(workbook.values).toHaveLength(4);
  expect(await inForce(id)).toEqual([]);
});

test("import: faults stand by line and column, and taking is all or nothing", async () => {
  const { id } = await define("Faults");
  const found = await read(id, ["unit,2026-01,2026-09", "S1,x,1", "Nowhere,3,4", "S2,5,"]);
  expect(found.faults).toEqual([
    { line: 1, column: 3, text: "2026-09", why: "future" },
    { line: 2, column: 2, text: "x", why: "number" },
    { line: 3, column: 1, text: "Nowhere", why: "unit" },
  ]);
  expect(taken(found)).toEqual([{ unitId: units.S2, month: "2026-01", value: 5 }]);
  const good = { unitId: units.S1!, month: "2026-01", value: 1 };
  expect(await take(id, [good, { unitId: 9999, month: "2026-01", value: 1 }]).catch(code)).toBe("NOT_FOUND");
  expect(await take(id, [good, { ...good, month: "2026-04" }]).catch(code)).toBe("INVALID_INPUT");
  expect(fault(await take(id, [{ ...good, month: "2026-13" }]).catch((error: unknown) => error))).toMatchObject({
    at: [{ path: "body.values[0].month" }],
  });
  expect(fault(await take(id, [good, good]).catch((error: unknown) => error))).toMatchObject({ at: [{ path: "body.values[1]" }] });
  expect(await inForce(id)).toEqual([]);
  expect((await analyst.call(api.business.entries, { params: { id } })).items).toEqual([]);
  expect((await read(id, ["a,b", "c,d"])).shape).toBe("none");
  const wide = Array.from({ length: 300 }, () => Array.from({ length: 1000 }, () => "1").join(","));
  expect(fault(await read(id, wide).catch((error: unknown) => error))).toMatchObject({ code: "TOO_LARGE", at: [{ path: "file" }] });
});

test("P5.2 a corrected import makes a version: old values stay readable with who, when and from where, and it is undone as a whole", async () => {
  const { id } = await define("Versions");
  const [one, two] = [units.S1!, units.S2!];
  const first = await take(id, [
    { unitId: one, month: "2026-01", value: 20 },
    { unitId: two, month: "2026-01", value: 30 },
  ]);
  expect(first).toMatchObject({ added: 2, changed: 0, unchanged: 0, entry: { source: "Till system", by: "Wang", rows: 2, mayUndo: true } });
  const corrected = [
    { unitId: one, month: "2026-01", value: 21 },
    { unitId: two, month: "2026-01", value: 30 },
    { unitId: two, month: "2026-02", value: 31 },
  ];
  const second = await take(id, corrected, analyst, "Closed books");
  expect(second).toMatchObject({ added: 1, changed: 1, unchanged: 1, entry: { rows: 2 } });
  expect(await inForce(id)).toEqual([
    [one, "2026-01", 21, 2],
    [two, "2026-01", 30, 1],
    [two, "2026-02", 31, 1],
  ]);
  const history = (query: object) => analyst.call(api.business.versions, { params: { id }, query });
  const { items } = await history({ unit: one, month: "2026-01" });
  expect(items.map(({ value, version, origin, isInForce }) => [value, version, origin.source, origin.by, isInForce])).toEqual([
    [21, 2, "Closed books", "Wang", true],
    [20, 1, "Till system", "Wang", false],
  ]);
  expect(await take(id, corrected)).toEqual({ entry: null, added: 0, changed: 0, unchanged: 3 });
  const undone = await analyst.call(api.business.undo, { params: { id: second.entry!.entryId } });
  expect(undone).toMatchObject({ undoneBy: "Wang" });
  expect(await inForce(id)).toEqual([
    [one, "2026-01", 20, 1],
    [two, "2026-01", 30, 1],
  ]);
  expect((await history({ unit: one })).items.map(({ isUndone, isInForce }) => [isUndone, isInForce])).toEqual([
    [true, false],
    [false, true],
  ]);
  expect(await analyst.call(api.business.undo, { params: { id: second.entry!.entryId } }).catch(code)).toBe("INVALID_STATE");
  await analyst.call(api.business.redo, { params: { id: second.entry!.entryId } });
  // a value taken away is a version too
  await take(id, [{ unitId: two, month: "2026-02", value: null }]);
  expect(await inForce(id)).toEqual([
    [one, "2026-01", 21, 2],
    [two, "2026-01", 30, 1],
  ]);
  const listed = (await analyst.call(api.business.list, { query: {} })).items.find((figure) => figure.id === id)!;
  expect(listed).toMatchObject({ values: 2, units: 2, from: "2026-01", to: "2026-01", latest: { source: "Till system" } });
});

test("definitions: changed, retired and taken back; without a name refused", async () => {
  const figure = await define("Sales", { unit: "¥", rollup: "sum" });
  const { id, name, unit, direction, rollup } = figure;
  expect(figure).toMatchObject({ mayChange: true, latest: null, values: 0 });
  const changed = await analyst.call(api.business.change, {
    params: { id },
    body: { name, unit, direction, rollup, source: "Ledger" },
  });
  expect(changed.source).toBe("Ledger");
  expect(await define(" ").catch(code)).toBe("INVALID_INPUT");
  const ids = async (query: object) => (await analyst.call(api.business.list, { query })).items.map((one) => one.id);
  await analyst.call(api.business.retire, { params: { id } });
  expect(await ids({})).not.toContain(id);
  expect(await ids({ retired: "true" })).toContain(id);
  await analyst.call(api.business.restore, { params: { id } });
  expect(await ids({})).toContain(id);
});

/** Values of every store and month, made from the store's score so many months before. */
async function planted(name: string, make: (store: number, month: number) => number): Promise<string> {
  const { id } = await define(name);
  await take(
    id,
    STORES.flatMap((store, s) => MONTHS.map((month, m) => ({ unitId: units[store]!, month: isoMonth(month), value: make(s, m) }))),
  );
  return id;
}
const link = (id: string, query: object = {}, who = analyst) => who.call(api.business.link, { params: { id }, query });

test("P5.1 a planted link is found at the lag it was planted at, with its slope inside the interval, and the worth of a point is told", async () => {
  const id = await planted("Later repurchase", (s, m) => 20 + 0.1 * score(s, Math.max(0, m - 2)) + 0.6 * noise());
  const found = await link(id);
  expect(found.lag).toBe(2);
  expect(found.lags.map(({ lag, pairs, units: n, basis }) => [lag, pairs, n, basis])).toEqual([
    [0, 240, 12, "units"],
    [1, 228, 12, "units"],
    [2, 216, 12, "units"],
    [3, 204, 12, "units"],
  ]);
  const at = found.lags[2]!;
  expect(at.isFound).toBe(true);
  expect(at.pearson!.value).toBeGreaterThan(found.lags[0]!.pearson!.value);
  expect(at.pearson!.interval!.low).toBeGreaterThan(0);
  expect(at.adjustedP!).toBeGreaterThanOrEqual(at.pearson!.p!);
  expect(at.within!.value).toBeGreaterThan(0.5);
  expect(found.worth!.conditions.every(({ holds }) => holds)).toBe(true);
  const slope = found.worth!.perPoint!;
  expect([slope.interval!.low < 0.1, slope.interval!.high > 0.1]).toEqual([true, true]);
  expect(found.pairs).toHaveLength(216);
  expect(found.pairs.find(({ unitId }) => unitId === units.S1)).toMatchObject({
    n: ANSWERS,
    metric: score(0, 0),
    period: { from: "2024-07-01", to: "2024-07-31" },
    outcomeMonth: "2024-09",
  });
  expect(found.leftOut).toEqual({ answers: 48, hidden: 0, outcome: 24, incomparable: 0 });
  expect(found.origins).toMatchObject([{ source: "Till system", by: "Wang" }]);
  const quarters = await link(id, { by: "quarter", periods: 6 });
  expect(quarters.pairs.every(({ n }) => n === 3 * ANSWERS)).toBe(true);
  const controlled = await link(id, { control: id });
  expect(controlled.control!.id).toBe(id);
});

test("P5.1 noise is told as no link found, and the worth of a point is not told", async () => {
  const id = await planted("Noise", () => 20 + noise());
  const found = await link(id);
  expect(found.lags.map(({ isFound }) => isFound)).toEqual([false, false, false, false]);
  expect([found.lag, found.worth!.perPoint]).toEqual([0, null]);
  expect(found.worth!.conditions[0]).toEqual({ code: "found", holds: false });
  const control = await planted("Size", (s) => 100 + 10 * s);
  expect((await link(id, { control })).lags[0]!.partial).not.toBeNull();
});

test("P5.1 fewer than eight pairs are refused", async () => {
  const { id } = await define("Few");
  await take(
    id,
    STORES.slice(0, 7).map((store, i) => ({ unitId: units[store]!, month: "2026-02", value: i })),
  );
  const found = await link(id);
  expect(found.lags[0]).toMatchObject({ refused: "TOO_FEW_PAIRS", pairs: 7, pearson: null, isFound: false });
  expect([found.line, found.worth, found.pairs.length]).toEqual([null, null, 7]);
  expect((await link(id, { answers: 31 })).leftOut.answers).toBe(24 * 7);
});

test("scope: a store manager sees the own store's values and pairs only, and finds no figure that lies wholly elsewhere", async () => {
  const id = await planted("Scoped", (s, m) => s + m);
  const manager = await world.server.person({ roles: ["frontline_manager"], units: [units.S3!] });
  const found = await link(id, {}, manager);
  expect(new Set(found.pairs.map(({ unitId }) => unitId))).toEqual(new Set([units.S3]));
  expect(found.lags[0]).toMatchObject({ basis: "within", units: 1 });
  expect((await link(id, { from: "2025-10-01", to: "2026-02-28" }, manager)).lags[0]).toMatchObject({ refused: "TOO_FEW_PAIRS", pairs: 5 });
  expect((await inForce(id, manager)).every(([unit]) => unit === units.S3)).toBe(true);
  expect(await link(id, { unit: units.S1 }, manager).catch(code)).toBe("NOT_FOUND");
  expect(await manager.call(api.business.versions, { params: { id }, query: { unit: units.S1! } }).catch(code)).toBe("NOT_FOUND");
  const { id: elsewhere } = await define("Elsewhere");
  await take(elsewhere, [{ unitId: units.S1!, month: "2026-01", value: 1 }]);
  expect(await link(elsewhere, {}, manager).catch(code)).toBe("NOT_FOUND");
  expect(await link(id, { control: elsewhere }, manager).catch(code)).toBe("NOT_FOUND");
  expect((await manager.call(api.business.list, { query: {} })).items.map((one) => one.id)).not.toContain(elsewhere);
  const part = await world.server.person({ roles: ["analyst"], units: [units.S3!] });
  expect(await take(id, [{ unitId: units.S1!, month: "2026-01", value: 1 }], part).catch(code)).toBe("NOT_FOUND");
  expect((await take(id, [{ unitId: units.S3!, month: "2026-01", value: 99 }], part)).changed).toBe(1);
  const whole = (await analyst.call(api.business.entries, { params: { id } })).items.find(({ rows }) => rows > 1)!;
  // how many values others have is not theirs to know
  const ofPart = (await part.call(api.business.entries, { params: { id } })).items.find(({ entryId }) => entryId === whole.entryId)!;
  expect([whole.rows, ofPart.rows, ofPart.mayUndo]).toEqual([STORES.length * MONTHS.length, MONTHS.length, false]);
  expect(await part.call(api.business.undo, { params: { id: whole.entryId } }).catch(code)).toBe("NOT_FOUND");
  expect(await part.call(api.business.retire, { params: { id } }).catch(code)).toBe("NOT_FOUND");
});

test("k-threshold: few anonymous answers of a store and month make no pair", async () => {
  await world.addSurvey({ id: 2, anonymity: "anonymous", series: [{ ...nps, part: "anonymous" }] });
  const store = (await world.server.addUnits([{ code: "X", parent: "G" }])).X!;
  const day = dayOf(2026 * 12 + 1);
  await world.answer(
    times(3, 9).map((one) => ({ unitId: store, day, surveyId: 2, version: 1, anonymity: "anonymous" as const, nps: one, nums: [one] })),
  );
  const { id } = await define("Hidden");
  await take(id, [{ unitId: store, month: "2026-02", value: 5 }]);
  const found = await link(id, { answers: 1, unit: store });
  expect(found.pairs).toEqual([]);
});

test("beside each other: one unit's metric and business figure on one axis, each value with its entry", async () => {
  const id = await planted("Beside", (s, m) => 10 * s + m);
  const found = await analyst.call(api.business.beside, { params: { id }, query: { unit: units.S2!, periods: 20 } });
  expect(found.unit!.id).toBe(units.S2);
  expect(found.units).toHaveLength(12);
  expect(found.points.map(({ start, value }) => [start.slice(0, 7), value])).toEqual(MONTHS.map((month, m) => [isoMonth(month), 10 + m]));
  expect(found.points[3]!.figure).toMatchObject({ value: score(1, 3), n: ANSWERS });
  expect(found.points.every(({ entryId }) => entryId === found.origins[0]!.entryId)).toBe(true);
  const group = await analyst.call(api.business.beside, { params: { id }, query: { unit: units.G! } });
  expect(Object.values(units)).toContain(group.unit!.id);
  expect(group.unit!.id).not.toBe(units.G);
});
