import { BEST_WORST_BLOCKS, bestWorstSets } from "./best-worst.js";
import { checkAnswers } from "./check-answers.js";
import { nextScreen, screenQuestions } from "./paging.js";
import { offersNotApplicable, partsOf, scaleOf } from "./parts.js";
import { priceOfSteps } from "./price.js";
import type { Answers, AnswerValue, Question, SurveyDefinition } from "./types.js";

export type DryRun = {
  /** question key → how many respondents were asked */
  readonly asked: ReadonlyMap<string, number>;
  /** most screens anybody went through */
  readonly longest: number;
  /** respondents whose answers the survey itself refused; always 0 for a survey without faults */
  readonly refused: number;
};

/**
 * Sends made-up respondents through a survey, screen by screen as the page does, so that an author sees what is never asked. It always
 * ends: a screen leads only to later screens.
 *
 * @param random evenly spread numbers from 0 up to 1
 * @throws {RangeError} when the survey's logic is broken
 * @example
 * const nps = surveyTemplates().find(({ code }) => code === "nps")!.definition;
 * let at = 0;
 * const random = () => (at = (at + 0.618034) % 1);
 * const { asked, longest, refused } = dryRun(nps, 100, random);
 * [Object.fromEntries(asked), longest, refused] // => [{ recommend: 100, why_low: 51, why_middle: 18, why_high: 11 }, 1, 0]
 */
export function dryRun(definition: SurveyDefinition, respondents: number, random: () => number): DryRun {
  const asked = new Map<string, number>();
  let longest = 0;
  let refused = 0;
  for (let i = 0; i < respondents; i += 1) {
    let answers: Answers = {};
    let screens = 0;
    for (let screen = nextScreen(definition, answers, -1); screen !== null; screen = nextScreen(definition, answers, screen)) {
      screens += 1;
      answers = answerScreen(definition, answers, screen, random, asked);
    }
    longest = Math.max(longest, screens);
    if (checkAnswers(definition, answers).faults.length > 0) refused += 1;
  }
  return { asked, longest, refused };
}

function answerScreen(
  definition: SurveyDefinition,
  before: Answers,
  screen: number,
  random: () => number,
  asked: Map<string, number>,
): Answers {
  let answers = before;
  const done = new Set<string>();
  // an answer can bring up another question on the same screen, so look again until nothing new stands there
  for (;;) {
    const question = screenQuestions(definition, answers, screen).find((one) => !done.has(one.key));
    if (question === undefined) return answers;
    done.add(question.key);
    asked.set(question.key, (asked.get(question.key) ?? 0) + 1);
    if (question.type !== "statement") answers = { ...answers, [question.key]: madeUpAnswer(question, random) };
  }
}

/**
 * A valid answer, open ones among them where the question may stay open.
 *
 * @example
 * madeUpAnswer({ key: "recommend", type: "nps", wording: "recommend_us", text: {} }, () => 0.5) // => 5
 */
export function madeUpAnswer(question: Question, random: () => number): AnswerValue {
  const below = (n: number) => Math.min(n - 1, Math.floor(random() * n));
  if (question.required !== true && random() < 0.15) return null;
  const scale = scaleOf(question);
  const number = () =>
    offersNotApplicable(question) && random() < 0.1 ? ("na" as const) : scale!.min + below(scale!.max - scale!.min + 1);
  switch (question.type) {
    case "pair":
    case "matrix":
      return Object.fromEntries(partsOf(question).map((part) => [part, number()]));
    case "price": {
      const low = 1 + below(20);
      return Object.fromEntries(partsOf(question).map((part, i) => [part, priceOfSteps(question, low * (i + 1) + below(3))]));
    }
    case "bestWorst": {
      const block = 1 + below(BEST_WORST_BLOCKS);
      const picks = bestWorstSets(question, block).map(({ number, options }) => {
        const best = below(options.length);
        const worst = (best + 1 + below(options.length - 1)) % options.length;
        return { [`b${number}`]: options[best]!.id, [`w${number}`]: options[worst]!.id };
      });
      return Object.assign({ block }, ...picks);
    }
    case "single":
      return offersNotApplicable(question) && random() < 0.1 ? "na" : question.options[below(question.options.length)]!.id;
    case "multiple": {
      const most = question.atMost ?? question.options.length;
      const chosen = question.options.filter(() => random() < 0.4).slice(0, most);
      return (chosen.length > 0 ? chosen : [question.options[below(question.options.length)]!]).map((option) => option.id);
    }
    case "text":
      return "x".repeat(1 + below(Math.min(question.maxLength, 40)));
    case "contact":
      return Object.fromEntries(
        question.fields.map((field) => [field, { name: "A", phone: "13800000000", email: "a@example.com" }[field]]),
      );
    case "consent":
      return random() < 0.5 ? "yes" : "no";
    case "statement":
      return null;
    default:
      return number();
  }
}
