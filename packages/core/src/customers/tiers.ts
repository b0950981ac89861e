/** Member tier 会员等级. */
export type MemberTier = "regular" | "silver" | "gold";

export interface TierThresholds {
  readonly silverFrom: number;
  readonly goldFrom: number;
}

export const TIER_THRESHOLDS: TierThresholds = { silverFrom: 55, goldFrom: 75 };

const LEVELS: readonly MemberTier[] = ["regular", "silver", "gold"];

/** A member's tier, and the tier the last evaluation spoke for when that was lower. */
export interface TierState {
  readonly tier: MemberTier;
  /** `null` unless the last evaluation was below the tier. */
  readonly belowSince: MemberTier | null;
}

export interface TierChange extends TierState {
  readonly change: "up" | "down" | "kept";
  /** Why: for the text that explains it to clerk and customer. */
  readonly reason: "REACHED" | "FIRST_BELOW" | "SECOND_BELOW" | "WITHIN" | "NOT_ENOUGH_DATA";
}

/**
 * Tier that an index speaks for; thresholds belong to the higher tier.
 *
 * @example
 * tierOfIndex(75) // => "gold"
 */
export function tierOfIndex(index: number, thresholds: TierThresholds = TIER_THRESHOLDS): MemberTier {
  if (index >= thresholds.goldFrom - 1e-9) return "gold";
  return index >= thresholds.silverFrom - 1e-9 ? "silver" : "regular";
}

/**
 * One evaluation of a member: up at once, down only after two evaluations in a row below, and then to the higher of the two.
 *
 * @param index loyalty index, `null` when there is not enough data: nothing changes
 * @example
 * evaluateTier({ tier: "gold", belowSince: null }, 60) // => { tier: "gold", belowSince: "silver", change: "kept", reason: "FIRST_BELOW" }
 */
export function evaluateTier(state: TierState, index: number | null, thresholds: TierThresholds = TIER_THRESHOLDS): TierChange {
  if (index === null) return { ...state, change: "kept", reason: "NOT_ENOUGH_DATA" };
  const spoken = tierOfIndex(index, thresholds);
  const [now, held] = [LEVELS.indexOf(spoken), LEVELS.indexOf(state.tier)];
  if (now > held) return { tier: spoken, belowSince: null, change: "up", reason: "REACHED" };
  if (now === held) return { tier: state.tier, belowSince: null, change: "kept", reason: "WITHIN" };
  if (state.belowSince === null) return { tier: state.tier, belowSince: spoken, change: "kept", reason: "FIRST_BELOW" };
  const landing = LEVELS[Math.max(now, LEVELS.indexOf(state.belowSince))]!;
  // landing above what was spoken for now is a first evaluation below the new tier
  return { tier: landing, belowSince: now < LEVELS.indexOf(landing) ? spoken : null, change: "down", reason: "SECOND_BELOW" };
}
