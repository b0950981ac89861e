import type { LintQuestion, LintSurvey } from "./types.js";

/** How much of a customer's time a survey asks for. */
export interface SurveyLength {
  readonly questions: number;
  readonly seconds: number;
  readonly minutes: number;
}

/** The most a survey may ask before it warns: more than 20 questions, or more than 8 minutes. */
export const lengthLimits = { questions: 20, minutes: 8 } as const;

/** Seconds to decide and answer, by kind, apart from the reading. */
const answerSeconds: Readonly<Record<LintQuestion["type"], number>> = {
  single: 4,
  multiple: 7,
  dropdown: 5,
  rating: 3.5,
  nps: 4,
  csat: 3.5,
  ces: 4,
  matrix: 4,
  ranking: 15,
  slider: 5,
  number: 7,
  text: 30,
  date: 8,
  file: 25,
  contact: 25,
  statement: 0,
};
/** An optional open question is skipped by about half. */
const optionalTextShare = 0.5;
/** Silent reading on a phone: about 7 Chinese characters or 4 English words a second. */
const perSecond = { han: 7, words: 4 };

function readingSeconds(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[A-Za-z\d]+/g)?.length ?? 0;
  return han / perSecond.han + words / perSecond.words;
}

/**
 * Estimates how long a survey takes one careful customer, in the language with the most text.
 * Statements are read but not counted as questions. `survey.estimatedSeconds` goes before this estimate of bare wording: `lintViewOf`
 * gives what `estimateSeconds` says of the whole questionnaire, so that editor and survey page name the same length.
 *
 * @returns whole seconds, and minutes with one decimal
 * @example
 * estimateLength({ locales: ["en"], questions: [{ key: "q", type: "nps", text: { en: "How likely are you to recommend us?" } }] })
 * // => { questions: 1, seconds: 6, minutes: 0.1 }
 */
export function estimateLength(survey: LintSurvey): SurveyLength {
  const perLocale = survey.locales.map((locale) => {
    const intro = readingSeconds(`${survey.title?.[locale] ?? ""} ${survey.intro?.[locale] ?? ""}`);
    return survey.questions.reduce((total, question) => {
      const options = question.options ?? [];
      const texts = [question.text[locale], question.help?.[locale], ...options.slice(0, 12).map((option) => option.text[locale])];
      const answer = answerSeconds[question.type];
      const isSkippable =
        (question.type === "text" || question.type === "contact" || question.type === "file") && question.required !== true;
      // A matrix is answered row by row; its rows arrive as options.
      const times = question.type === "matrix" ? Math.max(1, options.length) : 1;
      return (
        total +
        readingSeconds(texts.filter((text) => text !== undefined).join(" ")) +
        answer * times * (isSkippable ? optionalTextShare : 1)
      );
    }, intro);
  });
  const seconds = Math.round(survey.estimatedSeconds ?? Math.max(0, ...perLocale));
  const questions = survey.questions.filter((question) => question.type !== "statement").length;
  return { questions, seconds, minutes: Math.round(seconds / 6) / 10 };
}
