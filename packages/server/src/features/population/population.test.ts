import { createPostgresNode, runQuery } from "@manyi/analytics";
import { api, Refusal, type Weighting } from "@manyi/contracts";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY, times } from "../figures/testing/world.js";

let world: FiguresWorld;
let analyst: Caller;
let units: Record<string, number>;
const date = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const fault = (error: unknown) => (error instanceof Refusal ? error.problem : error);
const nps = { ordinal: 1, part: "recommend", kind: "score" as const, scale: { min: 0, max: 10 }, metric: "nps" };

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "R1", parent: "G", type: "region" },
    { code: "R2", parent: "G", type: "region" },
    { code: "A", parent: "R1" },
    { code: "B", parent: "R2" },
  ]);
  const { db } = world.server.store;
  const name = (text: string) => JSON.stringify({ "zh-CN": text, en: text });
  await db
    .insertInto("segments")
    .values([1, 2, 3].map((id) => ({ tenant_id: 1, id, code: `s${id}`, name: name(`Segment ${id}`) })))
    .execute();
  analyst = await world.server.person({ roles: ["analyst"] });
});

/** The strata of T-04 with the answers of T-14: 50 of segment 1 (30/10/10) and 50 of segment 2 (10/20/20). */
async function strata(surveyId: number, day: number): Promise<Pick<Weighting, "surveyId" | "from" | "to">> {
  await world.addSurvey({ id: surveyId, series: [nps] });
  const of = (segmentId: number, scores: readonly number[]) =>
    scores.map((score) => ({ surveyId, version: 1, day, segmentId, nps: score, nums: [score] }));
  await world.answer([
    ...of(1, [...times(30, 10), ...times(10, 8), ...times(10, 2)]),
    ...of(2, [...times(10, 9), ...times(20, 7), ...times(20, 6)]),
  ]);
  return { surveyId, from: date(day), to: date(day) };
}
const save = (dimension: "segment" | "unit" | "channel" | "locale", levels: Record<string, number>) =>
  analyst.call(api.population.saveMargin, {
    body: {
      dimension,
      source: "Register of customers",
      asOf: "2026-01-01",
      levels: Object.entries(levels).map(([level, people]) => ({ level, people })),
    },
  });
const overview = async (query: object) => {
  const { figures, statement } = await analyst.call(api.figures.overview, { query: query as never });
  return { nps: figures.find(({ metric }) => metric === "nps")!, statement };
};

test("T-04, T-14 through the routes: 800 and 200 people make weights of 16 to 4, n_eff 73.53, deff 1.36, +10 becomes +28 with error 9.30", async () => {
  const days = await strata(11, TODAY - 100);
  const margin = await save("segment", { 1: 800, 2: 200 });
  const body = { ...days, margins: [margin.id] };
  const plan = await analyst.call(api.population.planWeights, { body });
  expect([plan.accepted, plan.method, plan.n]).toEqual([true, "post_stratification", 100]);
  expect(plan.effectiveN).toBeCloseTo(73.529, 3);
  expect(plan.designEffect).toBeCloseTo(1.36, 9);
  expect(plan.highest! / plan.lowest!).toBeCloseTo(16 / 4, 9);
  expect(plan.metrics[0]).toMatchObject({ metric: "nps", unweighted: 10, n: 100 });
  expect(plan.metrics[0]!.weighted).toBeCloseTo(28, 9);
  expect(plan.metrics[0]!.standardError).toBeCloseTo(9.295, 3);
  // nothing has been applied by looking
  expect((await overview({ ...range(days), weighting: "weighted" })).nps.value).toBe(10);
  const { version } = await analyst.call(api.population.applyWeights, { body });
  expect(version).toMatchObject({ number: 1, state: "applied", answers: 100, answersNow: 100 });
  const weighted = await overview({ ...range(days), weighting: "weighted" });
  expect(weighted.nps.value).toBeCloseTo(28, 5);
  expect(weighted.statement.designEffect).toBeCloseTo(1.36, 5);
  expect((await overview(range(days))).nps.value).toBe(10);
  const undone = await analyst.call(api.population.undoWeights, { params: { id: version!.id } });
  expect(undone.state).toBe("undone");
  expect((await overview({ ...range(days), weighting: "weighted" })).nps.value).toBe(10);
  const again = analyst.call(api.population.undoWeights, { params: { id: version!.id } });
  expect(await again.catch(fault)).toMatchObject({ code: "INVALID_STATE" });
});

