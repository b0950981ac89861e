import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seedRng, uniformStream } from "../numeric/index.js";
import {
  checkAnswers,
  dryRun,
  nextScreen,
  previousScreen,
  progressAt,
  type SurveyDefinition,
  surveyFaults,
  surveyTemplates,
  visibleQuestions,
} from "./index.js";
import { nps, pair, rating, survey, text } from "./testing/build.js";

const codes = (definition: SurveyDefinition) => surveyFaults(definition).map((fault) => `${fault.path} ${fault.code}`);

describe("logic", () => {
  test("a condition that looks forward, at nothing or at the wrong kind is an error, never false", () => {
    const forward = survey([text("why", { question: "recommend", op: "lte", value: 6 }), nps]);
    expect(() => visibleQuestions(forward, {})).toThrow(RangeError);
    expect(() => checkAnswers(forward, {})).toThrow(RangeError);
    expect(codes(forward)).toEqual(["why.showIf BROKEN_CONDITION"]);
    expect(codes(survey([nps, text("why", { question: "gone", op: "answered" })]))).toEqual(["why.showIf BROKEN_CONDITION"]);
    expect(codes(survey([nps, text("why", { question: "recommend", op: "eq", value: "6" })]))).toEqual(["why.showIf BROKEN_CONDITION"]);
    expect(codes(survey([pair, text("why", { question: "speed", op: "lte", value: 3 })]))).toEqual(["why.showIf BROKEN_CONDITION"]);
  });

  test("a question that no answers reach stops publishing, also two steps away", () => {
    const both = {
      all: [{ question: "recommend", op: "lte", value: 3 } as const, { question: "recommend", op: "gte", value: 8 } as const],
    };
    expect(codes(survey([nps, text("never", both)]))).toEqual(["never.showIf UNREACHABLE"]);
    const chain = survey([
      nps,
      rating("low", { showIf: { question: "recommend", op: "lte", value: 3 } }),
      text("never", {
        all: [
          { question: "low", op: "answered" },
          { question: "recommend", op: "gte", value: 9 },
        ],
      }),
    ]);
    expect(codes(chain)).toEqual(["never.showIf UNREACHABLE"]);
  });

  test("property: for any answers, screens go forward, end, and back leads where one came from", () => {
    const definition = survey([], {
      layout: "paged",
      pages: [
        { key: "a", questions: [nps] },
        { key: "b", questions: [text("why", { question: "recommend", op: "lte", value: 6 })] },
        { key: "c", questions: [rating("r1"), text("r1_why", { question: "r1", op: "eq", value: 1 })] },
      ],
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 5 }), (recommend, r1) => {
        const answers = { recommend, r1 };
        const visited: number[] = [];
        for (let at = nextScreen(definition, answers, -1); at !== null; at = nextScreen(definition, answers, at)) visited.push(at);
        expect(visited).toEqual(recommend <= 6 ? [0, 1, 2] : [0, 2]);
        expect(visited.map((at) => previousScreen(definition, answers, at))).toEqual([null, ...visited.slice(0, -1)]);
        expect(visited.map((at) => progressAt(definition, answers, at))).toEqual(
          visited.map((_, i) => ({ page: i + 1, of: visited.length })),
        );
      }),
    );
  });

  test("a dry run of 1,000 generated respondents ends on every template, and nobody is refused", () => {
    for (const template of surveyTemplates()) {
      const run = dryRun(template.definition, 1000, uniformStream(seedRng(template.code)));
      expect(run.refused).toBe(0);
      expect(run.longest).toBeLessThanOrEqual(template.definition.pages.length);
      expect(run.asked.size).toBe(template.definition.pages.flatMap((page) => page.questions).length);
    }
  });

  test("property: a dry run of 1,000 ends on generated surveys too", () => {
    const condition = (keys: string[]) =>
      fc.oneof(
        fc.record({
          question: fc.constantFrom(...keys),
          op: fc.constantFrom("lte" as const, "gte" as const, "eq" as const, "ne" as const),
          value: fc.integer({ min: 1, max: 5 }),
        }),
        fc.record({ question: fc.constantFrom(...keys), op: fc.constantFrom("answered" as const, "unanswered" as const) }),
      );
    const generated = fc.integer({ min: 2, max: 12 }).chain((count) => {
      const keys = Array.from({ length: count }, (_, i) => `q${i}`);
      return fc.tuple(
        fc.integer({ min: 1, max: 4 }),
        ...keys.map((_, i) => (i === 0 ? fc.constant(undefined) : fc.option(condition(keys.slice(0, i)), { nil: undefined }))),
      );
    });
    fc.assert(
      fc.property(generated, fc.integer(), ([perPage, ...conditions], seed) => {
        const questions = conditions.map((showIf, i) => rating(`q${i}`, showIf === undefined ? {} : { showIf }));
        const pages = Array.from({ length: Math.ceil(questions.length / perPage) }, (_, i) => ({
          key: `p${i}`,
          questions: questions.slice(i * perPage, (i + 1) * perPage),
        }));
        const run = dryRun(survey([], { layout: "paged", pages }), 1000, uniformStream(seedRng(seed)));
        expect(run.longest).toBeLessThanOrEqual(pages.length);
        expect(run.refused).toBe(0);
      }),
      { numRuns: 10 },
    );
  });
});
