import type { Scale } from "../survey/types.js";

/** A span of whole days, both ends included; days since 1970-01-01 in the unit's time zone. */
export type DayRange = { readonly from: number; readonly to: number };

/**
 * Where the answers to one metric stand: in a canonical column, or in the packed numbers of the surveys that ask it. A survey that
 * moved the question lists several ordinals; the first one answered counts.
 */
export type Score =
  | { readonly from: "column"; readonly column: "nps" | "csat" | "ces" }
  | { readonly from: "series"; readonly places: readonly { readonly surveyId: number; readonly ordinals: readonly number[] }[] };

/** One attribute's perception with its expectation asked before (`expected`) and afterwards (`recalled`); the first one answered counts. */
export type PairScores = { readonly perceived: Score; readonly expected: Score | null; readonly recalled: Score | null };

/** What is counted. Everything here is a sum that can be added up over shards. */
export type Measurement =
  /** voices: valid, partial, excluded, and their weights */
  | { readonly kind: "voices" }
  /** respondents per answer of a short whole-number scale */
  | { readonly kind: "levels"; readonly score: Score; readonly scale: Scale }
  /** n, Σx, Σx², smallest and largest, for scales too long to count by answer */
  | { readonly kind: "sums"; readonly score: Score }
  /** per person Σ over the pairs answered, then n, ΣE, ΣP, ΣE², ΣP², ΣEP and the exact bands */
  | { readonly kind: "ratio"; readonly pairs: readonly PairScores[] }
  /** complete answers only: n, Σx and Σxy for every pair, and how many answered each */
  | {
      readonly kind: "moments";
      readonly scores: readonly { readonly name: string; readonly score: Score }[];
      /** how many answered each: counted beside the sums (`with`), left out, or counted alone */
      readonly available?: "with" | "without" | "only";
    }
  /** options of a multiple choice, 1 picked and 0 not: people who were asked and how many picked each */
  | { readonly kind: "picks"; readonly options: readonly { readonly name: string; readonly score: Score }[] };

/**
 * What to tell apart. `period` numbers the filter's day ranges from 0, `anonymous` is 1 for voices of anonymous surveys, else 0, `lot`
 * is the last two digits of a voice's id ("00" to "ff"): random groups of people, to resample from.
 *
 * `topic` is a topic the comment mentions: a voice counts once in each of its topics, and in no cell when it mentions none. `sentiment` is
 * −1, 0, 1 or `null` for "uncertain": beside `topic` what is said about that topic, otherwise of the comment as a whole; a voice without
 * words is in no cell. Voices that do not mention a topic are those with words (`topics: [0]`) less those that do.
 */
export type Dimension =
  | "period"
  | "anonymous"
  | "lot"
  | "day"
  | "week"
  | "month"
  | "unit"
  | "touchpoint"
  | "segment"
  | "employee"
  | "channel"
  | "source"
  | "survey"
  | "version"
  | "locale"
  | "topic"
  | "sentiment"
  | { readonly answer: Score };

/** Which voices take part. `null` and absent mean "all". */
export type VoiceFilter = {
  /** must not overlap */
  readonly periods?: readonly DayRange[] | null;
  /** an empty list lets nobody in */
  readonly units?: readonly number[] | null;
  readonly touchpoints?: readonly number[] | null;
  readonly segments?: readonly number[] | null;
  readonly surveys?: readonly number[] | null;
  readonly channels?: readonly string[] | null;
  readonly sources?: readonly string[] | null;
  /** everything but these */
  readonly sourcesExcept?: readonly string[];
  readonly locales?: readonly string[] | null;
  /** the comment mentions one of these; 0 is the comment as a whole, so `[0]` are all voices with words */
  readonly topics?: readonly number[] | null;
  /** of such a mention (without `topics`: of the comment as a whole); `null` is "uncertain" */
  readonly sentiments?: readonly (-1 | 0 | 1 | null)[] | null;
  /** further mentions, each as the two above; the comment must hold every one of them */
  readonly mentions?: readonly Pick<VoiceFilter, "topics" | "sentiments">[];
  /** answers to these, between the bounds where there are any (both included); a series without places lets nobody in */
  readonly scored?: readonly { readonly score: Score; readonly min?: number; readonly max?: number }[];
  /** `without` leaves out every voice of an anonymous survey */
  readonly anonymous?: "with" | "without" | "only";
  /** `clean` leaves out flagged answers too; `all` counts even excluded ones; `flagged` and `excluded` are what they add to the clean ones */
  readonly quality?: "valid" | "clean" | "all" | "flagged" | "excluded";
  readonly completeness?: "all" | "complete";
};

