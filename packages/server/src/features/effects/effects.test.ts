import { api, type EffectResult, Refusal } from "@manyi/contracts";
import { seedRng, shuffle, uniformStream } from "@manyi/core/numeric";
import { sql } from "kysely";
import { beforeAll, expect, test, vi } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";

vi.setConfig({ testTimeout: 120_000 });

/** 28 days before and 28 days after, of which the last was yesterday. */
const START = TODAY - 28;
const FIRST = START - 4 * 28;
const CODES = "ABCDEFGHIJKLMNOP".split("");
const date = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);

let world: FiguresWorld;
let units: Record<string, number>;
let planner: Caller;
let reader: Caller;

const at = (day: number) => world.server.clock.set(`${date(day)}T04:00:00.000Z`);
const ids = (codes: string) => codes.split("").map((one) => units[one]!);
const from = (codes: string, startOn = date(START)) => ids(codes).map((unitId) => ({ unitId, startOn }));
const design = (treated: string, comparison: string) => ({
  metric: "nps",
  treated: from(treated),
  comparison: ids(comparison),
  beforeDays: 28,
  afterDays: 28,
});
const named = (treated: string, comparison: string, name = "试点") => ({
  ...design(treated, comparison),
  name: { "zh-CN": name },
  what: {},
});
const result = (who: Caller, id: string, query: { version?: number } = {}): Promise<EffectResult> =>
  who.call(api.effects.get, { params: { id }, query });

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "ALL", type: "group" },
    ...CODES.map((one) => ({ code: one, parent: "ALL", name: `门店 ${one}` })),
    { code: "Z", parent: "ALL", name: "门店 Z" },
  ]);
  const stream = uniformStream(seedRng(20_514));
  // sixteen stores, four answers a day; four of them (A–D) win 20 % promoters on the day of change; Z has hardly any answers
  const voices = CODES.flatMap((one, place) =>
    Array.from({ length: TODAY - FIRST }, (_, i) => FIRST + i).flatMap((day) =>
      Array.from({ length: 4 }, () => {
        const gain = place < 4 && day >= START ? 0.2 : 0;
        const chance = stream();
        const nps = chance < 0.4 + gain ? 10 : chance < 0.75 ? 8 : 4;
        return { unitId: units[one]!, day, nps };
      }),
    ),
  );
  await world.answer([...voices, ...[10, 8, 4].map((nps) => ({ unitId: units.Z!, day: START - 5, nps }))]);
  at(START - 2);
  planner = await world.server.person({ roles: ["cx_manager"], name: "体验经理" });
  at(TODAY);
  reader = await world.server.person({ roles: ["analyst"] });
}, 120_000);

test("preview: says the smallest effect, proposes units by likeness before, and keeps nothing", async () => {
  at(START - 2);
  const { comparison: _, ...without } = design("ABCD", "EF");
  const found = await planner.call(api.effects.preview, { body: without });
  expect(found.detectable).toBeGreaterThan(2);
  expect(found.detectable).toBeLessThan(40);
  expect(found.comparison).toHaveLength(8);
  const told = found.candidates.filter(({ distance }) => distance !== null).map(({ distance }) => distance!);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(found.candidates.filter(({ isProposed }) => isProposed).map(({ unit }) => unit.id)).toEqual(found.comparison);
  expect(found.candidates.every(({ figure, left }) => left !== null || figure.n === 28 * 4)).toBe(true);
  // three answers compare with nothing
  expect(found.candidates.find(({ unit }) => unit.id === units.Z)).toMatchObject({ left: "few", distance: null, isProposed: false });
  expect(found.placebos.length).toBe(3);
  expect(found.expected.treated).toEqual({ before: 448, after: 448 });
  expect(found.cautions).not.toContain("SMALL_BASE");
  expect((await planner.call(api.effects.list, {})).items).toEqual([]);
});

test("too small a base is said before anything is agreed on", async () => {
  at(START - 2);
  const small = await planner.call(api.effects.preview, { body: design("Z", "EF") });
  expect(small.detectable).toBeNull();
  expect(small.cautions).toEqual(expect.arrayContaining(["ONE_UNIT_EACH", "SMALL_BASE", "UNITS_LEFT_OUT"]));
  const fine = await planner.call(api.effects.preview, { body: { ...design("AB", "EFG"), planned: 1 } });
  expect(fine.cautions).toContain("DETECTS_TOO_LITTLE");
  const id = (await planner.call(api.effects.fix, { body: named("Z", "EF", "太小") })).id;
  at(TODAY);
  const told = await result(reader, id);
  expect([told.verdict, told.effect]).toEqual(["notEnough", null]);
  expect(told.units.find(({ unit }) => unit.id === units.Z)!.left).toBe("few");
});

