import { api, Refusal } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { lag } from "./projection.js";
import { refusalOf } from "./released.js";
import { completeSteps } from "./steps.js";
import { type FiguresWorld, figuresWorld, pairSeries, TODAY, times } from "./testing/world.js";

const K = 5;
let world: FiguresWorld;
let reader: Caller;
let units: Record<string, number>;
beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
    { code: "C", parent: "G" },
  ]);
  await world.addSurvey({ id: 1, anonymity: "anonymous", series: pairSeries("food", 1) });
  reader = await world.server.person({ roles: ["cx_manager"] });
});

const anonymous = (unit: string, nps: number, more: object = {}) => ({
  anonymity: "anonymous" as const,
  surveyId: 1,
  version: 1,
  unitId: units[unit]!,
  nps,
  nums: [4, 1 + (nps % 5)],
  comment: `came ${nps} times`,
  ...more,
});
const npsOf = async (query: object) =>
  (await reader.call(api.figures.overview, { query: query as never })).figures.find(({ metric }) => metric === "nps")!;

test("U1.7: a step closes when every question has none or at least k answers; after 4k a rare question is withheld", () => {
  const waiting = (parts: readonly (readonly [nps: number | null, rare: number | null])[]) =>
    parts.map(([nps, rare], i) => ({ id: String(i), local_day: i, nps, csat: null, ces: null, nums: [rare] }));
  expect(completeSteps(waiting(times(4, [9, null] as const)), K)).toEqual([]);
  const plain = completeSteps(waiting(times(12, [9, null] as const)), K);
  expect(plain.map(({ voices, day }) => [voices.length, day])).toEqual([
    [5, 4],
    [5, 9],
  ]);
  const joined = completeSteps(waiting([...times(4, [9, 1] as const), ...times(4, [9, null] as const), [9, 1]]), K);
  expect(joined.map(({ voices, withheld }) => [voices.length, withheld])).toEqual([[9, []]]);
  const rare = completeSteps(waiting([[9, 1], ...times(25, [9, null] as const)]), K);
  expect(rare.map(({ voices, withheld }) => [voices.length, withheld])).toEqual([
    [20, [1]],
    [5, []],
  ]);
});

test("U1.7: anonymous answers appear five by five, whatever is asked in between", async () => {
  const seen: number[] = [];
  for (let i = 0; i < 14; i++) {
    await world.answer([anonymous("A", i % 11)]);
    seen.push((await npsOf({ unit: units.A })).n!);
  }
  expect(seen).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10]);
  expect(await lag(world.server.services)).toBe(0);
});

test("anonymous answers stand in no cut their survey did not declare", async () => {
  await world.answer(times(10, anonymous("B", 9, { touchpointId: null, channel: "kiosk" })));
  for (const query of [{ channel: "kiosk" }, { source: "survey" }]) expect((await npsOf({ ...query, unit: units.B })).n).toBe(0);
  for (const by of ["channel", "locale", "touchpoint", "segment"] as const) {
    const { rows } = await reader.call(api.figures.breakdown, { query: { by, unit: units.B! } });
    expect(rows.every(({ figure }) => (figure.n ?? 0) === 0)).toBe(true);
  }
});

test("attack: filters, time slices, subtrees and repeated reads, differenced against each other, isolate no group below k", async () => {
  const day = (i: number) => TODAY - 20 + (i % 15);
  // what a reader got: which answers a figure rests on is unknown, but n is told, and sets that nest can be subtracted
  const answers: { from: number; to: number; unit: string; n: number }[] = [];
  const date = (value: number) => new Date(value * 86_400_000).toISOString().slice(0, 10);
  let hidden = 0;
  for (let round = 0; round < 8; round++) {
    await world.answer(
      Array.from({ length: 3 }, (_, i) => anonymous(["A", "B", "C"][(round + i) % 3]!, (round * 7 + i * 3) % 11, { day: day(round + i) })),
    );
    for (const unit of ["A", "B", "C", "G"]) {
      for (const [from, to] of [
        [TODAY - 20, TODAY],
        [TODAY - 20, day(round)],
        [day(round), TODAY],
        [day(round), day(round)],
      ] as const) {
        if (from > to) continue;
        const figure = await npsOf({ unit: units[unit], from: date(from), to: date(to), compare: "none" });
        if (figure.suppressed !== null) hidden += 1;
        if (figure.n !== null && figure.suppressed === null) answers.push({ from, to, unit, n: figure.n });
      }
    }
  }
  expect(answers.length + hidden).toBe(8 * 16);
  const isIn = (a: (typeof answers)[number], b: (typeof answers)[number]) =>
    a.from >= b.from && a.to <= b.to && (a.unit === b.unit || b.unit === "G");
  const small = answers.flatMap((a) =>
    answers.filter((b) => isIn(a, b) && Math.abs(b.n - a.n) > 0 && Math.abs(b.n - a.n) < K).map((b) => [a, b]),
  );
  expect(small).toEqual([]);
  expect(answers.filter(({ n }) => n > 0 && n < K)).toEqual([]);
  expect(answers.some(({ n }) => n >= K)).toBe(true);
});

