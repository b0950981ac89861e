import { solveSymmetric } from "../drivers/index.js";
import { chiSquareSf, normalUpperQuantile } from "../numeric/index.js";

/** How long customers were watched, and whether they left (1) or were still there when watching ended (0). */
export interface Durations {
  readonly times: ArrayLike<number>;
  readonly events: ArrayLike<number>;
}

export interface SurvivalPoint {
  readonly time: number;
  /** Share still there just after this time, 0..1. */
  readonly survival: number;
  /** Greenwood's standard error; `null` once nobody is left. */
  readonly standardError: number | null;
  /** Log-log interval; `null` where it is not defined: while nobody has left and once nobody is left. */
  readonly low: number | null;
  readonly high: number | null;
  /** Still watched just before this time. */
  readonly atRisk: number;
}

export interface SurvivalCurve {
  readonly n: number;
  readonly events: number;
  /** One step per time at which somebody left. */
  readonly steps: readonly (SurvivalPoint & { readonly left: number })[];
  /** First time at which no more than half are still there; `null` when never reached. */
  readonly median: number | null;
}

/**
 * Kaplan–Meier curve: the share of customers still there over time, counting those still watched fairly.
 *
 * @returns `null` for no customers
 * @throws {RangeError} when lengths differ, a time is negative, or an event is neither 0 nor 1
 * @example
 * kaplanMeier({ times: [1, 2, 2, 3, 4], events: [1, 1, 0, 1, 0] })!.median // => 3
 */
export function kaplanMeier(durations: Durations, confidence = 0.95): SurvivalCurve | null {
  const order = inTimeOrder(durations);
  const n = order.length;
  if (n === 0) return null;
  const { times, events } = durations;
  const z = normalUpperQuantile((1 - confidence) / 2);
  const steps: (SurvivalPoint & { left: number })[] = [];
  let [survival, greenwood, total, median] = [1, 0, 0, null as number | null];
  for (let start = 0; start < n; ) {
    const time = times[order[start]!]!;
    let end = start;
    let left = 0;
    while (end < n && times[order[end]!] === time) left += events[order[end++]!]!;
    if (left > 0) {
      const atRisk = n - start;
      survival *= 1 - left / atRisk;
      greenwood += left / (atRisk * (atRisk - left));
      total += left;
      steps.push({ ...pointAt(time, survival, greenwood, z), atRisk, left });
      // products of shares carry rounding: half is half
      if (median === null && survival <= 0.5 + 1e-12) {
        const next = Math.abs(survival - 0.5) < 1e-12 ? nextLeaving(durations, order, end) : null;
        median = next === null ? time : (time + next) / 2;
      }
    }
    start = end;
  }
  return { n, events: total, steps, median };
}

/** When exactly half are left, the median lies half-way to the next leaving, as in R. */
function nextLeaving({ times, events }: Durations, order: readonly number[], from: number): number | null {
  const next = order.slice(from).find((i) => events[i] === 1);
  return next === undefined ? null : times[next]!;
}

function pointAt(time: number, survival: number, greenwood: number, z: number): Omit<SurvivalPoint, "atRisk"> {
  if (survival <= 0) return { time, survival: 0, standardError: null, low: null, high: null };
  const standardError = survival * Math.sqrt(greenwood);
  const spread = Math.exp((z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival)));
  return { time, survival, standardError, low: survival ** spread, high: survival ** (1 / spread) };
}

/**
 * Reads a curve at given times.
 *
 * @param durations the customers the curve was made of, for the numbers at risk
 * @example
 * const customers = { times: [1, 2, 2, 3, 4], events: [1, 1, 0, 1, 0] };
 * survivalAt(kaplanMeier(customers), customers, [2])[0].survival // => 0.6000
 */
export function survivalAt(curve: SurvivalCurve, durations: Durations, times: readonly number[]): SurvivalPoint[] {
  return times.map((time) => {
    const step = curve.steps.findLast((one) => one.time <= time);
    let atRisk = 0;
    for (let i = 0; i < durations.times.length; i++) if (durations.times[i]! >= time) atRisk++;
    if (!step) return { time, survival: 1, standardError: 0, low: null, high: null, atRisk };
    const { survival, standardError, low, high } = step;
    return { time, survival, standardError, low, high, atRisk };
  });
}

