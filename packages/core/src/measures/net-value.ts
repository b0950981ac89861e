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
  /** value ÷ cost; `null` when the cost is 0 */
  readonly ratio: number | null;
  readonly totalValue: number;
  readonly totalCost: number;
}

/**
 * Net customer value 顾客让渡价值: product, service, people and image value less money, time, energy and psychological cost.
 *
 * @throws {RangeError} when a part is below 0 or not finite
 * @example
 * netCustomerValue({ product: 60, service: 20, people: 15, image: 5 }, { money: 70, time: 8, energy: 7, psychological: 5 }).value // => 10
 */
export function netCustomerValue(value: CustomerValue, cost: CustomerCost): NetCustomerValue {
  const gains = [value.product, value.service, value.people, value.image];
  const costs = [cost.money, cost.time, cost.energy, cost.psychological];
  for (const part of [...gains, ...costs]) {
    if (!Number.isFinite(part) || part < 0) throw new RangeError(`value and cost are points ≥ 0, got ${part}`);
  }
  const totalValue = sum(gains);
  const totalCost = sum(costs);
  return { value: totalValue - totalCost, ratio: totalCost === 0 ? null : totalValue / totalCost, totalValue, totalCost };
}
