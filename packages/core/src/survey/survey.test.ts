import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seedRng, uniformStream } from "../numeric/index.js";
import {
  type Answers,
  answersInWords,
  checkAnswers,
  completenessOf,
  dryRun,
  estimateMinutes,
  NPS_WORDINGS,
  nextScreen,
  packAnswers,
  pipeText,
  previousScreen,
  progressAt,
  type Question,
  type SurveyDefinition,
  seriesOf,
  surveyDifference,
  surveyFaults,
  surveyTemplates,
  visibleQuestions,
} from "./index.js";

const words = { "zh-CN": "例", en: "Example" };
const ends = { low: words, high: words };
const nps: Question = { key: "recommend", type: "nps", wording: "recommend_us", text: NPS_WORDINGS.recommend_us };
const csat: Question = { key: "overall", type: "csat", display: "number", text: words };
const pair: Question = {
  key: "speed",
  type: "pair",
  attribute: "speed",
  text: words,
  expectation: words,
  perception: words,
  scale: { min: 1, max: 5 },
  ...ends,
  asked: "recalled",
};
const text = (key: string, showIf?: Question["showIf"]): Question => ({
  key,
  type: "text",
  text: words,
  multiline: true,
  maxLength: 100,
  ...(showIf && { showIf }),
});
const rating = (key: string, more: Partial<Question> = {}): Question =>
  ({ key, type: "rating", text: words, scale: { min: 1, max: 5 }, ...ends, display: "number", ...more }) as Question;

function survey(questions: readonly Question[], more: Partial<SurveyDefinition> = {}): SurveyDefinition {
  return {
    locales: ["zh-CN", "en"],
    defaultLocale: "zh-CN",
    title: words,
    purpose: words,
    anonymity: "identified",
    layout: "single",
    pages: [{ key: "p", questions }],
    closing: words,
    offerCallback: false,
    ...more,
  };
}
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
      { numRuns: 20 },
    );
  });
});

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

describe("faults", () => {
  test("duplicate keys, missing translation, unknown pipe, identity in an anonymous survey", () => {
    expect(codes(survey([nps, { ...csat, key: "recommend" }]))).toContain("recommend DUPLICATE_KEY");
    expect(codes(survey([{ ...csat, text: { "zh-CN": "满意吗" } }]))).toEqual(["overall.text.en UNTRANSLATED"]);
    expect(codes(survey([nps, { ...csat, text: { "zh-CN": "{{gone}}", en: "{{recommend}}" } }]))).toEqual(["overall.text UNKNOWN_PIPE"]);
    expect(codes(survey([{ ...csat, text: { "zh-CN": "{{unit}}", en: "{{later}}" } }, text("later")]))).toEqual([
      "overall.text UNKNOWN_PIPE",
    ]);
    expect(codes(survey([nps, { key: "who", type: "contact", text: words, fields: ["name"] }], { anonymity: "anonymous" }))).toEqual([
      "who IDENTITY_IN_ANONYMOUS",
    ]);
    expect(codes(survey([]))).toEqual(["pages NO_QUESTIONS"]);
  });

  test("one metric, one scale, within the survey and against what was published", () => {
    const both = survey([pair, rating("r", { attribute: "speed", role: "expectation", scale: { min: 1, max: 7 } } as Partial<Question>)]);
    expect(codes(both)).toEqual(["r SCALE_MISMATCH"]);
    const seven = survey([rating("r", { attribute: "speed", scale: { min: 1, max: 7 } } as Partial<Question>)]);
    expect(surveyFaults(seven, seriesOf(survey([pair]), [])).map((fault) => fault.code)).toEqual(["SCALE_MISMATCH"]);
    expect(surveyFaults(seven, seriesOf(seven, []))).toEqual([]);
    expect(codes(survey([nps, { ...nps, key: "again" }]))).toEqual(["again DUPLICATE_METRIC"]);
    expect(codes(survey([{ ...pair, scale: { min: 0, max: 10 } }]))).toEqual(["speed.scale BAD_SCALE"]);
  });

  test("the NPS question keeps its official words", () => {
    expect(codes(survey([{ ...nps, text: { ...NPS_WORDINGS.recommend_us, en: "Would you recommend us?" } }]))).toEqual([
      "recommend.text.en NPS_WORDING",
    ]);
  });

  test("templates: no faults, nothing required but what must be known, both languages, at most three minutes", () => {
    for (const { code, definition } of surveyTemplates()) {
      expect([code, surveyFaults(definition)]).toEqual([code, []]);
      expect(definition.locales).toEqual(["zh-CN", "en"]);
      for (const locale of definition.locales) expect(estimateMinutes(definition, locale)).toBeLessThanOrEqual(3);
    }
  });
});

describe("words", () => {
  test("piping speaks in the answer's words, and of an answer that is not there yet", () => {
    const definition = survey([
      {
        key: "dish",
        type: "single",
        text: words,
        options: [
          { id: "a", code: 1, text: { "zh-CN": "面条", en: "noodles" } },
          { id: "b", code: 2, text: words },
        ],
      },
      { ...csat, text: { "zh-CN": "{{unit}}的{{dish}}怎么样？", en: "How were the {{ dish }} at {{unit}}?" } },
    ]);
    const question = definition.pages[0]!.questions[1]!;
    expect(pipeText(definition, question.text, "zh-CN", { dish: "a" }, { unit: "甲店" })).toBe("甲店的面条怎么样？");
    expect(pipeText(definition, question.text, "en", { dish: "a" }, {})).toBe("How were the noodles at our place?");
    expect(pipeText(definition, question.text, "zh-CN", {}, {})).toBe("本店的您刚才的回答怎么样？");
    expect(() => pipeText(definition, { "zh-CN": "{{gone}}" }, "zh-CN", {}, {})).toThrow(RangeError);
  });

  test("answers in words: labels, not applicable, open; what was not asked is left out", () => {
    const definition = survey([csat, pair, rating("r1", { notApplicable: true } as Partial<Question>), text("why"), nps]);
    const said = answersInWords(definition, { overall: 4, speed: { e: 4, p: 5 }, r1: "na", why: null });
    expect(said.map((one) => one.value?.["zh-CN"] ?? null)).toEqual(["4 满意", "期望 4，感受 5", "说不清", null]);
    expect(said.map((one) => one.value?.en ?? null)).toEqual(["4 Satisfied", "Expected 4, Felt 5", "Can’t say", null]);
    expect(said.map((one) => [one.number, one.scale])).toEqual([
      [4, "1–5"],
      [null, "1–5"],
      [null, "1–5"],
      [null, null],
    ]);
  });

  test("difference: what was added, removed and changed, readably", () => {
    const before = survey([nps, text("why")]);
    const after = survey([
      nps,
      {
        ...text("why"),
        maxLength: 200,
        text: { ...words, en: "Why?" },
        showIf: { question: "recommend", op: "lte", value: 6 },
      } as Question,
      csat,
    ]);
    expect(surveyDifference(before, before)).toEqual([]);
    const changes = surveyDifference(after, before).concat(surveyDifference(before, after));
    expect(changes).toContainEqual({ path: "why.showIf", kind: "added", before: null, after: "recommend ≤ 6" });
    expect(changes).toContainEqual({ path: "why.text.en", kind: "changed", before: "Example", after: "Why?" });
    expect(changes).toContainEqual({ path: "why.maxLength", kind: "changed", before: "100", after: "200" });
    expect(changes).toContainEqual({ path: "overall.type", kind: "removed", before: "csat", after: null });
  });
});
