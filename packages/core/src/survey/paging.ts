import { outlineOf } from "./outline.js";
import type { Answers, Question, SurveyDefinition } from "./types.js";
import { visibleQuestions } from "./visible.js";

/**
 * The asked questions of one screen (from 0), given the answers so far. A single-page survey has the one screen 0.
 *
 * @example
 * const nps = surveyTemplates().find(({ code }) => code === "nps")!.definition;
 * screenQuestions(nps, { recommend: 9 }, 0).map(({ key }) => key) // => ["recommend", "why_high"]
 */
export function screenQuestions(definition: SurveyDefinition, answers: Answers, screen: number): readonly Question[] {
  const { places } = outlineOf(definition);
  return visibleQuestions(definition, answers).filter((question) => places.get(question.key)?.screen === screen);
}

/**
 * The screens that hold at least one asked question, in order. Questions that appear later because of what is answered later are
 * counted only then.
 *
 * @example
 * const nps = surveyTemplates().find(({ code }) => code === "nps")!.definition;
 * const questions = nps.pages.flatMap((page) => page.questions);
 * const paged = { ...nps, pages: questions.map((question) => ({ key: question.key, questions: [question] })) };
 * askedScreens(paged, { recommend: 9 }) // => [0, 3]
 */
export function askedScreens(definition: SurveyDefinition, answers: Answers): readonly number[] {
  const { places } = outlineOf(definition);
  return [...new Set(visibleQuestions(definition, answers).map((question) => places.get(question.key)?.screen ?? 0))].sort((a, b) => a - b);
}

/**
 * The next screen with something to ask after `screen` (−1 for the first); `null` at the end.
 *
 * @example
 * const nps = surveyTemplates().find(({ code }) => code === "nps")!.definition;
 * const questions = nps.pages.flatMap((page) => page.questions);
 * const paged = { ...nps, pages: questions.map((question) => ({ key: question.key, questions: [question] })) };
 * nextScreen(paged, { recommend: 9 }, 0) // => 3
 * nextScreen(paged, { recommend: 9 }, 3) // => null
 */
export function nextScreen(definition: SurveyDefinition, answers: Answers, screen: number): number | null {
  return askedScreens(definition, answers).find((one) => one > screen) ?? null;
}

/**
 * The screen before `screen` with something to ask; `null` on the first.
 *
 * @example
 * const nps = surveyTemplates().find(({ code }) => code === "nps")!.definition;
 * const questions = nps.pages.flatMap((page) => page.questions);
 * const paged = { ...nps, pages: questions.map((question) => ({ key: question.key, questions: [question] })) };
 * previousScreen(paged, { recommend: 9 }, 3) // => 0
 * previousScreen(paged, { recommend: 9 }, 0) // => null
 */
export function previousScreen(definition: SurveyDefinition, answers: Answers, screen: number): number | null {
  return (
    askedScreens(definition, answers)
      .filter((one) => one < screen)
      .at(-1) ?? null
  );
}

/**
 * "Page 2 of 3": counts only screens that are asked.
 *
 * @example
 * const nps = surveyTemplates().find(({ code }) => code === "nps")!.definition;
 * const questions = nps.pages.flatMap((page) => page.questions);
 * const paged = { ...nps, pages: questions.map((question) => ({ key: question.key, questions: [question] })) };
 * progressAt(paged, { recommend: 9 }, 3) // => { page: 2, of: 2 }
 */
export function progressAt(definition: SurveyDefinition, answers: Answers, screen: number): { page: number; of: number } {
  const asked = askedScreens(definition, answers);
  return { page: asked.filter((one) => one <= screen).length, of: asked.length };
}
