import type { api, Out } from "@manyi/contracts";

export type ExpectationRow = Out<typeof api.figures.expectation>["rows"][number];

/** Largest shortfall first; low bases stand last in the same order, since they are not ranked. */
export function byShortfall(rows: readonly ExpectationRow[]): readonly ExpectationRow[] {
  const isLow = ({ figure }: ExpectationRow) => Number(figure.base === "low" || figure.base === "none");
  return rows.toSorted((a, b) => isLow(a) - isLow(b) || (a.gap ?? Number.POSITIVE_INFINITY) - (b.gap ?? Number.POSITIVE_INFINITY));
}

/** Rows somebody answered, or whose answers are hidden; the others are told by their number. */
export function answeredRows(rows: readonly ExpectationRow[]): readonly ExpectationRow[] {
  return rows.filter(({ figure }) => figure.suppressed !== null || (figure.n ?? 0) > 0);
}

/** The scale all rows share, `null` when they differ: then each row is drawn on its own. */
export function commonScale(rows: readonly ExpectationRow[]): { min: number; max: number } | null {
  const [first, ...rest] = rows;
  if (first === undefined) return null;
  return rest.every(({ scale }) => scale.min === first.scale.min && scale.max === first.scale.max) ? first.scale : null;
}

/** Half the width of the narrowest and the widest interval, of rows that are ranked. */
export function halfWidths(rows: readonly ExpectationRow[]): { low: number; high: number } | null {
  const halves = rows.flatMap(({ figure: { interval, base } }) =>
    interval === null || base === "low" ? [] : [(interval.high - interval.low) / 2],
  );
  return halves.length === 0 ? null : { low: Math.min(...halves), high: Math.max(...halves) };
}