test("a planted step is found, with its interval, p and the bases of all four cells; until the window is over it is too early", async () => {
  at(START - 2);
  const plan = await planner.call(api.effects.fix, { body: { ...named("ABCD", "EFGHIJKL"), planned: 5 } });
  expect(plan).toMatchObject({ state: "tooEarly", number: 1, versions: [{ number: 1, fixedBy: "体验经理", reason: "", changed: [] }] });
  expect(plan.detectable).toBeGreaterThan(0);
  // what happened before can be looked at as soon as it is agreed on
  const ahead = await result(planner, plan.id);
  expect([ahead.verdict, ahead.groups, ahead.placebos.length]).toEqual(["tooEarly", null, 3]);
  expect(ahead.lines.every(({ points }) => points.some(({ n }) => n! > 0))).toBe(true);
  at(START + 10);
  const early = await world.server.person({ roles: ["analyst"] });
  const meanwhile = await result(early, plan.id);
  expect([meanwhile.plan.state, meanwhile.verdict, meanwhile.effect]).toEqual(["running", "tooEarly", null]);
  expect(meanwhile.groups!.treated.after.n).toBeGreaterThan(0);
  at(TODAY);
  const found = await result(reader, plan.id);
  expect([found.plan.state, found.verdict]).toEqual(["ready", "worked"]);
  const { treated, comparison } = found.groups!;
  expect([treated.before.n, treated.after.n, comparison.before.n, comparison.after.n]).toEqual([448, 448, 896, 896]);
  expect(found.effect!.value).toBeCloseTo(treated.change - comparison.change, 9);
  expect([found.effect!.interval.low < 20, found.effect!.interval.high > 20]).toEqual([true, true]);
  expect(found.effect!.p).toBeLessThan(0.05);
  expect(found.plan.detectable).toBe(plan.detectable);
  expect(found.lines.map(({ points }) => points.reduce((sum, { n }) => sum + n!, 0))).toEqual([896, 1792]);
  // no point of a line holds days on both sides of the change
  expect(found.lines[0]!.points.some(({ period }) => period.from < date(START) && period.to >= date(START))).toBe(false);
  expect(found.statement).toMatchObject({ answers: 2688, period: { from: date(START - 28), to: date(START + 27) } });
});

test("what was agreed on is frozen: changing it appends a version that says who, when and why, and cannot prove what it saw", async () => {
  at(START - 2);
  const { id } = await planner.call(api.effects.fix, { body: named("ABCD", "EFGHIJKL", "冻结") });
  at(TODAY);
  const late = await world.server.person({ roles: ["cx_manager"], name: "后来的人" });
  const change = { ...named("ABCD", "EFGH", "冻结"), beforeDays: 14, reason: "换了对照" };
  const plan = await late.call(api.effects.change, { params: { id }, body: change });
  expect(plan.versions).toEqual([
    expect.objectContaining({ number: 1, reason: "", changed: [] }),
    expect.objectContaining({ number: 2, reason: "换了对照", fixedBy: "后来的人", changed: ["comparison", "before"] }),
  ]);
  const now = await result(reader, id);
  expect([now.plan.number, now.verdict, now.cautions.includes("CHANGED_AFTER_START")]).toEqual([2, "afterwards", true]);
  const first = await result(reader, id, { version: 1 });
  expect([first.plan.number, first.verdict, first.plan.comparison.length]).toEqual([1, "worked", 8]);
  expect(await result(reader, id, { version: 3 }).catch(code)).toBe("NOT_FOUND");
  const { db } = world.server.store;
  await expect(db.updateTable("effect_versions").set({ metric: "csat" }).where("plan_id", "=", id).execute()).rejects.toThrow(/frozen/);
  // agreed on only when the outcome was there: the same figures, and no proof
  const after = await late.call(api.effects.fix, { body: named("ABCD", "EFGHIJKL", "事后") });
  const told = await result(reader, after.id);
  expect([told.verdict, told.cautions.includes("NOT_BEFOREHAND")]).toEqual(["afterwards", true]);
});

test("a comparison that was agreed on anew hundreds of times is still there, with every version", async () => {
  at(START - 2);
  const { id } = await planner.call(api.effects.fix, { body: named("A", "EF", "反复改") });
  await sql`
    insert into effect_versions
    select tenant_id, plan_id, n, name, what, metric, survey_id, treated, comparison, scope_units, before_days, after_days, planned, detectable,
      'again', fixed_by, fixed_at
    from effect_versions, generate_series(2, 250) n where plan_id = ${id}::uuid and number = 1`.execute(world.server.store.db);
  expect((await result(reader, id)).plan.number).toBe(250);
  expect((await result(reader, id, { version: 3 })).plan.number).toBe(3);
  expect(await result(reader, id, { version: 251 }).catch(code)).toBe("NOT_FOUND");
});

