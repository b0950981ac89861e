import { checkValue } from "./check-value.js";
import { holds } from "./condition.js";
import { outlineOf, refuseBrokenLogic } from "./outline.js";
import type { Answers, SurveyDefinition } from "./types.js";

export type AnswerFaultReason =
  | "REQUIRED"
  | "WRONG_SHAPE"
  | "NOT_WHOLE"
  | "OUT_OF_RANGE"
  | "UNKNOWN_OPTION"
  | "TOO_MANY"
  | "TOO_LONG"
  | "NOT_APPLICABLE_NOT_OFFERED"
  | "NOT_A_PHONE"
  | "NOT_AN_EMAIL"
  | "NOT_A_PRICE"
  | "PRICES_OUT_OF_ORDER"
  | "SAME_TWICE"
  | "UNKNOWN_QUESTION";

/** `part` is `key` or `key.row`, `key.e`, `key.phone`; `limit` is the number the rule speaks of. */
export type AnswerFault = {
  readonly question: string;
  readonly part: string;
  readonly reason: AnswerFaultReason;
  readonly limit?: number | string;
};
export type CheckedAnswers = { readonly answers: Answers; readonly faults: readonly AnswerFault[] };

/**
 * Checks what was posted against the survey, question by question in order, and keeps only what was asked. A value that breaks a rule is
 * reported and kept as open (`null`), so that nothing wrong is ever stored; a shown question without an answer is `null`; a question
 * that was not asked is absent.
 *
 * @param posted answers by question key, of any shape
 * @param options `screen`: report faults of this screen only (while paging). `strict`: unknown keys are faults too (for programs)
 * @throws {RangeError} when the survey's own logic is broken
 * @example
 * checkAnswers(VERIFICATION_SURVEY, { solved: "partly", satisfaction: 9 })
 * // => { answers: { solved: "partly", satisfaction: null }, faults: [{ question: "satisfaction", part: "satisfaction", reason: "OUT_OF_RANGE", limit: "1–5" }] }
 * checkAnswers(VERIFICATION_SURVEY, { satisfaction: 4 }).faults // => [{ question: "solved", part: "solved", reason: "REQUIRED" }]
 */
export function checkAnswers(
  definition: SurveyDefinition,
  posted: Readonly<Record<string, unknown>>,
  options: { readonly screen?: number | undefined; readonly strict?: boolean | undefined } = {},
): CheckedAnswers {
  const outline = outlineOf(definition);
  refuseBrokenLogic(outline);
  const answers: { [key: string]: Answers[string] } = {};
  const faults: AnswerFault[] = [];
  for (const question of outline.questions) {
    if (question.type === "statement") continue;
    if (question.showIf !== undefined && !holds(question.showIf, answers)) continue;
    const given = Object.hasOwn(posted, question.key) ? posted[question.key] : undefined;
    const checked = checkValue(question, given);
    answers[question.key] = checked.value;
    if (options.screen === undefined || outline.places.get(question.key)?.screen === options.screen) faults.push(...checked.faults);
  }
  if (options.strict === true) {
    for (const key of Object.keys(posted)) {
      if (!outline.places.has(key)) faults.push({ question: key, part: key, reason: "UNKNOWN_QUESTION" });
    }
  }
  return { answers, faults };
}
