import { suppressCells } from "@manyi/core/privacy";

/** Whether a cell of siblings with a shown total may be shown, and why not. */
export type Hidden = "SMALL" | "COMPLEMENTARY" | null;

/**
 * Small groups of customers are hidden, and with them as many of their siblings as it takes that nobody is left over from the total.
 *
 * @param sizes customers per group
 */
export function hide(sizes: readonly number[], k: number): { readonly cells: readonly Hidden[]; readonly isTotalHidden: boolean } {
  const { hidden, isTotalHidden } = suppressCells(
    sizes.map((n, i) => ({ id: String(i), n })),
    k,
  );
  const cells = sizes.map((_, i): Hidden => {
    const why = hidden.get(String(i)) ?? null;
    return why === "UNANIMOUS" ? "SMALL" : why;
  });
  return { cells, isTotalHidden };
}
