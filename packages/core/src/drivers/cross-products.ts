/** Rows looked at together: their columns stay in the processor's nearest memory. */
const BLOCK = 1024;

/** Three whole sums of fewer than 17 bits stand side by side in one number without touching. */
const SLOTS = 3;
const SLOT = 2 ** 17;
/** Below so many rows a block costs more than packing saves. */
const FEWEST_ROWS = 64;

/**
 * Sums of products Σ wᵢ·xᵢ·yᵢ of every pair of columns; that is the whole cost of a driver analysis on raw answers. Ratings are small
 * whole numbers, and of those three columns are multiplied at once.
 *
 * @param left the columns, times the weights if there are any; n numbers each
 * @param right the columns without weights, in the same order
 * @returns k × k, row-major, both triangles
 */
export function crossProducts(left: readonly Float64Array[], right: readonly Float64Array[], n: number): Float64Array {
  const largest = largestWhole(right, n);
  const largestLeft = left === right ? largest : largestWhole(left, n);
  const packed = largest === null || largestLeft === null ? null : packColumns(right, n, largest);
  return (packed && packedProducts(left, packed, n, largestLeft!)) ?? plainProducts(left, right, n);
}

/** Columns of small whole numbers, three in one. */
export type PackedColumns = { readonly packs: readonly Float64Array[]; readonly columns: number; readonly largest: number };

/** The largest number of these columns, or `null` when one is not a whole number ≥ 0. */
export function largestWhole(columns: readonly Float64Array[], n: number): number | null {
  let largest = 0;
  for (const column of columns) {
    for (let i = 0; i < n; i++) {
      const value = column[i]!;
      if (value >>> 0 !== value) return null;
      if (value > largest) largest = value;
    }
  }
  return largest;
}

export function packColumns(columns: readonly Float64Array[], n: number, largest: number): PackedColumns {
  const packs: Float64Array[] = [];
  const nothing = new Float64Array(n);
  for (let first = 0; first < columns.length; first += SLOTS) {
    const a = columns[first]!;
    const b = columns[first + 1] ?? nothing;
    const c = columns[first + 2] ?? nothing;
    const pack = new Float64Array(n);
    for (let i = 0; i < n; i++) pack[i] = a[i]! + SLOT * (b[i]! + SLOT * c[i]!);
    packs.push(pack);
  }
  return { packs, columns: columns.length, largest };
}

/** Whether sums of products of numbers up to these fit side by side in blocks worth packing. */
export function fitsSlots(largest: number, largestLeft: number): boolean {
  return blockOf(largest, largestLeft) >= FEWEST_ROWS;
}

function blockOf(largest: number, largestLeft: number): number {
  return Math.min(BLOCK, Math.floor((SLOT - 1) / Math.max(1, largest * largestLeft)));
}

/**
 * The same sums from packed columns.
 *
 * @param left whole numbers from 0 to `largestLeft`
 * @returns `null` when the numbers are too large for their slots
 */
export function packedProducts(
  left: readonly Float64Array[],
  { packs, columns: k, largest }: PackedColumns,
  n: number,
  largestLeft: number,
): Float64Array | null {
  if (!fitsSlots(largest, largestLeft)) return null;
  const block = blockOf(largest, largestLeft);
  const width = SLOTS * packs.length;
  const sums = new Float64Array((k + 4) * (width + SLOTS));
  for (let from = 0; from < n; from += block) {
    const to = Math.min(n, from + block);
    for (let a = 0; a < k; a += 4) {
      for (let p = 0; p < packs.length && SLOTS * p <= a + 3; p += 2) addPackedTile(left, packs, a, p, from, to, sums, width + SLOTS);
    }
  }
  return bothTriangles(sums, k, width + SLOTS);
}

/** Four columns meet two packs. */
function addPackedTile(
  left: readonly Float64Array[],
  packs: readonly Float64Array[],
  a: number,
  p: number,
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
  for (let i = from; i < to; i++) {
    const u = y0[i]!;
    const v = y1[i]!;
    const a0 = x0[i]!;
    const a1 = x1[i]!;
    const a2 = x2[i]!;
    const a3 = x3[i]!;
    s00 += a0 * u;
    s01 += a0 * v;
    s10 += a1 * u;
    s11 += a1 * v;
    s20 += a2 * u;
    s21 += a2 * v;
    s30 += a3 * u;
    s31 += a3 * v;
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
}

function addSlots(sums: Float64Array, at: number, packed: number): void {
  const upper = Math.floor(packed / SLOT);
  const third = Math.floor(upper / SLOT);
  sums[at]! += packed - upper * SLOT;
  sums[at + 1]! += upper - third * SLOT;
  sums[at + 2]! += third;
}

/** Two columns meet four others at a time, so that eight sums grow side by side instead of one waiting for the other. */
function plainProducts(left: readonly Float64Array[], right: readonly Float64Array[], n: number): Float64Array {
  const k = left.length;
  // room for the two by four that reach beyond the last column; what is written there is never read
  const width = k + 4;
  const sums = new Float64Array((k + 2) * width);
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(n, from + BLOCK);
    for (let a = 0; a < k; a += 2) {
      for (let b = 0; b <= a + 1 && b < k; b += 4) addTile(left, right, a, b, from, to, sums, width);
    }
  }
  return bothTriangles(sums, k, width);
}

function bothTriangles(sums: Float64Array, k: number, width: number): Float64Array {
  const products = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      products[a * k + b] = sums[a * width + b]!;
      products[b * k + a] = sums[a * width + b]!;
    }
  }
  return products;
}

function addTile(
  left: readonly Float64Array[],
  right: readonly Float64Array[],
  a: number,
  b: number,
  from: number,
  to: number,
  sums: Float64Array,
  width: number,
): void {
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
