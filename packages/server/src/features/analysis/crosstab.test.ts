import { api, type In, Refusal } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { nextBelow, seedRng } from "@manyi/core/numeric";
import type { Series } from "@manyi/core/survey";
import { readReference, readTable } from "@manyi/core/testing";
import type { NewVoice } from "@manyi/store";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY, times } from "../figures/testing/world.js";

type Query = NonNullable<In<typeof api.analysis.crosstab>["query"]>;
type Given = Partial<NewVoice> & { day?: number };

const score = (ordinal: number, part: string, max: number, metric: string | null = null): Series => ({
  ordinal,
  part,
  kind: "score",
  scale: { min: 1, max },
  metric,
});
const flag = (ordinal: number, option: string): Series => ({ ordinal, part: `why#${option}`, kind: "flag", scale: null, metric: null });
const words = (en: string) => ({ "zh-CN": en, en });
const option = (code: number, id: string) => ({ id, code, text: words(id) });
/** Survey 1 asks a rating, one choice of three and a multiple choice. */
const DEFINITION = {
  pages: [
    {
      key: "p",
      questions: [
        { type: "single", key: "with", text: words("With whom"), options: [option(1, "alone"), option(2, "friends"), option(3, "family")] },
        { type: "multiple", key: "why", text: words("Why"), options: [option(1, "near"), option(2, "price"), option(3, "taste")] },
      ],
    },
  ],
};

let world: FiguresWorld;
let units: Record<string, number>;
let reader: Caller;
const given: Given[] = [];

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
    { code: "C", parent: "G" },
  ]);
  const choice: Series = { ordinal: 2, part: "with", kind: "choice", scale: null, metric: null };
  await world.addSurvey({ id: 1, series: [score(1, "food", 5, "p:food"), choice, flag(3, "near"), flag(4, "price"), flag(5, "taste")] });
  await world.server.store.db
    .updateTable("survey_versions")
    .set({ definition: JSON.stringify(DEFINITION) as never })
    .where("survey_id", "=", 1)
    .execute();
  await world.addSurvey({ id: 2, series: [score(1, "sat", 3), score(2, "infl", 3)] });
  await world.addSurvey({ id: 3, anonymity: "anonymous", series: [{ ...score(1, "rec", 10, "nps"), scale: { min: 0, max: 10 } }] });
  given.push(...randomAnswers(900));
  await world.answer(given);
  reader = await world.server.person({ roles: ["analyst"] });
});

function randomAnswers(count: number): Given[] {
  let rng = seedRng("crosstab");
  const below = (limit: number) => {
    const [value, next] = nextBelow(rng, limit);
    rng = next;
    return value;
  };
  const gap = <T>(value: T) => (below(6) === 0 ? null : value);
  return Array.from({ length: count }, () => {
    const asked = below(5) > 0;
    return {
      day: TODAY - below(28),
      surveyId: 1,
      version: 1,
      unitId: gap([units.A!, units.B!, units.C!][below(3)]!),
      channel: ["qr", "sms", "kiosk"][below(3)]!,
      locale: ["zh-CN", "en"][below(2)]!,
      quality: below(9) === 0 ? ("excluded" as const) : ("valid" as const),
      weight: [1, 0.5, 2][below(3)]!,
      nps: gap(below(11)),
      csat: gap(1 + below(5)),
      nums: [gap(1 + below(5)), gap(1 + below(3)), ...[0, 1, 2].map(() => (asked ? below(2) : null))],
    };
  });
}

const ask = (query: Query, who = reader) => who.call(api.analysis.crosstab, { query });
type Table = Awaited<ReturnType<typeof ask>>;

/** What each axis says of a voice, said again without the house's own code. `null` takes no part. */
const READ: Record<string, (voice: Given) => unknown> = {
  unit: ({ unitId }) => unitId ?? "none",
  channel: ({ channel }) => channel,
  locale: ({ locale }) => locale,
  nps: ({ nps }) => nps,
  "nps:groups": ({ nps }) => (nps == null ? null : nps >= 9 ? 9 : nps >= 7 ? 7 : 0),
  "csat:groups": ({ csat }) => (csat == null ? null : csat >= 4 ? 4 : csat === 3 ? 3 : 1),
  "p:food": ({ nums }) => nums?.[0],
  "q:1:with": ({ nums }) => nums?.[1],
};

