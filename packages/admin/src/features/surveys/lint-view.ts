import { describeFinding, type LintFinding, lintSurvey, lintViewOf } from "@manyi/core/lint";
import type { LocalText, Question, SurveyDefinition } from "@manyi/core/survey";

/** A finding with its words in one language. */
export type Finding = LintFinding & { readonly title: string; readonly reason: string };

/** What the linter says about a draft, told in the reader's language; serious ones first. */
export function findingsOf(definition: SurveyDefinition, locale: "zh-CN" | "en"): readonly Finding[] {
  // both halves of a pair carry one key, so the same thing may be said twice of it
  const told = new Map(lintSurvey(lintViewOf(definition)).map((finding) => [findingPlace(finding), finding]));
  const all = [...told.values()].map((finding) => ({ ...finding, ...describeFinding(finding, locale) }));
  return [...all.filter(({ severity }) => severity === "must_fix"), ...all.filter(({ severity }) => severity === "advice")];
}

/** What tells two findings apart. */
export function findingPlace({ rule, questionKey, locale, part, index, span, words }: LintFinding): string {
  return [rule, questionKey, locale, part, index, ...span, words].join(" ");
}

/** One key per finding that may be kept: what the server asks a reason for. */
export function findingKey({ rule, questionKey }: Pick<LintFinding, "rule" | "questionKey">): string {
  return `${rule} ${questionKey ?? ""}`;
}

/**
 * The question as the linter would have it, in one press; null where only the author can tell.
 *
 * @returns a changed question, never the same one
 */
export function rewritten(question: Question, finding: LintFinding): Question | null {
  if (finding.rule === "missing_na" && canOfferNa(question)) return { ...question, notApplicable: true } as Question;
  if (finding.rule === "forced_text") return { ...question, required: false };
  if (finding.rewrite === undefined || finding.part !== "text" || finding.rule === "double_barrelled") return null;
  const put = (text: LocalText): LocalText => ({ ...text, [finding.locale]: finding.rewrite });
  const holds = (text: LocalText) => (text[finding.locale] ?? "").slice(...finding.span) === finding.words;
  if (question.type === "pair")
    return holds(question.perception) && finding.words !== ""
      ? { ...question, perception: put(question.perception) }
      : { ...question, expectation: put(question.expectation) };
  return { ...question, text: put(question.text) };
}

const between = /\s*[／/]\s*/;

/**
 * A question that asks two things as two questions, in every language in which the linter found both; null when it did not.
 *
 * @param key a free key for the second one
 */
export function splitQuestion(question: Question, findings: readonly LintFinding[], key: string): readonly [Question, Question] | null {
  const halves = findings.flatMap(({ rule, questionKey, part, locale, rewrite }) => {
    const [first, second, more] = rewrite?.split(between) ?? [];
    const isSplit = rule === "double_barrelled" && questionKey === question.key && part === "text" && question.type !== "pair";
    return !isSplit || first === undefined || second === undefined || more !== undefined ? [] : [{ locale, first, second }];
  });
  if (halves.length === 0) return null;
  const put = (which: "first" | "second"): LocalText => ({
    ...question.text,
    ...Object.fromEntries(halves.map((half) => [half.locale, half[which]])),
  });
  const { attribute: _, ...free } = question;
  return [{ ...question, text: put("first") }, { ...free, key, text: put("second") } as Question];
}

function canOfferNa({ type }: Question): boolean {
  return ["csat", "ces", "rating", "pair", "single", "matrix"].includes(type);
}
