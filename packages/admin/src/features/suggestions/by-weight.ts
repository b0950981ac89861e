import type { Suggestion } from "@manyi/contracts";

/** How much lower or higher scores are where a topic is mentioned, by topic. */
export type TopicEffects = ReadonlyMap<number, number>;

/**
 * The strongest effect among what a suggestion speaks of; `null` where none is known.
 *
 * @example
 * effectOf({ topics: [1, 2] }, new Map([[1, -4], [2, 1]])) // => -4
 */
export function effectOf({ topics }: Pick<Suggestion, "topics">, effects: TopicEffects): number | null {
  const known = topics.flatMap((topic) => effects.get(topic) ?? []);
  return known.length === 0 ? null : known.reduce((most, one) => (Math.abs(one) > Math.abs(most) ? one : most));
}

/**
 * Most wanted first: everybody who wants it, the author among them, times the effect of what it speaks of; where no effect is known, it
 * weighs like the weakest one.
 */
export function byWeight<T extends Pick<Suggestion, "topics" | "votes">>(items: readonly T[], effects: TopicEffects): readonly T[] {
  const weakest = Math.min(1, ...[...effects.values()].map(Math.abs).filter((size) => size > 0));
  const weight = (item: T) => (item.votes + 1) * (effects.size === 0 ? 1 : Math.max(weakest, Math.abs(effectOf(item, effects) ?? 0)));
  return items.toSorted((a, b) => weight(b) - weight(a));
}
