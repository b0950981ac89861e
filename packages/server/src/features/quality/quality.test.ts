import { randomUUID } from "node:crypto";
import { api, type Refusal } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY, times } from "../figures/testing/world.js";
import { contactMark } from "../respond/index.js";

let world: FiguresWorld;
let manager: Caller;
let units: Record<string, number>;
let ids: string[];
const code = (error: unknown) => (error as Refusal).problem.code;
const qualityOf = async (id: string) =>
  (await world.server.store.db.selectFrom("voices").select("quality").where("id", "=", id).executeTakeFirstOrThrow()).quality;
const period = { from: "2026-02-01", to: "2026-03-02" };

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  manager = await world.server.person({ roles: ["cx_manager"], name: "体验经理" });
  const nps = [{ ordinal: 1, part: "recommend", kind: "score" as const, scale: { min: 0, max: 10 }, metric: "nps" }];
  await world.addSurvey({ id: 1, series: nps });
  await world.addSurvey({ id: 2, series: nps, anonymity: "anonymous" });
  const of = (score: number) => ({ surveyId: 1, version: 1, unitId: units.A!, nps: score, nums: [score], scores: { nps: score } });
  ids = await world.answer([
    ...times(20, of(9)),
    ...times(5, { ...of(0), quality: "flagged" as const, flags: ["speeding"] }),
    ...times(3, { ...of(10), quality: "flagged" as const, flags: ["speeding", "copied_text"] }),
    ...times(2, { ...of(8), completeness: "partial" as const, unitId: units.B! }),
    { ...of(8), unitId: units.B!, quality: "flagged", flags: ["unproven"], completeness: "partial" },
    ...times(3, { ...of(1), surveyId: 2, anonymity: "anonymous" as const }),
    { source: "note", unitId: units.A!, comment: "不是答卷" },
  ]);
});

test("counts: received = valid + flagged + excluded + partial, before and after a decision", async () => {
  const adds = async () => {
    const { total, surveys, hidden } = await manager.call(api.quality.overview, { query: period });
    expect(total.received).toBe(total.valid + total.flagged + total.excluded + total.partial);
    expect(surveys.map(({ survey }) => survey)).toEqual([1]);
    expect(hidden).toBe(0);
    return total;
  };
  expect(await adds()).toEqual({ received: 31, valid: 20, flagged: 8, excluded: 0, partial: 3 });
  const { batch, marked } = await manager.call(api.quality.mark, {
    body: { ids: ids.slice(20, 25), kind: "excluded", reason: "同一分钟内连续提交" },
  });
  await world.projection.catchUp();
  expect(marked).toBe(5);
  expect(await adds()).toEqual({ received: 31, valid: 20, flagged: 3, excluded: 5, partial: 3 });
  expect(await manager.call(api.quality.undo, { body: { batch } })).toEqual({ restored: 5 });
  await world.projection.catchUp();
  expect(await adds()).toEqual({ received: 31, valid: 20, flagged: 8, excluded: 0, partial: 3 });
});

test("figures: as counted, without flagged and with excluded answers, each with its base", async () => {
  await manager.call(api.quality.mark, { body: { ids: ids.slice(20, 25), kind: "excluded", reason: "机器填写" } });
  await world.projection.catchUp();
  const { figures } = await manager.call(api.quality.overview, { query: { ...period, unit: units.A! } });
  const nps = figures.find(({ counted }) => counted.metric === "nps")!;
  expect([nps.counted.n, nps.clean.n, nps.all.n]).toEqual([23, 20, 28]);
  expect(nps.counted.value).toBe(100);
  expect(nps.all.value).toBeCloseTo((100 * (23 - 5)) / 28, 10);
});

test("L9.2: the figures pages can count excluded answers too, or leave flagged ones out; the statement says so", async () => {
  const of = (cleaning?: "strict" | "none") => manager.call(api.figures.overview, { query: { ...period, cleaning } });
  const read = async (cleaning?: "strict" | "none") => {
    const { statement, figures } = await of(cleaning);
    const nps = figures.find(({ metric }) => metric === "nps")!;
    return [nps.n, Math.round(nps.value!), statement.cleaning, statement.excluded, statement.flagged];
  };
  const { figures } = await manager.call(api.quality.overview, { query: period });
  const headline = figures.find(({ counted }) => counted.metric === "nps")!;
  expect(await read()).toEqual([headline.counted.n, Math.round(headline.counted.value!), undefined, 5, 4]);
  expect(await read("strict")).toEqual([headline.clean.n, Math.round(headline.clean.value!), "strict", 5, 4]);
  expect(await read("none")).toEqual([headline.all.n, Math.round(headline.all.value!), "none", 5, 4]);
  const trend = await manager.call(api.figures.trend, { query: { ...period, metric: "nps", by: "month", periods: 2, cleaning: "none" } });
  expect([trend.statement.cleaning, Math.max(...trend.points.map(({ figure }) => figure.n ?? 0))]).toEqual(["none", headline.all.n]);
});

