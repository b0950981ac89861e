import { expect, test } from "vitest";
import { lintSurvey, lintViewOf } from "../lint/index.js";
import { kanoPair, packAnswers, type SurveyDefinition, seriesOf, surveyFaults } from "./index.js";

const [good, bad] = kanoPair("birthday", { "zh-CN": "生日惊喜", en: "A birthday treat" }, ["good", "bad"]);
const survey = (questions: SurveyDefinition["pages"][number]["questions"]): SurveyDefinition => ({
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: { "zh-CN": "期望层级", en: "Expectations" },
  purpose: { "zh-CN": "了解哪些是应该的", en: "To learn what is taken for granted" },
  anonymity: "identified",
  layout: "paged",
  pages: [{ key: "p", questions }],
  closing: { "zh-CN": "谢谢您。", en: "Thank you." },
  offerCallback: false,
});

test("Kano: the two halves are counted under their attribute, by the code of the answer", () => {
  const definition = survey([good, bad]);
  const series = seriesOf(definition, []);
  expect(series.map(({ metric, scale, kind }) => [metric, scale, kind])).toEqual([
    ["kf:birthday", { min: 1, max: 5 }, "score"],
    ["kd:birthday", { min: 1, max: 5 }, "score"],
  ]);
  expect(packAnswers(definition, series, { good: "like", bad: "dislike" }).nums).toEqual([1, 5]);
  expect(surveyFaults(definition)).toEqual([]);
});

test("Kano: half a pair, another attribute or another list of answers cannot be published", () => {
  const codes = (questions: Parameters<typeof survey>[0]) => surveyFaults(survey(questions)).map(({ code }) => code);
  expect(codes([good])).toEqual(["KANO_PAIR"]);
  expect(codes([good, { ...bad, attribute: "decor" }])).toEqual(["KANO_PAIR", "KANO_PAIR"]);
  expect(codes([good, { ...bad, options: bad.options.slice(1) }])).toContain("KANO_OPTIONS");
});

test("Kano: the linter finds nothing against its standard wording", () => {
  expect(lintSurvey(lintViewOf(survey([good, bad]))).filter(({ questionKey }) => questionKey !== null)).toEqual([]);
});
