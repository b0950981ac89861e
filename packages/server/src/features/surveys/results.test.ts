import { readFileSync } from "node:fs";
import { api, type In } from "@manyi/contracts";
import { spanOfDay } from "@manyi/core/metrics";
import { seedRng, uniformStream } from "@manyi/core/numeric";
import { alphaInterval, factorability, firstLoadings, itemMoments, reliability } from "@manyi/core/scales";
import { estimateSeconds, type SurveyDefinition, seriesOf } from "@manyi/core/survey";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";
import { words } from "../respond/testing/desk.js";

const FIXTURES = new URL("../../../../core/fixtures/reference/", import.meta.url);
const ITEMS = ["A1", "A2", "A3", "A4", "A5"];

let world: FiguresWorld;
let analyst: Caller;
beforeAll(async () => {
  world = await figuresWorld();
  analyst = await world.server.person({ roles: ["analyst"] });
});

const definition = (anonymity: SurveyDefinition["anonymity"]): SurveyDefinition => ({
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: words("量表", "Scale"),
  purpose: words("检验", "To check"),
  anonymity,
  layout: "single",
  pages: [
    {
      key: "p",
      questions: [
        {
          key: "grid",
          type: "matrix",
          text: words("下面几句话有多像您？", "How well do these describe you?"),
          scale: { min: 1, max: 6 },
          low: words("完全不像", "Not at all"),
          high: words("非常像", "Very well"),
          rows: ITEMS.map((key) => ({ key: key.toLowerCase(), text: words(`第 ${key} 句`, `Sentence ${key}`) })),
        },
      ],
    },
  ],
  closing: words("谢谢。", "Thank you."),
  offerCallback: false,
});

async function addSurvey(id: number, anonymity: SurveyDefinition["anonymity"] = "identified"): Promise<void> {
  const made = definition(anonymity);
  await world.addSurvey({ id, anonymity, series: seriesOf(made, []) });
  await world.server.store.db
    .updateTable("survey_versions")
    .set({ definition: JSON.stringify(made) })
    .where("survey_id", "=", id)
    .execute();
  await world.server.store.db.updateTable("surveys").set({ current_version: 1 }).where("id", "=", id).execute();
}

/** Shipped answers; the first item is turned as the reference turns it. */
function shipped(): (number | null)[][] {
  const [head = "", ...lines] = readFileSync(new URL("data/likert_ac.csv", FIXTURES), "utf8").trim().split("\n");
  const names = head.split(",").map((name) => name.replaceAll('"', "").trim());
  return lines.map((line) => {
    const cells = line.split(",");
    return ITEMS.map((item) => {
      const text = cells[names.indexOf(item)]!.trim();
      const value = text === "" || text === "NA" ? null : Number(text);
      return value === null || item !== "A1" ? value : 7 - value;
    });
  });
}

test("L2.7: through the route, the shipped answers give what the named statistics software gave", async () => {
  const expected = JSON.parse(readFileSync(new URL("expected/05_reliability.json", FIXTURES), "utf8")) as {
    cases: { id: string; expected: Record<string, never> }[];
  };
  const known = expected.cases.find(({ id }) => id === "scale-agreeableness")!.expected as unknown as {
    n: number;
    alpha_raw: number;
    item_total_corrected: Record<string, number>;
    alpha_if_deleted: Record<string, number>;
  };
  const rows = shipped();
  await addSurvey(41);
  await world.answer(
    rows.filter((row) => row.some((value) => value !== null)).map((row) => ({ surveyId: 41, version: 1, day: TODAY - 2, nums: row })),
  );
  const { scales } = await analyst.call(api.surveys.results, { params: { id: 41 }, query: {} });
  const [scale] = scales;
  expect([scales.length, scale!.key, scale!.n]).toEqual([1, "grid", known.n]);
  expect(scale!.alpha).toBeCloseTo(known.alpha_raw, 8);
  expect(scale!.interval!.low).toBeLessThan(known.alpha_raw);
  for (const [i, item] of ITEMS.entries()) {
    expect(scale!.items[i]!.itemTotal).toBeCloseTo(known.item_total_corrected[item]!, 8);
    expect(scale!.items[i]!.alphaIfDropped).toBeCloseTo(known.alpha_if_deleted[item]!, 8);
    const said = rows.filter((row) => row.some((value) => value !== null)).map((row) => row[i]!);
    const answered = said.filter((value) => value !== null);
    expect(scale!.items[i]!.missingShare).toBeCloseTo(1 - answered.length / said.length, 10);
    expect(scale!.items[i]!.ceiling).toBeCloseTo((100 * answered.filter((value) => value === 6).length) / answered.length, 8);
  }
});

