import type { Place } from "./outline.js";
import { isAnswered, scaleOf } from "./parts.js";
import type { Answers, AnswerValue, Condition, Question } from "./types.js";

/**
 * Every `question` a condition looks at, written `key` or `key.part` (a matrix row, `e` or `p` of a pair).
 *
 * @example
 * referencesOf({ all: [{ question: "recommend", op: "lte", value: 6 }, { not: { question: "speed.e", op: "answered" } }] })
 * // => ["recommend", "speed.e"]
 */
export function referencesOf(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(referencesOf);
  if ("any" in condition) return condition.any.flatMap(referencesOf);
  if ("not" in condition) return referencesOf(condition.not);
  return [condition.question];
}

/**
 * Says whether a condition holds for the answers seen so far. A comparison with an open answer or "not applicable" is never true.
 *
 * @param answers answers of questions that were shown; those that were not asked are absent
 * @example
 * holds({ question: "score", op: "lte", value: 6 }, { score: 4 }) // => true
 * holds({ question: "score", op: "lte", value: 6 }, { score: null }) // => false
 * holds({ question: "score", op: "unanswered" }, { score: "na" }) // => true
 */
export function holds(condition: Condition, answers: Answers): boolean {
  if ("all" in condition) return condition.all.every((inner) => holds(inner, answers));
  if ("any" in condition) return condition.any.some((inner) => holds(inner, answers));
  if ("not" in condition) return !holds(condition.not, answers);
  const value = valueAt(condition.question, answers);
  switch (condition.op) {
    case "answered":
      return isAnswered(value);
    case "unanswered":
      return !isAnswered(value);
    case "includes":
      return Array.isArray(value) && value.includes(condition.value);
    case "eq":
      return isAnswered(value) && value === condition.value;
    case "ne":
      return isAnswered(value) && value !== condition.value;
    case "gte":
      return typeof value === "number" && typeof condition.value === "number" && value >= condition.value;
    case "lte":
      return typeof value === "number" && typeof condition.value === "number" && value <= condition.value;
  }
}

function valueAt(reference: string, answers: Answers): AnswerValue | undefined {
  const [key = "", part] = reference.split(".");
  const value = answers[key];
  if (part === undefined) return value;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { [part: string]: number | string | null })[part]
    : undefined;
}

/** Why a condition cannot be decided, in both languages. */
export type ConditionFault = { readonly "zh-CN": string; readonly en: string };

/**
 * What is wrong with a condition, or `null`. It may look only at questions before its own, compare only what can be compared, and name
 * only options and values that exist.
 *
 * @param places where every question stands
 * @param order place of the question that carries the condition
 * @example
 * const { places } = outlineOf(VERIFICATION_SURVEY);
 * conditionFault({ question: "satisfaction", op: "lte", value: 3 }, places, 2) // => null
 * conditionFault({ question: "satisfaction", op: "lte", value: 6 }, places, 2)?.en // => "6 is outside the scale of “satisfaction”"
 * conditionFault({ question: "satisfaction", op: "lte", value: 3 }, places, 0)?.en // => "“satisfaction” is not asked before"
 */
export function conditionFault(condition: Condition, places: ReadonlyMap<string, Place>, order: number): ConditionFault | null {
  if ("all" in condition || "any" in condition) {
    const inner = "all" in condition ? condition.all : condition.any;
    if (inner.length === 0) return because("空的条件组判断不了什么", "an empty group decides nothing");
    return inner.map((one) => conditionFault(one, places, order)).find((fault) => fault !== null) ?? null;
  }
  if ("not" in condition) return conditionFault(condition.not, places, order);
  const [key = "", part] = condition.question.split(".");
  const place = places.get(key);
  if (place === undefined) return because(`没有「${key}」这一题`, `there is no question “${key}”`);
  if (place.order >= order) return because(`「${key}」还没有问到`, `“${key}” is not asked before`);
  const { question } = place;
  if (question.type === "statement") return because(`「${key}」不收答案`, `“${key}” takes no answer`);
  if (part !== undefined && !hasPart(question, part)) return because(`「${key}」里没有「${part}」`, `“${key}” has no part “${part}”`);
  if (!("value" in condition)) return null;
  if (condition.op === "includes") {
    if (question.type !== "multiple") return because(`「${key}」不是多选题`, `“${key}” is not a multiple choice`);
    return optionFault(question, condition.value);
  }
  return comparisonFault(condition, question, part);
}

function comparisonFault(
  condition: Extract<Condition, { value: number | string }>,
  question: Question,
  part: string | undefined,
): ConditionFault | null {
  const { key } = question;
  const { op, value } = condition;
  if (question.type === "single") {
    if (op === "gte" || op === "lte") return because(`「${key}」的选项没有大小`, `options of “${key}” have no order`);
    return optionFault(question, value);
  }
  if (question.type === "consent") {
    if ((op === "eq" || op === "ne") && (value === "yes" || value === "no")) return null;
    return because(`「${key}」只有同意或不同意`, `“${key}” is answered “yes” or “no”`);
  }
  const scale = scaleOf(question);
  if (scale === null) return because(`「${key}」不能比较`, `“${key}” cannot be compared`);
  if ((question.type === "pair" || question.type === "matrix") && part === undefined) {
    return because(`「${key}」有几个答案，请指明哪一个`, `“${key}” has several answers; name one`);
  }
  if (typeof value !== "number") return because(`「${key}」是数字，「${value}」不是`, `“${key}” is a number, “${value}” is not`);
  if (value >= scale.min && value <= scale.max) return null;
  return because(`${value} 不在「${key}」的量表内`, `${value} is outside the scale of “${key}”`);
}

function because(zh: string, en: string): ConditionFault {
  return { "zh-CN": zh, en };
}

function optionFault(question: Extract<Question, { type: "single" | "multiple" }>, value: number | string): ConditionFault | null {
  if (question.options.some((option) => option.id === value)) return null;
  return because(`「${question.key}」没有选项「${value}」`, `“${question.key}” has no option “${value}”`);
}

function hasPart(question: Question, part: string): boolean {
  if (question.type === "pair") return part === "e" || part === "p";
  return question.type === "matrix" && question.rows.some((row) => row.key === part);
}
