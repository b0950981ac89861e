import type { Contrast, DigestTopic, TextDigest } from "@manyi/core/text";
import { count, difference, differenceRange, figure, type Locale, type ShownUnit, share } from "../analyze/figures.js";
import type { DigestedFile } from "./digest-file.js";
import { TEXT_WORDS } from "./words.js";

/** The unit in which scores and their differences are shown. */
export function scoreUnit({ score }: Pick<TextDigest, "score">): ShownUnit {
  return score?.kind === "nps" ? "nps" : "mean";
}

/** Column, use, and how it was chosen. */
export function columnRows({ columns, taxonomy }: DigestedFile, locale: Locale): string[][] {
  const { uses, phrases } = TEXT_WORDS[locale];
  const how = (isTold: boolean) => (isTold ? phrases.told : phrases.guessed);
  const scale = columns.score?.scale;
  const scaleText = scale === undefined ? "" : scale.kind === "nps" ? " · NPS 0–10" : ` · ${scale.min}–${scale.max}`;
  return [
    [uses.comment, columns.comment.name, how(columns.comment.isTold)],
    [
      uses.score,
      columns.score === null ? phrases.noColumn : `${columns.score.name}${scaleText}`,
      columns.score === null ? "--score" : how(columns.score.isTold),
    ],
    [uses.date, columns.date?.name ?? phrases.noColumn, columns.date === null ? "--date" : how(columns.date.isTold)],
    [uses.group, columns.group?.name ?? phrases.noColumn, columns.group === null ? "--group" : how(columns.group.isTold)],
    [uses.taxonomy, `${taxonomy.name[locale]} · ${taxonomy.code}`, taxonomy.isTold ? phrases.told : `${phrases.guessed} · --taxonomy`],
  ];
}

/** What was looked at and what came out. */
export function qualityRows({ digest, leftOut }: DigestedFile, locale: Locale): string[][] {
  const { checks, languages } = TEXT_WORDS[locale];
  const { comments, rows, sides } = digest;
  const part = (n: number) => (comments === 0 ? count(n) : `${count(n)} · ${share(n / comments)}`);
  const mixed = (Object.keys(languages) as (keyof typeof languages)[]).filter((language) => digest.languages[language] > 0);
  const found: [string, string | null][] = [
    [checks.withTopic, part(digest.withTopic)],
    [checks.uncertain, part(sides.uncertain)],
    [checks.unread, sides.unread === 0 ? null : part(sides.unread)],
    [checks.languages, mixed.map((language) => `${languages[language]} ${part(digest.languages[language])}`).join(" · ")],
    [checks.personal, part(digest.personal.comments)],
    [checks.empty, rows === comments ? null : count(rows - comments)],
    [checks.offScale, leftOut.scores === 0 ? null : count(leftOut.scores)],
    [checks.noDate, leftOut.dates === 0 ? null : count(leftOut.dates)],
    [checks.dropped, digest.droppedTerms === 0 ? null : count(digest.droppedTerms)],
  ];
  return found.flatMap(([check, result]) => (result === null ? [] : [[check, result]]));
}

/** The effect of a topic as words: the difference, or why there is none; and its interval. */
export function effectCells(
  { effect }: DigestTopic,
  unit: ShownUnit,
  locale: Locale,
): { value: string; interval: string; tone: "up" | "down" | "same" } {
  if (effect === null || effect.difference === null)
    return { value: effect === null ? "" : TEXT_WORDS[locale].phrases.lowBase, interval: "", tone: "same" };
  const tone = !effect.isSignificant ? "same" : effect.difference > 0 ? "up" : "down";
  return { value: difference(unit, effect.difference, locale), interval: differenceRange(unit, effect.interval, locale), tone };
}

/** What stands under the list of topics. */
export function topicNotes({ score }: TextDigest, locale: Locale): string[] {
  const { phrases } = TEXT_WORDS[locale];
  if (score === null) return [phrases.machine];
  const unit = score.kind === "nps" ? phrases.npsUnit : phrases.meanUnit;
  const value = figure(score.kind === "nps" ? "nps" : "mean", score.value);
  return [
    `${phrases.effectNote}（${unit} ${value}，n ${count(score.n)}）`
      .replace(/（(.*)，/, locale === "en" ? " ($1, " : "（$1，")
      .replace(/）$/, locale === "en" ? ")" : "）"),
    `${count(score.compared)} ${score.isCorrected ? phrases.many : phrases.each}`,
    phrases.notCause,
    phrases.machine,
  ];
}

/** The names of the two sides of a contrast. */
export function contrastSides({ by, group }: Contrast, locale: Locale): readonly [own: string, other: string] {
  const { phrases } = TEXT_WORDS[locale];
  if (by === "score") return [phrases.low, phrases.high];
  return by === "sentiment" ? [phrases.badOnes, phrases.goodOnes] : [group, phrases.everyoneElse];
}

/** A month as people write it. */
export function monthName(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}
