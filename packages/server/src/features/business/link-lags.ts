import { type LaggedPair, type LinkRefused, linkRepeated, type RepeatedLink } from "@manyi/core/linkage";

/** The link at each lag; plain values, so that it can be worked out in a thread of its own. */
export function linkLags(pairsAt: readonly (readonly LaggedPair[])[]): (RepeatedLink | LinkRefused)[] {
  return pairsAt.map((pairs) => linkRepeated(pairs));
}