test("marks by kind count every answer once for each, and say how many wait", async () => {
  const { flags } = await manager.call(api.quality.overview, { query: period });
  expect(flags).toEqual([
    { flag: "speeding", n: 8, open: 3 },
    { flag: "copied_text", n: 3, open: 3 },
    { flag: "unproven", n: 1, open: 1 },
  ]);
  const waiting = await manager.call(api.voices.list, { query: { ...period, quality: "flagged", flag: "copied_text" } });
  expect(waiting.total).toBe(3);
  expect(waiting.items.every(({ quality, flags: marks }) => quality === "flagged" && marks.includes("copied_text"))).toBe(true);
});

test("kept: looked at and fine, so it no longer waits; what is so already is passed over; a later decision outlives an undo", async () => {
  const [one = "", two = ""] = ids.slice(25, 27);
  const kept = await manager.call(api.quality.mark, { body: { ids: [one, two, ids[0]!], kind: "kept", reason: "核对过小票" } });
  expect(kept).toMatchObject({ marked: 2, unchanged: 1 });
  expect(await qualityOf(one)).toBe("valid");
  await manager.call(api.quality.mark, { body: { ids: [one], kind: "excluded", reason: "又查了一遍" } });
  expect(await manager.call(api.quality.undo, { body: { batch: kept.batch } })).toEqual({ restored: 1 });
  expect(await qualityOf(one)).toBe("excluded");
  expect(await qualityOf(two)).toBe("flagged");
});

test("scope: an answer of another unit cannot be marked, undone or read in the log; nothing is marked then", async () => {
  const local = await world.server.person({ roles: ["cx_manager"], units: [units.B!] });
  const body = { ids: [ids[0]!, ids[28]!], kind: "excluded" as const, reason: "不归我管" };
  expect(await local.call(api.quality.mark, { body }).catch(code)).toBe("NOT_FOUND");
  expect(await qualityOf(ids[28]!)).toBe("valid");
  const { batch } = await manager.call(api.quality.mark, { body: { ...body, ids: [ids[0]!] } });
  expect(await local.call(api.quality.undo, { body: { batch } }).catch(code)).toBe("NOT_FOUND");
  expect(await local.call(api.quality.undo, { body: { batch: randomUUID() } }).catch(code)).toBe("NOT_FOUND");
  expect((await local.call(api.quality.log, { query: period })).items).toEqual([]);
  await manager.call(api.quality.undo, { body: { batch } });
});

test("the log says who, when and why, pages, and comes as a file that no spreadsheet runs as a formula", async () => {
  await manager.call(api.quality.mark, { body: { ids: [ids[1]!], kind: "excluded", reason: '=1+1 "x", y' } });
  const { items } = await manager.call(api.quality.log, { query: period });
  expect(items[0]).toMatchObject({ kind: "excluded", reason: '=1+1 "x", y', by: "体验经理", voiceId: ids[1] });
  const first = await manager.call(api.quality.log, { query: { ...period, limit: 2 } });
  const rest = await manager.call(api.quality.log, { query: { ...period, cursor: first.next! } });
  expect([...first.items, ...rest.items]).toEqual(items);
  const file = await manager.inject({ method: "GET", url: `/api/v1/quality/log.csv?from=${period.from}&to=${period.to}` });
  expect(file.headers["content-type"]).toContain("text/csv");
  expect(file.body).toContain(`"'=1+1 ""x"", y"`);
  expect(file.body.split("\r\n")).toHaveLength(items.length + 9);
  const entry = await world.server.store.db.selectFrom("audit_log").select("action").where("action", "=", "quality.logFile").execute();
  expect(entry).toHaveLength(1);
});

test("anonymous answers: counted once their step is complete, never compared, never listed by kind", async () => {
  await world.answer(
    times(7, { surveyId: 2, version: 1, unitId: units.A!, nps: 2, nums: [2], scores: { nps: 2 }, anonymity: "anonymous", day: TODAY - 1 }),
  );
  const { surveys, figures, flags } = await manager.call(api.quality.overview, { query: { ...period, survey: 2 } });
  expect(surveys).toMatchObject([{ survey: 2, received: 10, valid: 10 }]);
  expect(figures.find(({ counted }) => counted.metric === "nps")?.counted.n ?? 0).toBe(0);
  expect(flags).toEqual([]);
});

