import type { PiiType, TextDigest } from "@manyi/core/text";
import type { Locale } from "../analyze/figures.js";
import { en } from "./words-en.js";
import { zh } from "./words-zh.js";

type SignalKind = TextDigest["signals"][number]["kind"];

/** Every fixed word of the report on comments. */
export interface TextWords {
  readonly sections: Readonly<
    Record<
      | "columns"
      | "summary"
      | "topics"
      | "score"
      | "sentiment"
      | "group"
      | "emerging"
      | "signals"
      | "personal"
      | "copies"
      | "quotes"
      | "quality",
      string
    >
  >;
  readonly columns: Readonly<
    Record<
      | "column"
      | "use"
      | "topic"
      | "n"
      | "share"
      | "bad"
      | "good"
      | "sides"
      | "effect"
      | "interval"
      | "term"
      | "times"
      | "otherTimes"
      | "logOdds"
      | "text"
      | "kind"
      | "check"
      | "result",
      string
    >
  >;
  readonly uses: Readonly<Record<"comment" | "date" | "score" | "group" | "taxonomy", string>>;
  readonly languages: Readonly<Record<"zh" | "en" | "other" | "none", string>>;
  readonly personal: Readonly<Record<PiiType, string>>;
  readonly signals: Readonly<Record<SignalKind, string>>;
  readonly quoteKinds: Readonly<Record<"typical" | "extreme" | "new", string>>;
  readonly emergingKinds: Readonly<Record<"new" | "rising", string>>;
  readonly checks: Readonly<
    Record<"uncertain" | "unread" | "withTopic" | "empty" | "languages" | "personal" | "offScale" | "noDate" | "dropped", string>
  >;
  readonly phrases: Readonly<
    Record<
      | "comments"
      | "rows"
      | "guessed"
      | "told"
      | "noColumn"
      | "low"
      | "high"
      | "badOnes"
      | "goodOnes"
      | "against"
      | "everyoneElse"
      | "saysMore"
      | "sidesKey"
      | "effectNote"
      | "lowBase"
      | "notCause"
      | "each"
      | "many"
      | "wordsNote"
      | "noWords"
      | "expected"
      | "quiet"
      | "falseAlarms"
      | "maskedNote"
      | "machine"
      | "copiesNote"
      | "copiesCut"
      | "npsUnit"
      | "meanUnit"
      | "made"
      | "noComments"
      | "before",
      string
    >
  >;
}

export const TEXT_WORDS: Readonly<Record<Locale, TextWords>> = { "zh-CN": zh, en };
