import { outlineOf } from "./outline.js";
import type { Locale, Question, SurveyDefinition } from "./types.js";

/** Reading pace of a person who is not in a hurry: Chinese characters and Latin words per second. */
const PACE = { "zh-CN": 6, en: 3.5 } as const;

/**
 * How long the questionnaire takes, every question counted: reading plus answering.
 *
 * @returns whole seconds
 * @example
 * estimateSeconds(VERIFICATION_SURVEY, "en") // => 13
 * estimateSeconds(VERIFICATION_SURVEY, "zh-CN") // => 14
 */
export function estimateSeconds(definition: SurveyDefinition, locale: Locale): number {
  return Math.round(outlineOf(definition).questions.reduce((sum, question) => sum + reading(question, locale) + answering(question), 0));
}

/**
 * The same in minutes as the page states it: at least 1, rounded up with 15 seconds' grace.
 *
 * @returns 1, 2, 3 …
 * @example
 * estimateMinutes(VERIFICATION_SURVEY, "en") // => 1
 */
export function estimateMinutes(definition: SurveyDefinition, locale: Locale): number {
  return Math.max(1, Math.ceil((estimateSeconds(definition, locale) - 15) / 60));
}

function reading(question: Question, locale: Locale): number {
  const texts = [question.text, question.help];
  if (question.type === "pair") texts.push(question.expectation, question.perception);
  if (question.type === "matrix") texts.push(...question.rows.map((row) => row.text));
  if (question.type === "single" || question.type === "multiple" || question.type === "bestWorst")
    texts.push(...question.options.map((option) => option.text));
  const words = texts.map((text) => text?.[locale] ?? "").join(" ");
  const length = locale === "zh-CN" ? words.replace(/\s/g, "").length : words.split(/\s+/).filter(Boolean).length;
  return length / PACE[locale];
}

function answering(question: Question): number {
  switch (question.type) {
    case "statement":
      return 0;
    case "pair":
      return 6;
    case "matrix":
      return 3 * question.rows.length;
    case "multiple":
      return 6;
    case "price":
      return 28;
    case "bestWorst":
      return 8 * question.sets;
    case "text":
      return question.required === true ? 25 : 10;
    case "contact":
      return 8 * question.fields.length;
    default:
      return 4;
  }
}
