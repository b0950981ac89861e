import { indexWords } from "@manyi/core/text";
import type { Corrections } from "./labels.js";
import { shownComment } from "./shown-comment.js";

/** PostgreSQL keeps no more places of one word. */
const MOST_PLACES = 255;

/**
 * What a comment is found by, as PostgreSQL writes a tsvector: its words as everybody reads them. Behind the masks nothing is found,
 * otherwise a number nobody may read could be found out digit by digit.
 *
 * @param pii personal data in the comment, in reading order
 * @param corrections what people said of it; masks they lifted hide nothing
 * @example
 * searchVector("Call 13800000001", [{ start: 5, end: 16 }], undefined) // => "'call':1"
 */
export function searchVector(
  comment: string,
  pii: readonly { readonly start: number; readonly end: number }[],
  corrections: Corrections | undefined,
): string {
  const open = corrections?.notPersonal ?? [];
  const hidden = pii.filter(({ start, end }) => !open.some((one) => one.start === start && one.end === end));
  const shown = shownComment(
    comment,
    hidden.map(({ start, end }) => [start, end] as const),
  );
  const places = new Map<string, number[]>();
  for (const { word, position } of indexWords(shown.text)) {
    const known = places.get(word);
    if (known === undefined) places.set(word, [position]);
    else if (known.length < MOST_PLACES) known.push(position);
  }
  // words are letters and figures; an apostrophe is doubled
  return [...places].map(([word, positions]) => `'${word.replaceAll("'", "''")}':${positions.join(",")}`).join(" ");
}
