import { suppressCells as hideSmallCells } from "../privacy/index.js";
import { baseOf } from "./add.js";
import type { Suppression } from "./figure.js";
import type { Counts } from "./query.js";

/** One cell of a breakdown with the answers of anonymous surveys kept apart; `null` when there are none. */
export type SplitCell = { readonly open: Counts | null; readonly anonymous: Counts | null };

/**
 * The privacy stage: which anonymous answers of a breakdown may be counted in. Fewer than k, or all alike, are hidden; when the total
 * is shown, what is hidden must reach k together, and a hidden cell of its own must not be the total's remainder, so the next
 * smallest siblings are hidden with it (D§10).
 *
 * @param cells siblings that add up to the total
 * @param k the organisation's threshold, ≥ 3
 * @param isTotalShown whether the reader can also see their sum
 * @returns per cell why its anonymous answers are left out, `null` where they may be shown; `isTotalHidden` when even hiding every
 * sibling would not be enough
 * @example
 * const cells = [12, 7, 3].map((n) => ({ open: null, anonymous: { kind: "sums", n, sum: 2 * n, sumSquares: 5 * n, min: 1, max: 3, weighted: null } }));
 * suppressCells(cells, { k: 5, isTotalShown: true }).hidden // => [null, "complement", "k"]
 */
export function suppressCells(
  cells: readonly SplitCell[],
  { k, isTotalShown }: { readonly k: number; readonly isTotalShown: boolean },
): { readonly hidden: readonly (Suppression | null)[]; readonly isTotalHidden: boolean } {
  if (!(k >= 3)) throw new RangeError(`the threshold is at least 3, got ${k}`);
  const siblings = cells.map(({ anonymous }, i) => ({
    id: String(i),
    n: anonymous === null ? 0 : baseOf(anonymous),
    ...(anonymous === null ? {} : { counts: categoriesOf(anonymous) }),
  }));
  const found = hideSmallCells(siblings, k, { isTotalShown });
  return {
    hidden: siblings.map(({ id }) => REASONS[found.hidden.get(id) ?? "none"]),
    isTotalHidden: isTotalShown && found.isTotalHidden,
  };
}

const REASONS = { none: null, SMALL: "k", UNANIMOUS: "unanimous", COMPLEMENTARY: "complement" } as const;

/** Answers per category, to see whether everybody said the same. */
function categoriesOf(counts: Counts): readonly number[] {
  switch (counts.kind) {
    case "levels":
      return counts.counts;
    case "ratio":
      return counts.bands;
    case "sums":
      return counts.min === counts.max ? [counts.n] : [];
    default:
      return [];
  }
}
