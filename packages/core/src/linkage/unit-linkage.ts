import type { Interval } from "../measures/index.js";
import { studentTwoSided, sum } from "../numeric/index.js";
import { type Correlation, kendall, partialCorrelation, pearson, spearman, weightedCorrelation } from "../stats/index.js";

/** A unit in a period: what customers said and what the business did. */
export interface LinkPair {
  readonly metric: number;
  readonly outcome: number;
  /** answers behind the metric */
  readonly n: number;
  /** something both may follow, such as the size of the unit */
  readonly control?: number;
}

/** Fewer pairs than this are refused. */
export const MIN_LINK_PAIRS = 8;

/** A straight line of the outcome on the metric. */
export interface LinkLine {
  /** change of the outcome per point of the metric */
  readonly slope: number;
  readonly standardError: number;
  readonly intercept: number;
  readonly p: number;
  /** 0..1 */
  readonly rSquared: number;
}

/** How a customer metric and a business outcome go together over units. Together, not because of each other. */
export interface Link {
  readonly accepted: true;
  readonly pairs: number;
  readonly pearson: Correlation;
  readonly spearman: Correlation;
  readonly kendall: Correlation;
  /** each unit counting by its answers */
  readonly weighted: number | null;
  /** with the control held fixed; `null` when a pair has none */
  readonly partial: number | null;
  readonly line: LinkLine;
  readonly interval: Interval;
  /** the interval leaves out 0; otherwise the page says plainly that no link was found */
  readonly isFound: boolean;
}

/** A linkage that was not made. */
export interface LinkRefused {
  readonly accepted: false;
  readonly reason: "TOO_FEW_PAIRS" | "NO_VARIATION";
  readonly pairs: number;
}

/**
 * Links a metric with an outcome, unit by unit.
 *
 * @param pairs one per unit and period that has both
 * @returns refused for fewer than eight pairs, or when a side is the same everywhere
 * @throws {RangeError} when a number is not finite or n is below 0
 * @example
 * linkUnits([{ metric: 10, outcome: 0.2, n: 50 }]) // => { accepted: false, reason: "TOO_FEW_PAIRS", pairs: 1 }
 */
export function linkUnits(pairs: readonly LinkPair[], level = 0.95): Link | LinkRefused {
  for (const { metric, outcome, n } of pairs) {
    if (!Number.isFinite(metric) || !Number.isFinite(outcome) || !(n >= 0))
      throw new RangeError(`a pair is finite, got ${metric}, ${outcome}, ${n}`);
  }
  if (pairs.length < MIN_LINK_PAIRS) return { accepted: false, reason: "TOO_FEW_PAIRS", pairs: pairs.length };
  const x = pairs.map(({ metric }) => metric);
  const y = pairs.map(({ outcome }) => outcome);
  const [byMoment, byRank, byPairs] = [pearson(x, y, level), spearman(x, y, level), kendall(x, y, level)];
  if (byMoment === null || byRank === null || byPairs === null || byMoment.interval === null) {
    return { accepted: false, reason: "NO_VARIATION", pairs: pairs.length };
  }
  const { interval } = byMoment;
  return {
    accepted: true,
    pairs: pairs.length,
    pearson: byMoment,
    spearman: byRank,
    kendall: byPairs,
    weighted: weightedCorrelation(
      x,
      y,
      pairs.map(({ n }) => n),
    ),
    partial: partialOf(pairs, byMoment.r),
    line: lineOf(x, y),
    interval,
    isFound: interval.low > 0 || interval.high < 0,
  };
}

function partialOf(pairs: readonly LinkPair[], r: number): number | null {
  const controls = pairs.flatMap(({ control }) => (control === undefined ? [] : [control]));
  if (controls.length < pairs.length) return null;
  const withMetric = pearson(
    pairs.map(({ metric }) => metric),
    controls,
  );
  const withOutcome = pearson(
    pairs.map(({ outcome }) => outcome),
    controls,
  );
  // a control that is the same everywhere holds nothing fixed
  return withMetric === null || withOutcome === null ? r : partialCorrelation(r, withMetric.r, withOutcome.r);
}

function lineOf(x: readonly number[], y: readonly number[]): LinkLine {
  const n = x.length;
  const [meanX, meanY] = [sum(x) / n, sum(y) / n];
  const spreadX = sum(x.map((value) => (value - meanX) ** 2));
  const spreadY = sum(y.map((value) => (value - meanY) ** 2));
  const slope = sum(x.map((value, i) => (value - meanX) * (y[i]! - meanY))) / spreadX;
  const residual = sum(x.map((value, i) => (y[i]! - meanY - slope * (value - meanX)) ** 2));
  const standardError = Math.sqrt(residual / (n - 2) / spreadX);
  return {
    slope,
    standardError,
    intercept: meanY - slope * meanX,
    p: standardError === 0 ? 0 : studentTwoSided(slope / standardError, n - 2),
    rSquared: 1 - residual / spreadY,
  };
}
