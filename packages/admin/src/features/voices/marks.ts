/** A stretch of a text in UTF-16 units, end exclusive. */
type Span = readonly [start: number, end: number];

/** Something said of a stretch: what it is, by whatever the page calls it. */
export type Mark<M> = { readonly span: Span; readonly mark: M };
/** A piece of the text and everything that is said of it. */
export type Piece<M> = { readonly text: string; readonly marks: readonly M[] };

/**
 * Cuts a text where marks begin and end; marks may overlap and may point past the end.
 *
 * @example
 * piecesOf("上菜慢", [{ span: [0, 2], mark: "topic" }]) // => [{ text: "上菜", marks: ["topic"] }, { text: "慢", marks: [] }]
 */
export function piecesOf<M>(text: string, marks: readonly Mark<M>[]): Piece<M>[] {
  const inside = marks.filter(({ span: [start, end] }) => start >= 0 && start < end && start < text.length);
  const cuts = [0, ...inside.flatMap(({ span: [start, end] }) => [start, Math.min(end, text.length)]), text.length];
  const borders = [...new Set(cuts)].sort((a, b) => a - b);
  return borders.slice(1).map((end, i) => {
    const start = borders[i]!;
    const over = inside.filter(({ span }) => span[0] <= start && span[1] >= end);
    return { text: text.slice(start, end), marks: over.map(({ mark }) => mark) };
  });
}
