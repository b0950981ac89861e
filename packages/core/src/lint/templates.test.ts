import { expect, test } from "vitest";
import { NPS_WORDINGS, surveyTemplates } from "../survey/index.js";
import { lintSurvey } from "./index.js";
import { lintInput } from "./testing/from-definition.js";

test.each(surveyTemplates().map((template) => [template.code, template] as const))("templates: %s passes in both languages", (_, {
  definition,
}) => {
  const findings = lintSurvey(lintInput(definition));
  expect(findings.map(({ rule, questionKey, locale, words }) => [rule, questionKey, locale, words])).toEqual([]);
});

test("templates: the official wordings of the recommendation question pass", () => {
  const questions = Object.entries(NPS_WORDINGS).map(([key, text]) => ({
    key,
    type: "nps" as const,
    text: { "zh-CN": text["zh-CN"] ?? "", en: text.en ?? "" },
    scale: { min: 0, max: 10 },
  }));
  expect(lintSurvey({ locales: ["zh-CN", "en"], questions })).toEqual([]);
});
