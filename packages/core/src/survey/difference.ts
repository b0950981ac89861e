import { outlineOf } from "./outline.js";
import { offersNotApplicable, scaleOf } from "./parts.js";
import { textsOf } from "./texts.js";
import type { Condition, Question, SurveyDefinition } from "./types.js";

/** One change a person can read. `path` names the place (`speed.text.en`); `before` and `after` are `null` where there was nothing. */
export type SurveyChange = {
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  readonly before: string | null;
  readonly after: string | null;
};

/**
 * What changed between two versions, in the order of the newer one, removals last.
 *
 * @returns empty when both read the same
 * @example
 * surveyDifference(VERIFICATION_SURVEY, { ...VERIFICATION_SURVEY, anonymity: "confidential" })
 * // => [{ path: "anonymity", kind: "changed", before: "identified", after: "confidential" }]
 */
export function surveyDifference(before: SurveyDefinition, after: SurveyDefinition): SurveyChange[] {
  const old = factsOf(before);
  const now = factsOf(after);
  const changes: SurveyChange[] = [];
  for (const [path, value] of now) {
    const was = old.get(path);
    if (was === undefined) changes.push({ path, kind: "added", before: null, after: value });
    else if (was !== value) changes.push({ path, kind: "changed", before: was, after: value });
  }
  for (const [path, value] of old) if (!now.has(path)) changes.push({ path, kind: "removed", before: value, after: null });
  return changes;
}

/** Every fact of a definition as path and words. */
function factsOf(definition: SurveyDefinition): Map<string, string> {
  const facts = new Map<string, string>();
  const set = (path: string, value: string | number | boolean | undefined) => {
    if (value !== undefined && value !== "" && value !== false) facts.set(path, String(value));
  };
  set("locales", definition.locales.join(", "));
  set("defaultLocale", definition.defaultLocale);
  set("anonymity", definition.anonymity);
  set("layout", definition.layout);
  set("offerCallback", definition.offerCallback);
  set(
    "order",
    outlineOf(definition)
      .questions.map((question) => question.key)
      .join(" → "),
  );
  for (const page of definition.pages) set(`pages.${page.key}`, page.questions.map((question) => question.key).join(", "));
  for (const question of outlineOf(definition).questions)
    for (const [name, value] of questionFacts(question)) set(`${question.key}.${name}`, value);
  for (const { path, text } of textsOf(definition)) for (const locale of definition.locales) set(`${path}.${locale}`, text[locale]);
  return facts;
}

function questionFacts(question: Question): [string, string | number | boolean | undefined][] {
  const scale = scaleOf(question);
  const facts: [string, string | number | boolean | undefined][] = [
    ["type", question.type],
    ["required", question.required],
    ["attribute", question.attribute],
    ["sensitive", question.sensitive],
    ["notApplicable", offersNotApplicable(question)],
    ["showIf", question.showIf === undefined ? undefined : conditionWords(question.showIf)],
    ["scale", scale === null ? undefined : `${scale.min}–${scale.max}`],
  ];
  if ("wording" in question) facts.push(["wording", question.wording]);
  if ("display" in question) facts.push(["display", question.display]);
  if ("role" in question) facts.push(["role", question.role]);
  if ("asked" in question) facts.push(["asked", question.asked]);
  if ("purpose" in question) facts.push(["purpose", question.purpose]);
  if ("fields" in question) facts.push(["fields", question.fields.join(", ")]);
  if (question.type === "text") facts.push(["maxLength", question.maxLength], ["multiline", question.multiline]);
  if (question.type === "multiple") facts.push(["atMost", question.atMost]);
  if (question.type === "price") facts.push(["currency", question.currency], ["step", question.step], ["current", question.current]);
  if (question.type === "bestWorst") facts.push(["perSet", question.perSet], ["sets", question.sets]);
  if (question.type === "single" || question.type === "multiple" || question.type === "bestWorst") {
    facts.push(["options", question.options.map((option) => `${option.code} ${option.id}`).join(", ")]);
  }
  if (question.type === "matrix") {
    facts.push(["rows", question.rows.map((row) => (row.attribute === undefined ? row.key : `${row.key} (${row.attribute})`)).join(", ")]);
  }
  return facts;
}

const SIGNS = { eq: "=", ne: "≠", gte: "≥", lte: "≤" } as const;

/**
 * A condition as a line of text, the same in every language.
 *
 * @example
 * conditionWords({ any: [{ question: "nps", op: "lte", value: 6 }, { question: "why", op: "answered" }] }) // => "(nps ≤ 6 | why ✓)"
 */
export function conditionWords(condition: Condition): string {
  if ("all" in condition) return `(${condition.all.map(conditionWords).join(" & ")})`;
  if ("any" in condition) return `(${condition.any.map(conditionWords).join(" | ")})`;
  if ("not" in condition) return `¬${conditionWords(condition.not)}`;
  if (!("value" in condition)) return `${condition.question} ${condition.op === "answered" ? "✓" : "–"}`;
  if (condition.op === "includes") return `${condition.question} ∋ ${condition.value}`;
  return `${condition.question} ${SIGNS[condition.op]} ${condition.value}`;
}
