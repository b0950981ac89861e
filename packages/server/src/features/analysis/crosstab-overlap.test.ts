import { api, type In, Refusal } from "@manyi/contracts";
import { nextBelow, seedRng } from "@manyi/core/numeric";
import type { Series } from "@manyi/core/survey";
import type { NewVoice } from "@manyi/store";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld } from "../figures/testing/world.js";
import { createWork } from "../reading/index.js";

type Query = NonNullable<In<typeof api.analysis.crosstab>["query"]>;
type Given = Partial<NewVoice> & { weight: number; nums: (number | null)[]; topics: readonly number[] };

const flags = ["near", "price", "taste"] as const;
const words = (en: string) => ({ "zh-CN": en, en });
const question = (key: string) => ({
  type: "multiple",
  key,
  text: words(key),
  options: flags.map((id, i) => ({ id, code: i + 1, text: words(id) })),
});
const series: Series[] = ["why", "whynot"].flatMap((key, q) =>
  flags.map((id, i) => ({ ordinal: 1 + 3 * q + i, part: `${key}#${id}`, kind: "flag" as const, scale: null, metric: null })),
);

let world: FiguresWorld;
let units: Record<string, number>;
let reader: Caller;
let given: Given[];

const COMMENTS = ["结账排队太慢", "店员很热情", "停车方便，店员很热情", "菜很好吃，结账排队太慢", "还可以", null];

beforeAll(async () => {
  world = await figuresWorld();
  const work = createWork(world.server.services);
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  await world.addSurvey({ id: 1, series });
  await world.addSurvey({ id: 2, anonymity: "anonymous" });
  const { db } = world.server.store;
  const definition = JSON.stringify({ pages: [{ key: "p", questions: [question("why"), question("whynot")] }] });
  await db
    .updateTable("survey_versions")
    .set({ definition: definition as never })
    .where("survey_id", "=", 1)
    .execute();
  let rng = seedRng("overlap");
  const below = (limit: number) => {
    const [value, next] = nextBelow(rng, limit);
    rng = next;
    return value;
  };
  const answers = Array.from({ length: 500 }, () => {
    const isAsked = below(6) > 0;
    const comment = COMMENTS[below(COMMENTS.length)]!;
    return {
      surveyId: 1,
      version: 1,
      unitId: [units.A!, units.B!][below(2)]!,
      weight: [0.5, 1, 2][below(3)]!,
      nps: below(11),
      quality: below(12) === 0 ? ("excluded" as const) : ("valid" as const),
      ...(comment === null ? {} : { comment }),
      nums: flags.concat(flags).map(() => (isAsked ? below(2) : null)),
    };
  });
  const ids = await world.answer(answers);
  await world.answer(
    Array.from({ length: 30 }, () => ({ surveyId: 2, version: 1, unitId: units.A!, anonymity: "anonymous" as const, comment: "停车方便" })),
  );
  await work.reader.run();
  await world.projection.catchUp();
  const tagged = await db.selectFrom("voice_topics").select(["voice_id", "topic_id"]).execute();
  given = answers.map((one, i) => ({
    ...one,
    topics: tagged.filter(({ voice_id }) => voice_id === ids[i]).map(({ topic_id }) => topic_id),
  }));
  reader = await world.server.person({ roles: ["analyst"] });
});

const ask = async (query: Query) => reader.call(api.analysis.crosstab, { query });
const valid = () => given.filter(({ quality }) => quality === "valid");
const sumOf = (voices: readonly Given[]) => voices.reduce((sum, { weight }) => sum + weight, 0);
const picked = (at: number) => (voice: Given) => voice.nums[at] === 1;
const wasAsked = ({ nums }: Given) => nums[0] !== null;
/** 0 stands for the comment as a whole. */
const wrote = ({ topics }: Given) => topics.includes(0);

