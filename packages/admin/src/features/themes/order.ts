import type { ThemeRow } from "@manyi/contracts";
import type { Order } from "./search.js";

/** Themes in the order asked for, and the running share of all bad mentions in it. */
export function inOrder(topics: readonly ThemeRow[], order: Order): readonly (ThemeRow & { readonly cumulative: number | null })[] {
  const size: Record<Order, (row: ThemeRow) => number> = {
    // where none is known, what is worst follows
    urgent: ({ urgency }) => urgency ?? 0,
    bad: ({ sides }) => sides.bad,
    volume: ({ n }) => n,
    // the most harmful first; what cannot be compared stands last
    effect: ({ effect }) => (effect === null ? Number.NEGATIVE_INFINITY : -effect.difference),
    change: ({ change }) => (change === null ? Number.NEGATIVE_INFINITY : change.difference),
  };
  let total = 0;
  return topics
    .filter(({ n, before }) => n > 0 || (before?.n ?? 0) > 0)
    .toSorted((a, b) => size[order](b) - size[order](a) || b.sides.bad - a.sides.bad || b.n - a.n || a.id - b.id)
    .map((row) => {
      total += row.badShare ?? 0;
      return { ...row, cumulative: row.badShare === null ? null : Math.min(1, total) };
    });
}

/** The order a reader meets first: by urgency where it is known of any theme, else by bad mentions. */
export function firstOrder(topics: readonly ThemeRow[]): Order {
  return topics.some(({ urgency }) => urgency !== null) ? "urgent" : "bad";
}

/** The ends of a shared axis for effects: symmetric, so that left and right weigh the same. */
export function effectEnd(topics: readonly ThemeRow[]): number {
  const ends = topics.flatMap(({ effect }) => (effect === null ? [] : [Math.abs(effect.low), Math.abs(effect.high)]));
  return ends.length === 0 ? 1 : Math.max(...ends);
}
