/** The languages a survey is written in. */
export type LintLocale = "zh-CN" | "en";

/** One text in each language it exists in. */
export type LintText = Partial<Record<LintLocale, string>>;

/** The kinds of question the linter tells apart; any other kind is read as a plain closed question. */
export type LintQuestionType =
  | "single"
  | "multiple"
  | "dropdown"
  | "rating"
  | "nps"
  | "csat"
  | "ces"
  | "matrix"
  | "ranking"
  | "slider"
  | "number"
  | "text"
  | "date"
  | "file"
  | "contact"
  | "statement";

/** A numeric scale with its words, lowest value first: one word per point, or only the two ends. */
export interface LintScale {
  readonly min: number;
  readonly max: number;
  readonly labels?: Partial<Record<LintLocale, readonly string[]>> | undefined;
}

/** A question as its author wrote it, without storage details. */
export interface LintQuestion {
  readonly key: string;
  readonly type: LintQuestionType;
  readonly text: LintText;
  readonly help?: LintText | undefined;
  readonly options?: readonly { readonly text: LintText }[] | undefined;
  readonly scale?: LintScale | undefined;
  readonly required?: boolean | undefined;
  readonly hasNotApplicable?: boolean | undefined;
  /** The author says that some people never met this thing (parking, delivery, the pool). */
  readonly notEveryoneExperienced?: boolean | undefined;
  /** The author says that the answer is sensitive. */
  readonly sensitive?: boolean | undefined;
  /** Why a sensitive or personal answer is asked for, as shown to the customer. */
  readonly reason?: LintText | undefined;
  /** The answer is stored where it cannot be joined to the rest (a call-back wish in an anonymous survey). */
  readonly storedApart?: boolean | undefined;
}

/** A whole survey, ready to be looked over before it is published. */
export interface LintSurvey {
  readonly locales: readonly LintLocale[];
  readonly questions: readonly LintQuestion[];
  readonly title?: LintText | undefined;
  readonly intro?: LintText | undefined;
  readonly anonymity?: "identified" | "confidential" | "anonymous" | undefined;
  /** A better estimate than the linter's own, for instance the median of earlier answers. */
  readonly estimatedSeconds?: number | undefined;
}

export type LintRule =
  | "leading"
  | "loaded"
  | "double_barrelled"
  | "absolute"
  | "negation"
  | "jargon"
  | "vague"
  | "unbalanced_scale"
  | "overlapping_ranges"
  | "range_gap"
  | "missing_na"
  | "missing_other"
  | "option_mismatch"
  | "duplicate_option"
  | "scale_direction"
  | "too_long"
  | "pii_ask"
  | "anonymity_conflict"
  | "sensitive_no_reason"
  | "recall_burden"
  | "selling"
  | "emotive_icons"
  | "nps_scale"
  | "untranslated"
  | "forced_text"
  | "survey_length";

/** A finding of `must_fix` stops publishing unless a named person overrides it; `advice` never does. */
export type LintSeverity = "must_fix" | "advice";

/** Where the words stand: in the question, its help, one option, one scale label, or nowhere (the survey as a whole). */
export type LintPart = "text" | "help" | "option" | "scale" | "survey";

export interface LintFinding {
  readonly rule: LintRule;
  readonly severity: LintSeverity;
  /** `null` when the finding is about the whole survey. */
  readonly questionKey: string | null;
  readonly locale: LintLocale;
  readonly part: LintPart;
  /** Which option or scale label, counted from 0; `null` for the other parts. */
  readonly index: number | null;
  /** UTF-16 offsets into that part, end exclusive; [0, 0] when there are no words to point at. */
  readonly span: readonly [start: number, end: number];
  /** The words found, as written. */
  readonly words: string;
  /** Key into `lintReasons`. */
  readonly reasonKey: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** A wording the author can take over as it is; absent when there is nothing to say. */
  readonly rewrite?: string;
}

/** What a single check reports; the runner adds question, language and severity. */
export interface RawFinding {
  readonly rule: LintRule;
  /** The second half of the reason key, when a rule has several reasons. */
  readonly why?: string;
  readonly part?: LintPart;
  readonly index?: number;
  readonly span: readonly [start: number, end: number];
  readonly params?: Readonly<Record<string, string | number>>;
  readonly rewrite?: string;
}
