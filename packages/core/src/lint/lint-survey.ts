import { checkJargon, checkLength, checkRecall, checkVague } from "./checks/clarity.js";
import { checkDoubleBarrelled } from "./checks/double-barrelled.js";
import {
  checkForcedText,
  checkIcons,
  checkNotApplicable,
  checkNpsScale,
  checkPersonalData,
  checkSensitive,
  checkTranslation,
} from "./checks/form.js";
import { checkAbsolute, checkNegation } from "./checks/logic.js";
import { checkBalance, checkDuplicates, checkMismatch, checkOther, checkRanges } from "./checks/options.js";
import { checkLeading, checkLoaded, checkSelling } from "./checks/wording.js";
import { estimateLength, lengthLimits } from "./length.js";
import { joinOptions } from "./rewrite-options.js";
import { lintRules } from "./rules.js";
import { scaleDirection, scaleSense } from "./scale-labels.js";
import type { LintFinding, LintLocale, LintPart, LintQuestion, LintSurvey, RawFinding } from "./types.js";
import { type QuestionView, viewOf } from "./view.js";

const checks: readonly ((view: QuestionView, survey: LintSurvey) => RawFinding[])[] = [
  checkLeading,
  checkLoaded,
  checkDoubleBarrelled,
  checkNegation,
  checkAbsolute,
  checkBalance,
  checkRanges,
  checkMismatch,
  checkDuplicates,
  checkOther,
  checkNotApplicable,
  checkNpsScale,
  checkPersonalData,
  checkSensitive,
  checkSelling,
  checkJargon,
  checkVague,
  checkRecall,
  checkLength,
  checkIcons,
  checkForcedText,
];

/**
 * Looks a survey over, question by question and as a whole, in each of its languages.
 *
 * @param survey the wording as its author has it; nothing is changed
 * @returns findings in the order of the questions, serious ones first within a question; empty when there is nothing to say
 * @example
 * lintSurvey({ locales: ["en"], questions: [{ key: "q1", type: "text", text: { en: "What should we do better?" } }] }) // => []
 */
export function lintSurvey(survey: LintSurvey): LintFinding[] {
  const findings = survey.questions.flatMap((question) => lintQuestion(question, survey));
  return [...findings, ...directionFindings(survey), ...lengthFindings(survey)];
}

/**
 * Looks one question over in every language of its survey; see `lintSurvey` for what only a whole survey can show.
 *
 * @example
 * const question = { key: "q1", type: "csat", text: { en: "How satisfied were you with speed and price?" } };
 * const [finding] = lintQuestion(question, { locales: ["en"], questions: [question] });
 * [finding!.rule, finding!.severity, finding!.words] // => ["double_barrelled", "must_fix", "speed and price"]
 * finding!.rewrite // => "How would you rate this: speed? / How would you rate this: price?"
 */
export function lintQuestion(question: LintQuestion, survey: LintSurvey): LintFinding[] {
  const findings = survey.locales.flatMap((locale) => {
    const untranslated = checkTranslation(question, locale, survey.locales);
    const view = viewOf(question, locale);
    const isStatement = question.type === "statement";
    const found =
      view === null
        ? []
        : isStatement
          ? [...checkSelling(view), ...checkIcons(view), ...checkJargon(view)]
          : checks.flatMap((check) => check(view, survey));
    return [...found, ...untranslated].map((raw) => finish(raw, question, locale));
  });
  return [...findings.filter(({ severity }) => severity === "must_fix"), ...findings.filter(({ severity }) => severity === "advice")];
}

function finish(raw: RawFinding, question: LintQuestion | null, locale: LintLocale): LintFinding {
  const part = raw.part ?? "text";
  const index = raw.index ?? null;
  const words = question === null ? "" : partText(question, locale, part, index).slice(...raw.span);
  return {
    rule: raw.rule,
    severity: lintRules[raw.rule],
    questionKey: question?.key ?? null,
    locale,
    part,
    index,
    span: raw.span,
    words,
    reasonKey: raw.why === undefined ? raw.rule : `${raw.rule}.${raw.why}`,
    params: { words, ...raw.params },
    ...(raw.rewrite === undefined ? {} : { rewrite: raw.rewrite }),
  };
}

function partText(question: LintQuestion, locale: LintLocale, part: LintPart, index: number | null): string {
  if (part === "help") return question.help?.[locale] ?? "";
  if (part === "option") return question.options?.[index ?? 0]?.text[locale] ?? "";
  if (part === "scale") return question.scale?.labels?.[locale]?.[index ?? 0] ?? "";
  return part === "text" ? (question.text[locale] ?? "") : "";
}

/** Scales of one survey run the same way; the way most of them run is taken as meant. */
function directionFindings(survey: LintSurvey): LintFinding[] {
  return survey.locales.flatMap((locale) => {
    const scales = survey.questions.flatMap((question) => {
      const view = viewOf(question, locale);
      if (view === null || question.type === "multiple" || question.type === "ranking") return [];
      const kind = scaleSense(view.labels)?.kind;
      if (kind === undefined || kind === "yes_no" || view.isYesNo || view.labels.length < 3) return [];
      const direction = scaleDirection(view.labels);
      return direction === 0 ? [] : [{ question, view, direction }];
    });
    const upward = scales.filter(({ direction }) => direction > 0).length;
    const meant = upward * 2 > scales.length || (upward * 2 === scales.length && scales[0]?.direction === 1) ? 1 : -1;
    return scales
      .filter(({ direction }) => direction !== meant)
      .map(({ question, view }) => {
        const turned = [...view.labels].reverse();
        const rest = view.options.filter((option) => !view.labels.includes(option.replace(/[。.！!]$/, "")));
        const raw: RawFinding = {
          rule: "scale_direction",
          part: view.labelsPart,
          index: 0,
          span: [0, view.labels[0]!.length],
          rewrite: joinOptions([...turned, ...rest], view.isChinese),
        };
        return finish(raw, question, locale);
      });
  });
}

function lengthFindings(survey: LintSurvey): LintFinding[] {
  const { questions, seconds, minutes } = estimateLength(survey);
  const locale = survey.locales[0];
  if (locale === undefined || (questions <= lengthLimits.questions && seconds <= lengthLimits.minutes * 60)) return [];
  const rewrite =
    locale === "zh-CN"
      ? `保留与决策直接有关的题目，控制在 ${lengthLimits.questions} 题、${lengthLimits.minutes} 分钟以内；其余题目可分给不同批次的顾客回答。`
      : `Keep the questions your decision needs, at most ${lengthLimits.questions} and ${lengthLimits.minutes} minutes; spread the rest over different groups of customers.`;
  return [finish({ rule: "survey_length", part: "survey", span: [0, 0], params: { questions, minutes }, rewrite }, null, locale)];
}
