/** Rows looked at together: their columns stay in the processor's nearest memory. */
const BLOCK = 1024;

/**
 * Sums of products Σ wᵢ·xᵢ·yᵢ of every pair of columns. Two columns meet four others at a time, so that eight sums grow side by side
 * instead of one waiting for the other; that is the whole cost of a driver analysis on raw answers.
 *
 * @param left the columns, times the weights if there are any; n numbers each
 * @param right the columns without weights, in the same order
 * @returns k × k, row-major, both triangles
 */
export function crossProducts(left: readonly Float64Array[], right: readonly Float64Array[], n: number): Float64Array {
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
