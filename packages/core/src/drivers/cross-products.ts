import { BLOCK_ROWS, FIRST, type Kernel, kernelFor, STRIDE } from "./kernel.js";

type Columns = readonly Float64Array[];

/** Sums Σ wᵢ·xᵢ of every column, and Σ wᵢ·xᵢ·yᵢ of every pair of columns, k × k row-major, both triangles. */
export interface ColumnProducts {
  readonly sums: Float64Array;
  readonly products: Float64Array;
}

/**
 * Sums and products of columns; that is the whole cost of a driver analysis on raw answers.
 *
 * @param weights one per row; without them every row counts once
 */
export function columnProducts(
  columns: Columns,
  n: number,
  weights?: Float64Array,
  room: (numbers: number) => Kernel = kernelFor,
): ColumnProducts {
  // the products with a column of ones are the sums; columns beyond the last stay zero; the weights stand behind them
  const width = 4 * Math.ceil((columns.length + 1) / 4);
  const place = (column: number) => FIRST + column * STRIDE;
  const { memory, tile } = room(place(width + 1));
  memory.fill(0, FIRST, place(width));
  memory.fill(1, place(width), place(width + 1));
  const totals = new Float64Array(width * width);
  for (let from = 0; from < n; from += BLOCK_ROWS) {
    const rows = Math.min(BLOCK_ROWS, n - from);
    const even = rows + (rows % 2);
    memory.fill(1, place(0), place(0) + rows);
    for (const [a, column] of columns.entries()) memory.set(column.subarray(from, from + rows), place(a + 1));
    if (weights !== undefined) memory.set(weights.subarray(from, from + rows), place(width));
    // an odd last row has a neighbour that counts nothing
    if (even > rows) for (let a = 0; a < width; a++) memory[place(a) + rows] = 0;
    for (let a = 0; a <= columns.length; a += 2) {
      for (let b = 0; b <= a + 1; b += 4) {
        tile(place(a), place(b), place(width), even);
        for (let i = 0; i < 4; i++) {
          totals[a * width + b + i]! += memory[i]!;
          totals[(a + 1) * width + b + i]! += memory[4 + i]!;
        }
      }
    }
  }
  return unfold(totals, width, columns.length);
}

/** Without the column of ones, both triangles. */
function unfold(totals: Float64Array, width: number, k: number): ColumnProducts {
  const sums = new Float64Array(k);
  const products = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    sums[a] = totals[(a + 1) * width]!;
    for (let b = 0; b <= a; b++) {
      products[a * k + b] = totals[(a + 1) * width + b + 1]!;
      products[b * k + a] = totals[(a + 1) * width + b + 1]!;
    }
  }
  return { sums, products };
}
