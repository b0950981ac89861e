/** Signs that may stand between cells. */
const SEPARATORS = [",", ";", "\t", "|"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** Cells of one line, with double quotes as quoting sign; enough to compare separators, not to read a file. */
function cellsIn(line: string, separator: string): number {
  let cells = 1;
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) cells++;
  }
  return cells;
}

/**
 * The separator that cuts the first lines into the same number of cells, the more the better.
 *
 * @param text the beginning of a file
 * @example
 * guessSeparator("门店;评分\n甲;5\n乙;4") // => ";"
 */
export function guessSeparator(text: string): Separator {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
  const score = (separator: string) => {
    const counts = lines.map((line) => cellsIn(line, separator));
    const same = counts.filter((count) => count === counts[0]).length / Math.max(1, counts.length);
    return counts[0] === 1 ? 0 : same * 100 + Math.min(counts[0] ?? 1, 50);
  };
  return SEPARATORS.reduce((best, next) => (score(next) > score(best) ? next : best));
}

/**
 * Whether the first row names the columns: every cell is filled, none repeats, none is a number, while some row below holds one —
 * or all rows are text and the first differs in kind from nothing below.
 *
 * @example
 * hasHeader([["门店", "评分"], ["甲", "5"]]) // => true
 * @example
 * hasHeader([["甲", "5"], ["乙", "4"]]) // => false
 */
export function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const first = rows[0];
  if (first === undefined) return false;
  const names = first.map((cell) => cell.trim());
  if (names.some((name) => name === "") || new Set(names).size < names.length) return false;
  return !names.some((name) => /^-?[\d.,:/-]+$/.test(name));
}
