import { studentQuantile } from "../numeric/index.js";

export interface EffectPlan {
  readonly treatedUnits: number;
  readonly comparisonUnits: number;
  /** Answers per unit and period. */
  readonly answersPerUnit: number;
  /** Standard deviation of a single answer. */
  readonly answerSd: number;
  /** Standard deviation of units' own ups and downs from period to period; see earlier periods. */
  readonly unitSd: number;
}

/**
 * Smallest effect that the plan would show, fixed before the initiative starts: at 5 % (two-sided) with 80 % power.
 *
 * @returns in the unit of the figure; `null` with fewer than three units, where nothing can be told
 * @throws {RangeError} when a count is not > 0 or a standard deviation negative
 * @example
 * smallestDetectableEffect({ treatedUnits: 5, comparisonUnits: 5, answersPerUnit: 50, answerSd: 2, unitSd: 0.2 }) // => 0.9037
 */
export function smallestDetectableEffect({ treatedUnits, comparisonUnits, answersPerUnit, answerSd, unitSd }: EffectPlan): number | null {
  if (!(treatedUnits > 0 && comparisonUnits > 0 && answersPerUnit > 0 && answerSd >= 0 && unitSd >= 0)) {
    throw new RangeError("smallestDetectableEffect needs units and answers > 0 and standard deviations ≥ 0");
  }
  const df = treatedUnits + comparisonUnits - 2;
  if (df < 1) return null;
  const perUnit = unitSd ** 2 + (2 * answerSd ** 2) / answersPerUnit;
  return detectable(Math.sqrt(perUnit * (1 / treatedUnits + 1 / comparisonUnits)), df);
}

/**
 * The same from the standard error of a finished comparison.
 * @example
 * detectable(1, 10) // => 3.1072
 */
export function detectable(standardError: number, df: number): number {
  return (studentQuantile(0.975, df) + studentQuantile(0.8, df)) * standardError;
}
