import { outlineOf } from "./outline.js";
import type { LocalText, RatingQuestion, Scale, SurveyDefinition } from "./types.js";

/** Several items that are answered on one scale and may measure one thing. */
export type RatingScale = {
  /** the matrix, or the first of the questions */
  readonly key: string;
  readonly label: LocalText;
  readonly scale: Scale;
  /** `part` as in the packed numbers: `key.row` or a question's key */
  readonly items: readonly { readonly part: string; readonly question: string; readonly label: LocalText }[];
};

/**
 * The scales of a questionnaire whose reliability can be checked: every grid of at least three rows, and at least three single ratings
 * that share page, scale and role.
 *
 * @returns in the order of the questionnaire
 * @example
 * ratingScales(VERIFICATION_SURVEY) // => []
 */
export function ratingScales(definition: SurveyDefinition): RatingScale[] {
  const found: RatingScale[] = [];
  const groups = new Map<string, RatingQuestion[]>();
  const { questions, places } = outlineOf(definition);
  for (const question of questions) {
    if (question.type === "matrix" && question.rows.length >= 3) {
      const items = question.rows.map((row) => ({ part: `${question.key}.${row.key}`, question: question.key, label: row.text }));
      found.push({ key: question.key, label: question.text, scale: question.scale, items });
    }
    if (question.type !== "rating") continue;
    const { min, max } = question.scale;
    const name = `${places.get(question.key)?.screen} ${question.role ?? "perception"} ${min} ${max}`;
    groups.set(name, [...(groups.get(name) ?? []), question]);
  }
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined || group.length < 3) continue;
    const items = group.map(({ key, text }) => ({ part: key, question: key, label: text }));
    found.push({ key: first.key, label: first.text, scale: first.scale, items });
  }
  return found;
}
