import type { Interval, SatisfactionBand } from "../measures/index.js";
import type { Scale } from "../survey/types.js";
import { METRICS } from "./metric.js";

/** A metric computed from its counts: unrounded, not yet looked at for privacy. */
export type Scored = {
  /** `null` when nobody answered */
  readonly value: number | null;
  /** people */
  readonly n: number;
  readonly interval: Interval | null;
  readonly method: string;
  /** of the value; `null` when it cannot be told */
  readonly standardError: number | null;
  readonly distribution: readonly { readonly code: string; readonly n: number; readonly share: number }[];
  readonly parts: Readonly<Record<string, number | null>>;
};

/** Bands as the place in their fixed order: 0 delighted … 3 dissatisfied. */
export function bandNumber(band: SatisfactionBand): number {
  return METRICS.ratio.categories.indexOf(band);
}

export function shares(codes: readonly string[], counts: readonly number[], of: readonly number[] = counts): Scored["distribution"] {
  const total = of.reduce((a, b) => a + b, 0);
  return codes.map((code, i) => ({ code, n: counts[i]!, share: total === 0 ? 0 : of[i]! / total }));
}

/** Best answer first, as every chart has it. */
export function levelShares(
  { scale, counts }: { readonly scale: Scale; readonly counts: readonly number[] },
  of: readonly number[],
): Scored["distribution"] {
  const codes = counts.map((_, i) => String(scale.min + i));
  return shares(codes.reverse(), [...counts].reverse(), [...of].reverse());
}
