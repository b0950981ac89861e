import { readFileSync } from "node:fs";
import { api } from "@manyi/contracts";
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
