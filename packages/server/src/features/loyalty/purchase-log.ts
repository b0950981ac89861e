import type { Purchase } from "@manyi/core/customers";
import type { Buyer, Buyers } from "./buyers.js";

/** Purchases as plain columns, customer after customer: they go to another thread in no time. */
export type PurchaseColumns = {
  readonly customers: readonly string[];
  /** purchases of each customer */
  readonly counts: Int32Array;
  readonly days: Int32Array;
  readonly values: Float64Array;
};

/** Where no amounts are known, each purchase counts as one. */
export function columnsOf({ all, purchases, hasAmounts }: Pick<Buyers, "all" | "purchases" | "hasAmounts">): PurchaseColumns {
  const [counts, days, values] = [new Int32Array(all.length), new Int32Array(purchases), new Float64Array(purchases)];
  let at = 0;
  const put = ({ days: bought, amounts }: Buyer, i: number) => {
    counts[i] = bought.length;
    for (const [j, day] of bought.entries()) {
      days[at] = day;
      values[at] = hasAmounts ? (amounts[j] ?? 0) : 1;
      at++;
    }
  };
  all.forEach(put);
  return { customers: all.map(({ id }) => id), counts, days, values };
}

/** Purchases as the statistics read them. */
export function logOf({ customers, counts, days, values }: PurchaseColumns): Purchase[] {
  const log: Purchase[] = [];
  let at = 0;
  for (const [i, customer] of customers.entries()) {
    for (const end = at + counts[i]!; at < end; at++) log.push({ customer, day: days[at]!, value: values[at]! });
  }
  return log;
}
