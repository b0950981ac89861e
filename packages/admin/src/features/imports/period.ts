type Point = { readonly figure: { readonly n: number | null; readonly period: { readonly from: string; readonly to: string } } };

/**
 * From the first to the last month with answers, never past today.
 *
 * @param points months in order
 * @returns null when no month has any
 */
export function monthsWithAnswers(points: readonly Point[], today: string): { from: string; to: string } | null {
  const filled = points.filter(({ figure }) => figure.n === null || figure.n > 0);
  const [first, last] = [filled[0]?.figure.period, filled.at(-1)?.figure.period];
  if (first === undefined || last === undefined) return null;
  return { from: first.from, to: last.to > today ? today : last.to };
}
