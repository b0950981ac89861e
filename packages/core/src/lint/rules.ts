import type { LintRule, LintSeverity } from "./types.js";

/**
 * Every rule and how serious it is, in the order findings are shown.
 * Serious are the faults that spoil the measure itself or a customer's rights; the rest is advice.
 */
export const lintRules: Readonly<Record<LintRule, LintSeverity>> = {
  leading: "must_fix",
  loaded: "must_fix",
  double_barrelled: "must_fix",
  negation: "must_fix",
  unbalanced_scale: "must_fix",
  overlapping_ranges: "must_fix",
  option_mismatch: "must_fix",
  duplicate_option: "must_fix",
  scale_direction: "must_fix",
  nps_scale: "must_fix",
  missing_na: "must_fix",
  pii_ask: "must_fix",
  anonymity_conflict: "must_fix",
  sensitive_no_reason: "must_fix",
  selling: "must_fix",
  untranslated: "must_fix",
  absolute: "advice",
  jargon: "advice",
  vague: "advice",
  range_gap: "advice",
  missing_other: "advice",
  too_long: "advice",
  recall_burden: "advice",
  emotive_icons: "advice",
  forced_text: "advice",
  survey_length: "advice",
};
