import { isAnswered, partsOf } from "./parts.js";
import type { Answers, AnswerValue, Question, SurveyDefinition } from "./types.js";
import { visibleWith } from "./visible.js";

export type Completeness = "complete" | "partial" | "break_off";

/**
 * Share of the applicable questions that were answered (D§5.5, after AAPOR): above 80 % complete, 50–80 % partial, below that a
 * break-off. Applicable are the questions that were shown and count: rows of a matrix and both sides of a pair count one by one;
 * optional words, contact fields, consents and statements do not. "Not applicable" is an answer here.
 *
 * @returns `break_off` also when nothing at all was said; when only optional questions were shown, anything said completes it
 * @example
 * completenessOf(VERIFICATION_SURVEY, { solved: "yes", satisfaction: 5 }) // => "complete"
 * completenessOf(VERIFICATION_SURVEY, { solved: "yes", satisfaction: null }) // => "partial"
 * completenessOf(VERIFICATION_SURVEY, {}) // => "break_off"
 */
export function completenessOf(definition: SurveyDefinition, answers: Answers): Completeness {
  const visible = visibleWith(definition, answers);
  const states = visible.questions.flatMap((question) => answeredParts(question, visible.answers[question.key]));
  const anything = Object.values(visible.answers).some((value) => isAnswered(value));
  if (states.length === 0) return anything ? "complete" : "break_off";
  // compared as whole numbers: 4 of 5 is exactly 80 % and not above it
  const answered = states.filter(Boolean).length;
  if (answered * 10 > states.length * 8) return "complete";
  return answered * 2 >= states.length ? "partial" : "break_off";
}

function answeredParts(question: Question, value: AnswerValue | undefined): boolean[] {
  switch (question.type) {
    case "statement":
    case "contact":
    case "consent":
      return [];
    case "text":
      return question.required === true ? [isAnswered(value)] : [];
    case "pair":
    case "matrix":
    case "price":
    case "bestWorst": {
      const parts = (value ?? {}) as { readonly [part: string]: number | "na" | null };
      return partsOf(question)
        .filter((part) => part !== "block")
        .map((part) => parts[part] === "na" || isAnswered(parts[part]));
    }
    default:
      return [value === "na" || isAnswered(value)];
  }
}