const range = ({ from, to }: { from: string; to: string }) => ({ from, to, compare: "none" });

test("T-05 through the routes: 2 × 2 raked to 50/50 and 50/50 weighs 1.1835, 0.7247, 1.4495, 0.8876", async () => {
  const day = TODAY - 200;
  await world.addSurvey({ id: 12, series: [nps] });
  const of = (n: number, channel: string, locale: string) =>
    times(n, { surveyId: 12, version: 1, day, channel, locale, nps: 9, nums: [9] });
  await world.answer([...of(30, "qr", "zh-CN"), ...of(20, "qr", "en"), ...of(10, "sms", "zh-CN"), ...of(40, "sms", "en")]);
  const channel = await save("channel", { qr: 50, sms: 50 });
  const locale = await save("locale", { "zh-CN": 50, en: 50 });
  const body = { surveyId: 12, from: date(day), to: date(day), margins: [channel.id, locale.id] };
  const { plan, version } = await analyst.call(api.population.applyWeights, { body });
  expect([plan.method, plan.accepted]).toEqual(["raking", true]);
  expect(plan.effectiveN).toBeCloseTo(95.19, 2);
  const { rows } = await sql<{ channel: string; locale: string; weight: number }>`
    select distinct channel, locale, weight from voices where survey_id = 12 order by channel, locale desc`.execute(world.server.store.db);
  expect(rows.map(({ weight }) => weight.toFixed(4))).toEqual(["1.1835", "0.7247", "1.4495", "0.8876"]);
  expect(version!.margins.map(({ dimension }) => dimension)).toEqual(["channel", "locale"]);
});

test("U1.8: weights reach both engines alike", async () => {
  const { analytics, store } = world.server.services;
  const postgres = createPostgresNode(
    async (text, values) => (await store.pool.query({ text, values: [...values], rowMode: "array" })).rows,
  );
  const question = {
    tenantId: 1,
    measure: { kind: "levels", score: { from: "column", column: "nps" }, scale: { min: 0, max: 10 } },
    by: ["channel", "locale"],
    where: { surveys: [12] },
    weighted: true,
  } as const;
  const [duck, own] = await Promise.all([runQuery([analytics.duck], question), runQuery([postgres], question)]);
  const sorted = (cells: typeof duck) => cells.map((cell) => JSON.stringify(cell)).sort();
  expect(sorted(duck)).toEqual(sorted(own));
  expect(duck).toHaveLength(4);
});

test("an earlier version is in force again when the later one is undone, day by day; the two overlap on one day", async () => {
  const [first, second] = [TODAY - 300, TODAY - 299];
  await world.addSurvey({ id: 13, series: [nps] });
  const of = (day: number, segmentId: number, n: number) => times(n, { surveyId: 13, version: 1, day, segmentId, nps: 9, nums: [9] });
  await world.answer([...of(first, 1, 10), ...of(first, 2, 10), ...of(second, 1, 10), ...of(second, 2, 10)]);
  const even = await save("segment", { 1: 600, 2: 400 });
  const steep = await save("segment", { 1: 800, 2: 200 });
  const weights = async () => {
    const { rows } = await sql<{ weight: number }>`
      select distinct local_day, segment_id, weight from voices where survey_id = 13 order by local_day, segment_id`.execute(
      world.server.store.db,
    );
    return rows.map(({ weight }) => Number(weight.toFixed(3)));
  };
  const apply = async (from: number, to: number, margin: string) =>
    (await analyst.call(api.population.applyWeights, { body: { surveyId: 13, from: date(from), to: date(to), margins: [margin] } }))
      .version!;
  await apply(first, second, even.id);
  expect(await weights()).toEqual([1.2, 0.8, 1.2, 0.8]);
  const later = await apply(second, second, steep.id);
  expect([later.number, await weights()]).toEqual([2, [1.2, 0.8, 1.6, 0.4]]);
  await analyst.call(api.population.undoWeights, { params: { id: later.id } });
  expect(await weights()).toEqual([1.2, 0.8, 1.2, 0.8]);
});

