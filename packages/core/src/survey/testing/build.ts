import { NPS_WORDINGS, type PairQuestion, type Question, type SurveyDefinition } from "../index.js";

export const words = { "zh-CN": "例", en: "Example" };
export const ends = { low: words, high: words };
export const nps: Question = { key: "recommend", type: "nps", wording: "recommend_us", text: NPS_WORDINGS.recommend_us };
export const csat: Question = { key: "overall", type: "csat", display: "number", text: words };
export const pair: PairQuestion = {
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
export const text = (key: string, showIf?: Question["showIf"]): Question => ({
  key,
  type: "text",
  text: words,
  multiline: true,
  maxLength: 100,
  ...(showIf && { showIf }),
});
export const rating = (key: string, more: Partial<Question> = {}): Question =>
  ({ key, type: "rating", text: words, scale: { min: 1, max: 5 }, ...ends, display: "number", ...more }) as Question;

export function survey(questions: readonly Question[], more: Partial<SurveyDefinition> = {}): SurveyDefinition {
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
