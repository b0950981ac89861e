import type { QuoteCandidate } from "../analysis/quotes.js";
import { hashPiece } from "../sentiment/features.js";

/** Candidates of each topic that stay in memory. */
const perTopic = 30;

/**
 * Keeps a fair, repeatable choice of comments to quote from while they pass by: those whose text hashes lowest, a fixed
 * number for every topic, and the most outspoken one of each.
 */
export function createQuotePool() {
  const pools = new Map<string, { order: number; candidate: QuoteCandidate }[]>();
  const strongest = new Map<string, QuoteCandidate>();
  return {
    add(candidate: QuoteCandidate): void {
      const { text } = candidate;
      if (text.length < 6 || text.length > 400) return;
      const order = hashPiece(text, 0, text.length, 17);
      for (const { code } of candidate.topics) {
        const pool = pools.get(code) ?? [];
        pools.set(code, pool);
        const top = strongest.get(code);
        if (top === undefined || Math.abs(candidate.score) > Math.abs(top.score)) strongest.set(code, candidate);
        const last = pool.at(-1);
        if (pool.length >= perTopic && last !== undefined && order >= last.order) continue;
        const place = pool.findIndex((one) => one.order > order);
        pool.splice(place < 0 ? pool.length : place, 0, { order, candidate });
        if (pool.length > perTopic) pool.pop();
      }
    },
    /** Newness is known only at the end. */
    candidates(isNew: (id: string) => boolean): QuoteCandidate[] {
      const all = new Map<string, QuoteCandidate>();
      for (const pool of pools.values()) for (const { candidate } of pool) all.set(candidate.id, candidate);
      for (const candidate of strongest.values()) all.set(candidate.id, candidate);
      return [...all.values()].map((candidate) => ({ ...candidate, isNew: isNew(candidate.id) }));
    },
  };
}
