/** Languages every survey and every screen speaks. */
export type Locale = "zh-CN" | "en";
export const LOCALES: readonly Locale[] = ["zh-CN", "en"];

/** Wording per language; a published survey has every language it lists. */
export type LocalText = { readonly [L in Locale]?: string | undefined };

/** Whole-number scale. Decimals are scaled to integers by the instrument, never stored as floats. */
export type Scale = { readonly min: number; readonly max: number };

/**
 * Who can be told from an answer (D§10): identified = stored with the customer; confidential = stored, hidden from managers;
 * anonymous = no stored link, no exact time.
 */
export type Anonymity = "identified" | "confidential" | "anonymous";

/** Show-if logic. A question may only look back; a broken reference is an error, never "false". */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly question: string; readonly op: "answered" | "unanswered" }
  | { readonly question: string; readonly op: "eq" | "ne" | "gte" | "lte"; readonly value: number | string }
  | { readonly question: string; readonly op: "includes"; readonly value: string };

/** `id` is what an answer stores; `code` (1, 2, 3 …) is what the columnar store counts and never changes for an id. */
export type Option = { readonly id: string; readonly code: number; readonly text: LocalText };

type Common = {
  /** stable across versions: key + scale decide whether two versions may be compared */
  readonly key: string;
  readonly text: LocalText;
  readonly help?: LocalText | undefined;
  readonly required?: boolean | undefined;
  readonly showIf?: Condition | undefined;
  /** attribute 测评要素 code that this question measures */
  readonly attribute?: string | undefined;
  /** why a sensitive thing is asked; shown beside the question */
  readonly reason?: LocalText | undefined;
  readonly sensitive?: boolean | undefined;
};

export type NpsQuestion = Common & { readonly type: "nps"; readonly wording: "recommend_us" | "recommend_this" };
export type CsatQuestion = Common & {
  readonly type: "csat";
  readonly display: "number" | "star" | "smiley";
  readonly notApplicable?: boolean | undefined;
};
export type CesQuestion = Common & { readonly type: "ces"; readonly notApplicable?: boolean | undefined };
export type RatingQuestion = Common & {
  readonly type: "rating";
  readonly scale: Scale;
  readonly low: LocalText;
  readonly high: LocalText;
  readonly display: "number" | "star" | "smiley";
  /** `importance`: how much the attribute matters to whoever answers */
  readonly role?: "perception" | "expectation" | "importance" | undefined;
  readonly notApplicable?: boolean | undefined;
};
/** Expectation and perception of one attribute on one scale; asked together the expectation is a recalled one. */
export type PairQuestion = Common & {
  readonly type: "pair";
  readonly attribute: string;
  readonly scale: Scale;
  readonly expectation: LocalText;
  readonly perception: LocalText;
  readonly low: LocalText;
  readonly high: LocalText;
  readonly asked: "recalled" | "before";
  readonly notApplicable?: boolean | undefined;
};
export type SingleQuestion = Common & {
  readonly type: "single";
  /** half of a Kano pair: how the customer feels if the attribute is done well, or badly */
  readonly role?: "kano_functional" | "kano_dysfunctional" | undefined;
  readonly options: readonly Option[];
  readonly notApplicable?: boolean | undefined;
};
export type MultipleQuestion = Common & {
  readonly type: "multiple";
  readonly options: readonly Option[];
  readonly atMost?: number | undefined;
};
export type MatrixRow = { readonly key: string; readonly text: LocalText; readonly attribute?: string | undefined };
export type MatrixQuestion = Common & {
  readonly type: "matrix";
  readonly rows: readonly MatrixRow[];
  readonly scale: Scale;
  readonly low: LocalText;
  readonly high: LocalText;
  readonly notApplicable?: boolean | undefined;
};
/** Four prices of one offer (van Westendorp): too cheap, cheap, expensive, too expensive. Answers are prices in the currency. */
export type PriceQuestion = Common & {
  readonly type: "price";
  /** ISO 4217: CNY, EUR … */
  readonly currency: string;
  /** prices are kept to the nearest whole multiple of this */
  readonly step: number;
  /** what it costs today: shows how many would stay when it rises */
  readonly current?: number | undefined;
};
/**
 * Best and worst of a few items, several times over (MaxDiff). Which items stand together follows from the options, `perSet` and `sets`;
 * people take turns with twelve such questionnaires. An answer holds its `block` 1–12 and option ids as `b1`, `w1`, `b2` …
 */
export type BestWorstQuestion = Common & {
  readonly type: "bestWorst";
  readonly options: readonly Option[];
  /** items shown at a time */
  readonly perSet: number;
  /** sets one person answers */
  readonly sets: number;
  /** what the best and the worst are called */
  readonly high: LocalText;
  readonly low: LocalText;
};
export type TextQuestion = Common & { readonly type: "text"; readonly multiline: boolean; readonly maxLength: number };
export type StatementBlock = Common & { readonly type: "statement" };
export type ContactField = "name" | "phone" | "email";
export type ContactQuestion = Common & { readonly type: "contact"; readonly fields: readonly ContactField[] };
export type ConsentQuestion = Common & { readonly type: "consent"; readonly purpose: "survey" | "care" };

export type Question =
  | NpsQuestion
  | CsatQuestion
  | CesQuestion
  | RatingQuestion
  | PairQuestion
  | SingleQuestion
  | MultipleQuestion
  | MatrixQuestion
  | PriceQuestion
  | BestWorstQuestion
  | TextQuestion
  | StatementBlock
  | ContactQuestion
  | ConsentQuestion;
export type QuestionType = Question["type"];

export type Page = { readonly key: string; readonly title?: LocalText | undefined; readonly questions: readonly Question[] };

/** What an author edits and what a published version freezes. Texts may pipe: `{{question-key}}`, `{{unit}}`, `{{organisation}}`. */
export type SurveyDefinition = {
  readonly locales: readonly Locale[];
  readonly defaultLocale: Locale;
  readonly title: LocalText;
  readonly purpose: LocalText;
  readonly anonymity: Anonymity;
  readonly layout: "paged" | "single";
  readonly pages: readonly Page[];
  readonly closing: LocalText;
  /** after a bad score: offer a call-back with the customer's own choice of identity, stored apart from the answer */
  readonly offerCallback: boolean;
};

/** Spellings of an answer: a value; "na" not applicable; null shown but left open; the key is absent when it was not asked. */
export type AnswerValue = number | string | readonly string[] | null | { readonly [part: string]: number | "na" | null | string };
export type Answers = { readonly [questionKey: string]: AnswerValue };

/**
 * One countable part of a survey. `ordinal` (1, 2, …) is its place in a voice's packed numbers and never changes for a key.
 * `part`: question key, `key.row` in a matrix, `key.e` / `key.p` in a pair, `key#option` in a multiple choice (0 or 1);
 * `key.cheap:CNY50` a price in whole steps of 50 hundredths, `key.2:1x9k` the second best–worst set of one design.
 */
export type Series = {
  readonly ordinal: number;
  readonly part: string;
  readonly kind: "score" | "choice" | "flag" | "price" | "set";
  readonly scale: Scale | null;
  /** metric this part feeds: "nps", "csat", "ces", "p:<attribute>", "e:<attribute>", "r:<attribute>" (recalled expectation), "kf:<attribute>", "kd:<attribute>" (Kano), "i:<attribute>" (stated importance) */
  readonly metric: string | null;
};
