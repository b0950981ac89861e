/** A term and how often it was said, on one side or on two. */
export interface CountedTerm {
  readonly term: string;
  readonly count: number;
  readonly otherCount?: number;
}

const longest = 14;

/**
 * Chinese terms are cut from running text, so that one expression comes as several overlapping pieces said equally often:
 * "菜顺序安", "顺序安排". They are put together again; English terms and pieces said differently often stay as they are.
 *
 * @param terms strongest first; an expression takes the place and the figures of its first piece
 * @example
 * joinFragments([{ term: "菜顺序安", count: 20 }, { term: "顺序安排", count: 20 }, { term: "味道", count: 9 }]).map(({ term }) => term) // => ["菜顺序安排", "味道"]
 */
export function joinFragments<T extends CountedTerm>(terms: readonly T[]): T[] {
  const joined: T[] = [];
  for (const next of terms) {
    const at = joined.findIndex((known) => isAsOften(known, next) && together(known.term, next.term) !== null);
    const known = joined[at];
    if (known === undefined) joined.push(next);
    else joined[at] = { ...known, term: together(known.term, next.term)! };
  }
  // a piece in between may have made neighbours of two that were not
  return joined.length < terms.length ? joinFragments(joined) : joined;
}

/** The two as one expression; `null` when they do not overlap by two characters or would grow too long. */
function together(one: string, other: string): string | null {
  if (!/^\p{Script=Han}+$/u.test(one + other)) return null;
  if (one.includes(other)) return one;
  if (other.includes(one)) return other;
  for (let shared = Math.min(one.length, other.length) - 1; shared >= 2; shared--) {
    const [left, right] = [one.length + other.length - shared <= longest, one.slice(-shared) === other.slice(0, shared)];
    if (left && right) return one + other.slice(shared);
    if (left && other.slice(-shared) === one.slice(0, shared)) return other + one.slice(shared);
  }
  return null;
}

function isAsOften(one: CountedTerm, other: CountedTerm): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) <= 0.1 * Math.max(a, b);
  return near(one.count, other.count) && near(one.otherCount ?? 0, other.otherCount ?? 0);
}