test("every cell equals a recount from raw answers: any two axes, nested in a third, weighted or not", async () => {
  const codes = Object.keys(READ);
  let compared = 0;
  for (const [i, rows] of codes.entries()) {
    for (const [j, columns] of codes.entries()) {
      if (rows === columns || (rows.startsWith("nps") && columns.startsWith("nps")) || (i + j) % 2 === 0) continue;
      const nest = [undefined, "locale", "channel"][(i + 2 * j) % 3];
      if (nest === rows || nest === columns) continue;
      const weighting = (i + j) % 3 === 0 ? ("weighted" as const) : ("none" as const);
      const table = await ask({ rows, columns, ...(nest === undefined ? {} : { nest }), weighting });
      for (const layer of table.layers) {
        const inLayer = given.filter((voice) => voice.quality === "valid" && (nest === undefined || READ[nest]!(voice) === layer.key));
        for (const [r, row] of table.rows.categories.entries()) {
          for (const [c, column] of table.columns.categories.entries()) {
            const is = (code: string, key: unknown) => (voice: Given) => READ[code]!(voice) === (key ?? "none");
            const there = inLayer.filter(is(rows, row.key)).filter(is(columns, column.key));
            const cell = layer.cells[r]![c]!;
            expect(cell.n, `${rows} × ${columns}`).toBe(there.length);
            if (weighting === "weighted")
              expect(cell.weighted).toBeCloseTo(
                there.reduce((sum, { weight }) => sum + weight!, 0),
                9,
              );
            compared += 1;
          }
        }
        const base = inLayer.filter((voice) => READ[rows]!(voice) != null && READ[columns]!(voice) != null);
        expect(layer.total.n).toBe(base.length);
        expect(layer.columns.reduce((sum, { n }) => sum + n, 0)).toBe(base.length);
      }
    }
  }
  expect(compared).toBeGreaterThan(500);
});

test("U2.6: letters equal a recount by another way: shares over single answers, effective bases, pooled z, Benjamini–Hochberg by sorted p", async () => {
  // the tail of the normal distribution by its series, not by the house's own function
  const twoSided = (z: number) => {
    let [term, total] = [Math.abs(z), Math.abs(z)];
    for (let k = 1; k < 400; k++) total += term *= (z * z) / (2 * k + 1);
    return 1 - 2 * total * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
  };
  // those who have more influence are more content; weights differ within every group
  const housed = Array.from({ length: 360 }, (_, i) => ({
    surveyId: 2,
    version: 1,
    day: TODAY - 200,
    weight: [0.5, 1, 2, 1][i % 4]!,
    nums: [(i * 7) % 10 < 1 + 2 * (1 + (i % 3)) ? 3 : 1 + (i % 2), 1 + (i % 3)],
  }));
  await world.answer(housed);
  const day = isoDateOf(TODAY - 200);
  const read: typeof READ = { ...READ, "q:2:sat": ({ nums }) => nums?.[0], "q:2:infl": ({ nums }) => nums?.[1] };
  let told = 0;
  for (const [rows, code, weighting] of [
    ["q:1:with", "channel", "weighted"],
    ["p:food", "channel", "weighted"],
    ["q:2:sat", "q:2:infl", "weighted"],
    ["q:2:sat", "q:2:infl", "none"],
    ["p:food", "csat:groups", "none"],
  ] as const) {
    const isHoused = rows === "q:2:sat";
    const table = await ask({ rows, columns: code, weighting, ...(isHoused ? { from: day, to: day } : {}) });
    const weigh = ({ weight }: Given) => (weighting === "weighted" ? weight! : 1);
    const all: readonly Given[] = isHoused ? housed : given.filter(({ quality }) => quality === "valid");
    const base = all.filter((voice) => read[rows]!(voice) != null && read[code]!(voice) != null);
    const people = table.columns.categories.map(({ key }) => base.filter((voice) => read[code]!(voice) === key));
    const effective = people.map(
      (own) => own.reduce((sum, one) => sum + weigh(one), 0) ** 2 / own.reduce((sum, one) => sum + weigh(one) ** 2, 0),
    );
    const tests = table.rows.categories.flatMap(({ key }, row) => {
      const share = people.map(
        (own) =>
          own.filter((voice) => read[rows]!(voice) === key).reduce((sum, one) => sum + weigh(one), 0) /
          own.reduce((sum, one) => sum + weigh(one), 0),
      );
      return people.flatMap((_, a) =>
        people.slice(a + 1).map((__, at) => {
          const b = a + 1 + at;
          const pooled = (share[a]! * effective[a]! + share[b]! * effective[b]!) / (effective[a]! + effective[b]!);
          const z = (share[a]! - share[b]!) / Math.sqrt(pooled * (1 - pooled) * (1 / effective[a]! + 1 / effective[b]!));
          return { row, winner: z > 0 ? a : b, loser: z > 0 ? b : a, p: twoSided(z) };
        }),
      );
    });
    const rising = tests.map(({ p }) => p).sort((x, y) => x - y);
    const cut = tests.length > 10 ? Math.max(0, ...rising.filter((p, i) => p <= (0.1 * (i + 1)) / tests.length)) : 0.05;
    const layer = table.layers[0]!;
    expect(layer.pairs).toEqual({ compared: tests.length, rule: tests.length > 10 ? "benjamini-hochberg-at-0.10" : "each-at-0.05" });
    for (const [row, line] of layer.cells.entries()) {
      for (const [column, cell] of line.entries()) {
        const lower = tests.filter((one) => one.row === row && one.winner === column && one.p <= cut).map(({ loser }) => "ABC"[loser]!);
        expect(cell.letters, `${rows} × ${code}`).toEqual(lower.sort());
        told += lower.length;
      }
    }
  }
  expect(told).toBeGreaterThan(0);
});