test("patterns: a planted day of sudden top scores and a planted device are one finding each; an ordinary store gives none", async () => {
  const usual = (unitId: number) =>
    Array.from({ length: 80 }, (_, i) => ({ surveyId: 1, version: 1, unitId, nps: [10, 7, 5, 8][i % 4]!, day: TODAY - 40 - (i % 40) }));
  const answers = (unitId: number, scores: readonly number[], over: object = {}) =>
    scores.map((nps, i) => ({ surveyId: 1, version: 1, unitId, nps, day: TODAY - 5 - (i % 2), ...over }));
  const { C, D } = await world.server.addUnits([
    { code: "C", parent: "G" },
    { code: "D", parent: "G" },
  ]);
  await world.answer([
    ...usual(C!),
    ...usual(D!),
    ...answers(C!, times(12, 10), { day: TODAY - 3 }),
    ...answers(D!, [10, 7, 5, 8, 10, 7, 5, 8, 9, 6, 10, 8], { day: TODAY - 3 }),
    ...answers(C!, times(7, 9), { detail: { marks: ["device-one"] } }),
    ...answers(D!, [3, 9, 5, 8, 2, 9, 6], { detail: { marks: ["device-two"] } }),
  ]);
  const query = { from: "2026-02-20", to: "2026-03-02", survey: 1 };
  const { patterns } = await manager.call(api.quality.overview, { query });
  expect(patterns.filter(({ unit }) => unit.id === C)).toMatchObject([
    { kind: "same_device", n: 7, topShare: 1 },
    { kind: "sudden_tops", on: "2026-02-27", n: 12, topShare: 1 },
  ]);
  expect(patterns.filter(({ unit }) => unit.id === D)).toEqual([]);
});

test("of many patterns the latest fifty are told, and how many more there are", async () => {
  const { MANY } = await world.server.addUnits([{ code: "MANY", parent: "G" }]);
  const on = (unitId: number, day: number, scores: readonly number[]) =>
    scores.map((nps) => ({ surveyId: 1, version: 1, unitId, nps, day }));
  const first = TODAY - 59;
  await world.answer([
    ...on(MANY!, first - 10, times(60, 7)),
    ...Array.from({ length: 60 }, (_, i) => on(MANY!, first + i, times(12, 10))).flat(),
  ]);
  const query = { from: isoDateOf(first), to: isoDateOf(TODAY), survey: 1, unit: MANY! };
  const { patterns, morePatterns } = await manager.call(api.quality.overview, { query });
  expect(patterns.map(({ on: day }) => day)).toEqual(Array.from({ length: 50 }, (_, i) => isoDateOf(TODAY - i)));
  expect(morePatterns).toBe(10);
});

test("L9.4, L9.5: planted politeness, selective inviting, an employee's sudden tops and staff contacts are one finding each, others none", async () => {
  const { E, F } = await world.server.addUnits([
    { code: "E", parent: "G" },
    { code: "F", parent: "G" },
  ]);
  const { db } = world.server.store;
  const person = (id: number, unitId: number) => ({ tenant_id: 1, id, code: `e${id}`, name: `员工 ${id}`, unit_id: unitId });
  await db
    .insertInto("employees")
    .values([person(901, E!), person(902, F!)])
    .execute();
  const at = world.server.clock.now();
  const links = [E!, F!].map((unit) => ({ unit, id: randomUUID() }));
  await db
    .insertInto("survey_links")
    .values(
      links.map(({ id, unit }) => ({
        tenant_id: 1,
        id,
        slug: `own-${unit}`,
        survey_id: 1,
        label: "员工的链接",
        channel: "link",
        unit_id: unit,
        employee_id: unit === E ? 901 : 902,
        created_at: at,
      })),
    )
    .execute();
  const mixed = [10, 7, 5, 9, 8, 6, 9, 3];
  const many = (unitId: number, scores: readonly number[], count: number, over: object) =>
    Array.from({ length: count }, (_, i) => ({
      surveyId: 1,
      version: 1,
      unitId,
      nps: scores[i % scores.length]!,
      day: TODAY - 1 - (i % 9),
      channel: "qr",
      ...over,
    }));
  await world.server.person({ roles: ["analyst"], name: "店员" });
  const { email } = await db.selectFrom("auth_users").select("email").where("name", "=", "店员").executeTakeFirstOrThrow();
  const mark = contactMark(world.server.services.vault, 1, 1, email);
  await world.answer([
    ...many(E!, mixed, 60, {}),
    ...many(F!, mixed, 60, {}),
    ...many(E!, [10, 9, 9, 10, 8], 40, { channel: "kiosk" }),
    ...many(F!, mixed, 40, { channel: "kiosk" }),
    ...many(E!, [9, 9, 9, 8], 30, { linkId: links[0]!.id }),
    ...many(F!, mixed, 30, { linkId: links[1]!.id }),
    ...many(E!, mixed, 48, { employeeId: 901, day: TODAY - 40 }),
    ...many(F!, mixed, 48, { employeeId: 902, day: TODAY - 40 }),
    ...many(E!, [10, 10, 10, 9], 16, { employeeId: 901 }),
    ...many(F!, mixed, 16, { employeeId: 902 }),
    ...many(E!, [10], 2, { detail: { marks: [mark] } }),
    ...many(F!, [10], 2, { detail: { marks: ["somebody"] } }),
  ]);
  const { patterns } = await manager.call(api.quality.overview, { query: { from: "2026-02-20", to: "2026-03-02", survey: 1 } });
  const of = (unit: number) => patterns.filter((one) => one.unit.id === unit);
  expect(of(F!)).toEqual([]);
  const found = of(E!).map(({ kind, employee, n }) => [kind, employee, n]);
  expect(found.sort()).toEqual([
    ["courtesy", null, 40],
    ["employee_tops", "员工 901", 16],
    ["own_answers", null, 2],
    ["selective", null, 30],
  ]);
});
