/** Rows looked at together: their columns stay in the processor's nearest memory. */
export const BLOCK_ROWS = 512;

/** Three whole sums of fewer than 17 bits stand side by side in one number without touching. */
const SLOTS = 3;
const SLOT = 2 ** 17;
/** Below so many rows a block costs more than packing saves. */
const FEWEST_ROWS = 64;

type Columns = readonly Float64Array[];

/** Sums Σ wᵢ·xᵢ of every column, and Σ wᵢ·xᵢ·yᵢ of every pair of columns, k × k row-major, both triangles. */
export interface ColumnProducts {
  readonly sums: Float64Array;
  readonly products: Float64Array;
}

/**
 * Sums and products of columns; that is the whole cost of a driver analysis on raw answers. Ratings are small whole numbers, and of
 * those three columns are multiplied at once.
 *
 * @param weighted the columns times their weights, if there are any
 */
export function columnProducts(columns: Columns, n: number, weighted?: Columns): ColumnProducts {
  const totals = new ProductTotals(columns.length);
  const packs = roomForPacks(columns.length, BLOCK_ROWS);
  for (let from = 0; from < n; from += BLOCK_ROWS) {
    const to = Math.min(n, from + BLOCK_ROWS);
    const largest = weighted === undefined ? packRows(columns, from, to, packs) : null;
    if (largest !== null && fitsSlots(largest ** 2)) totals.addPacked(columns, packs, from, to, largest ** 2);
    else totals.add(weighted ?? columns, columns, from, to);
  }
  return totals.take();
}

/** Whether sums of products up to this fit side by side in blocks worth packing. */
export function fitsSlots(product: number): boolean {
  return (SLOT - 1) / product >= FEWEST_ROWS;
}

export function roomForPacks(columns: number, rows: number): Float64Array[] {
  return Array.from({ length: Math.ceil(columns / SLOTS) }, () => new Float64Array(rows));
}

/**
 * Puts three columns into one.
 *
 * @returns the largest number of these rows, at least 1, or `null` when one of them is not a whole number ≥ 0
 */
export function packRows(columns: Columns, from: number, to: number, packs: Columns): number | null {
  let largest = 1;
  for (let p = 0; p < packs.length; p++) {
    const a = columns[SLOTS * p]!;
    const b = columns[SLOTS * p + 1] ?? a;
    const c = columns[SLOTS * p + 2] ?? a;
    const pack = packs[p]!;
    for (let i = from; i < to; i++) {
      const x = a[i]!;
      const y = b[i]!;
      const z = c[i]!;
      if (x >>> 0 !== x || y >>> 0 !== y || z >>> 0 !== z) return null;
      if (x > largest) largest = x;
      if (y > largest) largest = y;
      if (z > largest) largest = z;
      pack[i - from] = x + SLOT * (y + SLOT * z);
    }
  }
  return largest;
}

/** Sums and products of k columns, rows after rows. */
export class ProductTotals {
  readonly #k: number;
  readonly #width: number;
  readonly #sums: Float64Array;
  readonly #products: Float64Array;

  constructor(columns: number) {
    this.#k = columns;
    // room for the tiles that reach beyond the last column; what is written there is never read
    this.#width = columns + 2 * SLOTS;
    this.#sums = new Float64Array(this.#width);
    this.#products = new Float64Array((columns + 5) * this.#width);
  }

