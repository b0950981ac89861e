import { partsOf, scaleOf } from "./parts.js";
import { readPrice } from "./price.js";
import type { Question } from "./types.js";

/**
 * Name of an HTML field: `a.key`, or `a.key.part` where one question has several answers.
 *
 * @example
 * fieldName("recommend") // => "a.recommend"
 * fieldName("speed", "e") // => "a.speed.e"
 */
export function fieldName(key: string, part?: string): string {
  return part === undefined ? `a.${key}` : `a.${key}.${part}`;
}

export type PostedForm = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Reads an HTML form into answers, as the page posts it with or without scripts. Numbers arrive as text; an untouched field is open.
 *
 * @param questions the questions that stood on the page
 * @example
 * readForm([{ key: "nps", type: "nps", text: {}, wording: "recommend_us" }], { "a.nps": "9" }) // => { nps: 9 }
 */
export function readForm(questions: readonly Question[], form: PostedForm): Record<string, unknown> {
  const posted: Record<string, unknown> = {};
  for (const question of questions) {
    if (question.type === "statement") continue;
    const parts = partsOf(question);
    if (parts.length > 0) {
      // a page tells that it has asked back about prices which do not rise
      const names = question.type === "price" ? [...parts, "sure"] : parts;
      posted[question.key] = Object.fromEntries(
        names.map((part) => [part, readField(question, form[fieldName(question.key, part)], part)]),
      );
    } else {
      posted[question.key] = readField(question, form[fieldName(question.key)]);
    }
  }
  return posted;
}

function readField(question: Question, raw: string | readonly string[] | undefined, part?: string): unknown {
  if (question.type === "multiple") return raw === undefined ? null : typeof raw === "string" ? [raw] : raw;
  const text = typeof raw === "string" ? raw : raw?.[0];
  if (text === undefined || text === "") return null;
  if (question.type === "price" && part !== "sure") return readPrice(text);
  if (part === "block" && /^\d{1,2}$/.test(text)) return Number(text);
  return scaleOf(question) !== null && /^-?\d{1,6}$/.test(text) ? Number(text) : text;
}
