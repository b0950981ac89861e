import {
  describeFinding,
  estimateLength,
  type LintFinding,
  type LintQuestion,
  type LintSurvey,
  type LintText,
  lintSurvey,
} from "@manyi/core/lint";
import {
  CSAT_LABELS,
  endsOf,
  estimateSeconds,
  type LocalText,
  offersNotApplicable,
  outlineOf,
  type Question,
  type Scale,
  type SurveyDefinition,
  scaleOf,
} from "@manyi/core/survey";

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

/** A survey as its author wrote it, in the linter's words. */
export function lintViewOf(definition: SurveyDefinition): LintSurvey {
  return {
    locales: definition.locales,
    title: plain(definition.title),
    intro: plain(definition.purpose),
    anonymity: definition.anonymity,
    questions: outlineOf(definition).questions.flatMap(questionViews),
    estimatedSeconds: Math.max(...definition.locales.map((locale) => estimateSeconds(definition, locale))),
  };
}

function questionViews(question: Question): LintQuestion[] {
  const shared = {
    key: question.key,
    help: question.help === undefined ? undefined : plain(question.help),
    required: question.required,
    hasNotApplicable: offersNotApplicable(question),
    sensitive: question.sensitive,
    reason: question.reason === undefined ? undefined : plain(question.reason),
  };
  const scale = scaleOf(question);
  const ends = endsOf(question);
  switch (question.type) {
    case "pair":
      return [question.expectation, question.perception].map(plain).map((text) => ({
        ...shared,
        type: "rating",
        text,
        scale: labelled(scale!, ends!),
      }));
    case "matrix":
      return [
        {
          ...shared,
          type: "matrix",
          text: plain(question.text),
          options: question.rows.map((row) => ({ text: plain(row.text) })),
          scale: labelled(scale!, ends!),
        },
      ];
    case "single":
    case "multiple":
      return [
        {
          ...shared,
          type: question.type,
          text: plain(question.text),
          options: question.options.map((option) => ({ text: plain(option.text) })),
        },
      ];
    case "csat":
      return [{ ...shared, type: "csat", text: plain(question.text), scale: { ...scale!, labels: labelsOf(CSAT_LABELS) } }];
    case "consent":
      return [{ ...shared, type: "statement", text: plain(question.text) }];
    case "text":
    case "contact":
    case "statement":
      return [{ ...shared, type: question.type, text: plain(question.text) }];
    default:
      return [{ ...shared, type: question.type, text: plain(question.text), scale: labelled(scale!, ends!) }];
  }
}

function labelled(scale: Scale, ends: { readonly low: LocalText; readonly high: LocalText }) {
  return { ...scale, labels: labelsOf([ends.low, ends.high]) };
}

function labelsOf(labels: readonly LocalText[]): { "zh-CN": string[]; en: string[] } {
  return { "zh-CN": labels.map((label) => label["zh-CN"] ?? ""), en: labels.map((label) => label.en ?? "") };
}

function plain(text: LocalText): LintText {
  return Object.fromEntries(Object.entries(text).filter(([, words]) => words !== undefined));
}