test("topics as rows: people per topic over everybody who wrote a comment, columns compared, independence not tested; as columns the same turned over", async () => {
  const table = await ask({ rows: "topic", columns: "unit", weighting: "weighted", metric: "nps" });
  const flat = await ask({ rows: "unit", columns: "topic" });
  expect(table.rows.overlaps).toBe(true);
  expect(table.rows.categories.length).toBeGreaterThanOrEqual(3);
  const layer = table.layers[0]!;
  expect(layer.test).toBeNull();
  expect(layer.pairs.compared).toBeGreaterThan(0);
  expect(flat.layers[0]!.pairs.compared).toBe(0);
  let compared = 0;
  for (const [c, { key: unit }] of table.columns.categories.entries()) {
    const base = valid().filter((voice) => wrote(voice) && voice.unitId === unit);
    expect(layer.columns[c]).toMatchObject({ n: base.length });
    expect(layer.columns[c]!.weighted).toBeCloseTo(sumOf(base), 9);
    expect(flat.layers[0]!.rows[c]!.n).toBe(base.length);
    for (const [r, { key, drill }] of table.rows.categories.entries()) {
      const there = base.filter(({ topics }) => topics.includes(Number(key)));
      expect(drill).toEqual({ topic: key });
      expect(layer.cells[r]![c]).toMatchObject({ n: there.length, residual: null });
      expect(layer.cells[r]![c]!.columnShare).toBeCloseTo(sumOf(there) / sumOf(base), 9);
      expect(layer.cells[r]![c]!.metric!.n).toBe(there.length);
      expect(flat.layers[0]!.cells[c]![r]).toMatchObject({ n: there.length, rowShare: there.length / base.length, letters: [] });
      compared += 1;
    }
    expect(layer.columns[c]!.metric!.n).toBe(base.length);
  }
  expect(compared).toBeGreaterThanOrEqual(6);
  expect(layer.total.n).toBe(valid().filter(wrote).length);
});

test("a multiple choice against another one: counts and shares of people, everybody asked counted once, nothing compared; nested too", async () => {
  for (const nest of [undefined, "unit"]) {
    const table = await ask({ rows: "m:1:why", columns: "m:1:whynot", weighting: "weighted", ...(nest === undefined ? {} : { nest }) });
    expect(table.layers).toHaveLength(nest === undefined ? 1 : 2);
    for (const layer of table.layers) {
      const people = valid().filter((voice) => wasAsked(voice) && (nest === undefined || voice.unitId === layer.key));
      expect(layer.total.n).toBe(people.length);
      expect([layer.test, layer.pairs.compared, layer.rest.compared]).toEqual([null, 0, 0]);
      for (const j of [0, 1, 2]) {
        const column = people.filter(picked(3 + j));
        expect(layer.columns[j]!.n).toBe(column.length);
        for (const i of [0, 1, 2]) {
          const row = people.filter(picked(i));
          const both = column.filter(picked(i));
          expect(layer.rows[i]).toMatchObject({ n: row.length });
          const cell = layer.cells[i]![j]!;
          expect(cell.n).toBe(both.length);
          expect(cell.columnShare).toBeCloseTo(sumOf(both) / sumOf(column), 9);
          expect(cell.rowShare).toBeCloseTo(sumOf(both) / sumOf(row), 9);
          expect(cell.totalShare).toBeCloseTo(sumOf(both) / sumOf(people), 9);
          expect([cell.letters, cell.againstRest]).toEqual([[], null]);
        }
      }
    }
  }
});

test("a multiple choice against topics: either way round the same people; the base of a topic are those asked who mention it", async () => {
  const table = await ask({ rows: "m:1:why", columns: "topic" });
  const flat = await ask({ rows: "topic", columns: "m:1:why" });
  const people = valid().filter((voice) => wasAsked(voice) && wrote(voice));
  const [layer, turned] = [table.layers[0]!, flat.layers[0]!];
  expect([layer.total.n, turned.total.n]).toEqual([people.length, people.length]);
  for (const [j, { key }] of table.columns.categories.entries()) {
    const column = people.filter(({ topics }) => topics.includes(Number(key)));
    expect([layer.columns[j]!.n, turned.rows[j]!.n]).toEqual([column.length, column.length]);
    for (const i of [0, 1, 2]) {
      const both = column.filter(picked(i)).length;
      expect(layer.cells[i]![j]).toMatchObject({ n: both, columnShare: both / column.length });
      expect(turned.cells[j]![i]).toMatchObject({ n: both, rowShare: both / column.length, letters: [] });
    }
  }
});

test("anonymous comments stand in no cross-table of topics; a metric inside two overlapping sides and overlapping nests are refused in words", async () => {
  const table = await ask({ rows: "topic", columns: "unit" });
  expect(table.anonymousLeftOut).toBe(true);
  expect(table.layers[0]!.total.n).toBe(valid().filter(wrote).length);
  for (const query of [
    { rows: "m:1:why", columns: "m:1:whynot", metric: "nps" },
    { rows: "topic", columns: "m:1:why", metric: "nps" },
    { rows: "unit", columns: "channel", nest: "topic" },
    { rows: "topic", columns: "topic" },
  ]) {
    await expect(ask(query)).rejects.toSatisfy((error) => error instanceof Refusal && error.problem.code === "INVALID_INPUT");
  }
});
