import type { Analysis } from "@manyi/core/analysis";
import { bracketed, count, figure, type Locale, label, range, share } from "./figures.js";
import { WORDS } from "./words.js";

/** The quality checks as pairs of what was looked at and what came out. */
export function qualityRows({ quality, measures, rows }: Pick<Analysis, "quality" | "measures" | "rows">, locale: Locale): string[][] {
  const { checks } = WORDS[locale];
  const { straightLining, missingShare, reliability } = quality;
  const ends = measures.filter((one) => one.kind !== "importance" && (one.atCeiling || one.atFloor)).map((one) => label(one.column));
  const found: [string, string | null][] = [
    [
      checks.straight,
      straightLining === null
        ? null
        : `${figure("percent", straightLining.value)}${bracketed(`${range("percent", straightLining.interval, locale)}, n ${count(straightLining.n)}`, locale)}`,
    ],
    [checks.rowRepeats, `${count(quality.repeatedRows)} / ${count(quality.lookedForRepeats)}`],
    [checks.keyRepeats, quality.repeatedKeys === 0 ? null : count(quality.repeatedKeys)],
    [checks.missing, missingShare === null ? null : share(missingShare)],
    [checks.outside, measures.length === 0 ? null : count(quality.outside)],
    [checks.unweighted, quality.unweighted === null ? null : `${count(quality.unweighted)} / ${count(rows)}`],
    [checks.unanswered, measures.length === 0 ? null : `${count(quality.unanswered)} / ${count(rows)}`],
    [
      checks.alpha,
      reliability === null
        ? null
        : `${figure("ratio", reliability.alpha)}${bracketed(`${reliability.items}, n ${count(reliability.n)}`, locale)}`,
    ],
    [checks.ends, ends.length === 0 ? null : ends.slice(0, 8).join(", ") + (ends.length > 8 ? ` +${ends.length - 8}` : "")],
  ];
  return found.flatMap(([check, result]) => (result === null ? [] : [[check, result]]));
}
