import { sum } from "../numeric/index.js";

/**
 * Revenue at risk: the renewal value of red accounts times how much more often red ones leave than green ones.
 *
 * @param renewals renewal value of each red account, ≥ 0, in one currency
 * @param churn shares 0..1 of red and green accounts that left
 * @returns in that currency; 0 when red accounts leave no more often; `null` when a share is unknown
 * @throws {RangeError} when a value is below 0 or a share outside 0..1
 * @example
 * revenueAtRisk([120000, 80000], { red: 0.4, green: 0.1 }) // => 60000
 */
export function revenueAtRisk(
  renewals: readonly number[],
  churn: { readonly red: number | null; readonly green: number | null },
): number | null {
  for (const value of renewals) if (!(value >= 0 && Number.isFinite(value))) throw new RangeError(`a renewal value is ≥ 0, got ${value}`);
  const { red, green } = churn;
  if (red === null || green === null) return null;
  for (const share of [red, green]) if (!(share >= 0 && share <= 1)) throw new RangeError(`a churn share runs from 0 to 1, got ${share}`);
  // 0.4 − 0.1 of money is to be 0.3 to the cent
  return Math.max(0, sum(renewals.flatMap((value) => [value * red, -value * green])));
}
