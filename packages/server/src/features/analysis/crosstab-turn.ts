import { baseMark } from "@manyi/core/measures";
import { columnLetter } from "@manyi/core/stats";
import type { Layer } from "./crosstab.js";

/**
 * A table with a multiple choice as columns: counted as rows, then turned over. Its columns share people, so they carry no letters and
 * are not tested; the base of a row is everybody asked, the base of a column those who picked it.
 */
export function turned(layer: Layer): Layer {
  const { cells, rows, columns } = layer;
  const nothing = { compared: 0, rule: "each-at-0.05" as const };
  return {
    ...layer,
    cells: columns.map((_, i) =>
      rows.map((_, j) => {
        const cell = cells[j]![i]!;
        return { ...cell, columnShare: cell.rowShare, rowShare: cell.columnShare, residual: null, letters: [], againstRest: null };
      }),
    ),
    rows: columns.map(({ n, weighted, share, metric }) => ({ n, weighted, share, metric: metric === null ? null : plain(metric) })),
    columns: rows.map(({ n, weighted, share, metric }, j) => ({
      letter: columnLetter(j),
      n: n ?? 0,
      weighted,
      effectiveN: null,
      base: baseMark(n ?? 0),
      share,
      metric: metric === null ? null : { ...metric, letters: [], againstRest: null },
    })),
    test: null,
    pairs: nothing,
    rest: nothing,
  };
}

function plain({ value, n, low, high }: { value: number | null; n: number; low: number | null; high: number | null }) {
  return { value, n, low, high };
}
