import { baseOf, isUnanimous } from "./add.js";
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
  const sizes = cells.map(({ anonymous }) => (anonymous === null ? 0 : baseOf(anonymous)));
  const hidden = cells.map(({ anonymous }, i): Suppression | null => {
    if (anonymous === null || sizes[i] === 0) return null;
    if (sizes[i]! < k) return "k";
    return isUnanimous(anonymous) ? "unanimous" : null;
  });
  if (!isTotalShown) return { hidden, isTotalHidden: false };
  const bySize = sizes.map((_, i) => i).sort((a, b) => sizes[a]! - sizes[b]! || a - b);
  for (;;) {
    const taken = bySize.filter((i) => hidden[i] !== null);
    const together = taken.reduce((sum, i) => sum + sizes[i]!, 0);
    const isRemainderSafe = together >= k && !(taken.length === 1 && hidden[taken[0]!] === "unanimous");
    if (taken.length === 0 || isRemainderSafe) return { hidden, isTotalHidden: false };
    const next = bySize.find((i) => hidden[i] === null && sizes[i]! > 0);
    if (next === undefined) return { hidden, isTotalHidden: true };
    hidden[next] = "complement";
  }
}