test("a multiple choice as rows: each option over everybody asked, columns compared; as columns the same turned over, not compared", async () => {
  const table = await ask({ rows: "m:1:why", columns: "channel" });
  const flat = await ask({ rows: "channel", columns: "m:1:why" });
  const layer = table.layers[0]!;
  for (const [c, { key }] of table.columns.categories.entries()) {
    const asked = given.filter(({ quality, channel, nums }) => quality === "valid" && channel === key && nums?.[2] != null);
    expect(layer.columns[c]!.n).toBe(asked.length);
    for (const option of [0, 1, 2]) {
      const picked = asked.filter(({ nums }) => nums![2 + option] === 1).length;
      expect(layer.cells[option]![c]).toMatchObject({ n: picked, columnShare: picked / asked.length });
      expect(flat.layers[0]!.cells[c]![option]).toMatchObject({ n: picked, rowShare: picked / asked.length, letters: [] });
    }
  }
  expect(table.rows.overlaps).toBe(true);
  expect(layer.test).toBeNull();
  expect(layer.pairs.compared).toBeGreaterThan(0);
  expect(flat.layers[0]!.pairs.compared).toBe(0);
});

test("a metric stands in every cell with its own base", async () => {
  const { layers, columns } = await ask({ rows: "q:1:with", columns: "channel", metric: "csat" });
  for (const [c, { key }] of columns.categories.entries()) {
    const there = given.filter(
      ({ quality, channel, csat, nums }) => quality === "valid" && channel === key && csat != null && nums?.[1] === 1,
    );
    const metric = layers[0]!.cells[0]![c]!.metric!;
    expect(metric.n).toBe(there.length);
    expect(metric.value).toBeCloseTo((100 * there.filter(({ csat }) => csat! >= 4).length) / there.length, 9);
  }
});

test("Copenhagen housing: table, chi-square, Cramér's V and adjusted residuals equal R", async () => {
  const levels = ["Low", "Medium", "High"];
  const { rows } = readTable("housing_satisfaction.csv");
  await world.answer(
    rows.flatMap(({ Sat, Infl, Freq }) =>
      times(Number(Freq), {
        surveyId: 2,
        version: 1,
        day: TODAY - 300,
        nums: [levels.indexOf(String(Sat)) + 1, levels.indexOf(String(Infl)) + 1],
      }),
    ),
  );
  const day = isoDateOf(TODAY - 300);
  const { layers } = await ask({ rows: "q:2:sat", columns: "q:2:infl", from: day, to: day });
  const { table, chi2, df, cramers_v, min_expected, adjusted_residuals } = readReference("02_csat_tests").find(
    ({ id }) => id === "chisq-housing-infl",
  )!.expected as Record<"table" | "adjusted_residuals", Record<string, Record<string, number>>> &
    Record<"chi2" | "df" | "cramers_v" | "min_expected", number>;
  const { cells, test: found, total } = layers[0]!;
  // rows stand best first
  const best = levels.toReversed();
  for (const [i, sat] of best.entries()) {
    for (const [j, infl] of best.entries()) {
      expect(cells[i]![j]!.n).toBe(table[infl]![sat]);
      expect(cells[i]![j]!.residual).toBeCloseTo(adjusted_residuals[infl]![sat]!, 8);
    }
  }
  expect(total.n).toBe(1681);
  expect([found!.chiSquare, found!.df, found!.cramersV, found!.minExpected]).toEqual(
    [chi2, df, cramers_v, min_expected].map((value) => expect.closeTo(value, 8)),
  );
});

