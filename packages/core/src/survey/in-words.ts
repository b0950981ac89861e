import type { PricePart } from "../tradeoff/index.js";
import { CSAT_LABELS, NOT_APPLICABLE } from "./official.js";
import { outlineOf } from "./outline.js";
import { scaleOf } from "./parts.js";
import type { Answers, AnswerValue, BestWorstQuestion, Locale, LocalText, MatrixQuestion, Question, SurveyDefinition } from "./types.js";

const PAIR = { "zh-CN": { e: "期望", p: "感受" }, en: { e: "Expected", p: "Felt" } } as const;
const PRICES: Readonly<Record<Locale, Readonly<Record<PricePart, string>>>> = {
  "zh-CN": { tooCheap: "太便宜", cheap: "便宜", expensive: "贵", tooExpensive: "太贵" },
  en: { tooCheap: "too cheap", cheap: "cheap", expensive: "expensive", tooExpensive: "too expensive" },
};
const CONSENT = { "zh-CN": { yes: "同意", no: "不同意" }, en: { yes: "Agreed", no: "Not agreed" } } as const;

/**
 * An answer as a person would read it: the option's words, the number with its label, the customer's own text.
 *
 * @returns `null` when the question was left open
 * @example
 * wordsOfAnswer({ key: "q", type: "csat", display: "star", text: {} }, 4, "en") // => "4 Satisfied"
 * wordsOfAnswer({ key: "q", type: "csat", display: "star", text: {} }, "na", "zh-CN") // => "说不清"
 * wordsOfAnswer({ key: "q", type: "csat", display: "star", text: {} }, null, "en") // => null
 */
export function wordsOfAnswer(question: Question, value: AnswerValue, locale: Locale): string | null {
  if (value === null) return null;
  if (value === "na") return NOT_APPLICABLE[locale] ?? null;
  if (typeof value === "number") {
    const label = question.type === "csat" ? CSAT_LABELS[value - 1]?.[locale] : undefined;
    return label === undefined ? String(value) : `${value} ${label}`;
  }
  if (typeof value === "string") return wordsOfString(question, value, locale);
  const between = locale === "zh-CN" ? "、" : ", ";
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((id) => optionWords(question, id, locale)).join(between);
  if (question.type === "bestWorst") return wordsOfSets(question, value as { readonly [part: string]: unknown }, locale);
  const parts = Object.entries(value as { readonly [part: string]: number | string | null }).filter(([, part]) => part !== null);
  if (parts.length === 0) return null;
  const said = parts.map(([part, one]) => {
    const words = one === "na" ? NOT_APPLICABLE[locale] : String(one);
    if (question.type === "price") return `${PRICES[locale][part as PricePart] ?? part} ${words}`;
    return question.type === "contact" ? words : `${partWords(question, part, locale)} ${words}`;
  });
  return said.join(question.type === "contact" ? " · " : locale === "zh-CN" ? "，" : ", ");
}

function wordsOfSets(question: BestWorstQuestion, value: { readonly [part: string]: unknown }, locale: Locale): string | null {
  const end = (which: "high" | "low") => question[which][locale] ?? question[which]["zh-CN"] ?? question[which].en ?? "";
  const said = Array.from({ length: question.sets }, (_, i) => {
    const picks = ([`b${i + 1}`, `w${i + 1}`] as const).map((part, place) => {
      const id = value[part];
      return typeof id === "string"
        ? `${end(place === 0 ? "high" : "low")}${locale === "zh-CN" ? "：" : ": "}${optionWords(question, id, locale)}`
        : null;
    });
    const told = picks.filter((pick) => pick !== null);
    return told.length === 0 ? null : `${i + 1}. ${told.join(locale === "zh-CN" ? "，" : ", ")}`;
  }).filter((words) => words !== null);
  return said.length === 0 ? null : said.join(locale === "zh-CN" ? "；" : "; ");
}

function wordsOfString(question: Question, value: string, locale: Locale): string {
  if (question.type === "single") return optionWords(question, value, locale);
  if (question.type === "consent" && (value === "yes" || value === "no")) return CONSENT[locale][value];
  return value;
}

function optionWords(question: Question, id: string, locale: Locale): string {
  const options = question.type === "single" || question.type === "multiple" || question.type === "bestWorst" ? question.options : [];
  const text = options.find((option) => option.id === id)?.text;
  return text?.[locale] ?? text?.["zh-CN"] ?? text?.en ?? id;
}

function partWords(question: Question, part: string, locale: Locale): string {
  if (question.type === "pair" && (part === "e" || part === "p")) return PAIR[locale][part];
  const row = (question as MatrixQuestion).rows?.find((one) => one.key === part);
  return row?.text[locale] ?? row?.text["zh-CN"] ?? row?.text.en ?? part;
}

/** One answer beside its question, in every language of the survey. */
export type AnswerInWords = {
  readonly key: string;
  readonly question: LocalText;
  readonly type: string;
  /** `null`: shown but left open */
  readonly value: LocalText | null;
  readonly number: number | null;
  /** "0–10"; `null` when the question has no scale */
  readonly scale: string | null;
};

/**
 * The answers of one voice in the order they were asked; what was not asked is left out.
 *
 * @example
 * const [, said] = answersInWords(VERIFICATION_SURVEY, { solved: "partly", satisfaction: 4 });
 * said!.question.en // => "How satisfied are you with the outcome?"
 * [said!.value?.en, said!.number, said!.scale] // => ["4 Satisfied", 4, "1–5"]
 */
export function answersInWords(definition: SurveyDefinition, answers: Answers): AnswerInWords[] {
  return outlineOf(definition).questions.flatMap((question) => {
    const value = answers[question.key];
    if (value === undefined) return [];
    const scale = scaleOf(question);
    const said = definition.locales.map((locale) => [locale, wordsOfAnswer(question, value, locale)] as const);
    const isOpen = said.every(([, words]) => words === null);
    return [
      {
        key: question.key,
        question: question.text,
        type: question.type,
        value: isOpen ? null : (Object.fromEntries(said) as LocalText),
        number: typeof value === "number" ? value : null,
        scale: scale === null ? null : `${scale.min}–${scale.max}`,
      },
    ];
  });
}
