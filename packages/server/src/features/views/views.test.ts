import { api } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, times } from "../figures/testing/world.js";

let world: FiguresWorld;
let units: Record<string, number>;
let owner: Caller;
let analyst: Caller;
let manager: Caller;
beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  await world.addSurvey({ id: 1, series: [{ ordinal: 1, part: "food", kind: "score", scale: { min: 1, max: 5 }, metric: "p:food" }] });
  owner = await world.server.person({ roles: ["analyst"] });
  analyst = await world.server.person({ roles: ["analyst"] });
  manager = await world.server.person({ roles: ["frontline_manager"], units: [units.A!] });
});

const view = { name: "Weekend by store", page: "/understand/crosstab", search: { rows: "nps:groups", columns: "unit", unit: 2 } };
const namesOf = async (who: Caller) => (await who.call(api.views.list, { query: {} })).items.map(({ name }) => name.en ?? name["zh-CN"]);
const code = (wanted: string) => ({ problem: { code: wanted } });

test("a view is its owner's, a role's or everybody's, and to anybody else it is not there", async () => {
  const { id } = await owner.call(api.views.save, { body: view });
  expect(await namesOf(analyst)).toEqual([]);
  await expect(analyst.call(api.views.open, { params: { id } })).rejects.toMatchObject(code("NOT_FOUND"));
  await owner.call(api.views.change, { params: { id }, body: { visibleTo: "role", role: "analyst" } });
  expect(await namesOf(analyst)).toEqual([view.name]);
  expect(await namesOf(manager)).toEqual([]);
  const shared = await owner.call(api.views.change, { params: { id }, body: { visibleTo: "everyone" } });
  expect(shared).toMatchObject({ visibleTo: "everyone", role: null, isOwn: true, search: view.search });
  const [seen] = (await manager.call(api.views.list, { query: { page: view.page } })).items;
  expect(seen).toMatchObject({ id, isOwn: false, mayChange: false });
  expect((await manager.call(api.views.list, { query: { page: "/understand/dashboard" } })).items).toEqual([]);
});

test("a shared view of a unit outside the reader's scope is not there for that reader", async () => {
  const { id } = await owner.call(api.views.save, {
    body: { ...view, name: "Store B", search: { ...view.search, unit: units.B! }, visibleTo: "everyone" },
  });
  expect(await namesOf(analyst)).toContain("Store B");
  expect(await namesOf(manager)).not.toContain("Store B");
  await expect(manager.call(api.views.open, { params: { id } })).rejects.toMatchObject(code("NOT_FOUND"));
  await owner.call(api.views.remove, { params: { id } });
});

test("only its owner renames and removes it; removing can be undone", async () => {
  const { id } = await owner.call(api.views.save, { body: { ...view, name: "Mine", visibleTo: "everyone" } });
  await expect(analyst.call(api.views.change, { params: { id }, body: { name: "Yours" } })).rejects.toMatchObject(code("NOT_ALLOWED"));
  await expect(analyst.call(api.views.remove, { params: { id } })).rejects.toMatchObject(code("NOT_ALLOWED"));
  await owner.call(api.views.change, { params: { id }, body: { name: "Ours" } });
  await owner.call(api.views.remove, { params: { id } });
  expect(await namesOf(owner)).not.toContain("Ours");
  await expect(analyst.call(api.views.restore, { params: { id } })).rejects.toMatchObject(code("NOT_ALLOWED"));
  expect(await owner.call(api.views.restore, { params: { id } })).toMatchObject({ id });
  expect(await namesOf(owner)).toContain("Ours");
});

test("the view opened last stands first, for each reader by their own use", async () => {
  const first = await owner.call(api.views.save, { body: { ...view, name: "First", visibleTo: "everyone" } });
  const second = await owner.call(api.views.save, { body: { ...view, name: "Second", visibleTo: "everyone" } });
  await owner.call(api.views.open, { params: { id: second.id } });
  world.server.clock.set("2026-03-02T05:00:00Z");
  await owner.call(api.views.open, { params: { id: first.id } });
  await analyst.call(api.views.open, { params: { id: second.id } });
  expect((await namesOf(owner)).slice(0, 2)).toEqual(["First", "Second"]);
  expect((await namesOf(analyst))[0]).toBe("Second");
});