/**
 * Mean time still there within a horizon: the area under the curve (restricted mean survival time).
 *
 * @param until horizon, in the unit of the times
 * @example
 * meanTimeWithin(kaplanMeier({ times: [1, 2], events: [1, 1] }), 2) // => 1.5
 */
export function meanTimeWithin(curve: SurvivalCurve, until: number): number {
  let [area, level, from] = [0, 1, 0];
  for (const step of curve.steps) {
    if (step.time >= until) break;
    area += level * (step.time - from);
    level = step.survival;
    from = step.time;
  }
  return area + level * (until - from);
}

export interface LogRank {
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
  readonly groups: readonly { readonly name: string; readonly n: number; readonly left: number; readonly expected: number }[];
}

/**
 * Log-rank test: do groups of customers stay equally long?
 *
 * @param group name of the group per customer
 * A group whose customers were all out of sight before anybody left says nothing and does not count in the degrees of freedom.
 *
 * @returns `null` with fewer than two groups that say something or when nobody left
 * @example
 * logRank({ times: [1, 2, 3, 4, 5, 6], events: [1, 1, 1, 1, 1, 1] }, ["a", "a", "a", "b", "b", "b"])!.chiSquare // => 5.0517
 */
export function logRank(durations: Durations, group: readonly string[]): LogRank | null {
  const order = inTimeOrder(durations);
  const { times, events } = durations;
  if (group.length !== order.length) throw new RangeError("logRank needs one group per customer");
  const names = [...new Set(group)].sort();
  const g = names.length;
  const of = Int32Array.from(group, (name) => names.indexOf(name));
  const atRisk = new Float64Array(g);
  for (const k of of) atRisk[k]!++;
  const sizes = Array.from(atRisk);
  const left = new Float64Array(g);
  const expected = new Float64Array(g);
  const spread = new Float64Array(g * g);
  const here = new Float64Array(g);
  let watched = order.length;
  for (let start = 0; start < order.length; ) {
    const time = times[order[start]!]!;
    let end = start;
    let deaths = 0;
    here.fill(0);
    while (end < order.length && times[order[end]!] === time) {
      deaths += events[order[end]!]!;
      here[of[order[end]!]!]! += events[order[end]!]!;
      end++;
    }
    if (deaths > 0) {
      const factor = watched > 1 ? (deaths * (watched - deaths)) / (watched - 1) : 0;
      for (let a = 0; a < g; a++) {
        const share = atRisk[a]! / watched;
        left[a]! += here[a]!;
        expected[a]! += deaths * share;
        for (let b = 0; b < g; b++) spread[a * g + b]! += factor * share * ((a === b ? 1 : 0) - atRisk[b]! / watched);
      }
    }
    for (let i = start; i < end; i++) atRisk[of[order[i]!]!]!--;
    watched -= end - start;
    start = end;
  }
  // the differences add up to 0: the last group follows from the others
  const telling = Array.from({ length: g }, (_, a) => a).filter((a) => expected[a]! > 0);
  const df = telling.length - 1;
  const free = telling.slice(0, -1);
  const excess = Float64Array.from(free, (a) => left[a]! - expected[a]!);
  const reduced = Float64Array.from(free.flatMap((a) => free.map((b) => spread[a * g + b]!)));
  const solved = df > 0 ? solveSymmetric(reduced, excess, df) : null;
  if (solved === null) return null;
  const chiSquare = solved.reduce((sum, value, a) => sum + value * excess[a]!, 0);
  return {
    chiSquare,
    df,
    p: chiSquareSf(chiSquare, df),
    groups: names.map((name, a) => ({ name, n: sizes[a]!, left: left[a]!, expected: expected[a]! })),
  };
}

/** Positions of the customers by rising time. */
export function inTimeOrder({ times, events }: Durations): number[] {
  if (times.length !== events.length)
    throw new RangeError(`durations need as many times as events, got ${times.length} and ${events.length}`);
  for (let i = 0; i < times.length; i++) {
    if (!(times[i]! >= 0 && Number.isFinite(times[i]!))) throw new RangeError(`a duration is a number ≥ 0, got ${times[i]}`);
    if (events[i] !== 0 && events[i] !== 1) throw new RangeError(`an event is 0 or 1, got ${events[i]}`);
  }
  return Array.from({ length: times.length }, (_, i) => i).sort((a, b) => times[a]! - times[b]!);
}
