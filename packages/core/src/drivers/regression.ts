import { fSf, studentTwoSided } from "../numeric/index.js";
import { invertSymmetric } from "./linear-algebra.js";
import { correlationOf, covarianceMatrix, type Moments } from "./moments.js";

export interface Coefficient {
  readonly name: string;
  /** Change of the outcome per one point of the driver, the other drivers held still. */
  readonly estimate: number;
  readonly standardError: number;
  readonly t: number;
  /** Two-sided, n − p − 1 degrees of freedom. */
  readonly p: number;
}

export interface DriverCoefficient extends Coefficient {
  readonly mean: number;
  /** Zero-order correlation with the outcome. */
  readonly correlation: number;
  /** Standardised coefficient. */
  readonly beta: number;
  /** Variance inflation: 1 = unrelated to the other drivers. */
  readonly vif: number;
  /** beta × correlation; sums to R², can be negative. */
  readonly pratt: number;
  /** R² lost when this driver alone is left out. */
  readonly usefulness: number;
}

export interface Regression {
  readonly n: number;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly f: number;
  readonly fP: number;
  readonly residualSd: number;
  readonly intercept: Coefficient;
  readonly coefficients: readonly DriverCoefficient[];
  /** Covariance of the driver coefficients, p × p row-major. */
  readonly covariance: Float64Array;
}

/**
 * Least-squares regression with its full table, from sums and cross-products alone.
 *
 * @returns `null` when the drivers are collinear or constant, the outcome is constant, or n ≤ p + 1
 * @throws {RangeError} when a name is unknown
 * @example
 * linearRegression(momentsOf(completeCases({ y: [1, 2, 2, 4], x: [1, 2, 3, 4] }, ["y", "x"])), "y", ["x"])!.coefficients[0]!.estimate // => 0.9
 */
export function linearRegression(moments: Moments, outcome: string, drivers: readonly string[]): Regression | null {
  const { names, n } = moments;
  const p = drivers.length;
  if (p === 0 || n <= p + 1) return null;
  const at = [...drivers, outcome].map((name) => {
    const index = names.indexOf(name);
    if (index < 0) throw new RangeError(`linearRegression has no counts for "${name}"`);
    return index;
  });
  const k = names.length;
  const covariance = covarianceMatrix(moments);
  const q = p + 1;
  const chosen = new Float64Array(q * q);
  for (let i = 0; i < q; i++) for (let j = 0; j < q; j++) chosen[i * q + j] = covariance[at[i]! * k + at[j]!]!;
  const correlation = correlationOf(chosen, q);
  const r = new Float64Array(p * p);
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) r[i * p + j] = correlation[i * q + j]!;
  const inverse = invertSymmetric(r, p);
  if (inverse === null || Number.isNaN(correlation[p * q]!)) return null;

  const sd = (i: number) => Math.sqrt(chosen[i * q + i]!);
  const mean = (i: number) => moments.sums[at[i]!]! / n;
  const beta = drivers.map((_, i) => drivers.reduce((sum, _name, j) => sum + inverse[i * p + j]! * correlation[j * q + p]!, 0));
  const rSquared = beta.reduce((sum, value, i) => sum + value * correlation[i * q + p]!, 0);
  const df = n - p - 1;
  const residualVariance = (Math.max(0, 1 - rSquared) * (n - 1) * chosen[p * q + p]!) / df;
  const spread = new Float64Array(p * p);
  for (let i = 0; i < p; i++)
    for (let j = 0; j < p; j++) spread[i * p + j] = (residualVariance * inverse[i * p + j]!) / ((n - 1) * sd(i) * sd(j));

  const estimates = beta.map((value, i) => (value * sd(p)) / sd(i));
  const coefficient = (name: string, estimate: number, variance: number): Coefficient => {
    const standardError = Math.sqrt(variance);
    const t = estimate / standardError;
    return { name, estimate, standardError, t, p: studentTwoSided(t, df) };
  };
  let interceptVariance = residualVariance / n;
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) interceptVariance += mean(i) * mean(j) * spread[i * p + j]!;
  const f = rSquared / p / ((1 - rSquared) / df);
  return {
    n,
    rSquared,
    adjustedRSquared: 1 - ((1 - rSquared) * (n - 1)) / df,
    f,
    fP: fSf(f, p, df),
    residualSd: Math.sqrt(residualVariance),
    intercept: coefficient(
      "(intercept)",
      estimates.reduce((rest, value, i) => rest - value * mean(i), mean(p)),
      interceptVariance,
    ),
    coefficients: drivers.map((name, i) => ({
      ...coefficient(name, estimates[i]!, spread[i * p + i]!),
      mean: mean(i),
      correlation: correlation[i * q + p]!,
      beta: beta[i]!,
      vif: inverse[i * p + i]!,
      pratt: beta[i]! * correlation[i * q + p]!,
      usefulness: beta[i]! ** 2 / inverse[i * p + i]!,
    })),
    covariance: spread,
  };
}
