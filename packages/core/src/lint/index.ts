export { estimateLength, lengthLimits, type SurveyLength } from "./length.js";
export { lintQuestion, lintSurvey } from "./lint-survey.js";
export { describeFinding, lintReasons, lintTitles } from "./messages.js";
export { lintViewOf } from "./of-survey.js";
export { balancedLabels } from "./rewrite-options.js";
export { lintRules } from "./rules.js";
export { scaleDirection } from "./scale-labels.js";
export type {
  LintFinding,
  LintLocale,
  LintPart,
  LintQuestion,
  LintQuestionType,
  LintRule,
  LintScale,
  LintSeverity,
  LintSurvey,
  LintText,
} from "./types.js";
export { jargonIn } from "./words/jargon.js";
