import type { Interval } from "../measures/index.js";
import { zOfLevel } from "../measures/index.js";
import { mean, ranks, studentQuantile, studentTwoSided, sum } from "../numeric/index.js";
import {
  bendOf,
  correlationOf,
  type LinkColumns,
  type LinkMoments,
  momentsOfLink,
  momentsWithout,
  partialOf,
  rankCorrelationsWithout,
  slopeOf,
} from "./leave-out.js";
import { type LinkPair, type LinkRefused, MIN_LINK_PAIRS } from "./unit-linkage.js";

/** A pair that knows its unit: the same unit may come several times, once per period. */
export interface UnitPair extends LinkPair {
  readonly unit: string;
}

/** Fewer units than this tell too little about how units differ: only what happens within each of them is looked at. */
export const MIN_LINK_UNITS = 5;

/** A number with its interval and test. */
export interface LinkEstimate {
  readonly value: number;
  /** `null` when there are too few pairs for one */
  readonly interval: Interval | null;
  readonly p: number | null;
}

/** A link over units that may have been measured several times. */
export interface RepeatedLink {
  readonly accepted: true;
  readonly pairs: number;
  readonly units: number;
  /**
   * What uncertainty was taken from. `pairs`: every unit comes once. `units`: each unit was left out in turn, because periods of one unit are
   * not independent. `within`: too few units for that; every value is taken against the mean of its unit
   */
  readonly basis: "pairs" | "units" | "within";
  readonly pearson: LinkEstimate;
  readonly spearman: LinkEstimate;
  /** with the control held fixed; `null` when a pair has none, or it explains a side completely */
  readonly partial: LinkEstimate | null;
  /** of the outcome per point of the metric */
  readonly slope: LinkEstimate;
  /** where the line meets 0 of the metric */
  readonly intercept: number;
  /** whether units with a higher mean have the higher outcome; `null` unless at least eight units come several times */
  readonly between: LinkEstimate | null;
  /** whether a unit's outcome follows when the unit itself changes; `null` unless units come several times */
  readonly within: LinkEstimate | null;
  /** a bend in the line: what the square of the metric adds */
  readonly bend: LinkEstimate | null;
  /** the slope keeps its sign when any one unit, or pair where units come once, is left out */
  readonly isSteady: boolean;
}

/**
 * Links a metric with an outcome where units come several times. Twenty-four months of one unit are not twenty-four independent pairs:
 * the interval is that of the delete-one-unit jackknife (Efron and Stein 1981; CV3 of MacKinnon, Nielsen and Webb 2023), on Fisher's scale for
 * correlations, with Student's t on units − 1. `within` is the repeated-measures correlation of Bland and Altman (1995).
 *
 * @param pairs one per unit and period that has both
 * @param level of the intervals, 0..1
 * @returns refused for fewer than eight pairs, or when a side is the same everywhere
 * @throws {RangeError} when a number is not finite
 * @example
 * linkRepeated([{ unit: "a", metric: 10, outcome: 0.2, n: 50 }]) // => { accepted: false, reason: "TOO_FEW_PAIRS", pairs: 1 }
 */
export function linkRepeated(pairs: readonly UnitPair[], level = 0.95): RepeatedLink | LinkRefused {
  for (const { metric, outcome } of pairs) {
    if (!Number.isFinite(metric) || !Number.isFinite(outcome)) throw new RangeError(`a pair is finite, got ${metric}, ${outcome}`);
  }
  if (pairs.length < MIN_LINK_PAIRS) return { accepted: false, reason: "TOO_FEW_PAIRS", pairs: pairs.length };
  const members = membersOf(pairs);
  const isOnce = members.length === pairs.length;
  const basis = isOnce ? "pairs" : members.length >= MIN_LINK_UNITS ? "units" : "within";
  const plain = columnsOf(pairs);
  const looked = basis === "within" ? centred(plain, members) : plain;
  const whole = momentsOfLink(looked);
  if (correlationOf(whole) === null) return { accepted: false, reason: "NO_VARIATION", pairs: pairs.length };
  // what is left after the mean, or the mean of each unit, and the slope
  const free = pairs.length - (basis === "within" ? members.length : 1) - 1;
  const groups = basis === "units" ? members : pairs.map((_, i) => [i]);
  const left = momentsWithout(looked, groups);
  const estimate = (of: (moments: LinkMoments) => number | null, held: 0 | 1) =>
    basis === "units" ? jackknifed(of(whole), left.map(of), level) : fisher(of(whole), free - held, level);
  const ranked = correlationOf(momentsOfLink({ x: ranks(looked.x), y: ranks(looked.y), z: null }));
  const slope = slopeOf(whole)!;
  const slopes = left.map(slopeOf);
  return {
    accepted: true,
    pairs: pairs.length,
    units: members.length,
    basis,
    pearson: estimate(correlationOf, 0)!,
    spearman:
      basis === "units"
        ? jackknifed(ranked, rankCorrelationsWithout(looked, groups), level)!
        : fisher(ranked, free, level, (r) => 1 + r ** 2 / 2)!,
    partial: looked.z === null ? null : estimate(partialOf, 1),
    slope: basis === "units" ? jackknifedPlain(slope, slopes, level) : classical(looked, slope, free, level),
    intercept: mean(plain.y)! - slope * mean(plain.x)!,
    between: basis === "units" && members.length >= MIN_LINK_PAIRS ? betweenOf(plain, members, level) : null,
    within: isOnce ? null : withinOf(plain, members, level),
    bend: estimate(bendOf, 1),
    isSteady: slopes.every((one) => Math.sign(one ?? 0) === Math.sign(slope)),
  };
}