  /**
   * @param left the columns, times the weights if there are any
   * @param right the columns without weights; they may be the same
   */
  add(left: Columns, right: Columns, from: number, to: number): void {
    for (let a = 0; a < this.#k; a++) for (let i = from; i < to; i++) this.#sums[a]! += left[a]![i]!;
    for (let first = from; first < to; first += BLOCK_ROWS) {
      const end = Math.min(to, first + BLOCK_ROWS);
      for (let a = 0; a < this.#k; a += 2) {
        for (let b = 0; b <= a + 1 && b < this.#k; b += 4) addTile(left, right, a, b, first, end, this.#products, this.#width);
      }
    }
  }

  /**
   * @param columns without weights
   * @param packs the rows `from` to `to` of the same columns, from their first row on, times whole weights if there are any
   * @param largest the largest product of a number in the columns with one in the packs
   */
  addPacked(columns: Columns, packs: Columns, from: number, to: number, largest: number): void {
    const rows = Math.floor((SLOT - 1) / largest);
    for (let first = from; first < to; first += rows) {
      const end = Math.min(to, first + rows);
      for (let p = 0; p < packs.length; p++) addSlots(this.#sums, SLOTS * p, sumOfRows(packs[p]!, first - from, end - from));
      for (let p = 0; p < packs.length; p += 2) {
        for (let a = SLOTS * p; a < this.#k; a += 5) {
          addPackedTile(columns, packs, a, p, from, first, end, this.#products, this.#width);
        }
      }
    }
  }

  /** All so far; begins anew. */
  take(): ColumnProducts {
    const k = this.#k;
    const products = new Float64Array(k * k);
    for (let a = 0; a < k; a++) {
      for (let b = 0; b <= a; b++) {
        products[a * k + b] = this.#products[a * this.#width + b]!;
        products[b * k + a] = this.#products[a * this.#width + b]!;
      }
    }
    const sums = this.#sums.slice(0, k);
    this.#sums.fill(0);
    this.#products.fill(0);
    return { sums, products };
  }
}

function sumOfRows(column: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += column[i]!;
  return sum;
}

/** Five columns meet two packs, so that ten sums grow side by side instead of one waiting for the other. */
function addPackedTile(
  left: Columns,
  packs: Columns,
  a: number,
  p: number,
  start: number,
  from: number,
  to: number,
  sums: Float64Array,
  width: number,
): void {
  const last = left.length - 1;
  const x0 = left[a]!;
  const x1 = left[Math.min(a + 1, last)]!;
  const x2 = left[Math.min(a + 2, last)]!;
  const x3 = left[Math.min(a + 3, last)]!;
  const x4 = left[Math.min(a + 4, last)]!;
  const y0 = packs[p]!;
  const y1 = packs[Math.min(p + 1, packs.length - 1)]!;
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  let s40 = 0;
  let s41 = 0;
  for (let i = from; i < to; i++) {
    const u = y0[i - start]!;
    const v = y1[i - start]!;
    const a0 = x0[i]!;
    const a1 = x1[i]!;
    const a2 = x2[i]!;
    const a3 = x3[i]!;
    const a4 = x4[i]!;
    s00 += a0 * u;
    s01 += a0 * v;
    s10 += a1 * u;
    s11 += a1 * v;
    s20 += a2 * u;
    s21 += a2 * v;
    s30 += a3 * u;
    s31 += a3 * v;
    s40 += a4 * u;
    s41 += a4 * v;
  }
  const at = a * width + SLOTS * p;
  addSlots(sums, at, s00);
  addSlots(sums, at + SLOTS, s01);
  addSlots(sums, at + width, s10);
  addSlots(sums, at + width + SLOTS, s11);
  addSlots(sums, at + 2 * width, s20);
  addSlots(sums, at + 2 * width + SLOTS, s21);
  addSlots(sums, at + 3 * width, s30);
  addSlots(sums, at + 3 * width + SLOTS, s31);
  addSlots(sums, at + 4 * width, s40);
  addSlots(sums, at + 4 * width + SLOTS, s41);
}

function addSlots(sums: Float64Array, at: number, packed: number): void {
  const upper = Math.floor(packed / SLOT);
  const third = Math.floor(upper / SLOT);
  sums[at]! += packed - upper * SLOT;
  sums[at + 1]! += upper - third * SLOT;
  sums[at + 2]! += third;
}

/** Two columns meet four others, so that eight sums grow side by side instead of one waiting for the other. */
function addTile(left: Columns, right: Columns, a: number, b: number, from: number, to: number, sums: Float64Array, width: number): void {
  const last = left.length - 1;
  const x0 = left[a]!;
  const x1 = left[Math.min(a + 1, last)]!;
  const y0 = right[b]!;
  const y1 = right[Math.min(b + 1, last)]!;
  const y2 = right[Math.min(b + 2, last)]!;
  const y3 = right[Math.min(b + 3, last)]!;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  for (let i = from; i < to; i++) {
    const u = x0[i]!;
    const v = x1[i]!;
    const p = y0[i]!;
    const q = y1[i]!;
    const r = y2[i]!;
    const s = y3[i]!;
    s00 += u * p;
    s01 += u * q;
    s02 += u * r;
    s03 += u * s;
    s10 += v * p;
    s11 += v * q;
    s12 += v * r;
    s13 += v * s;
  }
  const first = a * width + b;
  const second = first + width;
  sums[first]! += s00;
  sums[first + 1]! += s01;
  sums[first + 2]! += s02;
  sums[first + 3]! += s03;
  sums[second]! += s10;
  sums[second + 1]! += s11;
  sums[second + 2]! += s12;
  sums[second + 3]! += s13;
}
