import { bandsOf, minHash, similarity } from "./near-duplicates.js";

/** Comments that were said, nearly word for word, more than once. */
export interface CopiedText {
  /** Which comment said it first: what `add` was told. */
  readonly first: number;
  readonly count: number;
}

/** Finds copies while comments pass by. */
export interface DuplicateFinder {
  /** @returns the comment it repeats; `null` when it is the first of its kind */
  readonly add: (text: string, id: number) => number | null;
  /** Most repeated first. */
  readonly copies: () => readonly CopiedText[];
  /** Comments that have something to compare. */
  readonly compared: number;
  /** Later comments are compared only with so many different ones. */
  readonly isFull: boolean;
}

/** Shorter comments ("好", "very good") are alike without being copied. */
const leastLength = 12;

/**
 * Near-duplicates of a stream of comments. Memory holds the signatures of the first different comments, up to a limit;
 * comments of fewer than twelve signs are left out, because short praise is alike without being copied.
 *
 * @param remembered how many different comments are kept
 * @param least share of text two comments must have in common
 * @example
 * const finder = createDuplicateFinder();
 * finder.add("物流很快，包装完好，下次还会再来买", 1);
 * finder.add("物流很快,包装完好,下次还会再来买!!", 2) // => 1
 */
export function createDuplicateFinder(remembered = 30_000, least = 0.8): DuplicateFinder {
  const kept: { readonly id: number; readonly signature: Uint32Array; count: number }[] = [];
  const buckets = new Map<number, number>();
  let compared = 0;
  return {
    get compared() {
      return compared;
    },
    get isFull() {
      return kept.length >= remembered;
    },
    add(text, id) {
      if (text.length < leastLength) return null;
      const signature = minHash(text);
      if (signature === null) return null;
      compared++;
      const keys = bandsOf(signature);
      for (const key of keys) {
        const place = buckets.get(key);
        const known = place === undefined ? undefined : kept[place];
        if (known === undefined || similarity(known.signature, signature) < least) continue;
        known.count++;
        return known.id;
      }
      if (kept.length < remembered) {
        for (const key of keys) if (!buckets.has(key)) buckets.set(key, kept.length);
        kept.push({ id, signature, count: 1 });
      }
      return null;
    },
    copies: () =>
      kept
        .filter(({ count }) => count > 1)
        .map(({ id, count }) => ({ first: id, count }))
        .sort((a, b) => b.count - a.count || a.first - b.first),
  };
}
