/** What a model reads of one comment: hashed word pieces, each once, and a few counted opinions. */
export interface Features {
  /** Different 32-bit hashes of word pieces. */
  readonly pieces: Uint32Array;
  /** Counted opinions, about −2 to 2 each. */
  readonly opinions: readonly number[];
}

/** FNV-1a over UTF-16 units, started from a salt that keeps kinds of pieces apart. */
export function hashPiece(text: string, start: number, end: number, salt: number): number {
  let hash = (2166136261 ^ salt) >>> 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}

/** The hashes without repetition, in rising order. */
export function distinct(hashes: number[]): Uint32Array {
  const sorted = Uint32Array.from(hashes).sort();
  let kept = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i]!;
  }
  return sorted.slice(0, kept);
}

/** What the words of judgement in one clause add up to. */
export interface ClauseOpinion {
  readonly start: number;
  readonly end: number;
  readonly good: number;
  readonly bad: number;
  readonly isAfterContrast: boolean;
}

/** The balance of a clause: −1, 0 or 1. */
export function clauseSide({ good, bad }: ClauseOpinion): -1 | 0 | 1 {
  return good === bad ? 0 : good > bad ? 1 : -1;
}

/**
 * Opinions as numbers a linear model can weigh: overall balance, share of good clauses, the last word, what follows a
 * "but", and how much was said at all.
 */
export function opinionNumbers(clauses: readonly ClauseOpinion[]): number[] {
  let good = 0;
  let bad = 0;
  let goodClauses = 0;
  let badClauses = 0;
  let last = 0;
  let afterContrast = 0;
  for (const clause of clauses) {
    good += clause.good;
    bad += clause.bad;
    const side = clauseSide(clause);
    if (side > 0) goodClauses++;
    if (side < 0) badClauses++;
    if (side !== 0) last = side;
    if (clause.isAfterContrast && side !== 0) afterContrast = side;
  }
  const said = good + bad;
  const judged = goodClauses + badClauses;
  return [
    said === 0 ? 0 : (good - bad) / Math.sqrt(said + 1),
    judged === 0 ? 0 : (goodClauses - badClauses) / judged,
    last,
    afterContrast,
    good > 0 && bad === 0 ? 1 : bad > 0 && good === 0 ? -1 : 0,
  ];
}
