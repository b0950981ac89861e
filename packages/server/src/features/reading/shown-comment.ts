/** A stretch of a text in UTF-16 units, end exclusive. */
export type Span = readonly [start: number, end: number];

/** A comment as it is shown, and where its parts went. */
export type ShownComment = {
  readonly text: string;
  /** where a stretch of the original stands now; `null` when it is behind a mask */
  readonly at: (span: Span) => Span | null;
};

const MASK = "***";

/**
 * Puts a mask over some stretches of a comment. Three asterisks stand for each, so that not even the length shows.
 *
 * @param hidden in reading order, without overlaps
 * @example
 * shownComment("电话 13800000001 太慢", [[3, 14]]).text // => "电话 *** 太慢"
 */
export function shownComment(comment: string, hidden: readonly Span[]): ShownComment {
  let text = "";
  let from = 0;
  const moved: { readonly start: number; readonly end: number; readonly shift: number }[] = [];
  for (const [start, end] of hidden) {
    text += comment.slice(from, start) + MASK;
    from = end;
    moved.push({ start, end, shift: text.length - end });
  }
  const place = (offset: number, isEnd: boolean) => {
    let shift = 0;
    for (const one of moved) {
      if (offset <= one.start) break;
      // within a mask: what begins here begins behind it, what ends here ends before it
      if (offset < one.end) return isEnd ? one.start + shift : one.end + one.shift;
      shift = one.shift;
    }
    return offset + shift;
  };
  return {
    text: text + comment.slice(from),
    at: ([start, end]) => {
      const [a, b] = [place(start, false), place(end, true)];
      const isBehind = moved.some((one) => start >= one.start && end <= one.end);
      return isBehind || a >= b ? null : [a, b];
    },
  };
}
