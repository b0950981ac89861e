import { describe, expect, test } from "vitest";
import {
  answersInWords,
  estimateMinutes,
  NPS_WORDINGS,
  pipeText,
  type Question,
  type SurveyDefinition,
  seriesOf,
  surveyDifference,
  surveyFaults,
  surveyTemplates,
} from "./index.js";
import { csat, nps, pair, rating, survey, text, words } from "./testing/build.js";

const codes = (definition: SurveyDefinition) => surveyFaults(definition).map((fault) => `${fault.path} ${fault.code}`);

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
