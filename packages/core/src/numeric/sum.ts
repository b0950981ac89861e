/**
 * Adds numbers without losing the small ones beside the large ones (Neumaier's compensated sum).
 *
 * @param values any finite numbers
 * @returns their sum; 0 for none
 * @example
 * sum([1e16, 1, -1e16]) // => 1
 */
export function sum(values: Iterable<number>): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  // an infinite total has no lost digits to give back
  return Number.isFinite(total) ? total + lost : total;
}

/**
 * The sum of products Σ xᵢyᵢ.
 *
 * @throws {RangeError} when the lists differ in length
 * @example
 * dot([1, 2, 3], [4, 5, 6]) // => 32
 */
export function dot(x: readonly number[], y: readonly number[]): number {
  if (x.length !== y.length) throw new RangeError(`dot needs lists of one length, got ${x.length} and ${y.length}`);
  return sum(x.map((value, i) => value * y[i]!));
}