test("a role is named exactly when a view is shared with one; other pages and keys keep no views", async () => {
  for (const body of [
    { ...view, visibleTo: "role" as const },
    { ...view, role: "agent" as const },
    { ...view, page: "/platform/members" },
  ]) {
    await expect(owner.call(api.views.save, { body })).rejects.toMatchObject(code("INVALID_INPUT"));
  }
  const key = await world.server.apiKey({ permissions: ["figures:read"] });
  const reply = await key.inject({ method: "POST", url: "/api/v1/views", payload: view });
  expect(reply.json()).toMatchObject({ code: "NOT_ALLOWED" });
});

test("comparing: the difference of two stores is tested, that of a part and its whole is not", async () => {
  const answers = (unit: string, nps: number, food: number, n: number) =>
    times(n, { surveyId: 1, version: 1, unitId: units[unit]!, nps, nums: [food] });
  await world.answer([...answers("A", 10, 5, 40), ...answers("A", 3, 4, 10), ...answers("B", 10, 3, 15), ...answers("B", 2, 2, 35)]);
  const compare = (a: object, b: object, who = analyst) => who.call(api.views.compare, { body: { a, b } });
  const stores = await compare({ unit: units.A }, { unit: units.B });
  expect(stores.overlaps).toBe(false);
  expect(stores.a.answers).toBe(50);
  const nps = stores.rows.find(({ metric }) => metric === "nps")!;
  expect(nps).toMatchObject({ a: { value: 60, n: 50 }, b: { value: -40, n: 50 }, difference: { value: 100, significant: true } });
  expect(stores.rows.find(({ attribute }) => attribute === "food")!.difference!.value).toBeCloseTo(4.8 - 2.3, 9);
  expect(stores.compared).toBe(2);
  expect(stores.rows.map(({ metric }) => metric)).toEqual(["nps", "p"]);
  const whole = await compare({ unit: units.A }, {});
  expect(whole.overlaps).toBe(true);
  expect(whole.rows.every(({ difference }) => difference === null)).toBe(true);
  // the same link shows a manager the manager's own store on both sides
  expect((await compare({}, { from: "2026-01-01", to: "2026-01-31" }, manager)).a.answers).toBe(50);
  await expect(compare({ unit: units.B }, {}, manager)).rejects.toMatchObject(code("NOT_FOUND"));
});

test("comparing: a metric whose scale became another one between the two periods is never tested, the others are", async () => {
  const scaled = (max: number) =>
    JSON.stringify([{ ordinal: max, part: "taste", kind: "score", scale: { min: 1, max }, metric: "p:taste" }]);
  const rating = (max: number) => ({
    pages: [
      {
        key: "p",
        questions: [
          {
            type: "rating",
            key: "taste",
            attribute: "taste",
            text: { en: "Taste" },
            scale: { min: 1, max },
            low: {},
            high: {},
            display: "number",
          },
        ],
      },
    ],
  });
  await world.addSurvey({ id: 2 });
  const { db } = world.server.store;
  await db
    .updateTable("survey_versions")
    .set({ series: scaled(5), definition: JSON.stringify(rating(5)), published_at: "2025-11-01T00:00:00Z" })
    .where("survey_id", "=", 2)
    .execute();
  await db
    .insertInto("survey_versions")
    .values({
      tenant_id: 1,
      survey_id: 2,
      number: 2,
      series: scaled(7),
      definition: JSON.stringify(rating(7)),
      published_at: "2026-02-01T00:00:00Z",
    })
    .execute();
  const given = (day: string, version: number) =>
    times(40, {
      surveyId: 2,
      version,
      unitId: units.A!,
      day: Date.parse(day) / 86_400_000,
      nps: 9,
      nums: version === 1 ? [null, null, null, null, 4] : [null, null, null, null, null, null, 6],
    });
  await world.answer([...given("2026-01-10", 1), ...given("2026-02-20", 2)]);
  const body = { a: { from: "2026-02-10", to: "2026-02-28", survey: 2 }, b: { from: "2026-01-01", to: "2026-01-31", survey: 2 } };
  const { rows } = await analyst.call(api.views.compare, { body });
  expect(rows.filter(({ attribute }) => attribute === "taste").every(({ difference }) => difference === null)).toBe(true);
  expect(rows.find(({ metric }) => metric === "nps")).toMatchObject({ incomparable: false, a: { n: 40 }, b: { n: 40 } });
});
