import { api, Refusal } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, pairSeries, TODAY } from "../figures/testing/world.js";

let world: FiguresWorld;
let units: Record<string, number>;
let analyst: Caller;
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);
const five = { min: 1, max: 5 };
const rating = (attribute: string, ordinal: number) => ({
  ordinal,
  part: attribute,
  kind: "score" as const,
  scale: five,
  metric: `p:${attribute}`,
});
/** Everything goes with speed; `lift` moves it. */
const visits = (unitId: number, n: number, lift: number, day: number) =>
  Array.from({ length: n }, (_, i) => {
    const speed = Math.min(5, 1 + (i % 4) + lift);
    return {
      unitId,
      day,
      surveyId: 1,
      version: 1,
      nps: Math.min(10, 2 * speed - (i % 3 === 0 ? 1 : 0)),
      nums: [4, speed, 1 + ((i * 7) % 5)],
    };
  });

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  analyst = await world.server.person({ roles: ["analyst"], name: "分析员" });
  const nps = { ordinal: 4, part: "nps", kind: "score" as const, scale: { min: 0, max: 10 }, metric: "nps" };
  await world.addSurvey({ id: 1, series: [...pairSeries("speed", 1), rating("decor", 3), nps] });
  await world.answer([...visits(units.A!, 200, 0, TODAY - 5), ...visits(units.B!, 200, 0, TODAY - 5)]);
});

const body = (unit?: number) => ({
  kind: "driver" as const,
  attribute: "speed",
  title: "上菜速度先修",
  question: { filters: unit === undefined ? {} : { unit }, outcome: "nps" },
});

test("A4.1: the evidence of a finding stays as it was while new answers arrive, and stands beside the figures of today", async () => {
  const made = await analyst.call(api.findings.create, { body: body() });
  expect(made).toMatchObject({ kind: "driver", attribute: "speed", state: "proposed", createdBy: "分析员", unitId: null });
  expect(made.evidence).toMatchObject({ n: 400, method: "relativeWeights" });
  expect(made.evidence.figures.map((figure) => figure.code)).toEqual(["share", "perPoint", "correlation", "mean"]);
  expect(made.question.filters).toMatchObject({ from: "2026-02-03", to: "2026-03-02" });
  const before = await analyst.call(api.findings.get, { params: { id: made.id } });
  expect(before.current!.figures).toEqual(made.evidence.figures);

  await world.answer(visits(units.A!, 100, 1, TODAY));
  const after = await analyst.call(api.findings.get, { params: { id: made.id } });
  expect(after.finding.evidence).toEqual(made.evidence);
  expect(after.current!.n).toBe(500);
  expect(after.current!.figures).not.toEqual(made.evidence.figures);
  await expect(world.server.store.db.updateTable("findings").set({ evidence: "{}" }).execute()).rejects.toThrow("frozen");
});

test("a gap is frozen the same way; without evidence nothing is made", async () => {
  const gap = await analyst.call(api.findings.create, { body: { ...body(), kind: "gap" } });
  expect(gap.evidence.figures.map((figure) => figure.code)).toEqual(["ratio", "gap", "p", "e"]);
  expect(await analyst.call(api.findings.create, { body: { ...body(), attribute: "parking" } }).catch(code)).toBe("INVALID_INPUT");
});

test("a finding is seen by those who see all it rests on, and is not there for anybody else", async () => {
  const own = await analyst.call(api.findings.create, { body: body(units.A!) });
  const whole = await analyst.call(api.findings.create, { body: body() });
  const [a, b] = await Promise.all(
    [units.A!, units.B!].map((unit) => world.server.person({ roles: ["frontline_manager"], units: [unit] })),
  );
  expect((await a!.call(api.findings.list, {})).items.map(({ id }) => id)).toEqual([own.id]);
  expect((await b!.call(api.findings.list, {})).items).toEqual([]);
  const missing = await b!.inject({ method: "GET", url: `/api/v1/findings/${world.server.services.ids.uuid()}`, headers: b!.headers });
  for (const id of [own.id, whole.id]) {
    const hidden = await b!.inject({ method: "GET", url: `/api/v1/findings/${id}`, headers: b!.headers });
    expect([hidden.statusCode, hidden.body]).toEqual([missing.statusCode, missing.body]);
  }
  const seen = await a!.call(api.findings.get, { params: { id: own.id } });
  expect(seen.current!.n).toBe(300);
  expect(await a!.call(api.findings.create, { body: body(units.B!) }).catch(code)).toBe("NOT_FOUND");
});

test("owner, due day and note may change; withdrawing keeps the reason, once, and every step is in the audit log", async () => {
  const { id } = await analyst.call(api.findings.create, { body: body(units.A!) });
  const owner = await world.server.person({ roles: ["frontline_manager"], units: [units.A!], name: "店长" });
  const params = { id };
  const planned = await analyst.call(api.findings.plan, {
    params,
    body: { ownerId: owner.id, dueOn: "2026-04-01", note: "高峰期加开传菜口" },
  });
  expect(planned).toMatchObject({ owner: { id: owner.id, name: "店长" }, dueOn: "2026-04-01", note: "高峰期加开传菜口" });
  expect(await analyst.call(api.findings.plan, { params, body: { ownerId: "nobody" } }).catch(code)).toBe("INVALID_INPUT");
  const gone = await analyst.call(api.findings.withdraw, { params, body: { reason: "已并入另一条" } });
  expect(gone).toMatchObject({ state: "withdrawn", withdrawn: { by: "分析员", reason: "已并入另一条" } });
  expect(await analyst.call(api.findings.withdraw, { params, body: { reason: "again" } }).catch(code)).toBe("INVALID_STATE");
  expect((await analyst.call(api.findings.list, {})).items.map((item) => item.id)).not.toContain(id);
  const admin = await world.server.person({ roles: ["admin"] });
  const { items } = await admin.call(api.audit.list, { query: { action: "findings" } });
  expect(items.filter(({ object }) => object === `finding ${id}`).map(({ action }) => action)).toEqual([
    "findings.withdraw",
    "findings.plan",
    "findings.create",
  ]);
});
