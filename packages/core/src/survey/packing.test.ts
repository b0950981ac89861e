import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Answers, completenessOf, packAnswers, type Question, seriesOf } from "./index.js";
import { csat, nps, pair, rating, survey, text, words } from "./testing/build.js";

describe("completeness", () => {
  const five = survey(["a", "b", "c", "d", "e"].map((key) => rating(key, { notApplicable: true } as Partial<Question>)));
  test("above 80 % complete, 50–80 % partial, below that a break-off; not applicable counts as answered", () => {
    expect(completenessOf(five, { a: 1, b: 2, c: 3, d: 4, e: "na" })).toBe("complete");
    expect(completenessOf(five, { a: 1, b: 2, c: 3, d: 4, e: null })).toBe("partial");
    expect(completenessOf(five, { a: 1, b: 2, c: 3, d: null, e: null })).toBe("partial");
    expect(completenessOf(five, { a: 1, b: 2, c: null, d: null, e: null })).toBe("break_off");
  });
  test("optional words do not make an answer incomplete", () => {
    expect(completenessOf(survey([nps, text("why")]), { recommend: 9, why: null })).toBe("complete");
    expect(completenessOf(survey([text("why")]), { why: "x" })).toBe("complete");
    expect(completenessOf(survey([text("why")]), { why: null })).toBe("break_off");
  });
});

describe("series and packing", () => {
  test("a part keeps its ordinal; a new scale or key gets a number never used before", () => {
    const first = seriesOf(survey([nps, rating("r1"), pair]), []);
    expect(first.map((one) => [one.ordinal, one.part, one.metric])).toEqual([
      [1, "recommend", "nps"],
      [2, "r1", null],
      [3, "speed.e", "r:speed"],
      [4, "speed.p", "p:speed"],
    ]);
    const second = seriesOf(survey([pair, rating("r1", { scale: { min: 1, max: 7 } } as Partial<Question>), csat]), first);
    expect(second.map((one) => [one.ordinal, one.part])).toEqual([
      [3, "speed.e"],
      [4, "speed.p"],
      [5, "r1"],
      [6, "overall"],
    ]);
    const third = seriesOf(survey([nps, rating("r1")]), [...first, ...second]);
    expect(third.map((one) => one.ordinal)).toEqual([1, 2]);
  });

  test("zero, not applicable, open and not asked stay apart: only numbers are packed", () => {
    const definition = survey([
      nps,
      rating("r1", { notApplicable: true, attribute: "food" } as Partial<Question>),
      text("why", { question: "recommend", op: "lte", value: 6 }),
      {
        key: "used",
        type: "multiple",
        text: words,
        options: [
          { id: "a", code: 1, text: words },
          { id: "b", code: 2, text: words },
        ],
      },
      {
        key: "kind",
        type: "single",
        text: words,
        options: [
          { id: "x", code: 7, text: words },
          { id: "y", code: 9, text: words },
        ],
      },
    ]);
    const series = seriesOf(definition, []);
    const packed = packAnswers(definition, series, { recommend: 0, r1: "na", why: "慢", used: ["b"], kind: "y" });
    expect(packed).toEqual({ nums: [0, null, 0, 1, 9], scores: { nps: 0 }, nps: 0, csat: null, ces: null, comment: "慢" });
    expect(packAnswers(definition, series, { recommend: 10, r1: 4, why: "stale", used: null })).toEqual({
      nums: [10, 4, null, null, null],
      scores: { nps: 10, "p:food": 4 },
      nps: 10,
      csat: null,
      ces: null,
      comment: null,
    });
  });

  test("property: packing does not depend on the order of the answers", () => {
    const definition = survey([nps, csat, pair, text("why")]);
    const series = seriesOf(definition, []);
    const answers: Answers = { recommend: 3, overall: 4, speed: { e: 4, p: 5 }, why: "ok" };
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(answers), { minLength: 4 }), (keys) => {
        const shuffled = Object.fromEntries(keys.map((key) => [key, answers[key]!]));
        expect(packAnswers(definition, series, shuffled)).toEqual(packAnswers(definition, series, answers));
      }),
    );
  });
});
