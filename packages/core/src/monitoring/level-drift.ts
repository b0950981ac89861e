import { normalQuantile } from "../numeric/index.js";

/** The mean of one period with its standard error; `null` where nobody answered, which breaks a run. */
export interface PeriodMean {
  readonly value: number | null;
  readonly standardError: number | null;
}

export interface LevelDrift {
  /** Position (0-based) of the period that completes the second move. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly direction: "up" | "down";
}

/** A series of noise alerts in at most this share of cases, however long it is. */
const FALSE_ALERTS = 0.05;

/**
 * Drift of a level 期望漂移: alerts at the period in which a mean has moved twice in a row in one direction, and the whole move exceeds
 * chance. Chance is judged over all runs of three that the series holds, so that a quiet series alerts in at most 5 % of cases.
 *
 * @param periods oldest first
 * @example
 * const month = (value) => ({ value, standardError: 0.02 });
 * levelDrift([4.0, 4.01, 4.1, 4.2].map(month)) // => [{ at: 2, from: 4, to: 4.1, direction: "up" }, { at: 3, from: 4.01, to: 4.2, direction: "up" }]
 */
export function levelDrift(periods: readonly PeriodMean[]): LevelDrift[] {
  const runs = Math.max(1, periods.length - 2);
  const z = normalQuantile(1 - FALSE_ALERTS / (2 * runs));
  return periods.flatMap((third, at): LevelDrift[] => {
    const [first, second] = [periods[at - 2], periods[at - 1]];
    if (first === undefined || second === undefined || first.value === null || second.value === null || third.value === null) return [];
    if (first.standardError === null || third.standardError === null) return [];
    const moved = third.value - first.value;
    const isSteady = (second.value - first.value) * (third.value - second.value) > 0;
    if (!isSteady || Math.abs(moved) <= z * Math.hypot(first.standardError, third.standardError)) return [];
    return [{ at, from: first.value, to: third.value, direction: moved > 0 ? "up" : "down" }];
  });
}
