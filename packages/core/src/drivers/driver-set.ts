import { correlationMatrix, type Moments } from "./moments.js";

/** The correlations a driver analysis needs, without the drivers that everybody answered alike. */
export interface DriverSet {
  /** Names of the drivers that vary, in the order asked for. */
  readonly names: readonly string[];
  /** Correlations among them, row-major. */
  readonly r: Float64Array;
  /** Correlation of each with the outcome. */
  readonly ry: Float64Array;
  readonly isOutcomeConstant: boolean;
}

/**
 * Picks the correlations of some drivers and an outcome.
 *
 * @throws {RangeError} when a name has no counts
 * @example
 * driverSet({ names: ["y", "a", "b"], n: 3, sums: [6, 7, 3], crossProducts: [14, 16, 6, 16, 21, 7, 6, 7, 3] }, "y", ["a", "b"]).names // => ["a"]
 */
export function driverSet(moments: Moments, outcome: string, drivers: readonly string[]): DriverSet {
  const k = moments.names.length;
  const position = (name: string) => {
    const index = moments.names.indexOf(name);
    if (index < 0) throw new RangeError(`there are no counts for "${name}"`);
    return index;
  };
  const y = position(outcome);
  const at = drivers.map(position);
  if (moments.n < 2) return { names: [], r: new Float64Array(0), ry: new Float64Array(0), isOutcomeConstant: true };
  const all = correlationMatrix(moments);
  const varies = (i: number) => !Number.isNaN(all[i * k + i]!);
  const isOutcomeConstant = !varies(y);
  const usable = isOutcomeConstant ? [] : drivers.map((_, j) => j).filter((j) => varies(at[j]!));
  const p = usable.length;
  const r = new Float64Array(p * p);
  const ry = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    const row = at[usable[i]!]!;
    ry[i] = all[row * k + y]!;
    for (let j = 0; j < p; j++) r[i * p + j] = all[row * k + at[usable[j]!]!]!;
  }
  return { names: usable.map((j) => drivers[j]!), r, ry, isOutcomeConstant };
}
