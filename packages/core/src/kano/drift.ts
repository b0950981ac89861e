import type { KanoCounts } from "./evaluation.js";
import { kanoSummary } from "./summary.js";
import { type ExpectationTier, tierLevel } from "./tier.js";

/** What one wave says about an attribute. */
export interface WaveTier {
  /** `null`: indifferent, too few answers, or not asked; it breaks a run of moves. */
  readonly tier: ExpectationTier | null;
  /** A score that falls as delight turns into duty (asymmetry, or the mean level of a Kano pair) with its standard error. */
  readonly score?: number;
  readonly standardError?: number;
}

export interface DriftAlert {
  /** Position in the series of the wave that completes the second move. */
  readonly wave: number;
  readonly from: ExpectationTier;
  readonly to: ExpectationTier;
}

/** A fall must exceed what chance gives in 1 of 100 before it counts. */
const FALL_Z = 2.326;

/**
 * Drift of a motivator towards a hygiene factor 激励因素转化为保健因素: alerts at the wave in which an attribute has moved
 * down a tier twice in a row (delight → expected → basic).
 *
 * Where scores with standard errors are given, the fall over the two moves must also exceed chance, so that an attribute on
 * the border of two tiers does not cry wolf.
 *
 * @param waves oldest first
 * @example
 * tierDrift([{ tier: "delight" }, { tier: "expected" }, { tier: "basic" }, { tier: "basic" }]) // => [{ wave: 2, from: "delight", to: "basic" }]
 */
export function tierDrift(waves: readonly WaveTier[]): DriftAlert[] {
  const alerts: DriftAlert[] = [];
  for (let wave = 2; wave < waves.length; wave++) {
    const [first, second, third] = [waves[wave - 2]!, waves[wave - 1]!, waves[wave]!];
    if (first.tier === null || second.tier === null || third.tier === null) continue;
    const isFalling = tierLevel(second.tier) < tierLevel(first.tier) && tierLevel(third.tier) < tierLevel(second.tier);
    if (isFalling && !isChance(first, third)) alerts.push({ wave, from: first.tier, to: third.tier });
  }
  return alerts;
}

function isChance(before: WaveTier, after: WaveTier): boolean {
  if (before.score === undefined || after.score === undefined) return false;
  if (before.standardError === undefined || after.standardError === undefined) return false;
  return before.score - after.score <= FALL_Z * Math.hypot(before.standardError, after.standardError);
}

/**
 * One wave of a Kano pair as the drift rule reads it: its tier, and the mean level (A 2, O 1, M 0) with standard error.
 *
 * @param minAnswers with fewer pairs the wave has no tier; default 30
 * @example
 * kanoWave({ A: 60, O: 30, M: 10, I: 0, R: 0, Q: 0 }).score // => 1.5
 */
export function kanoWave(counts: KanoCounts, minAnswers = 30): WaveTier {
  const summary = kanoSummary(counts);
  const { A, O, M } = counts;
  const caring = A + O + M;
  if (summary === null || summary.n < minAnswers || caring < 2) return { tier: null };
  const score = (2 * A + O) / caring;
  const variance = (4 * A + O) / caring - score * score;
  return { tier: summary.tier, score, standardError: Math.sqrt(variance / (caring - 1)) };
}