test("axes: places, times, metric groups and every countable question, each with its survey", async () => {
  const { items } = await reader.call(api.analysis.axes, {});
  const codes = items.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(["unit", "week", "nps:groups", "csat", "p:food", "q:1:with", "m:1:why", "q:2:sat"]));
  expect(items.find(({ code }) => code === "m:1:why")).toMatchObject({ overlaps: true, survey: { id: 1 }, label: words("Why") });
});

test("what cannot be crossed is refused: the same twice, two multiple choices, an unknown code, someone else's survey", async () => {
  for (const query of [
    { rows: "unit", columns: "unit" },
    { rows: "m:1:why", columns: "channel", nest: "m:1:why" },
    { rows: "nonsense", columns: "unit" },
    { rows: "q:99:food", columns: "unit" },
    { rows: "q:1:why", columns: "unit" },
  ]) {
    await expect(ask(query)).rejects.toSatisfy((error) => error instanceof Refusal && error.problem.code === "INVALID_INPUT");
  }
  expect((await ask({ rows: "q:1:with", columns: "q:2:sat" })).layers[0]!.total.n).toBe(0);
});

test("a reader of one store sees that store's answers only, whatever the link says", async () => {
  const local = await world.server.person({ roles: ["frontline_manager"], units: [units.A!] });
  const own = given.filter(({ quality, unitId, nps }) => quality === "valid" && unitId === units.A && nps != null).length;
  expect((await ask({ rows: "nps:groups", columns: "channel" }, local)).layers[0]!.total.n).toBe(own);
  await expect(ask({ rows: "nps:groups", columns: "channel", unit: units.B! }, local)).rejects.toSatisfy(
    (error) => error instanceof Refusal && error.problem.code === "NOT_FOUND",
  );
});

const cellsOf = ({ layers }: Table) => layers[0]!.cells.flat();

test("anonymous answers: by unit from k on, small cells hidden with others; in undeclared cuts and nested tables they stay out", async () => {
  const period = { from: isoDateOf(TODAY - 600), to: isoDateOf(TODAY - 590) };
  const anonymous = (unit: string, nps: number): Given => ({
    anonymity: "anonymous",
    surveyId: 3,
    version: 1,
    unitId: units[unit]!,
    nps,
    nums: [nps],
    day: TODAY - 595,
  });
  await world.answer([...times(12, anonymous("A", 9)), ...times(2, anonymous("A", 3)), ...times(11, anonymous("A", 7))]);
  await world.answer([
    ...times(15, anonymous("B", 10)),
    ...times(10, anonymous("B", 2)),
    ...times(15, anonymous("C", 8)),
    ...times(10, anonymous("C", 9)),
  ]);
  const table = await ask({ rows: "nps:groups", columns: "unit", ...period });
  expect(table.anonymousLeftOut).toBe(false);
  expect(cellsOf(table).every(({ n }) => n === null || n === 0 || n >= 5)).toBe(true);
  expect(table.layers[0]!.hidden).toBeGreaterThanOrEqual(2);
  for (const query of [{ columns: "channel" }, { columns: "unit", nest: "week" }, { columns: "csat" }]) {
    const left = await ask({ rows: "nps:groups", ...query, ...period });
    expect(left.anonymousLeftOut).toBe(true);
    expect(left.layers.reduce((sum, { total }) => sum + total.n, 0)).toBe(0);
    expect(left.statement.answers).toBe(0);
  }
  // the question and the metric it feeds are one set in the log of what was shown, so that they cannot be subtracted
  await ask({ rows: "q:3:rec", columns: "unit", ...period });
  const released = await world.server.store.db.selectFrom("released_sets").select("filter").execute();
  expect(new Set(released.map(({ filter }) => (filter as { metric: string }).metric))).toEqual(new Set(["nps"]));
});
