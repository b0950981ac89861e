import { api, type LoyaltyModel, Refusal } from "@manyi/contracts";
import { LOYALTY_INDICATORS } from "@manyi/core/customers";
import { beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";
import { DEFAULT_MODEL, insertPurchases, type NewPurchase, touchPurchases } from "./index.js";

let world: FiguresWorld;
let manager: Caller;
let storeManager: Caller;
let units: Record<string, number>;
const customers: string[] = [];
const SURVEY = 30;
const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const refusal = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);

type Bought = {
  readonly customer: number;
  readonly day: number;
  readonly unit?: number;
  readonly amount?: number;
  readonly kind?: "return";
  readonly order?: string;
};
let orders = 0;
async function buy(rows: readonly Bought[]): Promise<void> {
  await world.server.store.tx(async (tx) => {
    await insertPurchases(
      tx,
      { tenantId: 1, fileId: null, at: world.server.clock.now() },
      rows.map(
        ({ customer, day, unit = units.S1!, amount, kind, order }): NewPurchase => ({
          id: world.server.services.ids.uuid(),
          orderKey: `no:${order ?? `O${++orders}`}`,
          kind: kind ?? "purchase",
          customerId: customers[customer]!,
          unitId: unit,
          day,
          amount: amount ?? null,
        }),
      ),
    );
    await touchPurchases(tx, 1);
  });
}
const asked = LOYALTY_INDICATORS.filter((name) => name !== "repeatPurchases");

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G" },
    { code: "S2", parent: "G" },
  ]);
  for (let i = 0; i < 60; i++) customers.push(world.server.services.ids.uuid());
  await world.server.store.db
    .insertInto("customers")
    .values(
      customers.map((id, i) => ({
        tenant_id: 1,
        id,
        external_id: `C${i}`,
        name: `顾客 ${i}`,
        phone: `1380000${String(i).padStart(4, "0")}`,
        created_at: world.server.clock.now(),
      })),
    )
    .execute();
  const series = asked.map((name, i) => ({
    ordinal: i + 1,
    part: name,
    kind: "score" as const,
    scale: { min: 0, max: 100 },
    metric: null,
  }));
  await world.addSurvey({ id: SURVEY, series });
  manager = await world.server.person({ roles: ["cx_manager"] });
  storeManager = await world.server.person({ roles: ["frontline_manager"], units: [units.S1!] });
}, 120_000);

test("too few buyers: every part says so in words, and no figure is shown", async () => {
  await buy([0, 1, 2].map((customer) => ({ customer, day: TODAY - 20 })));
  const expected = await manager.call(api.loyalty.expected, { query: {} });
  expect(expected).toMatchObject({ fit: null, holdout: null, refused: { reason: "FEW_BUYERS", buyers: null, needs: { buyers: 100 } } });
  const { groups, basis } = await manager.call(api.loyalty.groups, { query: {} });
  expect(basis).toMatchObject({ customers: 0, purchases: 0, k: 5 });
  expect(groups.every(({ n }) => n === null || n === 0)).toBe(true);
  const matrix = await manager.call(api.loyalty.matrix, { query: {} });
  expect(matrix).toMatchObject({ scored: null });
  expect(matrix.cells.every(({ n }) => n === null)).toBe(true);
  await expect(manager.call(api.loyalty.evaluateTiers, { body: { asOf: iso(TODAY) } })).rejects.toSatisfy(
    (error) => refusal(error) === "INVALID_STATE",
  );
});

