import { packSet } from "./best-worst.js";
import { outlineOf } from "./outline.js";
import { packPrice } from "./price.js";
import type { Answers, AnswerValue, Question, Series, SurveyDefinition } from "./types.js";
import { visibleWith } from "./visible.js";

/** What a voice keeps of its answers beside the answers themselves. */
export type PackedAnswers = {
  /** by ordinal − 1; an option's code for a choice, 0 or 1 for each option of a multiple choice, whole steps of a price, the number of a best–worst pick; `null` = no number was given */
  readonly nums: readonly (number | null)[];
  /** metric code → value on the question's scale */
  readonly scores: Readonly<Record<string, number>>;
  readonly nps: number | null;
  readonly csat: number | null;
  readonly ces: number | null;
  /** the customer's own words, questions apart by line breaks; `null` when there are none */
  readonly comment: string | null;
};

/**
 * Packs checked answers into the numbers that are counted.
 *
 * @param answers as `checkAnswers` returns them; answers to questions that were not asked are left out
 * @param series of the same version
 * @example
 * packAnswers(VERIFICATION_SURVEY, seriesOf(VERIFICATION_SURVEY, []), { solved: "partly", satisfaction: 4 })
 * // => { nums: [2, 4], scores: { csat: 4 }, nps: null, csat: 4, ces: null, comment: null }
 */
export function packAnswers(definition: SurveyDefinition, series: readonly Series[], answers: Answers): PackedAnswers {
  const asked = visibleWith(definition, answers).answers;
  const { places, questions } = outlineOf(definition);
  const nums = new Array<number | null>(series.reduce((max, one) => Math.max(max, one.ordinal), 0)).fill(null);
  const scores: Record<string, number> = {};
  for (const { part, ordinal, metric } of series) {
    const key = part.split(/[.#]/, 1)[0]!;
    const question = places.get(key)?.question;
    const value = question === undefined ? null : numberAt(question, part.slice(key.length + 1), asked[key]);
    nums[ordinal - 1] = value;
    if (metric !== null && value !== null) scores[metric] = value;
  }
  const words = questions.flatMap((question) => (question.type === "text" ? [asked[question.key]] : []));
  const said = words.filter((text): text is string => typeof text === "string" && text !== "");
  return {
    nums,
    scores,
    nps: scores.nps ?? null,
    csat: scores.csat ?? null,
    ces: scores.ces ?? null,
    comment: said.length === 0 ? null : said.join("\n"),
  };
}

function numberAt(question: Question, part: string, value: AnswerValue | undefined): number | null {
  if (value === undefined || value === null || value === "na") return null;
  if (question.type === "single") return question.options.find((option) => option.id === value)?.code ?? null;
  if (question.type === "multiple") return Array.isArray(value) ? Number(value.includes(part)) : null;
  if (typeof value === "number") return value;
  if (typeof value !== "object" || Array.isArray(value)) return null;
  if (question.type === "bestWorst") return packSet(question, Number.parseInt(part, 10), value);
  if (question.type === "price") return packPrice(question, part.split(":", 1)[0]!, value);
  const one = (value as { readonly [part: string]: number | string | null })[part];
  return typeof one === "number" ? one : null;
}
