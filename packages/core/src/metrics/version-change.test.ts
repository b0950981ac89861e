import { expect, test } from "vitest";
import { NPS_WORDINGS, type Question, type SurveyDefinition, seriesOf, surveyTemplates } from "../survey/index.js";
import { asksFor, type Metric, versionChange } from "./index.js";

const template = surveyTemplates()[0]!.definition;
const words = (en: string, zh = en) => ({ en, "zh-CN": zh });
const ends = { low: words("Poor"), high: words("Good") };
const version = (...questions: Question[]) => {
  const definition: SurveyDefinition = { ...template, pages: [{ key: "p", questions }] };
  return { definition, series: seriesOf(definition, []) };
};
const of = (family: Metric["family"], attribute: string | null = null): Metric => ({ family, attribute });
const nps = (wording: "recommend_us" | "recommend_this", key = "nps"): Question => ({
  key,
  type: "nps",
  wording,
  text: NPS_WORDINGS[wording],
});
const rating = (over: Partial<Extract<Question, { type: "rating" }>> = {}): Question => ({
  key: "staff",
  type: "rating",
  attribute: "staff",
  text: words("How were our staff?"),
  scale: { min: 1, max: 5 },
  display: "number",
  ...ends,
  ...over,
});
const pair = (over: Partial<Extract<Question, { type: "pair" }>> = {}): Question => ({
  key: "speed",
  type: "pair",
  attribute: "speed",
  text: {},
  expectation: words("How quick should it be?"),
  perception: words("How quick was it?"),
  scale: { min: 1, max: 5 },
  asked: "recalled",
  ...ends,
  ...over,
});

test("L1.4: the other official wording of NPS is another wording, and so is a changed text; the follow-up is not", () => {
  expect(versionChange(version(nps("recommend_us")), version(nps("recommend_this")), of("nps"))).toBe("wording");
  const mended = { ...nps("recommend_us"), text: words("Would you recommend us?") } as Question;
  expect(versionChange(version(nps("recommend_us")), version(mended), of("nps"))).toBe("wording");
  const why: Question = { key: "why", type: "text", text: words("Why?"), multiline: true, maxLength: 100 };
  expect(versionChange(version(nps("recommend_us")), version(nps("recommend_us"), why), of("nps"))).toBe("none");
});

test("L1.11: only an equal key on an equal scale may be joined", () => {
  expect(versionChange(version(rating()), version(rating({ key: "crew" })), of("p", "staff"))).toBe("incomparable");
  expect(versionChange(version(rating()), version(rating({ scale: { min: 1, max: 7 } })), of("p", "staff"))).toBe("incomparable");
  expect(versionChange(version(rating()), version(rating({ high: words("Superb") })), of("p", "staff"))).toBe("wording");
  expect(versionChange(version(rating()), version(rating({ required: true, help: words("Today") })), of("p", "staff"))).toBe("none");
});

test("a metric that only one version asks has nothing to join; answers are no question", () => {
  expect(versionChange(version(rating()), version(nps("recommend_us")), of("p", "staff"))).toBe("none");
  expect(versionChange(version(rating()), version(rating({ key: "crew" })), of("answers"))).toBe("none");
  expect([asksFor(version(rating()), of("p", "staff")), asksFor(version(rating()), of("nps"))]).toEqual([true, false]);
});

test("a pair: each half has its own words; an expectation asked before is not one recalled; another attribute changes the whole ratio", () => {
  const reworded = pair({ expectation: words("How quick did you want it?") });
  expect(versionChange(version(pair()), version(reworded), of("p", "speed"))).toBe("none");
  expect(versionChange(version(pair()), version(reworded), of("e", "speed"))).toBe("wording");
  expect(versionChange(version(pair()), version(reworded), of("ratio", "speed"))).toBe("wording");
  expect(versionChange(version(pair()), version(pair({ asked: "before" })), of("ratio", "speed"))).toBe("incomparable");
  const wider = version(pair(), pair({ key: "price", attribute: "price" }), rating());
  expect(versionChange(version(pair()), wider, of("ratio"))).toBe("incomparable");
  expect(versionChange(version(pair()), version(pair(), rating()), of("ratio"))).toBe("none");
});

test("a language that only one version speaks changes no wording", () => {
  const chinese = version(rating({ text: { "zh-CN": "How were our staff?" } }));
  expect(versionChange(chinese, version(rating()), of("p", "staff"))).toBe("none");
});
