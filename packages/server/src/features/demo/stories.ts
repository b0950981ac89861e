import { BATCH_STORES, CHANGED_STORES, SLOW_STORE } from "./world.js";

/*
 * What happened, as shifts of a customer's expectation (e) and perception (p) on the 1–5 scales. `age` is how many days before the
 * first start of the demo: 0 today, 729 the oldest day.
 */

/** Days ago on which six stores opened a second pass in rush hours. */
export const CHANGE_AGE = 56;
/** Days ago since which the slow store is slow. */
export const SLOWDOWN_AGE = 26;
/** Days ago on which the bad batch was sold, from – to. */
export const BATCH_AGES = { from: 12, to: 3 } as const;
/** Whether a store sold the bad batch on a day. */
export function isBatchSold(storeId: number, age: number): boolean {
  return age <= BATCH_AGES.from && age >= BATCH_AGES.to && BATCH_STORES.includes(storeId);
}

/** Days ago since which a new dish, glutinous rice with chicken in a lotus leaf, is on the menu: guests begin to speak of it. */
export const NEW_DISH_AGE = 6;

/** Days ago since which every store tells waiting guests how long it will take. */
const GROUP_GAIN_AGE = 27;

export type Shift = { readonly e: number; readonly p: number };

/** Stores differ, and stay the way they are: a fixed offset per store and attribute. */
function habit(storeId: number, attributeId: number): number {
  const wave = Math.sin(storeId * 12.9898 + attributeId * 78.233) * 43758.5453;
  return (wave - Math.floor(wave) - 0.5) * 0.5;
}

export function shiftOf(storeId: number, attribute: { readonly id: number; readonly code: string }, age: number): Shift {
  let p = habit(storeId, attribute.id);
  let e = 0;
  if (attribute.code === "serving_speed") {
    if (storeId === SLOW_STORE) p = age < SLOWDOWN_AGE ? -0.95 : -0.25;
    if (CHANGED_STORES.includes(storeId)) p = age < CHANGE_AGE ? 0.45 : -0.3;
  }
  if (attribute.code === "waiting" && storeId % 4 === 3 && age < 28) p -= 0.25;
  if (attribute.code === "staff" && age < GROUP_GAIN_AGE) p += 0.3;
  // the more often a treat is given, the more it is expected: from 3.2 to 4.6 in two years
  if (attribute.code === "birthday_treat") {
    e += 1.4 * (1 - age / 730);
    p -= 0.35 * (1 - age / 730);
  }
  return { e, p };
}
