/**
 * Adds up values by their words, the largest first.
 *
 * @example
 * volumes([{ label: "停车", value: 2 }, { label: "预订", value: 5 }, { label: "停车", value: 4 }]) // => [{ label: "停车", volume: 6 }, { label: "预订", volume: 5 }]
 */
export function volumes(rows: readonly { readonly label: string; readonly value: number }[]): { label: string; volume: number }[] {
  const sums = new Map<string, number>();
  for (const { label, value } of rows) sums.set(label, (sums.get(label) ?? 0) + value);
  return [...sums].map(([label, volume]) => ({ label, volume })).sort((a, b) => b.volume - a.volume || (a.label < b.label ? -1 : 1));
}