test("L4.8: a stratum without answers is named first; weighting refuses it in its name, or leaves it unheard when told to", async () => {
  const days = await strata(14, TODAY - 400);
  const margin = await save("segment", { 1: 500, 2: 300, 3: 200 });
  const panel = await analyst.call(api.population.sample, { query: { from: days.from, to: days.to, survey: 14 } });
  const segments = panel.strata.find(({ dimension }) => dimension === "segment")!;
  expect(segments.levels.map(({ level, n, state }) => [level, n, state])).toEqual([
    ["3", 0, "unheard"],
    ["2", 50, "over"],
    ["1", 50, "fair"],
  ]);
  const body = { ...days, margins: [margin.id] };
  const { plan, version } = await analyst.call(api.population.applyWeights, { body });
  expect([plan.accepted, plan.reason, plan.empty.map(({ level }) => level), version]).toEqual([false, "EMPTY_STRATUM", ["3"], null]);
  const without = await analyst.call(api.population.planWeights, { body: { ...body, empty: "leave_out" } });
  expect([without.accepted, without.lowest!.toFixed(2), without.highest!.toFixed(2)]).toEqual([true, "0.75", "1.25"]);
});

test("weights that cannot lie within the caps are refused, and nothing is applied", async () => {
  const days = await strata(15, TODAY - 500);
  const margin = await save("segment", { 1: 98, 2: 2 });
  const { plan, version } = await analyst.call(api.population.applyWeights, { body: { ...days, margins: [margin.id] } });
  expect([plan.accepted, plan.reason, version]).toEqual([false, "CAPS_TOO_TIGHT", null]);
  const free = await analyst.call(api.population.planWeights, { body: { ...days, margins: [margin.id], caps: null } });
  expect([free.accepted, free.highest!.toFixed(2), free.lowest!.toFixed(2)]).toEqual([true, "1.96", "0.04"]);
  expect((await analyst.call(api.population.weights, { query: { survey: 15 } })).items).toEqual([]);
});

test("answers without a segment keep their share; anonymous surveys and weights from outside are refused", async () => {
  const days = await strata(16, TODAY - 600);
  await world.answer(times(25, { surveyId: 16, version: 1, day: TODAY - 600, nps: 5, nums: [5] }));
  const margin = await save("segment", { 1: 800, 2: 200 });
  const plan = await analyst.call(api.population.planWeights, { body: { ...days, margins: [margin.id] } });
  expect([plan.n, plan.unrecorded]).toEqual([125, [{ dimension: "segment", n: 25 }]]);
  expect([plan.lowest!.toFixed(2), plan.highest!.toFixed(2)]).toEqual(["0.40", "1.60"]);
  await world.addSurvey({ id: 17, anonymity: "anonymous" });
  await world.addSurvey({ id: 18 });
  await world.answer([{ surveyId: 18, version: 1, day: TODAY - 600, nps: 5, weight: 2, segmentId: 1 }]);
  for (const [surveyId, reason] of [
    [17, "ANONYMOUS"],
    [18, "OWN_WEIGHTS"],
  ] as const) {
    const refused = await analyst.call(api.population.planWeights, { body: { ...days, surveyId, margins: [margin.id] } });
    expect([refused.accepted, refused.reason]).toEqual([false, reason]);
  }
});

test("units are weighted by the region they lie below; one unit inside another cannot have a number of its own", async () => {
  const day = TODAY - 700;
  await world.addSurvey({ id: 19, series: [nps] });
  const of = (unit: string, n: number) => times(n, { surveyId: 19, version: 1, day, unitId: units[unit]!, nps: 9, nums: [9] });
  await world.answer([...of("A", 30), ...of("B", 10)]);
  const margin = await save("unit", { [units.R1!]: 500, [units.R2!]: 500 });
  const plan = await analyst.call(api.population.planWeights, {
    body: { surveyId: 19, from: date(day), to: date(day), margins: [margin.id] },
  });
  expect([plan.lowest!.toFixed(3), plan.highest!.toFixed(3)]).toEqual(["0.667", "2.000"]);
  const twice = await save("unit", { [units.R1!]: 500, [units.A!]: 100 }).catch(fault);
  expect(twice).toMatchObject({ code: "INVALID_INPUT", at: [{ path: "body.levels[0]" }] });
});

test("margins keep every version with its source; a table is read line by line", async () => {
  const { items, choices } = await analyst.call(api.population.margins, {});
  const segments = items.filter(({ dimension }) => dimension === "segment");
  expect(segments.map(({ version }) => version)).toEqual(segments.map((_, i) => segments.length - i));
  expect(segments[0]).toMatchObject({ source: "Register of customers", asOf: "2026-01-01", people: 1000 });
  expect(choices.find(({ dimension }) => dimension === "segment")!.levels).toHaveLength(3);
  const text = '细分,人数\nSegment 1,"1,200"\ns2,300\nSegment 9,5\n3,abc\ns2,1\n';
  const read = await analyst.call(api.population.readMargin, { body: { dimension: "segment", text } });
  expect(read.levels.map(({ level, people }) => [level, people])).toEqual([
    ["1", 1200],
    ["2", 300],
  ]);
  expect(read.rejected.map(({ line, why }) => [line, why])).toEqual([
    [4, "unknown"],
    [5, "number"],
    [6, "twice"],
  ]);
});

