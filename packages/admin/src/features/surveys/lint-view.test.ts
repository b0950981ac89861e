import { type SurveyDefinition, surveyTemplates } from "@manyi/core/survey";
import { expect, test } from "vitest";
import { insertAfter } from "./edits.js";
import { findingsOf, rewritten } from "./lint-view.js";
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
