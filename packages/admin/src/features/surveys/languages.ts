import { type Locale, type LocalText, outlineOf, type Question, type SurveyDefinition, textsOf } from "@manyi/core/survey";
import { putQuestion } from "./edits.js";

/** Texts of a survey that both languages need, by path; `speed.options.o1`. */
export function pathsOf(
  definition: SurveyDefinition,
): readonly { readonly path: string; readonly text: LocalText; readonly optional: boolean }[] {
  return textsOf(definition).filter(({ path, text, optional }) => !(optional && path.endsWith(".text") && !text["zh-CN"] && !text.en));
}

/** Writes one text in one language. A path that is not there changes nothing. */
export function putText(definition: SurveyDefinition, path: string, locale: Locale, words: string): SurveyDefinition {
  const put = (text: LocalText | undefined): LocalText => ({ ...text, [locale]: words });
  if (path === "title" || path === "purpose" || path === "closing") return { ...definition, [path]: put(definition[path]) };
  const page = /^pages\.(.+)\.title$/.exec(path)?.[1];
  if (page !== undefined)
    return { ...definition, pages: definition.pages.map((one) => (one.key === page ? { ...one, title: put(one.title) } : one)) };
  const [key = "", name = "", id = ""] = path.split(".");
  const question = outlineOf(definition).places.get(key)?.question;
  if (question === undefined) return definition;
  if (name === "rows" && question.type === "matrix")
    return putQuestion(definition, {
      ...question,
      rows: question.rows.map((row) => (row.key === id ? { ...row, text: put(row.text) } : row)),
    });
  if (name === "options" && (question.type === "single" || question.type === "multiple" || question.type === "bestWorst"))
    return putQuestion(definition, {
      ...question,
      options: question.options.map((one) => (one.id === id ? { ...one, text: put(one.text) } : one)),
    });
  if (!(name in question)) return definition;
  return putQuestion(definition, { ...question, [name]: put((question as unknown as Record<string, LocalText>)[name]) } as Question);
}
