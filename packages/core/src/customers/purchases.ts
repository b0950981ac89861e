/** One purchase. Several on one day count as one purchase of their total. */
export interface Purchase {
  readonly customer: string;
  /** Whole days since 1970-01-01, in the time zone of the unit. */
  readonly day: number;
  /** Amount paid, returns already taken off; leave out when only visits count. */
  readonly value?: number;
}

/** What one customer bought, one entry per day with a purchase, oldest first. */
export interface PurchaseHistory {
  readonly customer: string;
  readonly days: readonly number[];
  readonly values: readonly number[];
}

/**
 * Purchases by customer and day.
 *
 * @param until last day that counts
 * @returns one history per customer, in the order in which customers first occur in the log
 * @throws {RangeError} when a day is not a whole number or a value is not finite
 * @example
 * purchaseHistories([{ customer: "a", day: 3, value: 5 }, { customer: "a", day: 3, value: 2 }]) // => [{ customer: "a", days: [3], values: [7] }]
 */
export function purchaseHistories(log: readonly Purchase[], until = Number.POSITIVE_INFINITY): PurchaseHistory[] {
  const byCustomer = new Map<string, Map<number, number>>();
  for (const { customer, day, value = 0 } of log) {
    if (!Number.isInteger(day)) throw new RangeError(`a purchase day is a whole number, got ${day}`);
    if (!Number.isFinite(value)) throw new RangeError(`the value of a purchase is finite, got ${value}`);
    if (day > until) continue;
    let days = byCustomer.get(customer);
    if (days === undefined) {
      days = new Map();
      byCustomer.set(customer, days);
    }
    days.set(day, (days.get(day) ?? 0) + value);
  }
  return [...byCustomer].map(([customer, byDay]) => {
    const days = [...byDay.keys()].sort((a, b) => a - b);
    return { customer, days, values: days.map((day) => byDay.get(day)!) };
  });
}

/** What the repurchase models need to know of a customer. */
export interface CustomerSummary {
  readonly customer: string;
  /** Repeat purchases: days with a purchase after the first. */
  readonly x: number;
  /** Time of the last purchase, from the first. */
  readonly tx: number;
  /** Time watched, from the first purchase. */
  readonly T: number;
  /** Mean value of a repeat purchase; `null` without one. */
  readonly m: number | null;
}

/**
 * Summaries for the repurchase models.
 *
 * @param observedUntil last day of the period looked at; later purchases are left out
 * @param unitDays days in the time unit; default 7, weeks
 * @example
 * summariseCustomers([{ customer: "a", day: 0, value: 9 }, { customer: "a", day: 14, value: 5 }], 28) // => [{ customer: "a", x: 1, tx: 2, T: 4, m: 5 }]
 */
export function summariseCustomers(log: readonly Purchase[], observedUntil: number, unitDays = 7): CustomerSummary[] {
  return purchaseHistories(log, observedUntil).map(({ customer, days, values }) => {
    const x = days.length - 1;
    const first = days[0]!;
    let repeat = 0;
    for (let i = 1; i < values.length; i++) repeat += values[i]!;
    return { customer, x, tx: (days[x]! - first) / unitDays, T: (observedUntil - first) / unitDays, m: x > 0 ? repeat / x : null };
  });
}
