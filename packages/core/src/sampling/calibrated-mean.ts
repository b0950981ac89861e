import { sum } from "../numeric/index.js";
import { type DesignMean, designMean, finiteFactor, type WeightedSums } from "./weighted-mean.js";

/** Sums of one cell of a calibrated sample: final weights w and, for the residuals, base weights d. */
export interface CalibratedCell extends WeightedSums {
  readonly levels: Readonly<Record<string, string>>;
  /** Σd */
  readonly d: number;
  /** Σdy */
  readonly dy: number;
}

/**
 * The mean of a raked or post-stratified sample with the error that knows the margins are fixed: each answer counts with what its
 * dimensions do not explain (Deville and Särndal 1992). One dimension is post-stratification. With the base weights in `d` and `dy` this
 * is the error after R's `survey::calibrate`; with answers counted one each there (d = n, dy = Σy) it is the one after `survey::rake`.
 *
 * @param cells every combination of levels that holds answers
 * @param options `dimensions` the weights were fitted to, `population` for the finite correction
 * @returns `null` without weight
 * @throws {RangeError} when the population is smaller than the sample
 * @example
 * const cell = (age, n, y) => ({ levels: { age }, n, w: 50, wy: 50 * y, ww: 2500 / n, wwy: 2500 / n * y, wwyy: 2500 / n * y * y, d: n, dy: n * y });
 * calibratedMean([cell("young", 20, 3), cell("old", 30, 5)], { dimensions: ["age"] }).value // => 4
 */
export function calibratedMean(
  cells: readonly CalibratedCell[],
  { dimensions, population, level = 0.95 }: { dimensions: readonly string[]; population?: number; level?: number },
): DesignMean | null {
  const n = sum(cells.map((cell) => cell.n));
  const weight = sum(cells.map((cell) => cell.w));
  if (n === 0 || weight === 0) return null;
  const value = sum(cells.map((cell) => cell.wy)) / weight;
  if (n < 2) return designMean(value, n, null, level);
  const explained = explain(cells, dimensions, value);
  const squares = sum(cells.map(({ ww, wwy, wwyy }, i) => wwyy - 2 * explained[i]! * wwy + explained[i]! ** 2 * ww));
  const total = sum(cells.map(({ w, wy }, i) => wy - explained[i]! * w));
  const spread = Math.max(0, squares - total ** 2 / n);
  return designMean(value, n, (Math.sqrt((n / (n - 1)) * spread) / weight) * finiteFactor(n, population), level);
}

/** What the dimensions together say of each cell: mean + main effects, fitted with base weights, dimension by dimension in turn. */
function explain(cells: readonly CalibratedCell[], dimensions: readonly string[], mean: number): number[] {
  const fitted = cells.map(() => mean);
  const groups = dimensions.flatMap((dimension) => {
    const levels = new Map<string, number[]>();
    cells.forEach((cell, i) => {
      const level = cell.levels[dimension] ?? "";
      levels.set(level, [...(levels.get(level) ?? []), i]);
    });
    return [...levels.values()];
  });
  for (let round = 0; round < 1000; round += 1) {
    let change = 0;
    for (const members of groups) {
      const base = sum(members.map((i) => cells[i]!.d));
      if (base === 0) continue;
      const left = sum(members.map((i) => cells[i]!.dy - fitted[i]! * cells[i]!.d)) / base;
      for (const i of members) fitted[i]! += left;
      change = Math.max(change, Math.abs(left));
    }
    if (change <= 1e-13 * Math.max(1, Math.abs(mean))) break;
  }
  return fitted;
}
