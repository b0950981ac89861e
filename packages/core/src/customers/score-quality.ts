import type { Interval } from "../measures/index.js";

export interface ScoreQuality {
  readonly n: number;
  readonly events: number;
  readonly baseRate: number;
  /** Chance that one who left had a higher score than one who stayed, ties half: 0.5 = useless. */
  readonly auc: number;
  /** DeLong's standard error and 95 % interval, cut to 0..1. */
  readonly aucError: number;
  readonly aucInterval: Interval;
  /** Mean squared error of the probability. */
  readonly brier: number;
  readonly logLoss: number;
  /** The tenth of customers with the highest scores: how many left, against all. */
  readonly topDecile: { readonly n: number; readonly rate: number; readonly lift: number } | null;
  /** Largest distance between those who left and those who stayed, over all cut-offs. */
  readonly ks: number;
  readonly cutoff: number;
  /** Share of those at or above the cut-off who left; `null` when nobody is. */
  readonly precision: number | null;
  /** Share of those who left who are at or above the cut-off. */
  readonly recall: number;
}

/**
 * How good a warning score is: telling apart (AUC, lift, KS) and truth of its probabilities (Brier, log loss).
 *
 * @param outcome 1 = left, 0 = stayed
 * @param probabilities score per customer, 0..1
 * @param cutoff for precision and recall; default 0.5
 * @returns `null` unless some left and some stayed
 * @throws {RangeError} when lengths differ or a value is out of range
 * @example
 * scoreQuality([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])!.auc // => 0.75
 */
export function scoreQuality(outcome: ArrayLike<number>, probabilities: ArrayLike<number>, cutoff = 0.5): ScoreQuality | null {
  const n = outcome.length;
  if (probabilities.length !== n)
    throw new RangeError(`scoreQuality needs as many scores as outcomes, got ${probabilities.length} and ${n}`);
  let [events, squares, logs, hits, flagged] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [y, p] = [outcome[i]!, probabilities[i]!];
    if ((y !== 0 && y !== 1) || !(p >= 0 && p <= 1))
      throw new RangeError(`scoreQuality needs outcomes 0 or 1 and scores 0..1, got ${y} and ${p}`);
    events += y;
    squares += (p - y) ** 2;
    // a certain score that is wrong would cost infinity
    logs -= Math.log(Math.max(1e-15, y === 1 ? p : 1 - p));
    if (p >= cutoff) {
      flagged++;
      hits += y;
    }
  }
  if (events === 0 || events === n) return null;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => probabilities[b]! - probabilities[a]!);
  const { auc, variance, ks } = separation(outcome, probabilities, order, events);
  const aucError = Math.sqrt(variance);
  const top = Math.floor(n / 10);
  let leftOnTop = 0;
  for (let i = 0; i < top; i++) leftOnTop += outcome[order[i]!]!;
  const margin = 1.959963984540054 * aucError;
  return {
    n,
    events,
    baseRate: events / n,
    auc,
    aucError,
    aucInterval: { low: Math.max(0, auc - margin), high: Math.min(1, auc + margin) },
    brier: squares / n,
    logLoss: logs / n,
    topDecile: top > 0 ? { n: top, rate: leftOnTop / top, lift: leftOnTop / top / (events / n) } : null,
    ks,
    cutoff,
    precision: flagged > 0 ? hits / flagged : null,
    recall: hits / events,
  };
}

/** AUC with DeLong's variance, and KS, in one pass over the scores from high to low (ties taken together). */
function separation(outcome: ArrayLike<number>, scores: ArrayLike<number>, order: readonly number[], events: number) {
  const n = order.length;
  const stayed = n - events;
  let [seenLeft, seenStayed, ks, sum] = [0, 0, 0, 0];
  let [leftSquares, stayedSquares] = [0, 0];
  for (let start = 0; start < n; ) {
    const score = scores[order[start]!];
    let end = start;
    let left = 0;
    while (end < n && scores[order[end]!] === score) left += outcome[order[end++]!]!;
    const here = end - start - left;
    // for each who left: share of stayers below; for each who stayed: share of leavers above; ties half
    const below = (stayed - seenStayed - here / 2) / stayed;
    const above = (seenLeft + left / 2) / events;
    sum += left * below;
    leftSquares += left * below * below;
    stayedSquares += here * above * above;
    seenLeft += left;
    seenStayed += here;
    ks = Math.max(ks, seenLeft / events - seenStayed / stayed);
    start = end;
  }
  const auc = sum / events;
  const s10 = events > 1 ? Math.max(0, leftSquares - events * auc * auc) / (events - 1) : 0;
  const s01 = stayed > 1 ? Math.max(0, stayedSquares - stayed * auc * auc) / (stayed - 1) : 0;
  return { auc, variance: s10 / events + s01 / stayed, ks };
}

export interface CalibrationBin {
  readonly n: number;
  /** Mean score and share that left. */
  readonly predicted: number;
  readonly observed: number;
}

/**
 * Does a score of 30 % mean that 30 % leave? Customers by rising score, in bins of equal size.
 *
 * @param bins how many; default 10
 * @returns fewer bins when there are fewer customers
 * @example
 * calibration([0, 1, 1, 1], [0.1, 0.3, 0.6, 0.8], 2) // => [{ n: 2, predicted: 0.2, observed: 0.5 }, { n: 2, predicted: 0.7, observed: 1 }]
 */
export function calibration(outcome: ArrayLike<number>, probabilities: ArrayLike<number>, bins = 10): CalibrationBin[] {
  const n = outcome.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => probabilities[a]! - probabilities[b]!);
  const result: CalibrationBin[] = [];
  for (let b = 0; b < bins; b++) {
    const [from, to] = [Math.floor((b * n) / bins), Math.floor(((b + 1) * n) / bins)];
    if (to === from) continue;
    let [predicted, observed] = [0, 0];
    for (let i = from; i < to; i++) {
      predicted += probabilities[order[i]!]!;
      observed += outcome[order[i]!]!;
    }
    result.push({ n: to - from, predicted: predicted / (to - from), observed: observed / (to - from) });
  }
  return result;
}
