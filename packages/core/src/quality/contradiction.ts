/** The answers that can speak against each other; `null` is not answered. */
export interface Overall {
  /** 0–10 */
  readonly nps: number | null;
  /** 1–5 */
  readonly csat: number | null;
  /** 1–7, 7 is easiest */
  readonly ces: number | null;
  /** ratings of single things, brought to 0–1 */
  readonly ratings: readonly number[];
}

/**
 * Whether answers of one person cannot all be meant: delighted and displeased at once, or an overall grade at one end while five or more
 * single things all stand at the other.
 *
 * @example
 * isContradictory({ nps: 10, csat: 1, ces: null, ratings: [] }) // => true
 * isContradictory({ nps: 7, csat: 2, ces: null, ratings: [] }) // => false
 */
export function isContradictory({ nps, csat, ces, ratings }: Overall): boolean {
  const good = [nps !== null && nps >= 9, csat === 5, ces === 7].some(Boolean);
  const bad = [nps !== null && nps <= 2, csat === 1, ces === 1].some(Boolean);
  if (good && bad) return true;
  if (nps !== null && csat !== null && ((nps >= 9 && csat <= 2) || (nps <= 3 && csat === 5))) return true;
  if (ratings.length < 5) return false;
  return (bad && ratings.every((rating) => rating >= 0.99)) || (good && ratings.every((rating) => rating <= 0.01));
}
