import { CSAT_LABELS, type LocalText, type Question, type SurveyDefinition } from "../../survey/index.js";
import type { LintQuestion, LintScale, LintSurvey, LintText } from "../types.js";

/**
 * A survey as its author edits it, in the form the linter reads. A pair of expectation and perception becomes two
 * questions; rows of a matrix stand as its options.
 */
export function lintInput(definition: SurveyDefinition): LintSurvey {
  return {
    locales: definition.locales,
    title: plain(definition.title),
    intro: plain(definition.purpose),
    anonymity: definition.anonymity,
    questions: definition.pages.flatMap((page) => page.questions.flatMap(questionsOf)),
  };
}

/** Without languages that are there but undefined. */
function plain(text: LocalText): LintText {
  return { ...(text["zh-CN"] === undefined ? {} : { "zh-CN": text["zh-CN"] }), ...(text.en === undefined ? {} : { en: text.en }) };
}

function ends(scale: { readonly min: number; readonly max: number }, low: LocalText, high: LocalText): LintScale {
  return { ...scale, labels: { "zh-CN": [low["zh-CN"] ?? "", high["zh-CN"] ?? ""], en: [low.en ?? "", high.en ?? ""] } };
}

function questionsOf(question: Question): LintQuestion[] {
  const common = {
    key: question.key,
    text: plain(question.text),
    help: question.help === undefined ? undefined : plain(question.help),
    required: question.required,
    sensitive: question.sensitive,
    reason: question.reason === undefined ? undefined : plain(question.reason),
    hasNotApplicable: "notApplicable" in question ? question.notApplicable : undefined,
  };
  switch (question.type) {
    case "nps":
      return [{ ...common, type: "nps", scale: { min: 0, max: 10 } }];
    case "csat":
      return [
        {
          ...common,
          type: "csat",
          scale: {
            min: 1,
            max: 5,
            labels: { "zh-CN": CSAT_LABELS.map((label) => label["zh-CN"] ?? ""), en: CSAT_LABELS.map((label) => label.en ?? "") },
          },
        },
      ];
    case "ces":
      return [{ ...common, type: "ces", scale: { min: 1, max: 7 } }];
    case "rating":
      return [{ ...common, type: "rating", scale: ends(question.scale, question.low, question.high) }];
    case "pair": {
      const scale = ends(question.scale, question.low, question.high);
      const half = (part: string, text: LocalText): LintQuestion => ({
        ...common,
        key: `${question.key}.${part}`,
        type: "rating",
        text: plain(text),
        scale,
      });
      return [half("e", question.expectation), half("p", question.perception)];
    }
    case "matrix":
      return [
        {
          ...common,
          type: "matrix",
          options: question.rows.map((row) => ({ text: plain(row.text) })),
          scale: ends(question.scale, question.low, question.high),
        },
      ];
    case "single":
    case "multiple":
      return [{ ...common, type: question.type, options: question.options.map((option) => ({ text: plain(option.text) })) }];
    case "price":
      return [{ ...common, type: "number" }];
    case "bestWorst":
      return [{ ...common, type: "ranking", options: question.options.map((option) => ({ text: plain(option.text) })) }];
    case "text":
    case "contact":
    case "statement":
      return [{ ...common, type: question.type }];
    case "consent":
      return [{ ...common, type: "statement" }];
  }
}