/** A question to the analytics nodes, as a value. */
export type Query = {
  readonly tenantId: number;
  readonly measure: Measurement;
  readonly by: readonly Dimension[];
  readonly where: VoiceFilter;
  readonly weighted: boolean;
};

/** What a cell is told apart by; `null` is "no unit", "no segment" …, which is a group of its own. */
export type Key = number | string | null;

/** Respondents per answer, lowest first, with Σw and Σw² when weighted. */
export type Levels = {
  readonly kind: "levels";
  readonly scale: Scale;
  readonly counts: readonly number[];
  readonly w: readonly number[] | null;
  readonly ww: readonly number[] | null;
};
export type Sums = {
  readonly kind: "sums";
  readonly n: number;
  readonly sum: number;
  readonly sumSquares: number;
  readonly min: number | null;
  readonly max: number | null;
  /** Σw, Σwx, Σw², Σw²x, Σw²x² */
  readonly weighted: { readonly w: number; readonly wx: number; readonly ww: number; readonly wwx: number; readonly wwxx: number } | null;
};
export type RatioCounts = {
  readonly kind: "ratio";
  /** people with at least one pair */
  readonly n: number;
  readonly pairs: number;
  /** pairs whose expectation was asked afterwards */
  readonly recalled: number;
  readonly sumE: number;
  readonly sumP: number;
  readonly sumEE: number;
  readonly sumPP: number;
  readonly sumEP: number;
  /** pairs by band: P > E, P = E, 5P ≥ 4E, less */
  readonly bands: readonly [number, number, number, number];
  /** Σw of pairs, Σwe, Σwp; of people Σw², Σw²e, Σw²p, Σw²ee, Σw²pp, Σw²ep; and Σw per band */
  readonly weighted: {
    readonly w: number;
    readonly we: number;
    readonly wp: number;
    readonly ww: number;
    readonly wwe: number;
    readonly wwp: number;
    readonly wwee: number;
    readonly wwpp: number;
    readonly wwep: number;
    readonly bands: readonly [number, number, number, number];
  } | null;
};
export type MomentCounts = {
  readonly kind: "moments";
  readonly names: readonly string[];
  readonly n: number;
  readonly sums: readonly number[];
  /** names × names, row-major */
  readonly crossProducts: readonly number[];
  readonly available: readonly number[];
  /** Σw and Σw² of complete answers; the sums above are weighted then */
  readonly weights: { readonly w: number; readonly ww: number } | null;
};
export type VoiceCounts = {
  readonly kind: "voices";
  readonly n: number;
  readonly partial: number;
  readonly flagged: number;
  readonly excluded: number;
  /** Σw and Σw² of those counted; `null` unless weighted */
  readonly w: number | null;
  readonly ww: number | null;
};
export type PickCounts = {
  readonly kind: "picks";
  readonly names: readonly string[];
  /** people who answered about at least one option */
  readonly n: number;
  readonly picked: readonly number[];
  /** Σw and Σw² of those asked, Σw per option; `null` unless weighted */
  readonly weights: { readonly w: number; readonly ww: number; readonly picked: readonly number[] } | null;
};
export type Counts = Levels | Sums | RatioCounts | MomentCounts | VoiceCounts | PickCounts;

/** One cell: what it is told apart by, and what was counted. */
export type Cell = { readonly keys: readonly Key[]; readonly counts: Counts };
