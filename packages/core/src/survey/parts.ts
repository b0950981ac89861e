import { PRICE_PARTS } from "../tradeoff/index.js";
import type { AnswerValue, Question, Scale } from "./types.js";

/** NPS is always asked 0–10, CSAT 1–5, CES 1–7. */
export const NPS_SCALE: Scale = { min: 0, max: 10 };
export const CSAT_SCALE: Scale = { min: 1, max: 5 };
export const CES_SCALE: Scale = { min: 1, max: 7 };
/** The five answers of either half of a Kano pair. */
export const KANO_SCALE: Scale = { min: 1, max: 5 };

/**
 * The scale a question is answered on; `null` for questions that are not scales.
 *
 * @example
 * scaleOf({ key: "why", type: "text", text: {}, multiline: true, maxLength: 500 }) // => null
 */
export function scaleOf(question: Question): Scale | null {
  switch (question.type) {
    case "nps":
      return NPS_SCALE;
    case "csat":
      return CSAT_SCALE;
    case "ces":
      return CES_SCALE;
    case "rating":
    case "pair":
    case "matrix":
      return question.scale;
    default:
      return null;
  }
}

/**
 * Names of the separate answers inside one question: `e` and `p` of a pair, the rows of a matrix, the fields of a contact, the four
 * prices, the `block` of a best–worst question with best and worst of each set.
 *
 * @example
 * partsOf({ key: "who", type: "contact", text: {}, fields: ["name", "phone"] }) // => ["name", "phone"]
 * partsOf({ key: "ease", type: "ces", text: {} }) // => []
 */
export function partsOf(question: Question): readonly string[] {
  if (question.type === "pair") return ["e", "p"];
  if (question.type === "matrix") return question.rows.map((row) => row.key);
  if (question.type === "contact") return question.fields;
  if (question.type === "price") return PRICE_PARTS;
  if (question.type === "bestWorst")
    return ["block", ...Array.from({ length: question.sets }, (_, i) => [`b${i + 1}`, `w${i + 1}`]).flat()];
  return [];
}

/**
 * Whether a question offers "not applicable".
 *
 * @example
 * offersNotApplicable({ key: "ease", type: "ces", text: {}, notApplicable: true }) // => true
 * offersNotApplicable({ key: "ease", type: "ces", text: {} }) // => false
 */
export function offersNotApplicable(question: Question): boolean {
  return "notApplicable" in question && question.notApplicable === true;
}

/**
 * Whether something was said: a number, an option, words. "Not applicable" and an open answer say nothing.
 *
 * @example
 * isAnswered(0) // => true
 * isAnswered("na") // => false
 * isAnswered([]) // => false
 * isAnswered({ e: null, p: 4 }) // => true
 */
export function isAnswered(value: AnswerValue | undefined): boolean {
  if (value === undefined || value === null || value === "na" || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object") return Object.values(value).some((part) => isAnswered(part));
  return true;
}
