/** Counts of terms that never hold more than a limit: the rarest leave first. */
export interface TermCounter {
  readonly add: (terms: readonly string[]) => void;
  readonly counts: ReadonlyMap<string, number>;
  /** Terms counted fewer times than this may be missing; 0 when nothing was ever dropped. */
  readonly dropped: number;
}

/**
 * Counts in how many comments each term stands, within a limit of memory (lossy counting: when the table is full,
 * terms seen least are forgotten, so that frequent terms keep nearly their count).
 *
 * @param limit how many different terms are remembered at most
 * @throws {RangeError} when the limit is below 100
 * @example
 * const counter = createTermCounter();
 * counter.add(["汤凉", "上菜"]);
 * counter.add(["上菜"]);
 * counter.counts.get("上菜") // => 2
 */
export function createTermCounter(limit = 200_000): TermCounter {
  if (!(limit >= 100)) throw new RangeError(`a table of terms holds at least 100, got ${limit}`);
  const counts = new Map<string, number>();
  let dropped = 0;
  return {
    counts,
    get dropped() {
      return dropped;
    },
    add(terms) {
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      while (counts.size > limit) {
        dropped++;
        for (const [term, count] of counts) if (count <= dropped) counts.delete(term);
      }
    },
  };
}