test("scope: a comparison that names a unit out of scope is answered like one that is not there", async () => {
  at(START - 2);
  const { id } = await planner.call(api.effects.fix, { body: named("A", "BC", "范围") });
  const both = await world.server.person({ roles: ["frontline_manager"], units: ids("ABC") });
  const some = await world.server.person({ roles: ["frontline_manager"], units: ids("AB") });
  expect((await result(both, id)).plan.id).toBe(id);
  expect((await both.call(api.effects.list, {})).items.map((one) => one.id)).toEqual([id]);
  expect((await some.call(api.effects.list, {})).items).toEqual([]);
  const params = { id };
  const missing = { id: "0198d2a0-0000-7000-8000-00000000dead" };
  const bytes = async (who: Caller, path: string) => (await who.inject({ method: "GET", url: `/api/v1/effects/${path}` })).payload;
  expect(await bytes(some, id)).toBe(await bytes(some, missing.id));
  expect(await some.call(api.effects.stop, { params, body: { reason: "不做了" } }).catch(code)).toBe("NOT_FOUND");
  expect(await some.call(api.effects.preview, { body: design("A", "C") }).catch(code)).toBe("NOT_FOUND");
  expect(await some.call(api.effects.fix, { body: named("A", "C") }).catch(code)).toBe("NOT_FOUND");
  // candidates come from one's own units only
  const { candidates } = await both.call(api.effects.preview, { body: { ...design("A", ""), comparison: null } });
  expect(candidates.map(({ unit }) => unit.id).sort()).toEqual(ids("BC").sort());
});

test("another comparison on the same units at the same time is named; stopping one takes it out of sight until it is taken up again", async () => {
  at(START - 2);
  const one = await planner.call(api.effects.fix, { body: named("MN", "OPKL", "加人手") });
  const other = await planner.call(api.effects.fix, { body: named("M", "OP", "换菜单") });
  const names = async () =>
    (await result(planner, one.id)).overlaps.map(({ name, treatedShare, isUneven }) => [name["zh-CN"], treatedShare, isUneven]);
  expect(await names()).toEqual([["换菜单", 0.5, true]]);
  expect((await result(planner, one.id)).cautions).toContain("UNEVEN_OVERLAP");
  const { candidates } = await planner.call(api.effects.preview, { body: { ...design("E", ""), comparison: null } });
  expect(candidates.find(({ unit }) => unit.id === units.M)).toMatchObject({
    isProposed: false,
    busy: [{ "zh-CN": "换菜单" }, { "zh-CN": "加人手" }],
  });
  const params = { id: other.id };
  const stopped = await planner.call(api.effects.stop, { params, body: { reason: "门店装修" } });
  expect([stopped.state, stopped.stopped!.reason]).toEqual(["stopped", "门店装修"]);
  expect((await result(planner, other.id)).verdict).toBe("stopped");
  expect(await names()).toEqual([]);
  expect(await planner.call(api.effects.stop, { params, body: { reason: "再停" } }).catch(code)).toBe("INVALID_STATE");
  const change = { ...named("M", "OP"), reason: "改" };
  expect(await planner.call(api.effects.change, { params, body: change }).catch(code)).toBe("INVALID_STATE");
  expect((await planner.call(api.effects.resume, { params })).state).toBe("tooEarly");
  expect(await planner.call(api.effects.resume, { params }).catch(code)).toBe("INVALID_STATE");
});

test("a roll-out in steps: every unit by its own day, comparison units in the same days, and the effect by time since the start", async () => {
  at(START - 30);
  const early = await world.server.person({ roles: ["cx_manager"] });
  const treated = [...from("AB"), ...from("EF", date(START - 28))];
  const body = { ...named("AB", "GHIJKL", "分批"), treated };
  const { id } = await early.call(api.effects.fix, { body });
  // the second step has not begun: only the first is looked at, and nothing is judged
  at(START - 10);
  const midway = await world.server.person({ roles: ["analyst"] });
  const half = await result(midway, id);
  expect([half.verdict, half.effect, half.rollOut]).toEqual(["tooEarly", null, []]);
  expect(half.groups!.treated.units).toBe(2);
  expect(half.groups!.comparison.after.n).toBe(6 * 19 * 4);
  at(TODAY);
  const found = await result(reader, id);
  expect(found.starts).toEqual([
    { on: date(START - 28), units: 2 },
    { on: date(START), units: 2 },
  ]);
  expect(found.units.filter(({ isTreated }) => isTreated).map(({ startOn }) => startOn)).toEqual(treated.map(({ startOn }) => startOn));
  expect(found.groups!.treated.before.n).toBe(448);
  expect(found.effect!.value).toBeCloseTo(found.groups!.treated.change - found.groups!.comparison.change, 9);
  expect(found.rollOut.map(({ since }) => since)).toContain(0);
  expect(found.rollOut.find(({ since }) => since === 0)!.units).toBe(4);
});

