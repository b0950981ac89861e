import { chiSquareSf, sum } from "../numeric/index.js";

/** Pearson's chi-square test of a cross-table. */
export interface Contingency {
  readonly n: number;
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
  /** 0 independent … 1 fully tied */
  readonly cramersV: number;
  /** below 5 the test is doubtful */
  readonly minExpected: number;
  readonly expected: readonly (readonly number[])[];
  /** near a standard normal under independence: beyond ±2 a cell stands out; `null` in an empty row or column */
  readonly adjustedResiduals: readonly (readonly (number | null)[])[];
}

/**
 * Pearson's chi-square test of independence with adjusted residuals and Cramér's V. Empty rows and columns count for nothing.
 *
 * @param table counts, rows of equal length
 * @returns `null` when fewer than two rows or two columns hold answers
 * @throws {RangeError} when rows differ in length or a count is not a finite number ≥ 0
 * @example
 * contingency([[20, 10], [10, 20]]).chiSquare // => 6.66667
 */
export function contingency(table: readonly (readonly number[])[]): Contingency | null {
  const width = table[0]?.length ?? 0;
  for (const row of table) {
    if (row.length !== width) throw new RangeError(`rows have one length, got ${width} and ${row.length}`);
    for (const count of row) if (!(count >= 0 && Number.isFinite(count))) throw new RangeError(`counts are ≥ 0, got ${count}`);
  }
  const rows = table.map((row) => sum(row));
  const columns = Array.from({ length: width }, (_, j) => sum(table.map((row) => row[j]!)));
  const n = sum(rows);
  const [height, breadth] = [rows.filter((total) => total > 0).length, columns.filter((total) => total > 0).length];
  if (height < 2 || breadth < 2) return null;
  const expected = rows.map((row) => columns.map((column) => (row * column) / n));
  const cells = table
    .flatMap((row, i) => row.map((count, j) => ({ count, expected: expected[i]![j]! })))
    .filter((cell) => cell.expected > 0);
  const chiSquare = sum(cells.map((cell) => (cell.count - cell.expected) ** 2 / cell.expected));
  const df = (height - 1) * (breadth - 1);
  return {
    n,
    chiSquare,
    df,
    p: chiSquareSf(chiSquare, df),
    cramersV: Math.sqrt(chiSquare / (n * (Math.min(height, breadth) - 1))),
    minExpected: Math.min(...cells.map((cell) => cell.expected)),
    expected,
    adjustedResiduals: table.map((row, i) =>
      row.map((count, j) => {
        const spread = expected[i]![j]! * (1 - rows[i]! / n) * (1 - columns[j]! / n);
        return spread > 0 ? (count - expected[i]![j]!) / Math.sqrt(spread) : null;
      }),
    ),
  };
}
