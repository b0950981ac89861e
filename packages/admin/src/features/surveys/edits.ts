import { kanoPair, outlineOf, type Question, type QuestionType, referencesOf, type SurveyDefinition } from "@manyi/core/survey";
import { blankQuestion } from "./questions.js";

/*
 * Everything the editor does to a questionnaire: a definition in, a definition out. A key that is not there changes nothing.
 */

function mapQuestions(definition: SurveyDefinition, change: (questions: readonly Question[]) => readonly Question[]): SurveyDefinition {
  return { ...definition, pages: definition.pages.map((page) => ({ ...page, questions: change(page.questions) })) };
}

/** Puts a changed question in the place of the one with its key. */
export function putQuestion(definition: SurveyDefinition, question: Question): SurveyDefinition {
  return mapQuestions(definition, (all) => all.map((one) => (one.key === question.key ? question : one)));
}

/** A key nobody has: `speed`, `speed-2`, `speed-3`. */
export function freeKey(definition: SurveyDefinition, wish: string): string {
  const taken = new Set(outlineOf(definition).questions.map(({ key }) => key));
  const base = (/^[a-z][a-z0-9_-]*$/.test(wish) ? wish : "q").slice(0, 34);
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** Inserts a question behind another; without one, at the end of the last page. */
export function insertAfter(definition: SurveyDefinition, question: Question, after: string | null): SurveyDefinition {
  const at = definition.pages.findIndex((page) => page.questions.some(({ key }) => key === after));
  const on = at === -1 ? definition.pages.length - 1 : at;
  const pages = definition.pages.map((page, index) => {
    if (index !== on) return page;
    const place = page.questions.findIndex(({ key }) => key === after);
    const questions = [...page.questions];
    questions.splice(place === -1 ? questions.length : place + 1, 0, question);
    return { ...page, questions };
  });
  return { ...definition, pages };
}

/** A new question of a kind; its key is free. */
export function newQuestion(definition: SurveyDefinition, type: QuestionType): Question {
  return blankQuestion(type, freeKey(definition, type === "bestWorst" ? "best-worst" : type));
}

/** Both halves of a Kano pair behind another question; the attribute is chosen in the form. */
export function insertKanoPair(definition: SurveyDefinition, after: string | null): { definition: SurveyDefinition; key: string } {
  const keys = [freeKey(definition, "kano-good"), freeKey(definition, "kano-bad")] as const;
  const [good, bad] = kanoPair(keys[0], { "zh-CN": "这一项", en: "This" }, keys);
  return { definition: insertAfter(insertAfter(definition, good, after), bad, good.key), key: good.key };
}

/** Both halves of a Kano pair ask about one attribute: the other half is the next question of the other role with the same attribute. */
export function putKanoAttribute(definition: SurveyDefinition, key: string, attribute: string | undefined): SurveyDefinition {
  const { questions } = outlineOf(definition);
  const at = questions.findIndex((one) => one.key === key);
  const half = questions[at];
  if (half?.type !== "single") return definition;
  const others = questions
    .map((one, index) => ({ one, far: Math.abs(index - at) }))
    .filter(({ one }) => one.type === "single" && one.role !== undefined && one.role !== half.role && one.attribute === half.attribute)
    .sort((a, b) => a.far - b.far);
  const keys = [key, others[0]?.one.key];
  return mapQuestions(definition, (all) => all.map((one) => (keys.includes(one.key) ? { ...one, attribute } : one) as Question));
}

/** A copy behind the original; it measures nothing by itself, so that no metric is counted twice. */
export function copyQuestion(definition: SurveyDefinition, key: string): { definition: SurveyDefinition; key: string } | null {
  const original = outlineOf(definition).places.get(key)?.question;
  if (original === undefined) return null;
  const copy = { ...original, key: freeKey(definition, key) };
  if (copy.type === "pair") return { definition: insertAfter(definition, { ...copy, attribute: copy.key }, key), key: copy.key };
  const { attribute: _, ...free } = copy.type === "single" ? { ...copy, role: undefined } : copy;
  return { definition: insertAfter(definition, free as Question, key), key: copy.key };
}

/** Takes a question out, and every condition that looked at it with it. */
export function removeQuestion(definition: SurveyDefinition, key: string): SurveyDefinition {
  return mapQuestions(definition, (all) =>
    all
      .filter((one) => one.key !== key)
      .map((one) => {
        if (one.showIf === undefined || !referencesOf(one.showIf).some((name) => name.split(".")[0] === key)) return one;
        const { showIf: _, ...rest } = one;
        return rest as Question;
      }),
  );
}

/** Moves a question up or down by one place, over the edge of its page onto the next. */
export function moveBy(definition: SurveyDefinition, key: string, step: 1 | -1): SurveyDefinition {
  const page = definition.pages.findIndex(({ questions }) => questions.some((one) => one.key === key));
  const here = definition.pages[page];
  if (here === undefined) return definition;
  const place = here.questions.findIndex((one) => one.key === key);
  const to = place + step;
  if (to >= 0 && to < here.questions.length) return putAt(definition, key, page, to);
  const beside = definition.pages[page + step];
  return beside === undefined ? definition : putAt(definition, key, page + step, step === 1 ? 0 : beside.questions.length);
}

/** Moves a question to where another stands, as after a drag. */
export function moveTo(definition: SurveyDefinition, key: string, over: string): SurveyDefinition {
  const page = definition.pages.findIndex(({ questions }) => questions.some((one) => one.key === over));
  const place = definition.pages[page]?.questions.findIndex((one) => one.key === over) ?? -1;
  return place === -1 || key === over ? definition : putAt(definition, key, page, place);
}

function putAt(definition: SurveyDefinition, key: string, page: number, place: number): SurveyDefinition {
  const moved = outlineOf(definition).places.get(key)?.question;
  if (moved === undefined) return definition;
  const pages = definition.pages.map((one, index) => {
    const questions = one.questions.filter((question) => question.key !== key);
    if (index === page) questions.splice(place, 0, moved);
    return { ...one, questions };
  });
  return { ...definition, pages };
}

/** Begins a new page with this question. A page cannot begin with what is first anyway. */
export function splitBefore(definition: SurveyDefinition, key: string): SurveyDefinition {
  const names = new Set(definition.pages.map((page) => page.key));
  let number = definition.pages.length + 1;
  while (names.has(`page-${number}`)) number += 1;
  const pages = definition.pages.flatMap((page) => {
    const place = page.questions.findIndex((one) => one.key === key);
    if (place < 1) return [page];
    return [
      { ...page, questions: page.questions.slice(0, place) },
      { key: `page-${number}`, questions: page.questions.slice(place) },
    ];
  });
  return { ...definition, pages };
}

/** Joins a page to the one before it. */
export function joinPage(definition: SurveyDefinition, pageKey: string): SurveyDefinition {
  const at = definition.pages.findIndex((page) => page.key === pageKey);
  const [before, page] = [definition.pages[at - 1], definition.pages[at]];
  if (before === undefined || page === undefined) return definition;
  const joined = { ...before, questions: [...before.questions, ...page.questions] };
  return { ...definition, pages: definition.pages.flatMap((one) => (one === before ? [joined] : one === page ? [] : [one])) };
}
