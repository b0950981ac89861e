/** A stretch of text: UTF-16 offsets, end exclusive. */
export type Span = readonly [start: number, end: number];

/** The first match of a pattern, or of its group `w` or `v` where it has one; `null` when there is none. */
export function firstSpan(text: string, pattern: RegExp): Span | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const word = match.groups?.w ?? match.groups?.v;
  // The group may repeat words that stand earlier in the match; the last place is the one meant.
  if (word === undefined) return [match.index, match.index + match[0].length];
  const start = match.index + match[0].lastIndexOf(word);
  return [start, start + word.length];
}

/** One pattern out of many words; longer words are tried first. */
export function anyOf(words: readonly string[]): string {
  return `(?:${[...words].sort((a, b) => b.length - a.length).join("|")})`;
}

/** Puts blanks in place of some stretches, so that offsets stay true. */
export function blankOut(text: string, pattern: RegExp): string {
  return text.replace(pattern, (found) => "　".repeat(found.length));
}
