import {
  CSAT_LABELS,
  endsOf,
  estimateSeconds,
  KANO_SCALE,
  type LocalText,
  offersNotApplicable,
  outlineOf,
  type Question,
  type SurveyDefinition,
  scaleOf,
} from "../survey/index.js";
import type { LintQuestion, LintSurvey, LintText } from "./types.js";

/**
 * A survey in the linter's words: the editor reads a draft this way, and the server before it publishes. Both halves of a pair are
 * questions of their own under one key.
 *
 * @example
 * import { VERIFICATION_SURVEY } from "@manyi/core/survey";
 * const view = lintViewOf(VERIFICATION_SURVEY);
 * view.questions.map(({ key, type }) => [key, type]) // => [["solved", "single"], ["satisfaction", "csat"]]
 * view.questions[1]!.scale?.labels?.en
 * // => ["Very dissatisfied", "Dissatisfied", "Neither satisfied nor dissatisfied", "Satisfied", "Very satisfied"]
 */
export function lintViewOf(definition: SurveyDefinition): LintSurvey {
  return {
    locales: definition.locales,
    title: plain(definition.title),
    intro: plain(definition.purpose),
    anonymity: definition.anonymity,
    questions: outlineOf(definition).questions.flatMap(views),
    estimatedSeconds: Math.max(...definition.locales.map((locale) => estimateSeconds(definition, locale))),
  };
}

function views(question: Question): LintQuestion[] {
  const shared = {
    key: question.key,
    text: plain(question.text),
    help: question.help === undefined ? undefined : plain(question.help),
    required: question.required,
    hasNotApplicable: offersNotApplicable(question),
    sensitive: question.sensitive,
    reason: question.reason === undefined ? undefined : plain(question.reason),
  };
  const range = scaleOf(question);
  const ends = endsOf(question);
  const scale =
    range === null || ends === null
      ? undefined
      : { ...range, labels: labelsOf(question.type === "csat" ? CSAT_LABELS : [ends.low, ends.high]) };
  switch (question.type) {
    case "pair":
      return [question.expectation, question.perception].map((text) => ({ ...shared, type: "rating", text: plain(text), scale }));
    case "matrix":
      return [{ ...shared, type: "matrix", options: question.rows.map((row) => ({ text: plain(row.text) })), scale }];
    case "single":
    case "multiple":
      // the answers of a Kano pair are fixed and no list of choices
      if ("role" in question && question.role !== undefined)
        return [{ ...shared, type: "rating", scale: { ...KANO_SCALE, labels: labelsOf(question.options.map(({ text }) => text)) } }];
      return [{ ...shared, type: question.type, options: question.options.map((option) => ({ text: plain(option.text) })) }];
    case "price":
      return [{ ...shared, type: "number" }];
    case "bestWorst":
      return [{ ...shared, type: "ranking", options: question.options.map((option) => ({ text: plain(option.text) })) }];
    case "consent":
      return [{ ...shared, type: "statement" }];
    case "text":
    case "contact":
    case "statement":
      return [{ ...shared, type: question.type }];
    default:
      return [{ ...shared, type: question.type, scale }];
  }
}

function labelsOf(labels: readonly LocalText[]): { "zh-CN": string[]; en: string[] } {
  return { "zh-CN": labels.map((label) => label["zh-CN"] ?? ""), en: labels.map((label) => label.en ?? "") };
}

function plain(text: LocalText): LintText {
  return Object.fromEntries(Object.entries(text).filter(([, words]) => words !== undefined));
}
