import type { CsatQuestion, LocalText, NpsQuestion, Question } from "./types.js";

/**
 * The two official wordings of the recommendation question: of the relationship, and of one experience. The scale is always 0–10;
 * another wording puts a break mark on the trend.
 */
export const NPS_WORDINGS: Readonly<Record<NpsQuestion["wording"], LocalText>> = {
  recommend_us: {
    "zh-CN": "您有多大可能向朋友或同事推荐我们？",
    en: "How likely are you to recommend us to a friend or colleague?",
  },
  recommend_this: {
    "zh-CN": "就这次体验来说，您有多大可能向朋友或同事推荐我们？",
    en: "Thinking of this visit, how likely are you to recommend us to a friend or colleague?",
  },
};

/** Words at the two ends of the fixed scales. */
const ENDS = {
  nps: { low: { "zh-CN": "完全不可能", en: "Not at all likely" }, high: { "zh-CN": "极有可能", en: "Extremely likely" } },
  csat: { low: { "zh-CN": "非常不满意", en: "Very dissatisfied" }, high: { "zh-CN": "非常满意", en: "Very satisfied" } },
  ces: { low: { "zh-CN": "非常不同意", en: "Strongly disagree" }, high: { "zh-CN": "非常同意", en: "Strongly agree" } },
} as const;

/** Words of every point of the five-point satisfaction scale, lowest first. */
export const CSAT_LABELS: readonly LocalText[] = [
  ENDS.csat.low,
  { "zh-CN": "不满意", en: "Dissatisfied" },
  { "zh-CN": "一般", en: "Neither satisfied nor dissatisfied" },
  { "zh-CN": "满意", en: "Satisfied" },
  ENDS.csat.high,
];

/** What stars and faces stand for: the stored value is the place on the declared scale, 1 the least. */
export const DISPLAYS: readonly CsatQuestion["display"][] = ["number", "star", "smiley"];

/** "Not applicable", as the page says it. */
export const NOT_APPLICABLE: LocalText = { "zh-CN": "说不清", en: "Can’t say" };

/**
 * The words at the low and high end of a question's scale; `null` when it has no scale.
 *
 * @example
 * endsOf({ key: "q", type: "ces", text: {} })?.high.en // => "Strongly agree"
 */
export function endsOf(question: Question): { readonly low: LocalText; readonly high: LocalText } | null {
  switch (question.type) {
    case "nps":
    case "csat":
    case "ces":
      return ENDS[question.type];
    case "rating":
    case "pair":
    case "matrix":
    case "bestWorst":
      return { low: question.low, high: question.high };
    default:
      return null;
  }
}
