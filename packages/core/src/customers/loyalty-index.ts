import { MIN_WEIGHT_SHARE } from "./health.js";

/** The five signs of loyalty; each is scored 0–100 so that higher is more loyal. */
export type LoyaltyIndicator = "repeatPurchases" | "choosingTime" | "priceSensitivity" | "competitorAttraction" | "incidentTolerance";

export const LOYALTY_INDICATORS = [
  "repeatPurchases",
  "choosingTime",
  "priceSensitivity",
  "competitorAttraction",
  "incidentTolerance",
] as const;

export const LOYALTY_WEIGHTS: Readonly<Record<LoyaltyIndicator, number>> = {
  repeatPurchases: 30,
  choosingTime: 15,
  priceSensitivity: 20,
  competitorAttraction: 20,
  incidentTolerance: 15,
};

/** More of these means less loyal: long choosing, sensitivity to price, attraction of competitors. */
export const FALLING_INDICATORS: readonly LoyaltyIndicator[] = ["choosingTime", "priceSensitivity", "competitorAttraction"];
export const MIN_LOYALTY_INDICATORS = 3;

export interface IndicatorCuts {
  /** Raw values that score 0 and 100; `disloyal` is the larger one where more means less loyal. */
  readonly disloyal: number;
  readonly loyal: number;
}

/**
 * Score 0–100 of a raw indicator, straight between its cut-points and cut beyond them.
 *
 * @param value `null` when not known (for tolerance: no incident and no answer)
 * @returns `null` when not known, never 0
 * @throws {RangeError} when the cut-points are equal, or run against the indicator's direction
 * @example
 * indicatorScore("choosingTime", 15, { disloyal: 60, loyal: 0 }) // => 75
 */
export function indicatorScore(indicator: LoyaltyIndicator, value: number | null, { disloyal, loyal }: IndicatorCuts): number | null {
  const isFalling = FALLING_INDICATORS.includes(indicator);
  if (!(isFalling ? disloyal > loyal : loyal > disloyal)) {
    throw new RangeError(
      `${indicator} needs cut-points with ${isFalling ? "disloyal > loyal" : "loyal > disloyal"}, got ${disloyal} and ${loyal}`,
    );
  }
  if (value === null) return null;
  return Math.min(100, Math.max(0, (100 * (value - disloyal)) / (loyal - disloyal)));
}

export interface LoyaltyIndex {
  /** 0–100, unrounded; `null` with fewer than three indicators or less than 60 % of the weight. */
  readonly index: number | null;
  readonly indicators: number;
  /** Share of the weight that is known, 0..1. */
  readonly coverage: number;
}

/**
 * Loyalty index 忠诚度指数: weighted mean of the known indicators.
 *
 * @param scores 0–100 per indicator, `null` when not known
 * @throws {RangeError} when a score is outside 0–100, or the weights are negative or all 0
 * @example
 * loyaltyIndex({ repeatPurchases: 80, choosingTime: 60, priceSensitivity: 70, competitorAttraction: 50, incidentTolerance: 90 }).index // => 70.5
 */
export function loyaltyIndex(
  scores: Readonly<Record<LoyaltyIndicator, number | null>>,
  weights: Readonly<Record<LoyaltyIndicator, number>> = LOYALTY_WEIGHTS,
): LoyaltyIndex {
  let [total, known, sum, indicators] = [0, 0, 0, 0];
  for (const indicator of LOYALTY_INDICATORS) {
    const [score, weight] = [scores[indicator], weights[indicator]];
    if (!(weight >= 0)) throw new RangeError(`${indicator} has weight ${weight}`);
    if (score !== null && !(score >= 0 && score <= 100)) throw new RangeError(`${indicator} has score ${score}`);
    total += weight;
    if (score === null) continue;
    indicators++;
    known += weight;
    sum += weight * score;
  }
  if (!(total > 0)) throw new RangeError("loyaltyIndex needs weights");
  const coverage = known / total;
  const isEnough = indicators >= MIN_LOYALTY_INDICATORS && coverage >= MIN_WEIGHT_SHARE - 1e-12;
  return { index: isEnough ? sum / known : null, indicators, coverage };
}
