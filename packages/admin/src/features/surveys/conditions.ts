import { type Condition, outlineOf, type Question, type Scale, type SurveyDefinition, scaleOf } from "@manyi/core/survey";

/** A condition as the editor shows it: a list of simple ones, all or any of which must hold. */
export type Leaf = Extract<Condition, { question: string }>;
export type Simple = { readonly join: "all" | "any"; readonly leaves: readonly Leaf[] };

/** A condition as a list, or null where it is nested deeper than the editor shows. */
export function simpleOf(condition: Condition | undefined): Simple | null {
  if (condition === undefined) return { join: "all", leaves: [] };
  if ("question" in condition) return { join: "all", leaves: [condition] };
  if ("not" in condition) return null;
  const [join, inner] = "all" in condition ? (["all", condition.all] as const) : (["any", condition.any] as const);
  const leaves = inner.filter((one): one is Leaf => "question" in one);
  return leaves.length === inner.length ? { join, leaves } : null;
}

/** The list as a condition; empty means always shown. */
export function conditionOf({ join, leaves }: Simple): Condition | undefined {
  const [only, ...more] = leaves;
  if (only === undefined) return undefined;
  if (more.length === 0) return only;
  return join === "all" ? { all: leaves } : { any: leaves };
}

/** One thing a condition may look at: a question, a matrix row, a half of a pair. */
export type Subject = {
  readonly reference: string;
  readonly question: Question;
  readonly part: string | null;
  readonly number: number;
  readonly scale: Scale | null;
};

/** Everything asked before a question. */
export function subjectsBefore(definition: SurveyDefinition, key: string): readonly Subject[] {
  const { questions } = outlineOf(definition);
  const end = questions.findIndex((one) => one.key === key);
  return questions.slice(0, Math.max(0, end)).flatMap((question, index): Subject[] => {
    if (question.type === "statement" || question.type === "contact") return [];
    const shared = { question, number: index + 1, scale: scaleOf(question) };
    const parts = question.type === "pair" ? ["e", "p"] : question.type === "matrix" ? question.rows.map((row) => row.key) : null;
    return parts === null
      ? [{ ...shared, reference: question.key, part: null }]
      : parts.map((part) => ({ ...shared, reference: `${question.key}.${part}`, part }));
  });
}

/** What can be said of a subject. */
export function operatorsFor({ question, scale }: Pick<Subject, "question" | "scale">): readonly Leaf["op"][] {
  if (scale !== null) return ["lte", "gte", "eq", "ne", "answered", "unanswered"];
  if (question.type === "single" || question.type === "consent") return ["eq", "ne", "answered", "unanswered"];
  if (question.type === "multiple") return ["includes", "answered", "unanswered"];
  return ["answered", "unanswered"];
}

/** A complete condition on a subject with an operator; the value starts where it most often is: a low score, the first option. */
export function leafOf(subject: Subject, op: Leaf["op"] = operatorsFor(subject)[0] ?? "answered"): Leaf {
  const { reference: question, scale } = subject;
  if (op === "answered" || op === "unanswered") return { question, op };
  const first = valuesFor(subject)[0] ?? "";
  if (op === "includes") return { question, op, value: String(first) };
  if (scale === null) return { question, op, value: first };
  return {
    question,
    op,
    value: scale.max === 10 ? 6 : op === "gte" ? scale.max : Math.max(scale.min, Math.floor((scale.max + scale.min) / 2) - 1),
  };
}

/** The values a subject can have. */
export function valuesFor({ question, scale }: Pick<Subject, "question" | "scale">): readonly (number | string)[] {
  if (scale !== null) return Array.from({ length: scale.max - scale.min + 1 }, (_, index) => scale.min + index);
  if (question.type === "single" || question.type === "multiple") return question.options.map(({ id }) => id);
  return question.type === "consent" ? ["yes", "no"] : [];
}
