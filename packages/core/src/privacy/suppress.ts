import { DEFAULT_THRESHOLD, isUnanimous, requireThreshold } from "./threshold.js";

/** One group among its siblings. */
export interface Cell {
  readonly id: string;
  readonly n: number;
  /** answers per option, for a sensitive question: a unanimous cell is hidden too */
  readonly counts?: readonly number[];
}

/** Why a cell is hidden. */
export type HiddenBecause = "SMALL" | "UNANIMOUS" | "COMPLEMENTARY";

/** What of a row of siblings may be shown. */
export interface Suppression {
  /** hidden cells by id; what is not here is shown */
  readonly hidden: ReadonlyMap<string, HiddenBecause>;
  /** the total may not be shown either: the siblings could not protect the small cells */
  readonly isTotalHidden: boolean;
}

/**
 * Hides cells with fewer than k answers and, since the total is shown beside them, as many of the smallest siblings as it takes until
 * the hidden ones together hold at least k answers. Empty cells have no answers to protect and no one to protect others with.
 *
 * @param cells siblings that add up to the total
 * @param k threshold
 * @param options `isTotalShown` false when no sum of the siblings is shown anywhere
 * @throws {RangeError} when k or an n is not a whole number, or an id occurs twice
 * @example
 * [...suppressCells([{ id: "A", n: 12 }, { id: "B", n: 7 }, { id: "C", n: 3 }]).hidden.keys()] // => ["C", "B"]
 * [...suppressCells([{ id: "A", n: 12 }, { id: "B", n: 7 }, { id: "C", n: 3 }, { id: "D", n: 4 }]).hidden.keys()] // => ["C", "D"]
 */
export function suppressCells(cells: readonly Cell[], k: number = DEFAULT_THRESHOLD, { isTotalShown = true } = {}): Suppression {
  requireThreshold(k);
  requireCells(cells);
  const hidden = new Map<string, HiddenBecause>();
  for (const { id, n, counts } of cells) {
    if (n > 0 && n < k) hidden.set(id, "SMALL");
    else if (counts !== undefined && isUnanimous(counts)) hidden.set(id, "UNANIMOUS");
  }
  const total = cells.reduce((sum, { n }) => sum + n, 0);
  const isTotalSmall = total > 0 && total < k;
  if (hidden.size === 0 || !isTotalShown || isTotalSmall) return { hidden, isTotalHidden: isTotalSmall || !isTotalShown };
  const held = () => cells.reduce((sum, { id, n }) => sum + (hidden.has(id) ? n : 0), 0);
  const shown = cells.filter(({ id, n }) => n > 0 && !hidden.has(id)).sort((a, b) => a.n - b.n);
  // one hidden cell alone is the total less the others, however large it is
  while ((held() < k || hidden.size < 2) && shown.length > 0) hidden.set(shown.shift()!.id, "COMPLEMENTARY");
  return { hidden, isTotalHidden: held() < k || hidden.size < 2 };
}

function requireCells(cells: readonly Cell[]): void {
  if (new Set(cells.map(({ id }) => id)).size < cells.length) throw new RangeError("a cell occurs twice");
  for (const { id, n } of cells) {
    if (!Number.isInteger(n) || n < 0) throw new RangeError(`cell ${id} has a whole number of answers ≥ 0, got ${n}`);
  }
}
