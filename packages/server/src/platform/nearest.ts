/**
 * The candidate with the fewest changed, added or left-out letters; the earlier one when two are equally near.
 *
 * @throws {RangeError} when there is no candidate
 * @example
 * nearest("MANYI_PROT", ["MANYI_HOST", "MANYI_PORT"]) // => "MANYI_PORT"
 */
export function nearest(word: string, candidates: readonly string[]): string {
  if (candidates.length === 0) throw new RangeError("nearest needs at least one candidate");
  return candidates.reduce((best, next) => (distance(word, next) < distance(word, best) ? next : best));
}

/** Edits (insert, leave out, replace) that turn one word into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
