/** Something else that was going on: another initiative, a price change, a campaign. */
export interface OtherInitiative {
  readonly id: string;
  readonly units: readonly string[];
  /** Days since 1970-01-01, both included; `null` = still running. */
  readonly from: number;
  readonly to: number | null;
}

export interface Overlap {
  readonly id: string;
  /** Share of the treated, and of the comparison units it touched within the window, 0..1. */
  readonly treatedShare: number;
  readonly comparisonShare: number;
  /** True when it touched the two sides differently and so may be mistaken for the effect. */
  readonly isUneven: boolean;
}

/** From this difference of shares on, an overlap is uneven. */
export const UNEVEN_OVERLAP = 0.2;

/**
 * Other initiatives that touched the same units between the start of the before period and the end of the after period.
 *
 * @param window first and last day of the comparison, days since 1970-01-01
 * @example
 * overlaps({ from: 0, to: 60 }, ["a", "b"], ["c"], [{ id: "menu", units: ["a"], from: 50, to: null }]) // => [{ id: "menu", treatedShare: 0.5, comparisonShare: 0, isUneven: true }]
 */
export function overlaps(
  window: { readonly from: number; readonly to: number },
  treated: readonly string[],
  comparison: readonly string[],
  others: readonly OtherInitiative[],
): Overlap[] {
  return others.flatMap(({ id, units, from, to }) => {
    if (from > window.to || (to !== null && to < window.from)) return [];
    const touched = new Set(units);
    const shareOf = (list: readonly string[]) => (list.length === 0 ? 0 : list.filter((unit) => touched.has(unit)).length / list.length);
    const [treatedShare, comparisonShare] = [shareOf(treated), shareOf(comparison)];
    if (treatedShare === 0 && comparisonShare === 0) return [];
    return [{ id, treatedShare, comparisonShare, isUneven: Math.abs(treatedShare - comparisonShare) >= UNEVEN_OVERLAP - 1e-12 }];
  });
}
