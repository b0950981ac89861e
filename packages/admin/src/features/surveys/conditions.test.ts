import { conditionFault, outlineOf, type SurveyDefinition } from "@manyi/core/survey";
import { expect, test } from "vitest";
import { conditionOf, leafOf, operatorsFor, simpleOf, subjectsBefore } from "./conditions.js";
import { blankQuestion, questionTypes } from "./questions.js";

const words = { "zh-CN": "例", en: "Example" };
const survey: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: words,
  purpose: words,
  anonymity: "anonymous",
  layout: "single",
  pages: [{ key: "page-1", questions: [...questionTypes.map((type) => blankQuestion(type, type)), blankQuestion("text", "last")] }],
  closing: words,
  offerCallback: false,
};

test("a condition may look only back, at parts of pairs and matrices, and not at words without an answer", () => {
  const names = subjectsBefore(survey, "last").map(({ reference }) => reference);
  expect(names).toContain("pair.e");
  expect(names).toContain("matrix.r2");
  expect(names).not.toContain("statement");
  expect(names).not.toContain("last");
});

test("every condition the editor offers can be decided", () => {
  const { places } = outlineOf(survey);
  for (const subject of subjectsBefore(survey, "last"))
    for (const op of operatorsFor(subject))
      expect([subject.reference, op, conditionFault(leafOf(subject, op), places, places.get("last")!.order)]).toEqual([
        subject.reference,
        op,
        null,
      ]);
});

test("lists become conditions and come back; deeper nesting is left alone", () => {
  const leaves = [
    { question: "nps", op: "lte" as const, value: 6 },
    { question: "text", op: "answered" as const },
  ];
  for (const join of ["all", "any"] as const) expect(simpleOf(conditionOf({ join, leaves }))).toEqual({ join, leaves });
  expect(conditionOf({ join: "any", leaves: [] })).toBeUndefined();
  expect(simpleOf({ all: [{ any: leaves }] })).toBeNull();
});
