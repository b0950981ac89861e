import { monthIndexOf } from "../calendar/index.js";
import { median } from "../numeric/index.js";
import { type Purchase, purchaseHistories } from "./purchases.js";

export interface Repurchase {
  readonly customers: number;
  /** Share of customers with at least two days of purchase. */
  readonly rate: number;
  readonly meanPurchases: number;
  /** Customers by number of purchase days; the last entry is that many or more. */
  readonly distribution: readonly number[];
  /** Days between neighbouring purchases; `null` when nobody bought twice. */
  readonly meanGapDays: number | null;
  readonly medianGapDays: number | null;
}

/**
 * How many customers come back, and how soon.
 *
 * @param upTo the distribution's last class is "this many or more"; default 6
 * @returns `null` for no purchases
 * @example
 * repurchase([{ customer: "a", day: 0 }, { customer: "a", day: 10 }, { customer: "b", day: 3 }])!.rate // => 0.5
 */
export function repurchase(log: readonly Purchase[], upTo = 6): Repurchase | null {
  const histories = purchaseHistories(log);
  const n = histories.length;
  if (n === 0) return null;
  const distribution = new Array<number>(upTo).fill(0);
  const gaps: number[] = [];
  let [again, purchases] = [0, 0];
  for (const { days } of histories) {
    if (days.length >= 2) again++;
    purchases += days.length;
    distribution[Math.min(upTo, days.length) - 1]!++;
    for (let i = 1; i < days.length; i++) gaps.push(days[i]! - days[i - 1]!);
  }
  return {
    customers: n,
    rate: again / n,
    meanPurchases: purchases / n,
    distribution,
    meanGapDays: gaps.length > 0 ? gaps.reduce((a, b) => a + b, 0) / gaps.length : null,
    medianGapDays: median(gaps),
  };
}

/**
 * Share of customers who bought again within so many days of their first purchase. Customers watched for less than that count
 * too; give `watchedUntil` to leave them out.
 *
 * @returns `null` when nobody is left to count
 * @example
 * repurchaseWithin([{ customer: "a", day: 0 }, { customer: "a", day: 30 }, { customer: "b", day: 3 }], 30) // => 0.5
 */
export function repurchaseWithin(log: readonly Purchase[], days: number, watchedUntil = Number.POSITIVE_INFINITY): number | null {
  const watched = purchaseHistories(log).filter((history) => watchedUntil - history.days[0]! >= days);
  if (watched.length === 0) return null;
  return watched.filter((history) => history.days.length > 1 && history.days[1]! - history.days[0]! <= days).length / watched.length;
}

export interface Cohort {
  /** Month of the first purchase, `2025-06`. */
  readonly month: string;
  readonly customers: number;
  /** Customers with a purchase k calendar months later, k = 0, 1, 2 … to the last month of the log. */
  readonly active: readonly number[];
}

/**
 * Customers by the month of their first purchase, and how many of them bought in each month since.
 *
 * @example
 * cohorts([{ customer: "a", day: 0 }, { customer: "a", day: 40 }, { customer: "b", day: 3 }]) // => [{ month: "1970-01", customers: 2, active: [2, 1] }]
 */
export function cohorts(log: readonly Purchase[]): Cohort[] {
  const histories = purchaseHistories(log);
  let last = Number.NEGATIVE_INFINITY;
  const table = new Map<number, { customers: number; active: number[] }>();
  for (const { days } of histories) {
    const months = [...new Set(days.map(monthIndexOf))];
    const start = months[0]!;
    last = Math.max(last, months.at(-1)!);
    const row = table.get(start) ?? { customers: 0, active: [] };
    table.set(start, row);
    row.customers++;
    for (const month of months) row.active[month - start] = (row.active[month - start] ?? 0) + 1;
  }
  return [...table.keys()]
    .sort((a, b) => a - b)
    .map((start) => {
      const { customers, active } = table.get(start)!;
      const month = `${String(Math.floor(start / 12)).padStart(4, "0")}-${String((start % 12) + 1).padStart(2, "0")}`;
      return { month, customers, active: Array.from({ length: last - start + 1 }, (_, k) => active[k] ?? 0) };
    });
}