test("whoever sees a part of the organisation neither writes numbers nor weights, and is shown no strata of the whole", async () => {
  const part = await world.server.person({ roles: ["analyst"], units: [units.R1!] });
  const body = { dimension: "segment" as const, source: "a list", asOf: "2026-01-01", levels: [{ level: "1", people: 1 }] };
  expect(await part.call(api.population.saveMargin, { body }).catch(fault)).toMatchObject({ code: "NOT_ALLOWED" });
  const { strata: shown, isNarrowed } = await part.call(api.population.sample, { query: {} });
  expect([shown, isNarrowed]).toEqual([[], true]);
});

test("L4.10: a planted difference between channels is shown with its interval, and early answers against late ones", async () => {
  const day = TODAY - 800;
  await world.addSurvey({ id: 20, series: [nps] });
  const of = (channel: string, offset: number, scores: readonly number[]) =>
    scores.map((score) => ({ surveyId: 20, version: 1, day: day + offset, channel, nps: score, nums: [score] }));
  await world.answer([
    ...of("qr", 0, [...times(60, 9), ...times(40, 7)]),
    ...of("sms", 1, [...times(30, 9), ...times(30, 7), ...times(40, 3)]),
    ...of("qr", 1, [...times(60, 9), ...times(40, 7)]),
  ]);
  const found = await analyst.call(api.population.modes, { query: { from: date(day), to: date(day + 1), survey: 20 } });
  const sms = found.channels.find(({ channel }) => channel === "sms")!;
  expect([sms.figure.n, sms.difference!.value, sms.difference!.significant]).toEqual([100, -70, true]);
  expect(sms.difference!.low).toBeLessThan(-70);
  expect(sms.difference!.high).toBeGreaterThan(-70);
  expect([found.halves!.early.n, found.halves!.late.n, found.halves!.difference!.significant]).toEqual([100, 200, true]);
});

test("T-06: who was invited gives RR1 by its name; an open link gives counts and completion only", async () => {
  const day = TODAY - 3;
  await world.addSurvey({ id: 21 });
  await world.addSurvey({ id: 22 });
  const at = new Date(day * 86_400_000 + 3_600_000);
  const invite = (state: string, count: number, expired: boolean) =>
    times(count, null).map(() => ({
      tenant_id: 1,
      id: crypto.randomUUID(),
      survey_id: 21,
      token_hash: Buffer.from(crypto.randomUUID()),
      state,
      expires_at: new Date(at.getTime() + (expired ? 3_600_000 : 30 * 86_400_000)),
      created_at: at,
    }));
  await world.server.store.db
    .insertInto("invitations")
    .values([
      ...invite("completed", 30, false),
      ...invite("opted_out", 10, false),
      ...invite("sent", 40, true),
      ...invite("sent", 20, false),
    ])
    .execute();
  await world.answer([
    ...times(30, { surveyId: 21, version: 1, day }),
    ...times(8, { surveyId: 22, version: 1, day }),
    ...times(2, { surveyId: 22, version: 1, day, completeness: "partial" as const }),
  ]);
  const { surveys } = await analyst.call(api.population.rates, { query: { from: date(day), to: date(day) } });
  const [framed, open] = [21, 22].map((id) => surveys.find(({ surveyId }) => surveyId === id)!);
  expect(framed!.frame).toMatchObject({ invited: 100, complete: 30, refusal: 10, nonContact: 60, waiting: 20 });
  expect(framed!.frame!.rates.find(({ name }) => name === "RR1")!.value).toBeCloseTo(0.3, 12);
  expect([open!.frame, open!.open]).toEqual([null, { answers: 10, complete: 8, begun: 10, completion: 0.8 }]);
});

