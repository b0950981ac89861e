import { normalUpperQuantile } from "../numeric/index.js";

/** A confidence interval, unrounded and never cut to what the figure can reach: cutting is the display's work. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What every measure answers with: the figure, how many answers it rests on, and its interval or `null` when it has none. */
export interface Estimate {
  readonly value: number;
  readonly n: number;
  readonly interval: Interval | null;
}

/** How a figure is marked for its base: "none" nothing to show, "low" n < 10, "small" n < 30. */
export type BaseMark = "none" | "low" | "small" | "ok";

/**
 * The mark a base size deserves: a low base is drawn hollow, a small one with a caution.
 *
 * @param n how many answers the figure rests on
 * @example
 * baseMark(9) // => "low"
 * baseMark(10) // => "small"
 * baseMark(30) // => "ok"
 */
export function baseMark(n: number): BaseMark {
  if (!(n > 0)) return "none";
  if (n < 10) return "low";
  return n < 30 ? "small" : "ok";
}

/**
 * The z of a two-sided confidence level: 1.96 for 0.95.
 *
 * @throws {RangeError} when the level is not strictly between 0 and 1
 * @example
 * zOfLevel(0.95) // => 1.95996398454005
 */
export function zOfLevel(level: number): number {
  return normalUpperQuantile(tailOfLevel(level));
}

/** The share outside a two-sided interval on one side: 0.025 for 0.95. */
export function tailOfLevel(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a confidence level lies between 0 and 1, got ${level}`);
  return (1 - level) / 2;
}

/** Centre ± half. */
export function around(centre: number, half: number): Interval {
  return { low: centre - half, high: centre + half };
}

/** Refuses anything that is not a list of whole numbers ≥ 0. */
export function requireCounts(counts: readonly number[], what: string): void {
  if (!counts.every((count) => Number.isInteger(count) && count >= 0)) {
    throw new RangeError(`${what} needs whole numbers ≥ 0, got [${counts.join(", ")}]`);
  }
}
