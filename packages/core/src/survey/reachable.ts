import { referencesOf } from "./condition.js";
import { outlineOf } from "./outline.js";
import { partsOf, scaleOf } from "./parts.js";
import type { Answers, AnswerValue, Condition, Question, SurveyDefinition } from "./types.js";
import { visibleQuestions } from "./visible.js";

/** Beyond this many combinations a question is taken as reachable; conditions of people stay far below. */
const MOST_TRIALS = 50_000;

/**
 * Keys of questions that no answers can ever reach, found by trying every value that any condition tells apart.
 *
 * @throws {RangeError} when a condition is broken; look for faults first
 * @example
 * const showIf = { all: [{ question: "solved", op: "eq", value: "yes" }, { question: "solved", op: "eq", value: "no" }] };
 * const last = { key: "last", questions: [{ key: "thanks", type: "statement", text: { en: "Thank you." }, showIf }] };
 * unreachableQuestions({ ...VERIFICATION_SURVEY, pages: [...VERIFICATION_SURVEY.pages, last] }) // => ["thanks"]
 */
export function unreachableQuestions(definition: SurveyDefinition): string[] {
  const outline = outlineOf(definition);
  return outline.questions
    .filter((question) => question.showIf !== undefined && !isReachable(definition, question))
    .map((question) => question.key);
}

function isReachable(definition: SurveyDefinition, target: Question): boolean {
  const { places } = outlineOf(definition);
  const looked = new Map<string, Question>();
  const conditions: Condition[] = [];
  const follow = (question: Question) => {
    if (question.showIf === undefined) return;
    conditions.push(question.showIf);
    for (const reference of referencesOf(question.showIf)) {
      const earlier = places.get(reference.split(".")[0]!)!.question;
      if (looked.has(earlier.key)) continue;
      looked.set(earlier.key, earlier);
      follow(earlier);
    }
  };
  follow(target);
  const choices = [...looked.values()].map((question) => ({ key: question.key, values: telling(question, conditions) }));
  const trials = choices.reduce((product, { values }) => product * values.length, 1);
  if (trials > MOST_TRIALS) return true;
  for (let trial = 0; trial < trials; trial += 1) {
    let rest = trial;
    const answers: Record<string, AnswerValue> = {};
    for (const { key, values } of choices) {
      answers[key] = values[rest % values.length]!;
      rest = Math.floor(rest / values.length);
    }
    if (visibleQuestions(definition, answers as Answers).some((question) => question.key === target.key)) return true;
  }
  return false;
}

/** The values of one question that the conditions can tell apart, and an open answer. */
function telling(question: Question, conditions: readonly Condition[]): AnswerValue[] {
  const leaves = conditions.flatMap(leavesOf).filter((leaf) => leaf.question.split(".")[0] === question.key);
  if (question.type === "single") return [null, ...question.options.map((option) => option.id)];
  if (question.type === "consent") return [null, "yes", "no"];
  if (question.type === "multiple")
    return subsets(
      leaves.flatMap((leaf) => ("value" in leaf ? [String(leaf.value)] : [])),
      question.options[0]?.id,
    );
  const scale = scaleOf(question);
  if (scale === null) return [null, partsOf(question).length > 0 ? { [partsOf(question)[0]!]: "x" } : "x"];
  const numbers = (mine: readonly Leaf[]) => {
    const edges = mine.flatMap((leaf) =>
      "value" in leaf && typeof leaf.value === "number" ? [leaf.value - 1, leaf.value, leaf.value + 1] : [],
    );
    const inside = [scale.min, ...edges, scale.max].filter((value) => value >= scale.min && value <= scale.max);
    return [null, ...new Set(inside)];
  };
  const parts = [...new Set(leaves.map((leaf) => leaf.question.split(".")[1]).filter((part) => part !== undefined))];
  if (partsOf(question).length === 0) return numbers(leaves);
  if (parts.length === 0) return [null, { [partsOf(question)[0]!]: scale.min }];
  let values: Record<string, number | null>[] = [{}];
  for (const part of parts) {
    const own = numbers(leaves.filter((leaf) => leaf.question.endsWith(`.${part}`)));
    values = values.flatMap((value) => own.map((one) => ({ ...value, [part]: one })));
  }
  return values;
}

type Leaf = Extract<Condition, { question: string }>;

function leavesOf(condition: Condition): Leaf[] {
  if ("all" in condition) return condition.all.flatMap(leavesOf);
  if ("any" in condition) return condition.any.flatMap(leavesOf);
  return "not" in condition ? leavesOf(condition.not) : [condition];
}

function subsets(mentioned: readonly string[], first: string | undefined): AnswerValue[] {
  const ids = [...new Set(mentioned.length > 0 ? mentioned : first === undefined ? [] : [first])].slice(0, 12);
  return Array.from({ length: 2 ** ids.length }, (_, mask) => ids.filter((__, bit) => (mask >> bit) % 2 === 1));
}
