import { thresholdInForce } from "@manyi/core/privacy";
import type { Organisation } from "./context.js";

/** A threshold that was lowered: whoever answered up to this day was promised it. */
export type Promised = { readonly k: number; readonly untilDay: number };

/**
 * The threshold for answers of these days: the one in force now, or a higher one promised to somebody who answered then.
 *
 * @param firstDay first of the days looked at, whole days since 1970-01-01
 */
export function thresholdSince({ kThreshold, promised }: Organisation, firstDay: number): number {
  const held = promised.filter(({ untilDay }) => untilDay >= firstDay);
  return thresholdInForce(
    kThreshold,
    held.map(({ k }) => k),
  );
}

/** What is remembered when the threshold goes down; raising it needs no memory. */
export function promisedAfter(
  promised: readonly Promised[],
  k: { readonly before: number; readonly now: number },
  today: number,
): readonly Promised[] {
  if (k.now >= k.before) return promised;
  // a promise as long as this one, or longer, and as high, holds already
  const kept = promised.filter((one) => one.k > k.before);
  return [...kept, { k: k.before, untilDay: today }];
}
