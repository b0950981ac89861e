import type { Interval } from "../../measures/index.js";
import type { DistinctiveTerm } from "../analysis/distinctive-terms.js";
import type { Emerging } from "../analysis/emerging.js";
import type { Quote } from "../analysis/quotes.js";
import type { TopicEffect } from "../analysis/topic-effects.js";
import type { PiiType } from "../pii/types.js";
import type { SignalKind } from "../signals/signal-words.js";
import type { ScoreScale } from "./score-scale.js";

/** How many comments are on each side; `uncertain` ones could not be told, `unread` are in a language that is not read. */
export interface Sides {
  readonly bad: number;
  readonly neutral: number;
  readonly good: number;
  readonly uncertain: number;
}

export interface DigestTopic {
  readonly code: string;
  readonly name: { readonly "zh-CN": string; readonly en: string };
  /** Comments that mention it; a comment may mention several. */
  readonly n: number;
  readonly share: Interval & { readonly value: number };
  readonly sides: Sides;
  /** How the score differs where it is mentioned; `null` without scores. */
  readonly effect: TopicEffect | null;
}

/** Words that set one group apart from another. */
export interface Contrast {
  readonly by: "score" | "sentiment" | "group";
  /** The group's name; empty for scores and sentiment, whose names the page knows. */
  readonly group: string;
  readonly n: number;
  readonly otherN: number;
  readonly terms: readonly DistinctiveTerm[];
}

/** Everything that can be said about a table of comments. Counts are comments; shares run 0–1. */
export interface TextDigest {
  readonly rows: number;
  readonly comments: number;
  readonly languages: { readonly zh: number; readonly en: number; readonly other: number; readonly none: number };
  readonly sides: Sides & { readonly unread: number };
  /** Comments with at least one topic. */
  readonly withTopic: number;
  readonly score:
    | (ScoreScale & { readonly n: number; readonly value: number; readonly compared: number; readonly isCorrected: boolean })
    | null;
  readonly topics: readonly DigestTopic[];
  readonly contrasts: readonly Contrast[];
  readonly emerging: {
    readonly month: number;
    readonly months: number;
    readonly looked: number;
    readonly found: readonly Emerging[];
  } | null;
  readonly signals: readonly { readonly kind: SignalKind; readonly n: number }[];
  readonly personal: { readonly comments: number; readonly found: readonly { readonly type: PiiType; readonly n: number }[] };
  readonly copies: {
    readonly comments: number;
    readonly compared: number;
    readonly isCut: boolean;
    readonly groups: readonly { readonly text: string; readonly n: number }[];
  };
  readonly quotes: readonly Quote[];
  /** Terms rarer than this may be missing from the words; 0 when all were counted. */
  readonly droppedTerms: number;
}
