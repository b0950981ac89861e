import { describe, expect, test } from "vitest";
import { describeFinding, estimateLength, type LintRule, lintReasons, lintRules, lintSurvey, lintTitles } from "./index.js";
import { readWordings, surveyOf } from "./testing/samples.js";

const samples = readWordings("lint-samples.json");
const examples = readWordings("question-lint-examples.json");
const rules = Object.keys(lintRules) as LintRule[];

describe.each(rules)("%s", (rule) => {
  test.each(["zh", "en"] as const)("finds the fault in three faulty wordings and is quiet on three good ones (%s)", (lang) => {
    const own = samples.filter((sample) => sample.rule === rule && sample.lang === lang);
    const faulty = own.filter((sample) => sample.labels.length > 0);
    const good = own.filter((sample) => sample.labels.length === 0);
    expect(faulty.length).toBeGreaterThanOrEqual(3);
    expect(good.length).toBeGreaterThanOrEqual(3);
    for (const sample of faulty)
      expect
        .soft(
          lintSurvey(surveyOf(sample)).map((finding) => finding.rule),
          sample.id,
        )
        .toContain(rule);
    for (const sample of good) expect.soft(lintSurvey(surveyOf(sample)), sample.id).toEqual([]);
  });
});

describe.each([
  ["question-lint-examples.json", examples],
  ["lint-samples.json", samples],
  ["lint-check.json", readWordings("lint-check.json")],
])("on %s", (_, wordings) => {
  test("at least 80 % of the faults are found, at most 10 % of the good questions flagged, F1 ≥ 0.75", () => {
    let hits = 0;
    let misses = 0;
    let extra = 0;
    let flagged = 0;
    for (const wording of wordings) {
      const found = new Set<string>(lintSurvey(surveyOf(wording)).map(({ rule }) => rule));
      hits += wording.labels.filter((label) => found.has(label)).length;
      misses += wording.labels.filter((label) => !found.has(label)).length;
      extra += [...found].filter((rule) => !wording.labels.includes(rule)).length;
      if (wording.labels.length === 0 && found.size > 0) flagged++;
    }
    const good = wordings.filter((wording) => wording.labels.length === 0).length;
    expect(hits / (hits + misses)).toBeGreaterThanOrEqual(0.8);
    expect(flagged / good).toBeLessThanOrEqual(0.1);
    expect((2 * hits) / (2 * hits + misses + extra)).toBeGreaterThanOrEqual(0.75);
  });
});

test("every finding names its words, explains itself in both languages and offers another wording", () => {
  for (const sample of samples) {
    for (const finding of lintSurvey(surveyOf(sample))) {
      for (const locale of ["zh-CN", "en"] as const) {
        const { title, reason } = describeFinding(finding, locale);
        expect(title).not.toBe("");
        expect(reason, `${finding.reasonKey} ${locale}`).toMatch(/[。.]$/);
        expect(reason).not.toMatch(/[{}]|_/);
      }
      if (finding.part !== "survey" && finding.rule !== "untranslated") expect(finding.words, sample.id).not.toBe("");
      if (finding.rule !== "untranslated") expect(finding.rewrite, sample.id).toMatch(/\S{2}/);
    }
  }
});

test("a rewrite of a wording fault does not commit the same fault again", () => {
  const wordingRules: readonly LintRule[] = [
    "leading",
    "loaded",
    "negation",
    "absolute",
    "vague",
    "recall_burden",
    "too_long",
    "selling",
    "pii_ask",
  ];
  for (const sample of samples.filter(({ labels, survey }) => labels.length > 0 && survey === undefined)) {
    const survey = surveyOf(sample);
    for (const finding of lintSurvey(survey).filter(({ rule }) => wordingRules.includes(rule))) {
      const [question] = survey.questions;
      const rewritten = { ...survey, questions: [{ ...question!, text: { ...question!.text, [finding.locale]: finding.rewrite ?? "" } }] };
      const again = lintSurvey(rewritten).map(({ rule }) => rule);
      expect.soft(again, `${sample.id}: ${finding.rewrite}`).not.toContain(finding.rule);
    }
  }
});

test("titles and reasons exist in both languages for the same keys", () => {
  expect(Object.keys(lintTitles.en).sort()).toEqual([...rules].sort());
  expect(Object.keys(lintTitles["zh-CN"]).sort()).toEqual([...rules].sort());
  expect(Object.keys(lintReasons.en).sort()).toEqual(Object.keys(lintReasons["zh-CN"]).sort());
});

test("the span counts UTF-16 units of the part it points into", () => {
  const [finding] = lintSurvey({ locales: ["zh-CN"], questions: [{ key: "q1", type: "single", text: { "zh-CN": "您近期是否来过？" } }] });
  expect(finding).toMatchObject({ rule: "vague", severity: "advice", questionKey: "q1", part: "text", span: [0, 3], words: "您近期" });
});

test("personal data may be asked in an anonymous survey only when it is stored apart", () => {
  const callBack = {
    key: "call-back",
    type: "contact",
    text: { en: "If you would like us to call you back, you may leave your phone number (optional)." },
    required: false,
  } as const;
  const base = { locales: ["en"], anonymity: "anonymous" } as const;
  expect(lintSurvey({ ...base, questions: [callBack] }).map(({ rule }) => rule)).toEqual(["anonymity_conflict"]);
  expect(lintSurvey({ ...base, questions: [{ ...callBack, storedApart: true }] })).toEqual([]);
});

test("a survey is judged in each of its languages on its own", () => {
  const findings = lintSurvey({
    locales: ["zh-CN", "en"],
    questions: [{ key: "q1", type: "text", text: { "zh-CN": "您对停车有什么看法？", en: "Why do you love our parking so much?" } }],
  });
  expect(findings.map(({ rule, locale }) => [rule, locale])).toEqual([["loaded", "en"]]);
});

test("length: 20 questions pass and 21 warn; a known median replaces the estimate", () => {
  const question = (key: string) => ({ key, type: "csat", text: { en: "How satisfied are you with the room?" } }) as const;
  const survey = (count: number) => ({ locales: ["en"] as const, questions: Array.from({ length: count }, (_, i) => question(`q${i}`)) });
  expect(lintSurvey(survey(20))).toEqual([]);
  expect(lintSurvey(survey(21))).toMatchObject([{ rule: "survey_length", questionKey: null, params: { questions: 21 } }]);
  expect(estimateLength(survey(20))).toEqual({ questions: 20, seconds: 105, minutes: 1.8 });
  expect(lintSurvey({ ...survey(3), estimatedSeconds: 481 })).toMatchObject([{ rule: "survey_length" }]);
  expect(lintSurvey({ ...survey(3), estimatedSeconds: 480 })).toEqual([]);
});
