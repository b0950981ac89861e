import { holds } from "./condition.js";
import { outlineOf, refuseBrokenLogic } from "./outline.js";
import type { Answers, Question, SurveyDefinition } from "./types.js";

/**
 * The questions that are asked, given the answers so far, in order. An answer to a question that is not asked counts for nothing,
 * so hiding a question also hides whatever depended on it.
 *
 * @throws {RangeError} when a condition cannot be decided (unknown or later question, wrong comparison): never read as "false"
 * @example
 * const csat = surveyTemplates().find(({ code }) => code === "csat")!.definition;
 * visibleQuestions(csat, { satisfaction: 2 }).map(({ key }) => key) // => ["satisfaction", "better"]
 */
export function visibleQuestions(definition: SurveyDefinition, answers: Answers): readonly Question[] {
  return visibleWith(definition, answers).questions;
}

/**
 * The questions that are asked, and only the answers that belong to them.
 *
 * @example
 * const csat = surveyTemplates().find(({ code }) => code === "csat")!.definition;
 * visibleWith(csat, { satisfaction: 2, better: "the queue", liked: "the tea" }).answers // => { satisfaction: 2, better: "the queue" }
 */
export function visibleWith(definition: SurveyDefinition, answers: Answers): { questions: readonly Question[]; answers: Answers } {
  const outline = outlineOf(definition);
  refuseBrokenLogic(outline);
  const questions: Question[] = [];
  const seen: { [key: string]: Answers[string] } = {};
  for (const question of outline.questions) {
    if (question.showIf !== undefined && !holds(question.showIf, seen)) continue;
    questions.push(question);
    const value = answers[question.key];
    if (value !== undefined) seen[question.key] = value;
  }
  return { questions, answers: seen };
}
