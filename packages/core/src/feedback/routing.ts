/** What a routing rule looks at: where an item came from, what it speaks of, which signal it raises, or that it belongs to no unit. */
export const ROUTING_CONDITIONS = ["source", "topic", "signal", "noUnit"] as const;
type RoutingCondition = (typeof ROUTING_CONDITIONS)[number];

/** One rule: items of this kind go to this person. `value` is a source, a topic's number or a signal; empty for `noUnit`. */
export type RoutingRule = { readonly when: RoutingCondition; readonly value: string; readonly ownerId: string };

/** What the rules may ask about an item. */
export type RoutedItem = {
  readonly source: string;
  readonly topics: readonly number[];
  readonly signals: readonly string[];
  readonly unitId: number | null;
};

/**
 * The people whom the rules name for an item, in the order of the rules, each once. Whether they may work there is asked by the caller,
 * who takes the first that may.
 *
 * @example
 * namedOwners(
 *   [
 *     { when: "signal", value: "safety", ownerId: "quality" },
 *     { when: "source", value: "review", ownerId: "online" },
 *   ],
 *   { source: "review", topics: [], signals: ["safety"], unitId: null },
 * ) // => ["quality", "online"]
 */
export function namedOwners(rules: readonly RoutingRule[], item: RoutedItem): string[] {
  const fits = ({ when, value }: RoutingRule): boolean => {
    if (when === "source") return item.source === value;
    if (when === "topic") return item.topics.includes(Number(value));
    if (when === "signal") return item.signals.includes(value);
    return item.unitId === null;
  };
  return [...new Set(rules.filter(fits).map(({ ownerId }) => ownerId))];
}
