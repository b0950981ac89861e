import { outlineOf } from "./outline.js";
import type { LocalText, Question, SurveyDefinition } from "./types.js";

/** One text of a survey: where it stands, whether it may be missing in all languages, and after which question it is read. */
export type SurveyText = { readonly path: string; readonly text: LocalText; readonly optional: boolean; readonly order: number };

/**
 * Every text a customer can read, in reading order; `order` is the place of its question, before all for the title, after all for the closing.
 *
 * @example
 * textsOf(VERIFICATION_SURVEY).map(({ path }) => path)
 * // => ["title", "purpose", "solved.text", "solved.options.yes", "solved.options.partly", "solved.options.no", "satisfaction.text", "closing"]
 */
export function textsOf(definition: SurveyDefinition): SurveyText[] {
  const { questions, places } = outlineOf(definition);
  const whole = (path: string, text: LocalText | undefined, order: number, optional = false): SurveyText[] =>
    text === undefined ? [] : [{ path, text, optional, order }];
  const pages = definition.pages.flatMap((page) =>
    whole(`pages.${page.key}.title`, page.title, places.get(page.questions[0]?.key ?? "")?.order ?? 0, true),
  );
  return [
    ...whole("title", definition.title, 0),
    ...whole("purpose", definition.purpose, 0),
    ...pages,
    ...questions.flatMap((question) => questionTexts(question, places.get(question.key)?.order ?? 0)),
    ...whole("closing", definition.closing, questions.length),
  ];
}

function questionTexts(question: Question, order: number): SurveyText[] {
  const { key } = question;
  const texts: SurveyText[] = [{ path: `${key}.text`, text: question.text, optional: question.type === "pair", order }];
  const add = (name: string, text: LocalText | undefined, optional: boolean) => {
    if (text !== undefined) texts.push({ path: `${key}.${name}`, text, optional, order });
  };
  add("help", question.help, true);
  add("reason", question.reason, true);
  if (question.type === "rating" || question.type === "pair" || question.type === "matrix" || question.type === "bestWorst") {
    add("low", question.low, false);
    add("high", question.high, false);
  }
  if (question.type === "pair") {
    add("expectation", question.expectation, false);
    add("perception", question.perception, false);
  }
  if (question.type === "matrix") for (const row of question.rows) add(`rows.${row.key}`, row.text, false);
  if (question.type === "single" || question.type === "multiple" || question.type === "bestWorst") {
    for (const option of question.options) add(`options.${option.id}`, option.text, false);
  }
  return texts;
}
