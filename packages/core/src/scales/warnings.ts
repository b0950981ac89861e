/** From which numbers on a scale or an item is worth a second look. */
export const SCALE_LIMITS = {
  /** with fewer people a reliability is a hint and no finding */
  people: 30,
  /** below, a scale is hardly one thing; from `tooAlike` on its items say the same */
  alpha: 0.7,
  tooAlike: 0.95,
  /** correlation of an item with the sum of the others */
  itemTotal: 0.3,
  loading: 0.4,
  /** percent at one end */
  end: 15,
  missingShare: 0.2,
} as const;

/** What is wrong with a scale or one of its items, with the number that says so. */
export interface ScaleWarning {
  readonly code:
    | "FEW"
    | "LOW_ALPHA"
    | "TOO_ALIKE"
    | "NEGATIVE_ITEM"
    | "WEAK_ITEM"
    | "BETTER_WITHOUT"
    | "LOW_LOADING"
    | "MISSING"
    | "FLOOR"
    | "CEILING";
  /** place of the item; `null` for the scale as a whole */
  readonly item: number | null;
  readonly value: number;
}

/** A scale as it was checked; shares 0–1, ends in percent. */
export interface CheckedScale {
  readonly n: number;
  readonly alpha: number | null;
  readonly interval: { readonly high: number } | null;
  readonly items: readonly {
    readonly itemTotal: number | null;
    readonly alphaIfDropped: number | null;
    readonly loading: number | null;
    readonly missingShare: number | null;
    readonly floor: number | null;
    readonly ceiling: number | null;
  }[];
}

/**
 * What to doubt in a scale, the whole first, then item by item. A handful of people is no ground for any other warning than that.
 *
 * @returns empty when there is nothing to doubt
 * @example
 * const item = { itemTotal: 0.2, alphaIfDropped: 0.7, loading: 0.5, missingShare: 0, floor: 3, ceiling: 40 };
 * scaleWarnings({ n: 200, alpha: 0.6, interval: { high: 0.68 }, items: [item] }).map(({ code }) => code) // => ["LOW_ALPHA", "WEAK_ITEM", "BETTER_WITHOUT", "CEILING"]
 * scaleWarnings({ n: 12, alpha: 0.6, interval: { high: 0.8 }, items: [item] }) // => [{ code: "FEW", item: null, value: 12 }]
 */
export function scaleWarnings({ n, alpha, interval, items }: CheckedScale): ScaleWarning[] {
  const limits = SCALE_LIMITS;
  if (n < limits.people) return [{ code: "FEW", item: null, value: n }];
  const found: ScaleWarning[] = [];
  const warn = (code: ScaleWarning["code"], item: number | null, value: number) => found.push({ code, item, value });
  if (alpha !== null && alpha < limits.alpha) warn("LOW_ALPHA", null, alpha);
  if (alpha !== null && alpha >= limits.tooAlike) warn("TOO_ALIKE", null, alpha);
  items.forEach(({ itemTotal, alphaIfDropped, loading, missingShare, floor, ceiling }, i) => {
    if (itemTotal !== null && itemTotal < 0) warn("NEGATIVE_ITEM", i, itemTotal);
    else if (itemTotal !== null && itemTotal < limits.itemTotal) warn("WEAK_ITEM", i, itemTotal);
    else if (loading !== null && loading < limits.loading) warn("LOW_LOADING", i, loading);
    if (alphaIfDropped !== null && interval !== null && alphaIfDropped > interval.high) warn("BETTER_WITHOUT", i, alphaIfDropped);
    if (missingShare !== null && missingShare > limits.missingShare) warn("MISSING", i, missingShare);
    if (floor !== null && floor > limits.end) warn("FLOOR", i, floor);
    if (ceiling !== null && ceiling > limits.end) warn("CEILING", i, ceiling);
  });
  return found;
}
