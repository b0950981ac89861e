/**
 * Spearman's rank correlation from a cross-table of two ratings, as an engine counts it; equal ratings share their rank.
 *
 * @param table counts, rows = ratings of the one in rising order, columns = of the other
 * @returns −1..1; `null` when one of the two does not vary
 * @throws {RangeError} when rows differ in length or a count is negative
 * @example
 * rankCorrelation([[5, 1], [1, 5]]) // => 0.6667
 */
export function rankCorrelation(table: readonly ArrayLike<number>[]): number | null {
  const columns = table[0]?.length ?? 0;
  const rowTotals = new Float64Array(table.length);
  const columnTotals = new Float64Array(columns);
  table.forEach((row, i) => {
    if (row.length !== columns) throw new RangeError("rankCorrelation needs rows of one length");
    for (let j = 0; j < columns; j++) {
      if (!(row[j]! >= 0)) throw new RangeError(`rankCorrelation needs counts ≥ 0, got ${row[j]}`);
      rowTotals[i]! += row[j]!;
      columnTotals[j]! += row[j]!;
    }
  });
  const n = rowTotals.reduce((a, b) => a + b, 0);
  const [x, y] = [centredRanks(rowTotals, n), centredRanks(columnTotals, n)];
  let product = 0;
  table.forEach((row, i) => {
    for (let j = 0; j < columns; j++) product += row[j]! * x[i]! * y[j]!;
  });
  const size = Math.sqrt(squares(rowTotals, x) * squares(columnTotals, y));
  return size > 0 ? product / size : null;
}

/** Mean rank of each rating less the mean of all ranks. */
function centredRanks(totals: Float64Array, n: number): Float64Array {
  let below = 0;
  return totals.map((count) => {
    const rank = below + (count + 1) / 2;
    below += count;
    return rank - (n + 1) / 2;
  });
}

function squares(totals: Float64Array, ranks: Float64Array): number {
  return totals.reduce((sum, count, i) => sum + count * ranks[i]! ** 2, 0);
}