test("T-06 with all its outcomes: RR1 to RR6, each with its formula, from invitations as they ended", async () => {
  const day = TODAY - 5;
  await world.addSurvey({ id: 23 });
  const at = new Date(day * 86_400_000 + 3_600_000);
  const ended: { id: string; state: string; reason: string | null }[] = [
    ...times(300, { state: "completed", reason: null }),
    ...times(20, { state: "completed", reason: "PARTIAL" }),
    ...times(15, { state: "completed", reason: "BREAK_OFF" }),
    ...times(40, { state: "opted_out", reason: "WITHDRAWN" }),
    ...times(25, { state: "sent", reason: "LEFT" }),
    ...times(110, { state: "sent", reason: null }),
    ...times(40, { state: "sent", reason: "BOUNCED" }),
    ...times(10, { state: "sent", reason: "OTHER" }),
    ...times(140, { state: "sent", reason: "UNKNOWN" }),
    ...times(60, { state: "sent", reason: "INELIGIBLE" }),
  ].map((one) => ({ ...one, id: crypto.randomUUID() }));
  await world.server.store.db
    .insertInto("invitations")
    .values(
      ended.map((one) => ({
        ...one,
        tenant_id: 1,
        survey_id: 23,
        token_hash: Buffer.from(one.id),
        expires_at: new Date(at.getTime() + 3_600_000),
        created_at: at,
      })),
    )
    .execute();
  const answered = ended.filter(({ state }) => state === "completed");
  await world.answer(
    answered.map(({ id, reason }) => ({
      surveyId: 23,
      version: 1,
      day,
      clientKey: `i:${id}`,
      completeness: reason === null ? ("complete" as const) : ("partial" as const),
    })),
  );
  const { surveys } = await analyst.call(api.population.rates, { query: { from: date(day), to: date(day) } });
  const { frame, open } = surveys.find(({ surveyId }) => surveyId === 23)!;
  expect(frame).toMatchObject({ invited: 760, complete: 300, partial: 20, breakOff: 40, refusal: 80, nonContact: 150, other: 10 });
  expect(frame).toMatchObject({ unknown: 140, ineligible: 60, waiting: 0 });
  expect(frame!.eligibleShare!.toFixed(4)).toBe("0.9032");
  expect(Object.fromEntries(frame!.rates.map(({ name, value }) => [name, (100 * value!).toFixed(1)]))).toEqual({
    RR1: "42.9",
    RR2: "45.7",
    RR3: "43.7",
    RR4: "46.6",
    RR5: "53.6",
    RR6: "57.1",
    COOP1: "73.2",
    REF1: "11.4",
    CON1: "58.6",
  });
  expect(frame!.rates.find(({ name }) => name === "RR3")!.formula).toBe("I / (D + e × U)");
  expect(open).toMatchObject({ answers: 0, complete: 0 });
});

test("T-02 through the route: 385, 1068, 357, 278, 132 and 1112 invitations; numbers that cannot be are refused in words", async () => {
  const size = (query: Record<string, string>) => analyst.call(api.population.sampleSize, { query });
  expect((await size({ margin: "5" })).completes).toBe(385);
  expect((await size({ margin: "3" })).completes).toBe(1068);
  const of = async (population: string) => (await size({ margin: "5", population })).completes;
  expect([await of("5000"), await of("1000"), await of("200")]).toEqual([357, 278, 132]);
  expect((await size({ margin: "5", population: "1000", responseRate: "0.25" })).invitations).toBe(1112);
  for (const [query, path] of [
    [{ margin: "0" }, "query.margin"],
    [{ share: "1.2" }, "query.share"],
    [{ responseRate: "abc" }, "query.responseRate"],
  ] as const) {
    const problem = (await size(query as never).catch(fault)) as { code: string; at: { path: string; "zh-CN": string; en: string }[] };
    expect([problem.code, problem.at[0]!.path]).toEqual(["INVALID_INPUT", path]);
    expect(problem.at[0]!["zh-CN"]).toMatch(/[一-鿿]/);
    expect(problem.at[0]!.en).toMatch(/got /);
  }
});

test("T-03 through the route: 278 over 515, 305 and 180 people are 143, 85 and 50; what does not fit is said in words", async () => {
  const strataOf = [515, 305, 180].map((people, i) => ({ code: `s${i}`, population: people }));
  const { strata: spread } = await analyst.call(api.population.allocate, { body: { n: 278, strata: strataOf } });
  expect(spread.map(({ size }) => size)).toEqual([143, 85, 50]);
  const tooMany = await analyst.call(api.population.allocate, { body: { n: 2000, strata: strataOf } }).catch(fault);
  expect(tooMany).toMatchObject({ code: "INVALID_INPUT", at: [{ path: "body.n" }] });
});
