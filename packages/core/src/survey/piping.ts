import { wordsOfAnswer } from "./in-words.js";
import { outlineOf } from "./outline.js";
import { isAnswered } from "./parts.js";
import type { Answers, Locale, LocalText, SurveyDefinition } from "./types.js";

/** Names a text may pipe that are not questions. */
export const CONTEXT_NAMES = ["unit", "organisation"] as const;
export type PipeContext = { readonly [name in (typeof CONTEXT_NAMES)[number]]?: string | undefined };

const pipe = /\{\{\s*([a-z][a-z0-9_-]*)\s*\}\}/g;
const NOT_YET = { "zh-CN": "您刚才的回答", en: "your earlier answer" } as const;
const NO_CONTEXT = { unit: { "zh-CN": "本店", en: "our place" }, organisation: { "zh-CN": "我们", en: "us" } } as const;

/**
 * Every name a text pipes.
 *
 * @example
 * pipedNames({ "zh-CN": "您给{{unit}}打了 {{recommend}} 分", en: "You gave {{unit}} a {{recommend}}" }) // => ["unit", "recommend"]
 */
export function pipedNames(text: LocalText): string[] {
  return [...new Set(Object.values(text).flatMap((words) => [...(words ?? "").matchAll(pipe)].map((match) => match[1]!)))];
}

/**
 * The wording in one language; the survey's default language stands in for a missing one.
 *
 * @example
 * textIn({ "zh-CN": "您好", en: "Hello" }, "en") // => "Hello"
 * textIn({ "zh-CN": "您好" }, "en", "zh-CN") // => "您好"
 */
export function textIn(text: LocalText | undefined, locale: Locale, fallback: Locale = "zh-CN"): string {
  return text?.[locale] || text?.[fallback] || "";
}

/** A text cut into what stands as written and what is piped, so that a page can mark the piped stretches. */
export type Stretch = { readonly words: string; readonly from: string | null };

/**
 * Fills the pipes of a text. An answer that is not there yet is spoken of, never left as a hole.
 *
 * @param context names that are not questions: unit, organisation
 * @throws {RangeError} when a text pipes a name that is neither a question nor part of the context
 * @example
 * pipeStretches(VERIFICATION_SURVEY, { en: "You said: {{solved}}. Why?" }, "en", { solved: "no" }, {})
 * // => [{ words: "You said: ", from: null }, { words: "Not solved", from: "solved" }, { words: ". Why?", from: null }]
 */
export function pipeStretches(
  definition: SurveyDefinition,
  text: LocalText | undefined,
  locale: Locale,
  answers: Answers,
  context: PipeContext,
): Stretch[] {
  const source = textIn(text, locale, definition.defaultLocale);
  if (!source.includes("{{")) return source === "" ? [] : [{ words: source, from: null }];
  const stretches: Stretch[] = [];
  let at = 0;
  for (const match of source.matchAll(pipe)) {
    if (match.index > at) stretches.push({ words: source.slice(at, match.index), from: null });
    stretches.push({ words: pipedWords(definition, match[1]!, locale, answers, context), from: match[1]! });
    at = match.index + match[0].length;
  }
  if (at < source.length) stretches.push({ words: source.slice(at), from: null });
  return stretches;
}

/**
 * The same as one string.
 *
 * @example
 * pipeText(VERIFICATION_SURVEY, { en: "You said: {{solved}}. Why?" }, "en", { solved: "no" }, {}) // => "You said: Not solved. Why?"
 * pipeText(VERIFICATION_SURVEY, { en: "Thank you for visiting {{unit}}" }, "en", {}, { unit: "Harbour Street" })
 * // => "Thank you for visiting Harbour Street"
 * pipeText(VERIFICATION_SURVEY, { en: "About {{price}}" }, "en", {}, {}) // throws RangeError
 */
export function pipeText(
  definition: SurveyDefinition,
  text: LocalText | undefined,
  locale: Locale,
  answers: Answers,
  context: PipeContext,
): string {
  return pipeStretches(definition, text, locale, answers, context)
    .map((stretch) => stretch.words)
    .join("");
}

function pipedWords(definition: SurveyDefinition, name: string, locale: Locale, answers: Answers, context: PipeContext): string {
  if (name === "unit" || name === "organisation") return context[name] ?? NO_CONTEXT[name][locale];
  const question = outlineOf(definition).places.get(name)?.question;
  if (question === undefined) throw new RangeError(`a text pipes "${name}", which is no question`);
  const value = answers[name];
  return isAnswered(value) ? (wordsOfAnswer(question, value!, locale) ?? NOT_YET[locale]) : NOT_YET[locale];
}