test("anonymous answers: a unit in which all say the same is hidden, takes no part, and the reason is told", async () => {
  const { QUIET } = await world.server.addUnits([{ code: "QUIET", parent: "ALL", name: "门店 静" }]);
  await world.addSurvey({ id: 9, anonymity: "anonymous" });
  const days = (day: number) =>
    Array.from({ length: 15 }, () => ({ unitId: QUIET!, day, nps: 10, surveyId: 9, version: 1, anonymity: "anonymous" as const }));
  at(TODAY);
  await world.answer(days(START - 9));
  await world.answer(days(START + 9));
  at(START - 2);
  const { id } = await planner.call(api.effects.fix, { body: { ...named("A", "BCD", "匿名"), comparison: [...ids("BCD"), QUIET!] } });
  at(TODAY);
  const found = await result(reader, id);
  const quiet = found.units.find(({ unit }) => unit.id === QUIET)!;
  expect([quiet.left, quiet.change, quiet.before.value, quiet.before.n]).toEqual(["hidden", null, null, null]);
  expect([found.groups!.comparison.units, found.cautions.includes("UNITS_LEFT_OUT")]).toEqual([3, true]);
});

test("units picked among the worst are warned of, and none is called better by that alone", async () => {
  at(START - 2);
  const { comparison: _, ...without } = design("EFGHIJKLMNOP", "");
  const { treated } = await planner.call(api.effects.preview, { body: without });
  const worst = treated
    .toSorted((a, b) => a.figure.value! - b.figure.value!)
    .slice(0, 3)
    .map(({ unit }) => unit.id);
  const rest = treated.map(({ unit }) => unit.id).filter((id) => !worst.includes(id));
  const body = { ...design("A", "B"), treated: worst.map((unitId) => ({ unitId, startOn: date(START) })), comparison: rest };
  const found = await planner.call(api.effects.preview, { body });
  expect(found.cautions).toContain("REGRESSION_TO_MEAN");
  expect(found.regressionToMean!.baselineGap).toBeLessThan(0);
  expect(found.regressionToMean!.expected).toBeGreaterThan(0);
});

test("what cannot be compared is refused in words", async () => {
  at(START - 2);
  const refused = (body: object) => planner.call(api.effects.fix, { body: { ...named("A", "BC"), ...body } }).catch(code);
  expect(await refused({ metric: "love" })).toBe("INVALID_INPUT");
  expect(await refused({ metric: "answers" })).toBe("INVALID_INPUT");
  expect(await refused({ metric: "e:speed" })).toBe("INVALID_INPUT");
  expect(await refused({ name: { en: " " } })).toBe("INVALID_INPUT");
  expect(await refused({ comparison: ids("AB") })).toBe("INVALID_INPUT");
  expect(await refused({ comparison: [units.ALL!] })).toBe("INVALID_INPUT");
  expect(await refused({ treated: from("A", "9999-12-31") })).toBe("INVALID_INPUT");
  expect(await refused({ comparison: [999_999] })).toBe("NOT_FOUND");
  expect(await refused({ surveyId: 999_999 })).toBe("NOT_FOUND");
  expect(await refused({ findingId: "0198d2a0-0000-7000-8000-00000000dead" })).toBe("NOT_FOUND");
  const agent = await world.server.person({ roles: ["agent"] });
  expect(await agent.call(api.effects.list, {}).catch(code)).toBe("NOT_ALLOWED");
  const analyst = await world.server.person({ roles: ["admin"] });
  expect(await analyst.call(api.effects.fix, { body: named("A", "BC") }).catch(code)).toBe("NOT_ALLOWED");
});

test("P2.1: where nothing was changed, at most 7 % of comparisons are called effective", async () => {
  at(START - 2);
  const quiet = "EFGHIJKLMNOP".split("");
  let rng = seedRng(7);
  const made: string[] = [];
  for (let i = 0; i < 30; i++) {
    const [order, next] = shuffle(rng, quiet);
    rng = next;
    const { id } = await planner.call(api.effects.fix, { body: named(order.slice(0, 4).join(""), order.slice(4).join(""), `零 ${i}`) });
    made.push(id);
  }
  at(TODAY);
  const verdicts: string[] = [];
  for (const id of made) verdicts.push((await result(reader, id)).verdict);
  expect(verdicts.filter((verdict) => verdict === "worked").length / verdicts.length).toBeLessThanOrEqual(0.07);
  expect(verdicts.every((verdict) => ["worked", "noEffect", "unproven"].includes(verdict))).toBe(true);
});
