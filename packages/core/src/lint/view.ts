import type { LintLocale, LintQuestion } from "./types.js";

/** One question in one language, with what every check asks again and again. */
export interface QuestionView {
  readonly question: LintQuestion;
  readonly locale: LintLocale;
  readonly isChinese: boolean;
  readonly text: string;
  readonly help: string;
  readonly options: readonly string[];
  /** The options and scale words without "not applicable", "other" and the like. */
  readonly labels: readonly string[];
  readonly labelsPart: "option" | "scale";
  readonly hasOptOut: boolean;
  readonly hasOther: boolean;
  readonly isYesNo: boolean;
  readonly isOpen: boolean;
}

const optOut =
  /不适用|不清楚|不知道|不了解|不确定|说不清|不好说|无法(?:评价|判断)|(?:没|未|没有|从未|未曾|不曾)[^，。]{0,6}(?:用|过|体验|参加|接触|去|注意|遇到|涉及)|未(?:使用|体验|参加|接触|涉及)|不便|不愿|不想(?:说|回答|透露)|跳过|\bn\/?a\b|not applicable|does(?: not|n't) apply|did(?: not|n't)|have(?: not|n't)|never (?:used|visited|tried|ordered)|don't know|do not know|not sure|unsure|no opinion|can(?:'t|not) (?:say|rate)|unable to|not used|prefer not|no experience|not relevant/i;
const other = /其[他她它]|以上(?:都不|均不|皆不)|都没有|\bother\b|something else|none of|somewhere else|someone else|another /i;
const yes = /^(?:是(?:的)?|有|会|同意|需要|愿意|对|能|可以|赞成|支持|认可|好|有过|yes|agree|true|i do|i would|y)$/i;
const no =
  /^(?:否|不是|没有|无|不会|不同意|不需要|不愿意|不对|不能|不可以|不赞成|反对|不支持|不认可|不好|没有过|no|disagree|false|i do not|i don't|n)$/i;
const yesNoStem = {
  "zh-CN": /是否|是不是|有没有|会不会|能不能|要不要|可不可以|[吗吧么]\s*[？?]/,
  en: /^(?:please (?:tell|say)[^,]*,?\s*)?(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|don't|didn't|doesn't|isn't|aren't|wasn't|weren't|haven't|hasn't|won't|wouldn't|can't|couldn't|shouldn't)\b/i,
} as const;

/**
 * Reads a question in one language. `null` when it has no words in that language (the translation check reports that).
 *
 * @example
 * viewOf({ key: "q", type: "single", text: { en: "Was it easy?" } }, "en")?.isYesNo // => true
 */
export function viewOf(question: LintQuestion, locale: LintLocale): QuestionView | null {
  const text = question.text[locale];
  if (text === undefined || text.trim() === "") return null;
  const options = (question.options ?? []).map((option) => option.text[locale]?.trim() ?? "").filter((option) => option !== "");
  const scaleWords = question.scale?.labels?.[locale] ?? [];
  const words = options.length > 0 ? options : scaleWords.map((word) => word.trim());
  const plain = words.map((word) => word.replace(/[。.！!]$/, ""));
  const labels = plain.filter((word) => !optOut.test(word) && !other.test(word));
  const hasYes = labels.some((word) => yes.test(word));
  const hasNo = labels.some((word) => no.test(word));
  const onlyYesNo = hasYes && hasNo && labels.length === 2;
  return {
    question,
    locale,
    isChinese: locale === "zh-CN",
    text,
    help: question.help?.[locale] ?? "",
    options,
    labels,
    labelsPart: options.length > 0 ? "option" : "scale",
    hasOptOut: question.hasNotApplicable === true || plain.some((word) => optOut.test(word)),
    hasOther: plain.some((word) => other.test(word)),
    isYesNo: onlyYesNo || (words.length === 0 && question.scale === undefined && yesNoStem[locale].test(text)),
    isOpen: question.type === "text" || (question.type === "number" && words.length === 0),
  };
}
