import type { KanoCategory } from "./evaluation.js";

/** Expectation tier: basic 基本期望 (hygiene), expected 期望期望, delight 惊喜期望 (motivator). */
export type ExpectationTier = "basic" | "expected" | "delight";

/**
 * Tier of a Kano category: must-be is basic, one-dimensional is expected, attractive is delight.
 *
 * @returns `null` for indifferent, reverse and questionable, which are no expectation
 * @example
 * tierOfCategory("A") // => "delight"
 */
export function tierOfCategory(category: KanoCategory): ExpectationTier | null {
  if (category === "M") return "basic";
  if (category === "O") return "expected";
  if (category === "A") return "delight";
  return null;
}

/**
 * 2 delight, 1 expected, 0 basic: a falling level is a motivator turning into a hygiene factor.
 * @example
 * tierLevel("delight") // => 2
 */
export function tierLevel(tier: ExpectationTier): number {
  return tier === "delight" ? 2 : tier === "expected" ? 1 : 0;
}
