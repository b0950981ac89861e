import { type SurveyDefinition, surveyTemplates } from "@manyi/core/survey";
import { expect, test } from "vitest";
import { insertAfter } from "./edits.js";
import { findingsOf, rewritten, splitQuestion } from "./lint-view.js";
import { blankQuestion } from "./questions.js";

const template = surveyTemplates()[0]!.definition;

test("a template has no serious findings", () => {
  for (const { code, definition } of surveyTemplates())
    expect([code, findingsOf(definition, "zh-CN").filter(({ severity }) => severity === "must_fix")]).toEqual([code, []]);
});

test("a leading question is found, and the rewrite taken in one press removes the finding", () => {
  const leading = { ...blankQuestion("rating", "speed"), text: { "zh-CN": "您是否也认为我们的上菜速度很快？", en: "How was the speed?" } };
  const survey: SurveyDefinition = insertAfter(template, leading, null);
  const finding = findingsOf(survey, "zh-CN").find(({ rule, questionKey }) => rule === "leading" && questionKey === "speed");
  expect(finding?.severity).toBe("must_fix");
  const better = rewritten(leading, finding!);
  expect(better?.text["zh-CN"]).toBe(finding?.rewrite);
  expect(findingsOf(insertAfter(template, better!, null), "zh-CN").some(({ rule }) => rule === "leading")).toBe(false);
});

test("a question that asks two things becomes two, in both languages at once", () => {
  const twice = {
    ...blankQuestion("rating", "food"),
    text: { "zh-CN": "您对菜品口味和分量满意吗？", en: "How satisfied are you with the taste and the portions?" },
  };
  const findings = findingsOf(insertAfter(template, twice, null), "en").filter(({ rule }) => rule === "double_barrelled");
  expect(findings.map(({ locale }) => locale).toSorted()).toEqual(["en", "zh-CN"]);
  const [first, second] = splitQuestion(twice, findings, "food-2")!;
  expect([first.key, second.key]).toEqual(["food", "food-2"]);
  const both = insertAfter(insertAfter(template, first, null), second, "food");
  expect(findingsOf(both, "en").filter(({ rule, questionKey }) => rule === "double_barrelled" && questionKey?.startsWith("food"))).toEqual(
    [],
  );
});
