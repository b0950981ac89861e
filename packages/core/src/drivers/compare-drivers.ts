import { normalTwoSided } from "../numeric/index.js";
import { decide } from "../stats/index.js";
import { covarianceMatrix, type Moments, pickMoments } from "./moments.js";
import { linearRegression } from "./regression.js";

/** A driver's strength in two places. */
export interface DriverDifference {
  readonly name: string;
  readonly first: number;
  readonly second: number;
  readonly difference: number;
  readonly p: number;
  /** After comparing all drivers at once. */
  readonly adjustedP: number | null;
  readonly isDifferent: boolean;
}

/**
 * Two outcomes side by side, such as satisfaction and loyalty of the same people: which drivers matter more for the one?
 * Compares standardised coefficients; the answers belong together, which the test knows.
 *
 * @returns one row per driver; `null` when a regression cannot be computed
 * @throws {RangeError} when a name is unknown
 * @example
 * compareOutcomes(momentsOf(completeCases({ y: [1, 2, 2, 4], z: [4, 2, 3, 1], x: [1, 2, 3, 4] }, ["y", "z", "x"])), ["x"], "y", "z")[0].first // => 0.9234
 */
export function compareOutcomes(moments: Moments, drivers: readonly string[], first: string, second: string): DriverDifference[] | null {
  const [one, two] = [linearRegression(moments, first, drivers), linearRegression(moments, second, drivers)];
  if (one === null || two === null) return null;
  const difference = linearRegression(withDifference(moments, drivers, first, second), "difference", drivers);
  if (difference === null) return null;
  const verdicts = decide(difference.coefficients.map(({ p }) => p));
  return drivers.map((name, j) => {
    const [a, b] = [one.coefficients[j]!.beta, two.coefficients[j]!.beta];
    return {
      name,
      first: a,
      second: b,
      difference: a - b,
      p: difference.coefficients[j]!.p,
      adjustedP: verdicts.adjusted[j] ?? null,
      isDifferent: verdicts.isSignificant[j]!,
    };
  });
}

/** Counts of the drivers and of "first outcome less second", both in standard deviations. */
function withDifference(moments: Moments, drivers: readonly string[], first: string, second: string): Moments {
  const chosen = pickMoments(moments, [...drivers, first, second]);
  const p = drivers.length;
  const k = p + 2;
  const covariance = covarianceMatrix(chosen);
  const [a, b] = [1 / Math.sqrt(covariance[p * k + p]!), 1 / Math.sqrt(covariance[(p + 1) * k + p + 1]!)];
  const q = p + 1;
  const crossProducts = new Float64Array(q * q);
  const product = (i: number, j: number) => chosen.crossProducts[i * k + j]!;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) crossProducts[i * q + j] = product(i, j);
    crossProducts[i * q + p] = a * product(i, p) - b * product(i, p + 1);
    crossProducts[p * q + i] = crossProducts[i * q + p]!;
  }
  crossProducts[p * q + p] = a * a * product(p, p) - 2 * a * b * product(p, p + 1) + b * b * product(p + 1, p + 1);
  const sums = [...drivers.map((_, j) => chosen.sums[j]!), a * chosen.sums[p]! - b * chosen.sums[p + 1]!];
  return { names: [...drivers, "difference"], n: moments.n, sums, crossProducts };
}

/**
 * The same outcome in two segments of different people: which drivers matter more in the one? Compares coefficients in points.
 *
 * @returns one row per driver; `null` when a regression cannot be computed
 * @throws {RangeError} when a name is unknown
 * @example
 * const young = momentsOf(completeCases({ y: [1, 2, 2, 4], x: [1, 2, 3, 4] }, ["y", "x"]));
 * const old = momentsOf(completeCases({ y: [1, 1, 2, 2], x: [1, 2, 3, 4] }, ["y", "x"]));
 * compareSegments(young, old, "y", ["x"])[0].difference // => 0.5
 */
export function compareSegments(first: Moments, second: Moments, outcome: string, drivers: readonly string[]): DriverDifference[] | null {
  const [one, two] = [linearRegression(first, outcome, drivers), linearRegression(second, outcome, drivers)];
  if (one === null || two === null) return null;
  const ps = drivers.map((_, j) => {
    const [a, b] = [one.coefficients[j]!, two.coefficients[j]!];
    return normalTwoSided((a.estimate - b.estimate) / Math.hypot(a.standardError, b.standardError));
  });
  const verdicts = decide(ps);
  return drivers.map((name, j) => {
    const [a, b] = [one.coefficients[j]!.estimate, two.coefficients[j]!.estimate];
    return {
      name,
      first: a,
      second: b,
      difference: a - b,
      p: ps[j]!,
      adjustedP: verdicts.adjusted[j] ?? null,
      isDifferent: verdicts.isSignificant[j]!,
    };
  });
}
