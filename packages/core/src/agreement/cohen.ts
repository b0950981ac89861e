import { zOfLevel } from "../measures/index.js";
import { sum } from "../numeric/index.js";

/** How strongly disagreement counts by distance. */
export type KappaWeights = "none" | "linear" | "quadratic";

/** Agreement of two raters beyond chance. */
export interface CohenKappa {
  readonly n: number;
  /** weighted share of agreement, observed and by chance */
  readonly observed: number;
  readonly expected: number;
  readonly kappa: number;
  /** large-sample error (Fleiss, Cohen and Everitt 1969) */
  readonly standardError: number;
  readonly interval: { readonly low: number; readonly high: number };
  /** error and z under pure chance; z is `null` when that error is 0 */
  readonly nullError: number;
  readonly z: number | null;
}

/**
 * Cohen's κ of two raters, (pₒ − pₑ)/(1 − pₑ).
 *
 * @param table square, `table[i][j]` things the first rater put in i and the second in j
 * @param weights "linear" and "quadratic" are for ordered categories
 * @returns `null` for an empty table or when chance alone agrees fully
 * @throws {RangeError} when the table is not square or holds a number below 0
 * @example
 * cohenKappa([[20, 5], [10, 15]]).kappa // => 0.4
 */
export function cohenKappa(table: readonly (readonly number[])[], weights: KappaWeights = "none", level = 0.95): CohenKappa | null {
  const k = table.length;
  if (!table.every((row) => row.length === k && row.every((count) => count >= 0))) {
    throw new RangeError("cohenKappa needs a square table of numbers ≥ 0");
  }
  const n = sum(table.flat());
  if (n === 0 || k < 2) return null;
  const share = table.map((row) => row.map((count) => count / n));
  const rows = share.map((row) => sum(row));
  const columns = share.map((_, j) => sum(share.map((row) => row[j]!)));
  const weight = (i: number, j: number) => weightOf(weights, Math.abs(i - j) / (k - 1));
  const over = (of: (i: number, j: number) => number) => sum(share.flatMap((row, i) => row.map((_, j) => of(i, j))));
  const observed = over((i, j) => weight(i, j) * share[i]![j]!);
  const expected = over((i, j) => weight(i, j) * rows[i]! * columns[j]!);
  const left = 1 - expected;
  if (left <= 1e-12) return null;
  const kappa = (observed - expected) / left;
  const byRow = rows.map((_, i) => sum(columns.map((column, j) => weight(i, j) * column)));
  const byColumn = columns.map((_, j) => sum(rows.map((row, i) => weight(i, j) * row)));
  const near = over((i, j) => share[i]![j]! * (weight(i, j) - (byRow[i]! + byColumn[j]!) * (1 - kappa)) ** 2);
  const chance = over((i, j) => rows[i]! * columns[j]! * (weight(i, j) - (byRow[i]! + byColumn[j]!)) ** 2);
  const standardError = Math.sqrt(Math.max(0, near - (kappa - expected * (1 - kappa)) ** 2) / n) / left;
  const nullError = Math.sqrt(Math.max(0, chance - expected ** 2) / n) / left;
  const half = zOfLevel(level) * standardError;
  const interval = { low: kappa - half, high: kappa + half };
  return { n, observed, expected, kappa, standardError, interval, nullError, z: nullError === 0 ? null : kappa / nullError };
}

function weightOf(weights: KappaWeights, distance: number): number {
  if (weights === "none") return distance === 0 ? 1 : 0;
  return weights === "linear" ? 1 - distance : 1 - distance ** 2;
}

/**
 * Whether machine labels agree with people well enough to act by themselves: κ ≥ 0.6 on at least 200 items labelled by people.
 *
 * @example
 * canAutomate({ kappa: 0.6, n: 200 }) // => true
 * canAutomate({ kappa: 0.9, n: 199 }) // => false
 */
export function canAutomate({ kappa, n }: { readonly kappa: number; readonly n: number }): boolean {
  return kappa >= 0.6 && n >= 200;
}