test("differencing: n 22 released, then 20 of them → refused; another reader's release counts as well", () => {
  const set = (units: readonly number[] | null, from = 1) => ({ metric: "nps", period: { from, to: 30 }, units, surveys: null });
  const released = [{ filter: set(null), filter_hash: "all", n: 22 }];
  expect(refusalOf({ filter: set([1]), filter_hash: "one", n: 20 }, released, K)).toBe("differencing");
  expect(refusalOf({ filter: set(null, 5), filter_hash: "later", n: 18 }, released, K)).toBe("differencing");
  expect(refusalOf({ filter: set([1]), filter_hash: "one", n: 17 }, released, K)).toBeNull();
  expect(refusalOf({ filter: set(null), filter_hash: "all", n: 23 }, released, K)).toBe("step");
  expect(refusalOf({ filter: set([1], 0), filter_hash: "apart", n: 20 }, [{ filter: set([2]), filter_hash: "two", n: 22 }], K)).toBeNull();
});

test("voices: of an anonymous survey only words are listed, from ten answers on, with neither score nor hour", async () => {
  const { items, suppressed } = await reader.call(api.voices.list, { query: { unit: units.B! } });
  expect(suppressed).toBe(false);
  expect(items.length).toBeGreaterThanOrEqual(10);
  for (const voice of items)
    expect([voice.scores, voice.occurredAt, voice.customer, voice.channel, voice.touchpoint]).toEqual([{}, null, null, "", null]);
  for (const query of [{ metric: "nps", max: 6 }, { text: "times" }, { channel: "kiosk" }, { quality: "all" as const }]) {
    const cut = await reader.call(api.voices.list, { query: { unit: units.B!, ...query } });
    expect([cut.items, cut.total, cut.suppressed]).toEqual([[], 0, true]);
  }
});

test("voices: a waiting anonymous answer is not opened, a counted one is not taken out of its step", async () => {
  const [waiting] = await world.answer([anonymous("C", 3)]);
  const get = (id: string) =>
    reader.call(api.voices.get, { params: { id } }).catch((error: unknown) => (error instanceof Refusal ? error.problem.code : error));
  const steps = await world.server.store.db
    .selectFrom("voice_steps")
    .select(["voice_id", "released_day"])
    .where("tenant_id", "=", 1)
    .execute();
  const isWaiting = steps.find(({ voice_id }) => voice_id === waiting)!.released_day === null;
  if (isWaiting) expect(await get(waiting!)).toBe("SUPPRESSED");
  const counted = steps.find(({ released_day }) => released_day !== null)!.voice_id;
  const mark = reader.call(api.voices.mark, { params: { id: counted }, body: { kind: "excluded", reason: "a test" } });
  await expect(mark).rejects.toMatchObject({ problem: { code: "INVALID_STATE" } });
});

test("rebuild: steps are stored facts, so the figures after it are the figures before it", async () => {
  const before = await npsOf({ unit: units.G });
  await world.projection.rebuild();
  const after = await npsOf({ unit: units.G });
  expect(after).toEqual(before);
});

test("T-38: raising k hides again: C with 3 of 5, and B with it, since the total is shown; with D the two small ones are enough", async () => {
  const setK = (k: number) => world.server.store.db.updateTable("tenants").set({ k_threshold: k }).where("id", "=", 1).execute();
  const region = async (code: string, sizes: readonly number[]) => {
    const stores = sizes.map((_, i) => ({ code: `${code}${i}`, parent: code }));
    Object.assign(units, await world.server.addUnits([{ code, parent: "G", type: "region" }, ...stores]));
    await setK(3);
    await world.answer(sizes.flatMap((n, store) => Array.from({ length: n }, (_, i) => anonymous(`${code}${store}`, i % 3 === 0 ? 2 : 9))));
  };
  const shown = async (code: string, k: number) => {
    await setK(k);
    const { rows, total } = await reader.call(api.figures.breakdown, { query: { by: "unit", unit: units[code]!, compare: "none" } });
    return [...rows.map(({ figure }) => figure.suppressed ?? figure.n), total.suppressed ?? total.n];
  };
  await region("X", [12, 6, 3]);
  expect(await shown("X", 3)).toEqual([12, 6, 3, 21]);
  expect(await shown("X", 5)).toEqual([12, "complement", "k", 21]);
  await region("Y", [12, 6, 3, 3]);
  expect(await shown("Y", 5)).toEqual([12, 6, "k", "k", 24]);
  // three more answers are a step of the lower k, and too few to move a released total under the higher one
  await setK(3);
  await world.answer(Array.from({ length: 3 }, (_, i) => anonymous("Y0", 3 * i)));
  expect((await shown("Y", 5)).at(-1)).toBe("step");
});

test("U1.7: lowering k never shows what was hidden: answers given so far keep what they were promised", async () => {
  const admin = await world.server.person({ roles: ["admin"] });
  const setK = (kThreshold: number) =>
    admin.call(api.org.setUp, { body: { name: { en: "Here" }, timeZone: "Asia/Shanghai", defaultLocale: "en", kThreshold } });
  Object.assign(units, await world.server.addUnits([{ code: "Z", parent: "G" }]));
  const mixed = (n: number) => Array.from({ length: n }, (_, i) => anonymous("Z", i % 2 === 0 ? 9 : 3));
  const seen = async () => {
    const { suppressed, n } = await npsOf({ unit: units.Z, compare: "none" });
    return suppressed ?? n;
  };
  await setK(5);
  await world.answer(mixed(5));
  expect(await seen()).toBe(5);
  await setK(8);
  expect(await seen()).toBe("k");
  await world.answer(mixed(3));
  await setK(4);
  // what was shown before, and what waits now: both are of days when eight were promised
  await world.answer(mixed(4));
  expect(await seen()).toBe("k");
  await world.answer(mixed(1));
  expect(await seen()).toBe(13);
});
