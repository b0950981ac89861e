import { describeFinding, estimateLength, type LintFinding, lintSurvey, lintViewOf } from "@manyi/core/lint";
import type { LocalText, SurveyDefinition } from "@manyi/core/survey";

/** A finding as the contract describes it. */
export type PresentedFinding = {
  readonly rule: string;
  readonly severity: "must_fix" | "advice";
  readonly questionKey: string | null;
  readonly locale: "zh-CN" | "en";
  readonly span: [number, number] | null;
  readonly words: string;
  readonly title: LocalText;
  readonly reason: LocalText;
  readonly rewrite: string | null;
};

/** What the linter says about a questionnaire, and how long it is. */
export function lintDefinition(definition: SurveyDefinition): { findings: PresentedFinding[]; questions: number; seconds: number } {
  const survey = lintViewOf(definition);
  const { questions, seconds } = estimateLength(survey);
  return { findings: lintSurvey(survey).map(presentFinding), questions, seconds };
}

function presentFinding(finding: LintFinding): PresentedFinding {
  const zh = describeFinding(finding, "zh-CN");
  const en = describeFinding(finding, "en");
  const [start, end] = finding.span;
  return {
    rule: finding.rule,
    severity: finding.severity,
    questionKey: finding.questionKey,
    locale: finding.locale,
    span: end > start ? [start, end] : null,
    words: finding.words,
    title: { "zh-CN": zh.title, en: en.title },
    reason: { "zh-CN": zh.reason, en: en.reason },
    rewrite: finding.rewrite ?? null,
  };
}
