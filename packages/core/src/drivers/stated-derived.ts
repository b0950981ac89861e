/** Stated and derived importance that differ by this many ranks are worth a second look. */
export const RANK_DISAGREEMENT = 3;

export interface ImportancePair {
  readonly name: string;
  /** What customers say matters. */
  readonly stated: number;
  /** What goes with their satisfaction. */
  readonly derived: number;
}

export interface ImportanceComparison extends ImportancePair {
  /** 1 = most important; equal values share the mean rank. */
  readonly statedRank: number;
  readonly derivedRank: number;
  /** True from three ranks apart. */
  readonly disagrees: boolean;
  /** Quiet driver: matters more than people say. Lip service: people say it matters more than it shows. */
  readonly reading: "agree" | "quietDriver" | "lipService";
}

/**
 * Compares what customers say is important with what their satisfaction follows.
 *
 * @example
 * compareImportance([{ name: "price", stated: 5, derived: 0.1 }, { name: "staff", stated: 3, derived: 0.5 }])[0] // => { name: "price", stated: 5, derived: 0.1, statedRank: 1, derivedRank: 2, disagrees: false, reading: "agree" }
 */
export function compareImportance(pairs: readonly ImportancePair[]): ImportanceComparison[] {
  const stated = descendingRanks(pairs.map((pair) => pair.stated));
  const derived = descendingRanks(pairs.map((pair) => pair.derived));
  return pairs.map((pair, i) => {
    const gap = stated[i]! - derived[i]!;
    const disagrees = Math.abs(gap) >= RANK_DISAGREEMENT;
    const reading = !disagrees ? "agree" : gap > 0 ? "quietDriver" : "lipService";
    return { ...pair, statedRank: stated[i]!, derivedRank: derived[i]!, disagrees, reading };
  });
}

/** Ranks with 1 for the largest; equal values share the mean of their ranks. */
function descendingRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const above = values.filter((other) => other > value).length;
    const equal = values.filter((other) => other === value).length;
    return above + (equal + 1) / 2;
  });
}
