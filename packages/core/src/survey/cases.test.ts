import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Answers, askedScreens, checkAnswers, outlineOf, readForm, type SurveyDefinition, visibleQuestions } from "./index.js";

type Cases = {
  surveys: Record<string, Pick<SurveyDefinition, "layout" | "pages">>;
  paths: { name: string; survey: string; answers: Answers; visible: string[]; screens: number[] }[];
  posts: { name: string; survey: string; form: Record<string, string | string[]>; answers: Answers; faults: string[] }[];
};
const cases: Cases = JSON.parse(readFileSync(new URL("../../fixtures/survey/cases.json", import.meta.url), "utf8"));

function surveyOf(name: string): SurveyDefinition {
  const words = { "zh-CN": "例", en: "Example" };
  const shared = { title: words, purpose: words, closing: words, anonymity: "identified", offerCallback: false } as const;
  return { locales: ["zh-CN", "en"], defaultLocale: "zh-CN", ...shared, ...cases.surveys[name]! };
}

describe("the shared case file: paths", () => {
  for (const { name, survey, answers, visible, screens } of cases.paths) {
    test(name, () => {
      const definition = surveyOf(survey);
      expect(visibleQuestions(definition, answers).map((question) => question.key)).toEqual(visible);
      expect(askedScreens(definition, answers)).toEqual(screens);
    });
  }
});

describe("the shared case file: posts", () => {
  for (const { name, survey, form, answers, faults } of cases.posts) {
    test(name, () => {
      const definition = surveyOf(survey);
      const checked = checkAnswers(definition, readForm(outlineOf(definition).questions, form));
      expect(checked.answers).toEqual(answers);
      expect(checked.faults.map((fault) => `${fault.part} ${fault.reason}`)).toEqual(faults);
    });
  }
});
