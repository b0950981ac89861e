import { sum } from "../numeric/index.js";

/** What a customer gets, in constant-sum points. */
export interface CustomerValue {
  readonly product: number;
  readonly service: number;
  readonly people: number;
  readonly image: number;
}

/** What it costs the customer, in constant-sum points. */
export interface CustomerCost {
  readonly money: number;
  readonly time: number;
  readonly energy: number;
  readonly psychological: number;
}

/** Net customer value with its two sides. */
export interface NetCustomerValue {
  /** value − cost, points */
  readonly value: number;
  /** how many customers the points are the mean of */
  readonly n: number;
  /** none: the eight parts come from the same customers, so their errors cannot be added up */
  readonly interval: null;
  /** value ÷ cost; `null` when the cost is 0 */
  readonly ratio: number | null;
  readonly totalValue: number;
  readonly totalCost: number;
}

/**
 * Net customer value 顾客让渡价值: product, service, people and image value less money, time, energy and psychological cost.
 *
 * @param value mean points per part
 * @param cost mean points per part
 * @param n customers who gave points
 * @returns `null` when nobody did
 * @throws {RangeError} when a part is below 0 or not finite
 * @example
 * netCustomerValue({ product: 60, service: 20, people: 15, image: 5 }, { money: 70, time: 8, energy: 7, psychological: 5 }, 40).value // => 10
 */
export function netCustomerValue(value: CustomerValue, cost: CustomerCost, n: number): NetCustomerValue | null {
  if (!(n > 0)) return null;
  const gains = [value.product, value.service, value.people, value.image];
  const costs = [cost.money, cost.time, cost.energy, cost.psychological];
  for (const part of [...gains, ...costs]) {
    if (!Number.isFinite(part) || part < 0) throw new RangeError(`value and cost are points ≥ 0, got ${part}`);
  }
  const totalValue = sum(gains);
  const totalCost = sum(costs);
  return {
    value: totalValue - totalCost,
    n,
    interval: null,
    ratio: totalCost === 0 ? null : totalValue / totalCost,
    totalValue,
    totalCost,
  };
}
