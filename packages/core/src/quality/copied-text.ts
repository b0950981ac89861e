import { nearDuplicates } from "../text/index.js";

/** A free answer with when it came, oldest first. */
export interface TimedText {
  readonly text: string;
  /** milliseconds; `null` where only the day is kept */
  readonly at: number | null;
}

/** Remarks shorter than this many characters are honestly alike: "很好", "great service". Latin letters count two fifths. */
const LEAST_LENGTH = 10;
const HOUR_MS = 3_600_000;

function weightOf(text: string): number {
  let weight = 0;
  for (const sign of text) weight += /[\p{L}\p{N}]/u.test(sign) ? (/\p{Script=Han}/u.test(sign) ? 1 : 0.4) : 0;
  return weight;
}

/**
 * Which answers of one place and day repeat another's words: nearly the same as one given within the hour before, or the third and
 * further of a kind. The first of a kind never counts as copied; short remarks do not either.
 *
 * @param texts of one survey, unit and day, oldest first
 * @returns one per text
 * @example
 * copiedTexts([{ text: "服务员态度特别好下次还来这家店", at: 0 }, { text: "服务员态度特别好，下次还来这家店！", at: 60000 }]) // => [false, true]
 */
export function copiedTexts(texts: readonly TimedText[]): boolean[] {
  const copied = texts.map(() => false);
  const long = texts.flatMap(({ text }, i) => (weightOf(text) >= LEAST_LENGTH ? [i] : []));
  for (const group of nearDuplicates(long.map((i) => texts[i]!.text))) {
    const places = group.map((i) => long[i]!).sort((a, b) => a - b);
    for (const [nth, place] of places.entries()) {
      const before = places[nth - 1];
      if (before === undefined) continue;
      const [then, now] = [texts[before]!.at, texts[place]!.at];
      copied[place] = nth >= 2 || (then !== null && now !== null && now - then < HOUR_MS);
    }
  }
  return copied;
}
