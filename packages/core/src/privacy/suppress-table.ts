import { DEFAULT_THRESHOLD, requireThreshold } from "./threshold.js";

/** Which cells of a cross-table are hidden, row by row, and whether its totals can be shown at all. */
export interface TableSuppression {
  readonly hidden: readonly (readonly boolean[])[];
  /** no choice of cells protects the small ones while row and column totals are shown */
  readonly areTotalsHidden: boolean;
}

/**
 * Hides cells of a cross-table whose row and column totals are shown: small ones, and others so that in every row and column the hidden
 * ones are at least two with at least k answers, and none can be worked out from the totals.
 *
 * A hidden cell can be worked out exactly when it is the only hidden link between two parts of the table (a bridge of the graph that
 * joins rows and columns by hidden cells), so bridges are closed into circles by hiding more.
 *
 * @param table answers per row and column
 * @param k threshold
 * @throws {RangeError} when rows differ in length, or k or an n is not a whole number
 * @example
 * suppressTable([[9, 9, 3], [8, 9, 9], [9, 9, 8]]).hidden // => [[true, false, true], [true, false, true], [false, false, false]]
 */
export function suppressTable(table: readonly (readonly number[])[], k: number = DEFAULT_THRESHOLD): TableSuppression {
  requireThreshold(k);
  const width = table[0]?.length ?? 0;
  for (const row of table) {
    if (row.length !== width) throw new RangeError(`rows have one length, got ${width} and ${row.length}`);
    for (const n of row) if (!Number.isInteger(n) || n < 0) throw new RangeError(`a cell has a whole number of answers ≥ 0, got ${n}`);
  }
  const hidden = table.map((row) => row.map((n) => n > 0 && n < k));
  for (;;) {
    const line = unsafeLine(table, hidden, k) ?? bridgeLine(hidden);
    if (line === null) return { hidden, areTotalsHidden: false };
    const candidates = line
      .filter(({ row, column }) => !hidden[row]![column]! && table[row]![column]! > 0)
      // a cell that closes a circle with what is hidden already costs no second one
      .sort((a, b) => costOf(table, hidden, a) - costOf(table, hidden, b));
    const next = candidates[0];
    if (next === undefined) return { hidden: table.map((row) => row.map((n) => n > 0)), areTotalsHidden: true };
    hidden[next.row]![next.column] = true;
  }
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** A row or column that hides something, but fewer than two cells or fewer than k answers. */
function unsafeLine(table: readonly (readonly number[])[], hidden: readonly boolean[][], k: number): Place[] | null {
  const rows = table.map((cells, row) => cells.map((_, column) => ({ row, column })));
  const columns = (table[0] ?? []).map((_, column) => table.map((_, row) => ({ row, column })));
  const isUnsafe = (line: readonly Place[]) => {
    const held = line.filter(({ row, column }) => hidden[row]![column]);
    return held.length > 0 && (held.length < 2 || held.reduce((sum, { row, column }) => sum + table[row]![column]!, 0) < k);
  };
  return [...rows, ...columns].find(isUnsafe) ?? null;
}

/** The row and column of a hidden cell that the totals give away. */
function bridgeLine(hidden: readonly boolean[][]): Place[] | null {
  for (const [row, cells] of hidden.entries()) {
    for (const [column, isHidden] of cells.entries()) {
      if (!isHidden || isConnectedWithout(hidden, { row, column })) continue;
      const inRow = cells.map((_, other) => ({ row, column: other }));
      const inColumn = hidden.map((_, other) => ({ row: other, column }));
      return [...inRow, ...inColumn];
    }
  }
  return null;
}

/** Whether the row and the column of a hidden cell stay joined through other hidden cells. */
function isConnectedWithout(hidden: readonly boolean[][], cell: Place): boolean {
  const rows = new Set([cell.row]);
  const columns = new Set<number>();
  for (let before = -1; before !== rows.size + columns.size; ) {
    before = rows.size + columns.size;
    hidden.forEach((cells, row) => {
      cells.forEach((isHidden, column) => {
        if (!isHidden || (row === cell.row && column === cell.column)) return;
        if (rows.has(row)) columns.add(column);
        if (columns.has(column)) rows.add(row);
      });
    });
  }
  return columns.has(cell.column);
}

/** Fewest answers lost first, counting the further cell that a new row or column will need. */
function costOf(table: readonly (readonly number[])[], hidden: readonly boolean[][], { row, column }: Place): number {
  const opensRow = !hidden[row]!.some(Boolean);
  const opensColumn = !hidden.some((cells) => cells[column]);
  const smallest = Math.min(...table.flat().filter((n) => n > 0));
  return table[row]![column]! + (opensRow ? smallest : 0) + (opensColumn ? smallest : 0);
}
