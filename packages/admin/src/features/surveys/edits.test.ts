import { outlineOf, type SurveyDefinition, surveyFaults } from "@manyi/core/survey";
import { expect, test } from "vitest";
import {
  copyQuestion,
  insertAfter,
  insertKanoPair,
  joinPage,
  moveBy,
  moveTo,
  newQuestion,
  putKanoAttribute,
  removeQuestion,
  splitBefore,
} from "./edits.js";
import { blankQuestion, changeType, nextOption, questionTypes } from "./questions.js";

const words = { "zh-CN": "例", en: "Example" };
const empty: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: words,
  purpose: words,
  anonymity: "identified",
  layout: "paged",
  pages: [{ key: "page-1", questions: [] }],
  closing: words,
  offerCallback: false,
};
const survey: SurveyDefinition = {
  ...empty,
  pages: [
    {
      key: "page-1",
      questions: [blankQuestion("nps", "a"), { ...blankQuestion("text", "b"), showIf: { question: "a", op: "lte", value: 6 } }],
    },
    { key: "page-2", questions: [blankQuestion("csat", "c")] },
  ],
};
const order = (definition: SurveyDefinition) => definition.pages.map((page) => page.questions.map(({ key }) => key).join("")).join("|");

test("every new question is complete in both languages: it alone makes a survey without faults", () => {
  for (const type of questionTypes.filter((one) => one !== "statement"))
    expect([type, surveyFaults(insertAfter(empty, newQuestion(empty, type), null)).map(({ code }) => code)]).toEqual([type, []]);
});

test("a question moves by one place and over the edge of its page", () => {
  expect(order(moveBy(survey, "a", 1))).toBe("ba|c");
  expect(order(moveBy(survey, "b", 1))).toBe("a|bc");
  expect(order(moveBy(survey, "c", -1))).toBe("abc|");
  expect(moveBy(survey, "a", -1)).toBe(survey);
});

test("a dragged question stands where it was dropped", () => {
  expect(order(moveTo(survey, "c", "a"))).toBe("cab|");
  expect(moveTo(survey, "a", "a")).toBe(survey);
});

test("a removed question takes the conditions that looked at it along", () => {
  const without = removeQuestion(survey, "a");
  expect(order(without)).toBe("b|c");
  expect(outlineOf(without).places.get("b")?.question.showIf).toBeUndefined();
});

test("a copy has a free key and measures nothing by itself", () => {
  const rated = insertAfter(survey, { ...blankQuestion("rating", "speed"), attribute: "speed" }, "a");
  const copy = copyQuestion(rated, "speed");
  expect(copy?.key).toBe("speed-2");
  expect(outlineOf(copy!.definition).places.get("speed-2")?.question.attribute).toBeUndefined();
});

test("pages are split before a question and joined again", () => {
  const split = splitBefore(survey, "b");
  expect(order(split)).toBe("a|b|c");
  expect(order(joinPage(split, split.pages[1]!.key))).toBe("ab|c");
  expect(order(splitBefore(survey, "a"))).toBe("ab|c");
});

test("another kind keeps words, key and condition; options go along where both kinds have them", () => {
  const single = { ...blankQuestion("single", "x"), text: words };
  const multiple = changeType(single, "multiple");
  expect(multiple).toMatchObject({ key: "x", type: "multiple", text: words });
  expect("options" in multiple && "options" in single && multiple.options === single.options).toBe(true);
  expect(changeType(changeType(single, "pair"), "rating")).toMatchObject({ type: "rating", text: words });
});

test("an option never takes a code that was used", () => {
  expect(
    nextOption([
      { id: "o1", code: 1 },
      { id: "o4", code: 3 },
    ]),
  ).toEqual({ id: "o4x", code: 4 });
});

test("a Kano pair comes as two questions, and both halves change their attribute together, without touching another pair", () => {
  const first = insertKanoPair(empty, null);
  const both = insertKanoPair(putKanoAttribute(first.definition, first.key, "taste"), first.key);
  const renamed = putKanoAttribute(both.definition, both.key, "taste");
  const again = putKanoAttribute(renamed, both.key, "decor");
  expect(
    outlineOf(again)
      .questions.map(({ attribute }) => attribute)
      .sort(),
  ).toEqual(["decor", "decor", "taste", "taste"]);
  expect(surveyFaults(again)).toEqual([]);
});
