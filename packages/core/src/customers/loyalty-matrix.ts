/** trueLoyalty 真忠诚, atRisk 易流失(潜在), captive 被动忠诚(虚假), neither. */
export type LoyaltyCell = "trueLoyalty" | "atRisk" | "captive" | "neither";

/** A customer's attitude and behaviour on the scales of the two cuts; `null` when not known. */
export interface AttitudeAndBehaviour {
  readonly satisfaction: number | null;
  readonly loyalty: number | null;
}

/**
 * Where a customer stands: satisfied and loyal, satisfied only, loyal only, or neither. A value on the cut counts as high.
 *
 * @returns `null` when one of the two is not known
 * @example
 * loyaltyCell({ satisfaction: 4.5, loyalty: 40 }, { satisfaction: 4, loyalty: 55 }) // => "atRisk"
 */
export function loyaltyCell(
  { satisfaction, loyalty }: AttitudeAndBehaviour,
  cuts: { readonly satisfaction: number; readonly loyalty: number },
): LoyaltyCell | null {
  if (satisfaction === null || loyalty === null) return null;
  const isSatisfied = satisfaction >= cuts.satisfaction - 1e-9;
  const isLoyal = loyalty >= cuts.loyalty - 1e-9;
  if (isSatisfied) return isLoyal ? "trueLoyalty" : "atRisk";
  return isLoyal ? "captive" : "neither";
}

export interface LoyaltyMatrix {
  readonly cells: Readonly<Record<LoyaltyCell, number>>;
  /** Customers with both figures: the sum of the cells. */
  readonly scored: number;
  readonly unscored: number;
}

/**
 * Satisfaction × loyalty: how many customers in each of the four cells.
 *
 * @example
 * loyaltyMatrix([{ satisfaction: 5, loyalty: 80 }, { satisfaction: null, loyalty: 80 }], { satisfaction: 4, loyalty: 55 }).scored // => 1
 */
export function loyaltyMatrix(
  customers: readonly AttitudeAndBehaviour[],
  cuts: { readonly satisfaction: number; readonly loyalty: number },
): LoyaltyMatrix {
  const cells: Record<LoyaltyCell, number> = { trueLoyalty: 0, atRisk: 0, captive: 0, neither: 0 };
  let scored = 0;
  for (const customer of customers) {
    const cell = loyaltyCell(customer, cuts);
    if (cell === null) continue;
    cells[cell]++;
    scored++;
  }
  return { cells, scored, unscored: customers.length - scored };
}