describe("who comes back", () => {
  // 20 customers gave a 5 and 12 of them came back; 20 gave a 4 and 6 did
  const answerDay = TODAY - 200;
  beforeAll(async () => {
    const of = (from: number, csat: number, back: number, unit: number) =>
      Array.from({ length: 20 }, (_, i) => ({ customer: from + i, csat, isBack: i < back, unit }));
    const people = [...of(0, 5, 12, units.S1!), ...of(20, 4, 6, units.S2!)];
    await buy(people.map(({ customer, unit }) => ({ customer, day: answerDay, amount: 50, unit })));
    await buy(people.flatMap(({ customer, isBack, unit }) => (isBack ? [{ customer, day: answerDay + 40, amount: 80, unit }] : [])));
    await buy([{ customer: 59, day: TODAY - 1, amount: 10 }]);
    await world.answer(
      people.map(({ customer, csat, unit }) => ({
        surveyId: SURVEY,
        version: 1,
        day: answerDay,
        customerId: customers[customer]!,
        csat,
        unitId: unit,
        nums: [],
      })),
    );
  });

  test("the table equals the purchases: 12 of 20 against 6 of 20 is twice as often, with its interval", async () => {
    const found = await manager.call(api.loyalty.returning, { query: { days: 90 } });
    const of = (band: string) => found.bands.find((one) => one.band === band);
    expect(of("5")).toMatchObject({ n: 20, returned: 12, rate: 0.6, purchases: 0.6, spend: 48, hidden: null });
    expect(of("4")).toMatchObject({ n: 20, returned: 6, rate: 0.3, spend: 24 });
    expect(found).toMatchObject({ total: 40, ratio: { above: "5", below: "4", ratio: 2 } });
    const error = Math.sqrt(1 / 12 - 1 / 20 + 1 / 6 - 1 / 20);
    expect(found.ratio?.interval?.low).toBeCloseTo(2 / Math.exp(1.959964 * error), 4);
    expect(found.ratio?.interval?.high).toBeCloseTo(2 * Math.exp(1.959964 * error), 4);
    const { rows } = await world.server.store.pool.query<{ n: string }>(
      "select count(distinct customer_id) as n from purchases where local_day = $1",
      [answerDay + 40],
    );
    expect(found.bands.reduce((sum, { returned }) => sum + (returned ?? 0), 0)).toBe(Number(rows[0]!.n));
    expect(found.curves.map(({ band, n }) => [band, n])).toEqual([
      ["5", 20],
      ["4", 20],
    ]);
    expect(found.curvesP).not.toBeNull();
  });

  test("within 30 days nobody came back; the store sees its own customers and purchases only", async () => {
    const soon = await manager.call(api.loyalty.returning, { query: { days: 30 } });
    expect(soon.bands.find(({ band }) => band === "5")).toMatchObject({ n: 20, returned: 0 });
    const local = await storeManager.call(api.loyalty.returning, { query: { days: 90 } });
    expect(local.bands.find(({ band }) => band === "5")).toMatchObject({ n: 20, returned: 12 });
    expect(local.bands.find(({ band }) => band === "4")).toMatchObject({ n: 0 });
    const list = await storeManager.call(api.loyalty.customers, { query: { limit: 200 } });
    const { rows } = await world.server.store.pool.query<{ id: string }>(
      "select distinct customer_id as id from purchases where unit_id = $1",
      [units.S1],
    );
    expect(list.items.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
    expect(list.items.every(({ name, reach }) => name === "顾**" && /^138\*{4}\d{4}$/.test(reach ?? ""))).toBe(true);
    await expect(storeManager.call(api.loyalty.matrix, { query: { unit: units.S2! } })).rejects.toSatisfy(
      (error) => refusal(error) === "NOT_FOUND",
    );
  });

  test("a return takes its amount off its order; given back in full, the purchase does not count; an anonymous answer takes no part", async () => {
    await buy([
      { customer: 0, day: answerDay + 45, amount: 30, kind: "return", order: "none of ours" },
      { customer: 50, day: answerDay, amount: 50 },
      { customer: 50, day: answerDay + 10, amount: 60, order: "back" },
      { customer: 50, day: answerDay + 12, amount: 60, order: "back", kind: "return" },
      { customer: 51, day: answerDay, amount: 50 },
      { customer: 51, day: answerDay + 10, amount: 60, order: "partly" },
      { customer: 51, day: answerDay + 12, amount: 20, order: "partly", kind: "return" },
    ]);
    await world.answer([
      ...[50, 51].map((customer) => ({
        surveyId: SURVEY,
        version: 1,
        day: answerDay,
        customerId: customers[customer]!,
        csat: 5,
        unitId: units.S1!,
        nums: [],
      })),
      {
        surveyId: SURVEY,
        version: 1,
        day: answerDay,
        anonymity: "anonymous" as const,
        occurredAt: null,
        csat: 5,
        unitId: units.S1!,
        nums: [],
      },
    ]);
    const { bands, basis } = await manager.call(api.loyalty.returning, { query: { days: 90 } });
    expect(bands.find(({ band }) => band === "5")).toMatchObject({ n: 22, returned: 13, spend: (12 * 80 + 40) / 22 });
    expect(basis.returned).toBe(3);
  });
});

describe("index, matrix and tiers", () => {
  const model: LoyaltyModel = {
    ...DEFAULT_MODEL,
    indicators: {
      repeatPurchases: { weight: 30, disloyal: 0, loyal: 10, source: { from: "purchases" } },
      choosingTime: { weight: 15, disloyal: 100, loyal: 0, source: { from: "question", survey: SURVEY, part: "choosingTime" } },
      priceSensitivity: { weight: 20, disloyal: 100, loyal: 0, source: { from: "question", survey: SURVEY, part: "priceSensitivity" } },
      competitorAttraction: {
        weight: 20,
        disloyal: 100,
        loyal: 0,
        source: { from: "question", survey: SURVEY, part: "competitorAttraction" },
      },
      incidentTolerance: { weight: 15, disloyal: 0, loyal: 100, source: { from: "question", survey: SURVEY, part: "incidentTolerance" } },
    },
  };
  const listed = async (index: number) => {
    const { items } = await manager.call(api.loyalty.customers, { query: { limit: 200, order: "index" } });
    return items.find(({ id }) => id === customers[index]);
  };
  /** 8 repeat purchases on a scale to 10 are 80 */
  const eight = (customer: number) => Array.from({ length: 9 }, (_, i) => ({ customer, day: TODAY - 300 + 20 * i }));
  const say = (customer: number, nums: readonly (number | null)[], csat: number | null = 5) => ({
    surveyId: SURVEY,
    version: 1,
    day: TODAY - 10,
    customerId: customers[customer]!,
    csat,
    unitId: units.S1!,
    nums: [...nums],
  });

  test("T-34: 80, 60, 70, 50, 90 make 70.5; only the first, third and fourth make 68.6; two are too few, and missing is not 0", async () => {
    await buy([40, 41, 42, 43, 44, 45].flatMap(eight));
    // choosing time, sensitivity to price and attraction of competitors fall: 40, 30 and 50 asked are 60, 70 and 50
    await world.answer([
      say(40, [40, 30, 50, 90]),
      say(41, [null, 30, 50, null]),
      say(42, [40, null, null, null]),
      ...[43, 44, 45].map((customer) => say(customer, [100, 100, 100, 0], 3)),
    ]);
    const { version } = await manager.call(api.loyalty.model, {});
    await manager.call(api.loyalty.saveModel, { body: { after: version, model } });
    expect((await listed(40))?.index).toBeCloseTo(70.5, 10);
    expect((await listed(41))?.index).toBeCloseTo(48 / 0.7, 10);
    expect((await listed(42))?.index).toBeNull();
    const found = await manager.call(api.loyalty.index, { query: {} });
    expect(found).toMatchObject({ scored: 5, basis: { modelVersion: 1 } });
    expect(found.indicators.find(({ name }) => name === "incidentTolerance")).toMatchObject({ n: null, hasSource: true });
  });

  test("a cut-point against its direction is refused with its place; a change on an old version too; both versions stay readable", async () => {
    const wrong = {
      ...model,
      indicators: { ...model.indicators, choosingTime: { ...model.indicators.choosingTime, disloyal: 0, loyal: 100 } },
    };
    await expect(manager.call(api.loyalty.saveModel, { body: { after: 1, model: wrong } })).rejects.toSatisfy(
      (error) => error instanceof Refusal && error.problem.at[0]?.path === "body.model.indicators.choosingTime.loyal",
    );
    await expect(manager.call(api.loyalty.saveModel, { body: { after: 0, model } })).rejects.toSatisfy(
      (error) => refusal(error) === "CONFLICT",
    );
    await manager.call(api.loyalty.saveModel, { body: { after: 1, model: { ...model, loyalFrom: 60 } } });
    const { versions } = await manager.call(api.loyalty.model, {});
    expect(versions.map((one) => [one.version, one.model.loyalFrom])).toEqual([
      [2, 60],
      [1, 55],
    ]);
  });

  test("one direction per indicator: a longer choice, more care for price and more draw of others lower the index, tolerance raises it", async () => {
    const scores: Record<string, number> = {};
    for (const [i, name] of asked.entries()) {
      const nums = [50, 50, 50, 50];
      nums[i] = 60;
      // a later answer stands for an earlier one
      await world.answer([{ ...say(40, nums), day: TODAY - 9 + i }]);
      scores[name] = (await listed(40))?.index ?? 0;
    }
    await world.answer([{ ...say(40, [50, 50, 50, 50]), day: TODAY - 4 }]);
    const middle = (await listed(40))?.index ?? 0;
    for (const name of asked) expect(Math.sign(scores[name]! - middle), name).toBe(name === "incidentTolerance" ? 1 : -1);
    await buy([{ customer: 40, day: TODAY - 3 }]);
    expect((await listed(40))?.index).toBeGreaterThan(middle);
  });

  test("the four cells add up to all scored customers, and each opens as a list; confidential answers are counted, never listed", async () => {
    await buy(Array.from({ length: 15 }, (_, i) => 43 + i).flatMap(eight));
    const loyal = [0, 0, 0, 100];
    await world.answer([
      ...Array.from({ length: 6 }, (_, i) => say(46 + i, loyal, 5)),
      ...Array.from({ length: 6 }, (_, i) => ({ ...say(52 + i, loyal, 2), anonymity: "confidential" as const })),
      ...Array.from({ length: 6 }, (_, i) => ({ ...say(10 + i, [100, 100, 100, 0], 5) })),
      ...Array.from({ length: 6 }, (_, i) => ({ ...say(20 + i, [100, 100, 100, 0], 1) })),
    ]);
    const { cells, scored } = await manager.call(api.loyalty.matrix, { query: {} });
    expect(cells.every(({ n }) => n !== null && n >= 5)).toBe(true);
    expect(cells.reduce((sum, { n }) => sum + n!, 0)).toBe(scored);
    for (const { cell, n } of cells) {
      const list = await manager.call(api.loyalty.customers, { query: { cell } });
      expect(list.total + list.confidential, cell).toBe(n);
    }
    expect(await manager.call(api.loyalty.customers, { query: { cell: "captive" } })).toMatchObject({
      total: 0,
      confidential: 6,
      items: [],
    });
    const log = await world.server.store.db.selectFrom("audit_log").select("action").where("action", "=", "loyalty.customers").execute();
    expect(log.length).toBeGreaterThan(4);
    const file = await manager.inject({ method: "GET", url: "/api/v1/loyalty/customers/export?cell=captive" });
    expect(file.body).toMatch(/6 位未列出|6 left out/);
    expect(
      await world.server.store.db.selectFrom("audit_log").select("action").where("action", "=", "loyalty.exportCustomers").execute(),
    ).toHaveLength(1);
  });

  test("up at once, down only after two evaluations below, and the store sees its own customers' tiers without the index", async () => {
    const at = async (day: number) => manager.call(api.loyalty.evaluateTiers, { body: { asOf: iso(day) } });
    const tierOf = async (index: number, by = manager) =>
      (await by.call(api.loyalty.customers, { query: { limit: 200 } })).items.find(({ id }) => id === customers[index])?.tier;
    expect((await at(TODAY - 9)).up).toBeGreaterThan(0);
    expect(await tierOf(46)).toMatchObject({ tier: "gold", reason: "REACHED", was: null });
    await world.answer([{ ...say(46, [100, 100, 100, 0]), day: TODAY - 8 }]);
    await at(TODAY - 7);
    expect(await tierOf(46)).toMatchObject({ tier: "gold", reason: "FIRST_BELOW", was: "gold" });
    await at(TODAY - 6);
    expect(await tierOf(46)).toMatchObject({ tier: "regular", reason: "SECOND_BELOW", was: "gold" });
    expect(await tierOf(46, storeManager)).toMatchObject({ tier: "regular", index: null });
    await expect(at(TODAY - 6)).rejects.toSatisfy((error) => refusal(error) === "INVALID_INPUT");
    await expect(storeManager.call(api.loyalty.evaluateTiers, { body: { asOf: iso(TODAY) } })).rejects.toSatisfy(
      (error) => refusal(error) === "NOT_ALLOWED",
    );
    const { evaluations, tiers } = await manager.call(api.loyalty.tiers, { query: {} });
    expect(evaluations.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(tiers.map(({ tier }) => tier)).toEqual(["gold", "silver", "regular"]);
  });
});

test("with enough buyers there is a model, checked on a hold-out; new purchases make it anew, the same ones do not", async () => {
  const more = Array.from({ length: 160 }, () => world.server.services.ids.uuid());
  const first = customers.length;
  customers.push(...more);
  // everybody at an own pace, some stop
  const rows = more.flatMap((_, i) => {
    const pace = 14 + ((i * 37) % 90);
    const stop = TODAY - 1;
    const days: number[] = [];
    for (let day = TODAY - 400 + (i % 60); day <= stop; day += pace) days.push(day);
    return (i % 3 === 0 ? days.slice(0, 1 + (i % 4)) : days).map((day) => ({ customer: first + i, day, amount: 40 + ((i * 13) % 50) }));
  });
  await buy(rows);
  const found = await manager.call(api.loyalty.expected, { query: {} });
  expect(found.refused).toBeNull();
  expect(found.fit?.parameters.map(({ name }) => name)).toEqual(["r", "alpha", "a", "b"]);
  expect(found.fit?.parameters.every(({ value }) => value > 0)).toBe(true);
  const last = found.holdout!.points.at(-1)!;
  expect(last.on).toBe(iso(TODAY - 1));
  expect(found.holdout!.error).toBeCloseTo((last.planned - last.actual) / last.actual, 10);
  const list = await manager.call(api.loyalty.customers, { query: { order: "expected", limit: 5 } });
  const expectations = list.items.map(({ expected }) => expected!);
  expect(expectations).toEqual(expectations.toSorted((a, b) => b - a));
  expect(list.items.every(({ alive }) => alive! > 0 && alive! <= 1)).toBe(true);
  const before = performance.now();
  await manager.call(api.loyalty.expected, { query: {} });
  console.log("remembered", Math.round(performance.now() - before), "ms");
  await buy([{ customer: first, day: TODAY, amount: 50 }]);
  expect((await manager.call(api.loyalty.expected, { query: {} })).basis.until).toBe(iso(TODAY));
  const other = await manager.call(api.loyalty.expected, { query: { model: "paretoNbd" } });
  expect(other.fit?.parameters.map(({ name }) => name)).toEqual(["r", "alpha", "s", "beta"]);
});
