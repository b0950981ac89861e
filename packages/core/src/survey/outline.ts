import { type ConditionFault, conditionFault } from "./condition.js";
import type { Question, SurveyDefinition } from "./types.js";

/** Where a question stands: its screen and its place in the whole survey, both from 0. */
export type Place = { readonly question: Question; readonly screen: number; readonly order: number };

/** A definition read once: questions in order, the screens they stand on, and the conditions that cannot be decided. */
export type Outline = {
  readonly questions: readonly Question[];
  readonly screens: readonly (readonly Question[])[];
  readonly places: ReadonlyMap<string, Place>;
  /** question key → what is wrong with its show-if */
  readonly broken: ReadonlyMap<string, ConditionFault>;
};

// a definition is a value that is never changed in place, so what was read from it stays true
const outlines = new WeakMap<SurveyDefinition, Outline>();

/**
 * Questions, screens and places of a definition. A paged survey has one screen per page, a single-page survey has one.
 *
 * @param definition any definition, complete or not; of questions with one key the first counts
 * @example
 * const { questions, screens, places, broken } = outlineOf(VERIFICATION_SURVEY);
 * questions.map(({ key }) => key) // => ["solved", "satisfaction"]
 * [screens.length, places.get("satisfaction")?.order, broken.size] // => [1, 1, 0]
 */
export function outlineOf(definition: SurveyDefinition): Outline {
  const known = outlines.get(definition);
  if (known !== undefined) return known;
  const questions = definition.pages.flatMap((page) => page.questions);
  const screens = definition.layout === "single" ? [questions] : definition.pages.map((page) => page.questions);
  const places = new Map<string, Place>();
  let order = 0;
  for (const [screen, onScreen] of screens.entries()) {
    for (const question of onScreen) {
      if (!places.has(question.key)) places.set(question.key, { question, screen, order });
      order += 1;
    }
  }
  const broken = new Map<string, ConditionFault>();
  for (const question of questions) {
    if (question.showIf === undefined) continue;
    const fault = conditionFault(question.showIf, places, places.get(question.key)?.order ?? 0);
    if (fault !== null) broken.set(question.key, fault);
  }
  const outline = { questions, screens, places, broken };
  outlines.set(definition, outline);
  return outline;
}

/**
 * @throws {RangeError} when a condition of the survey cannot be decided: a logic error is an error, never "false"
 */
export function refuseBrokenLogic({ broken }: Outline): void {
  for (const [key, fault] of broken) throw new RangeError(`the condition of "${key}" cannot be decided: ${fault.en}`);
}
