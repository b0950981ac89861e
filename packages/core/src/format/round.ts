/**
 * Rounds half away from zero on the decimal number a person would read: 2.5 → 3, −2.5 → −3, 0.945 → 0.95. Never gives −0.
 *
 * The value is first read to fifteen digits, so that 189/200, stored as 0.94499999999999995, counts as the tie it is.
 *
 * @param value any finite number
 * @param decimals whole, 0..12
 * @throws {RangeError} when `decimals` is outside that range
 * @example
 * roundHalfAway(-2.5) // => -3
 * roundHalfAway(0.945, 2) // => 0.95
 * roundHalfAway(-0.4) // => 0
 */
export function roundHalfAway(value: number, decimals = 0): number {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 12) throw new RangeError(`decimals run from 0 to 12, got ${decimals}`);
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size >= 1e15) return value;
  const rounded = shift(Math.round(shift(Number(size.toPrecision(15)), decimals)), -decimals);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

/** value · 10^places by its decimal digits, without the error of a multiplication. */
function shift(value: number, places: number): number {
  const [digits, exponent = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(exponent) + places}`);
}