function membersOf(pairs: readonly UnitPair[]): readonly (readonly number[])[] {
  const units = new Map<string, number[]>();
  pairs.forEach(({ unit }, i) => {
    const places = units.get(unit);
    if (places === undefined) units.set(unit, [i]);
    else places.push(i);
  });
  return [...units.values()];
}

function columnsOf(pairs: readonly UnitPair[]): LinkColumns {
  const controls = pairs.flatMap(({ control }) => (control === undefined ? [] : [control]));
  return {
    x: pairs.map(({ metric }) => metric),
    y: pairs.map(({ outcome }) => outcome),
    z: controls.length < pairs.length ? null : controls,
  };
}

/** Every value against the mean of its unit. */
function centred({ x, y, z }: LinkColumns, members: readonly (readonly number[])[]): LinkColumns {
  const against = (values: readonly number[]) => {
    const result = [...values];
    for (const group of members) {
      const middle = mean(group.map((i) => values[i]!))!;
      for (const i of group) result[i] = values[i]! - middle;
    }
    return result;
  };
  return { x: against(x), y: against(y), z: z === null ? null : against(z) };
}

/** Fisher's interval, its test by Student's t. @param spread what the variance 1/(free − 1) is multiplied by, as Bonett and Wright do for ranks */
function fisher(value: number | null, free: number, level: number, spread: (r: number) => number = () => 1): LinkEstimate | null {
  if (value === null) return null;
  const variance = spread(value) / (free - 1);
  if (Math.abs(value) === 1) return { value, interval: { low: value, high: value }, p: 0 };
  const p = free < 1 ? null : studentTwoSided(value * Math.sqrt(free / (1 - value ** 2)), free);
  if (!(variance > 0 && Number.isFinite(variance))) return { value, interval: null, p };
  const half = zOfLevel(level) * Math.sqrt(variance);
  return { value, interval: { low: Math.tanh(Math.atanh(value) - half), high: Math.tanh(Math.atanh(value) + half) }, p };
}

function classical({ x, y }: LinkColumns, slope: number, free: number, level: number): LinkEstimate {
  const [meanX, meanY] = [mean(x)!, mean(y)!];
  const spread = sum(x.map((value) => (value - meanX) ** 2));
  const residual = sum(x.map((value, i) => (y[i]! - meanY - slope * (value - meanX)) ** 2));
  return around(slope, free < 1 ? null : Math.sqrt(residual / free / spread), free, level);
}

/** @param replicas the same number without each unit in turn */
function jackknifed(value: number | null, replicas: readonly (number | null)[], level: number): LinkEstimate | null {
  if (value === null) return null;
  // a perfect line would be infinitely far out on Fisher's scale
  const scaled = (r: number) => Math.atanh(Math.min(1 - 1e-12, Math.max(-1 + 1e-12, r)));
  if (replicas.some((one) => one === null)) return { value, interval: null, p: null };
  const { interval, p } = around(scaled(value), deviationOf(replicas.map((one) => scaled(one!))), replicas.length - 1, level);
  return { value, interval: interval && { low: Math.tanh(interval.low), high: Math.tanh(interval.high) }, p };
}

function jackknifedPlain(value: number, replicas: readonly (number | null)[], level: number): LinkEstimate {
  return replicas.some((one) => one === null)
    ? { value, interval: null, p: null }
    : around(value, deviationOf(replicas.map((one) => one!)), replicas.length - 1, level);
}

/** The jackknife's standard error of what was computed without each group. */
function deviationOf(replicas: readonly number[]): number {
  const middle = mean(replicas)!;
  return Math.sqrt(((replicas.length - 1) / replicas.length) * sum(replicas.map((one) => (one - middle) ** 2)));
}

function around(value: number, error: number | null, free: number, level: number): LinkEstimate {
  if (error === null) return { value, interval: null, p: null };
  const half = studentQuantile((1 + level) / 2, free) * error;
  return { value, interval: { low: value - half, high: value + half }, p: error === 0 ? 0 : studentTwoSided(value / error, free) };
}

function betweenOf({ x, y }: LinkColumns, members: readonly (readonly number[])[], level: number): LinkEstimate | null {
  const means = (values: readonly number[]) => members.map((group) => mean(group.map((i) => values[i]!))!);
  return fisher(correlationOf(momentsOfLink({ x: means(x), y: means(y), z: null })), members.length - 2, level);
}

function withinOf(columns: LinkColumns, members: readonly (readonly number[])[], level: number): LinkEstimate | null {
  return fisher(correlationOf(momentsOfLink(centred(columns, members))), columns.x.length - members.length - 1, level);
}
