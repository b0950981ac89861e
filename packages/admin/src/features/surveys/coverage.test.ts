import { expect, test } from "vitest";
import { coverageOf } from "./coverage.js";
import { blankQuestion } from "./questions.js";

test("coverage tells perception, expectation and follow-up per attribute, and what nothing asks for", () => {
  const words = { "zh-CN": "例", en: "Example" };
  const pair = { ...blankQuestion("pair", "speed"), attribute: "speed" };
  const taste = { ...blankQuestion("rating", "taste"), attribute: "taste" };
  const why = { ...blankQuestion("text", "why"), showIf: { question: "taste", op: "lte" as const, value: 2 } };
  const survey = {
    locales: ["zh-CN" as const],
    defaultLocale: "zh-CN" as const,
    title: words,
    purpose: words,
    anonymity: "anonymous" as const,
    layout: "single" as const,
    pages: [{ key: "page-1", questions: [pair, taste, why] }],
    closing: words,
    offerCallback: false,
  };
  expect(coverageOf(survey, ["taste", "price"])).toEqual([
    { attribute: "speed", questions: [1], perception: true, expectation: true, followUp: false },
    { attribute: "taste", questions: [2, 3], perception: true, expectation: false, followUp: true },
    { attribute: "price", questions: [], perception: false, expectation: false, followUp: false },
  ]);
});
