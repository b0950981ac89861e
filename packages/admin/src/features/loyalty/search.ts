export const tabs = ["returning", "matrix", "index", "tiers", "expected", "purchases"] as const;
export type LoyaltyTab = (typeof tabs)[number];
export const windows = [30, 60, 90, 180, 365] as const;
export const cells = ["trueLoyalty", "atRisk", "captive", "neither"] as const;
export const groups = ["best", "promising", "needsAttention", "atRisk", "lapsed"] as const;
export const tiers = ["gold", "silver", "regular"] as const;

export type LoyaltySearch = {
  /** without: who comes back */
  tab?: Exclude<LoyaltyTab, "returning"> | undefined;
  unit?: number | undefined;
  /** days within which somebody comes back; without: 90 */
  days?: number | undefined;
  /** without: satisfaction */
  by?: "nps" | undefined;
  /** without: BG/NBD */
  model?: "paretoNbd" | undefined;
  /** whose customers are listed */
  cell?: (typeof cells)[number] | undefined;
  group?: (typeof groups)[number] | undefined;
  tier?: (typeof tiers)[number] | undefined;
};

/** The address of the page of loyalty. */
export function loyaltySearch(raw: Record<string, unknown>): LoyaltySearch {
  const kept: LoyaltySearch = {};
  const tab = tabs.find((one) => one === raw.tab);
  if (tab !== undefined && tab !== "returning") kept.tab = tab;
  const unit = Number(raw.unit);
  if (Number.isInteger(unit) && unit > 0 && unit <= 2_000_000_000) kept.unit = unit;
  const days = windows.find((one) => one === Number(raw.days));
  if (days !== undefined && days !== 90) kept.days = days;
  if (raw.by === "nps") kept.by = "nps";
  if (raw.model === "paretoNbd") kept.model = "paretoNbd";
  const cell = cells.find((one) => one === raw.cell);
  if (cell !== undefined) kept.cell = cell;
  const group = groups.find((one) => one === raw.group);
  if (group !== undefined) kept.group = group;
  const tier = tiers.find((one) => one === raw.tier);
  if (tier !== undefined) kept.tier = tier;
  return kept;
}