test("L2.4: the estimated length is held against the real one, and said to be off beyond 30 %", async () => {
  await addSurvey(42);
  const estimated = estimateSeconds(definition("identified"), "zh-CN");
  const answers = (seconds: number, n: number) =>
    Array.from({ length: n }, (_, i) => ({
      surveyId: 42,
      version: 1,
      day: TODAY - 1,
      locale: "zh-CN",
      durationS: Math.round(seconds) + (i % 3) - 1,
      nums: [3, 4, 3, 5, 4],
    }));
  const read = async () => (await analyst.call(api.surveys.results, { params: { id: 42 }, query: {} })).length!;
  await world.answer(answers(estimated * 1.1, 9));
  expect(await read()).toMatchObject({ n: 9, medianSeconds: null, isOff: false, estimatedSeconds: estimated });
  await world.answer(answers(estimated * 1.1, 4));
  expect((await read()).isOff).toBe(false);
  await world.answer(answers(estimated * 2, 40));
  expect(await read()).toMatchObject({ isOff: true, isTimed: true });
});

test("answers of anonymous surveys enter a reliability from k on only", async () => {
  await addSurvey(43, "anonymous");
  const anonymous = (n: number) =>
    Array.from({ length: n }, (_, i) => ({
      surveyId: 43,
      version: 1,
      day: TODAY - 1,
      anonymity: "anonymous" as const,
      nums: [1 + (i % 5), 2 + (i % 4), 1 + (i % 6), 3, 2 + (i % 5)],
    }));
  await world.answer(anonymous(6));
  const read = async () => (await analyst.call(api.surveys.results, { params: { id: 43 }, query: {} })).scales;
  expect(await read()).toEqual([]);
  await world.answer(anonymous(40));
  const [scale] = await read();
  expect(scale!.n).toBeGreaterThanOrEqual(10);
});

/** Five items of people who mostly agree with themselves; where it is loose, the last item goes its own way. */
function people(n: number, seed: string, isLoose: boolean): number[][] {
  const next = uniformStream(seedRng(seed));
  const near = (own: number) => Math.min(6, Math.max(1, Math.round(own + 2 * next() - 1)));
  return Array.from({ length: n }, () => {
    const own = 1 + 5 * next();
    const last = isLoose ? 1 + Math.floor(6 * next()) : near(own);
    return [near(own), near(own), near(own), near(own), last];
  });
}

test("L2.7: after each wave, by month, quarter and version, the numbers are core's on the raw answers of that wave", async () => {
  await addSurvey(44);
  const early = people(60, "early", false).map((nums, i) => ({ surveyId: 44, version: 1, day: TODAY - 70 + (i % 10), nums }));
  const late = people(50, "late", true).map((nums, i) => ({ surveyId: 44, version: 1, day: TODAY - (i % 2), nums }));
  const few = people(4, "few", false).map((nums) => ({ surveyId: 44, version: 1, day: TODAY - 30, nums }));
  await world.answer([...early, ...late, ...few]);
  const answers = [...early, ...late, ...few];
  const read = (by: NonNullable<In<typeof api.surveys.waves>["query"]>["by"]) =>
    analyst.call(api.surveys.waves, { params: { id: 44 }, query: { by } });
  for (const [by, months] of [
    ["month", 1],
    ["quarter", 3],
  ] as const) {
    const { waves } = await read(by);
    const keyOf = (day: number) => Math.floor(spanOfDay("month", day) / months);
    const raw = new Map<number, number[][]>();
    for (const { day, nums } of answers) raw.set(keyOf(day), [...(raw.get(keyOf(day)) ?? []), nums]);
    let compared = 0;
    for (const { from, scales, version } of waves) {
      expect(version).toBeNull();
      const rows = raw.get(keyOf(Date.parse(from) / 86_400_000)) ?? [];
      if (rows.length < 10) {
        expect(scales).toEqual([]);
        continue;
      }
      const moments = itemMoments(rows);
      const own = reliability(moments)!;
      const [scale] = scales;
      expect(scale).toMatchObject({ n: rows.length, alpha: expect.closeTo(own.alpha, 10) });
      expect(scale!.interval!.low).toBeCloseTo(alphaInterval(own.alpha, rows.length, 5)!.low, 10);
      expect(scale!.kmo).toBeCloseTo(factorability(moments)!.kmo, 8);
      scale!.items.forEach((item, i) => {
        expect(item.itemTotal).toBeCloseTo(own.items[i]!.restCorrelation!, 10);
        expect(item.loading).toBeCloseTo(firstLoadings(moments)![i]!, 8);
        compared++;
      });
    }
    expect(compared).toBeGreaterThanOrEqual(5);
  }
  const last = (await read("month")).waves.at(-1)!.scales[0]!;
  expect(last.warnings.find(({ code }) => code === "WEAK_ITEM" || code === "NEGATIVE_ITEM")?.item).toBe(4);
  const { waves } = await read("version");
  expect(waves.map(({ version, scales }) => [version, scales[0]!.n])).toEqual([[1, 114]]);
});

test("anonymous people stand in waves as they move in steps, and in no version: that is nothing they were told of", async () => {
  await addSurvey(45, "anonymous");
  await world.answer(
    people(78, "anonymous", false).map((nums) => ({
      surveyId: 45,
      version: 1,
      day: TODAY - 1,
      anonymity: "anonymous" as const,
      nums,
    })),
  );
  const read = async (by: "month" | "version") =>
    (await analyst.call(api.surveys.waves, { params: { id: 45 }, query: { by } })).waves.flatMap(({ scales }) => scales.map(({ n }) => n));
  expect(await read("month")).toEqual([75]);
  expect(await read("version")).toEqual([]);
});
