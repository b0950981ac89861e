import { type Purchase, purchaseHistories } from "./purchases.js";

export interface RfmCustomer {
  readonly customer: string;
  readonly recencyDays: number;
  /** Days with a purchase. */
  readonly frequency: number;
  readonly monetary: number;
  /** Scores 1–5, 5 = most recent, most often, most money. */
  readonly r: number;
  readonly f: number;
  readonly m: number;
}

/**
 * RFM scores: recency, frequency and money by fifths of the customers. Customers with equal values get the same score.
 *
 * @param asOf day the recency is counted to; later purchases are left out
 * @example
 * rfm([{ customer: "a", day: 0, value: 9 }, { customer: "b", day: 8, value: 20 }], 10)[1] // => { customer: "b", recencyDays: 2, frequency: 1, monetary: 20, r: 3, f: 1, m: 3 }
 */
export function rfm(log: readonly Purchase[], asOf: number): RfmCustomer[] {
  const histories = purchaseHistories(log, asOf);
  const recency = histories.map(({ days }) => asOf - days.at(-1)!);
  const frequency = histories.map(({ days }) => days.length);
  const monetary = histories.map(({ values }) => values.reduce((a, b) => a + b, 0));
  const [r, f, m] = [fifths(recency.map((days) => -days)), fifths(frequency), fifths(monetary)];
  return histories.map(({ customer }, i) => ({
    customer,
    recencyDays: recency[i]!,
    frequency: frequency[i]!,
    monetary: monetary[i]!,
    r: r[i]!,
    f: f[i]!,
    m: m[i]!,
  }));
}

/** 1 + ⌊5·(rank − 1)/n⌋ with the lowest rank for ties. */
function fifths(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  const n = values.length;
  const below = new Map<number, number>();
  sorted.forEach((value, i) => {
    if (!below.has(value)) below.set(value, i);
  });
  return values.map((value) => Math.min(5, 1 + Math.floor((5 * below.get(value)!) / n)));
}

export type RfmGroup = "best" | "promising" | "needsAttention" | "atRisk" | "lapsed";

/**
 * Plain groups of RFM scores, cut points shown: best = all three ≥ 4; promising = recent (r ≥ 4) but not yet often; at risk =
 * often or much (f or m ≥ 4) but not lately (r ≤ 2); lapsed = none of the three above 2.
 *
 * @example
 * rfmGroup({ r: 5, f: 4, m: 4 }) // => "best"
 */
export function rfmGroup({ r, f, m }: Pick<RfmCustomer, "r" | "f" | "m">): RfmGroup {
  if (r >= 4 && f >= 4 && m >= 4) return "best";
  if (r >= 4) return "promising";
  if (r <= 2 && (f >= 4 || m >= 4)) return "atRisk";
  if (r <= 2 && f <= 2 && m <= 2) return "lapsed";
  return "needsAttention";
}
