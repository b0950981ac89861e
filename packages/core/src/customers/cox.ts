import { invertSymmetric, type LikelihoodCoefficient, type Predictor, solveSymmetric } from "../drivers/index.js";
import { normalTwoSided } from "../numeric/index.js";
import { type Durations, inTimeOrder } from "./survival.js";

export interface CoxModel {
  readonly n: number;
  readonly events: number;
  /** Log hazard ratios: positive means leaving sooner. */
  readonly coefficients: readonly LikelihoodCoefficient[];
  readonly logLikelihood: number;
  readonly nullLogLikelihood: number;
  /** Share of comparable pairs in which the one who left sooner had the higher risk, ties half; `null` without such pairs. */
  readonly concordance: number | null;
  readonly hasConverged: boolean;
}

/**
 * Cox proportional hazards model: what makes customers leave sooner or later.
 *
 * @param ties how several leavings at one time are handled; Efron's way is the more exact
 * @returns `null` when nobody left or the predictors are collinear
 * @throws {RangeError} when a duration or an event is not valid, lengths differ or a predictor is not finite
 * @example
 * coxModel({ times: [1, 2, 3, 4, 5, 6], events: [1, 1, 1, 1, 1, 0] }, [{ name: "price", values: [3, 1, 2, 3, 1, 1] }])!.coefficients[0]!.estimate // => 0.6673
 */
export function coxModel(durations: Durations, predictors: readonly Predictor[], ties: "efron" | "breslow" = "efron"): CoxModel | null {
  const order = inTimeOrder(durations);
  const n = order.length;
  const p = predictors.length;
  if (predictors.some((predictor) => predictor.values.length !== n)) throw new RangeError("coxModel needs columns of one length");
  const times = Float64Array.from(order, (i) => durations.times[i]!);
  const events = Uint8Array.from(order, (i) => durations.events[i]!);
  const left = events.reduce((sum, event) => sum + event, 0);
  if (left === 0 || p === 0) return null;
  const design = new Float64Array(n * p);
  predictors.forEach(({ name, values }, j) => {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += values[i]! / n;
    if (!Number.isFinite(mean)) throw new RangeError(`coxModel needs finite predictors, ${name} is not`);
    for (let i = 0; i < n; i++) design[i * p + j] = values[order[i]!]! - mean;
  });
  const beta = new Float64Array(p);
  const score = new Float64Array(p);
  const information = new Float64Array(p * p);
  const evaluate = () => partialLikelihood({ times, events, design, p, beta, ties, score, information });
  const nullLogLikelihood = evaluate();
  let logLikelihood = nullLogLikelihood;
  let hasConverged = false;
  for (let round = 0; round < 50 && !hasConverged; round++) {
    const step = solveSymmetric(information, score, p);
    if (step === null) return null;
    for (let j = 0; j < p; j++) beta[j]! += step[j]!;
    let next = evaluate();
    for (let half = 0; half < 20 && !(next >= logLikelihood - 1e-10 * Math.abs(logLikelihood)); half++) {
      for (let j = 0; j < p; j++) {
        step[j]! /= 2;
        beta[j]! -= step[j]!;
      }
      next = evaluate();
    }
    hasConverged = Math.abs(next - logLikelihood) <= 1e-12 * (Math.abs(next) + 1e-3);
    logLikelihood = next;
  }
  const covariance = invertSymmetric(information, p);
  if (covariance === null) return null;
  const risk = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) risk[i]! += design[i * p + j]! * beta[j]!;
  return {
    n,
    events: left,
    coefficients: predictors.map(({ name }, j) => {
      const standardError = Math.sqrt(covariance[j * p + j]!);
      const z = beta[j]! / standardError;
      return { name, estimate: beta[j]!, standardError, z, p: normalTwoSided(z) };
    }),
    logLikelihood,
    nullLogLikelihood,
    concordance: concordance(times, events, risk),
    hasConverged,
  };
}

/** Log partial likelihood; walks from the longest time to the shortest so that the risk set only grows. */
function partialLikelihood(input: {
  readonly times: Float64Array;
  readonly events: Uint8Array;
  readonly design: Float64Array;
  readonly p: number;
  readonly beta: Float64Array;
  readonly ties: "efron" | "breslow";
  readonly score: Float64Array;
  readonly information: Float64Array;
}): number {
  const { times, events, design, p, beta, ties, score, information } = input;
  score.fill(0);
  information.fill(0);
  const first = new Float64Array(p); // Σ risk·x over the risk set
  const second = new Float64Array(p * p);
  const tiedFirst = new Float64Array(p); // the same over those who leave now
  const tiedSecond = new Float64Array(p * p);
  const mean = new Float64Array(p);
  let [total, logLikelihood] = [0, 0];
  for (let end = times.length - 1; end >= 0; ) {
    const time = times[end]!;
    let [deaths, tiedTotal] = [0, 0];
    tiedFirst.fill(0);
    tiedSecond.fill(0);
    let i = end;
    for (; i >= 0 && times[i] === time; i--) {
      let eta = 0;
      for (let j = 0; j < p; j++) eta += design[i * p + j]! * beta[j]!;
      const risk = Math.exp(eta);
      const isLeaving = events[i] === 1;
      total += risk;
      if (isLeaving) {
        deaths++;
        tiedTotal += risk;
        logLikelihood += eta;
      }
      for (let j = 0; j < p; j++) {
        const x = design[i * p + j]!;
        const rx = risk * x;
        first[j]! += rx;
        if (isLeaving) {
          tiedFirst[j]! += rx;
          score[j]! += x;
        }
        for (let k = 0; k <= j; k++) {
          const value = rx * design[i * p + k]!;
          second[j * p + k]! += value;
          if (isLeaving) tiedSecond[j * p + k]! += value;
        }
      }
    }
    for (let d = 0; d < deaths; d++) {
      const out = ties === "efron" ? d / deaths : 0;
      const sum = total - out * tiedTotal;
      logLikelihood -= Math.log(sum);
      for (let j = 0; j < p; j++) {
        mean[j] = (first[j]! - out * tiedFirst[j]!) / sum;
        score[j]! -= mean[j]!;
        for (let k = 0; k <= j; k++) {
          information[j * p + k]! += (second[j * p + k]! - out * tiedSecond[j * p + k]!) / sum - mean[j]! * mean[k]!;
        }
      }
    }
    end = i;
  }
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) information[k * p + j] = information[j * p + k]!;
  return logLikelihood;
}

/**
 * Concordance of risk with time to leaving. A pair counts when the one with the shorter time left; equal times count when
 * exactly one of the two left then.
 *
 * @param times rising
 */
function concordance(times: Float64Array, events: Uint8Array, risk: Float64Array): number | null {
  const n = times.length;
  const levels = [...new Set(risk)].sort((a, b) => a - b);
  // risks that differ only by rounding are one level
  const merged = levels.filter((value, i) => i === 0 || value - levels[i - 1]! > 1e-9 * Math.max(1, Math.abs(value)));
  const levelOf = Int32Array.from(risk, (value) => upperBound(merged, value));
  const tree = new Float64Array(merged.length + 2); // counts of those still watched, by risk level
  const add = (level: number) => {
    for (let at = level + 1; at < tree.length; at += at & -at) tree[at]!++;
  };
  const upTo = (level: number) => {
    let sum = 0;
    for (let at = level + 1; at > 0; at -= at & -at) sum += tree[at]!;
    return sum;
  };
  let [concordant, tied, comparable, watched] = [0, 0, 0, 0];
  for (let end = n - 1; end >= 0; ) {
    const time = times[end]!;
    let start = end;
    while (start >= 0 && times[start] === time) start--;
    // those censored at this time outlived those who left at it
    for (let i = end; i > start; i--) {
      if (events[i] === 0) {
        add(levelOf[i]!);
        watched++;
      }
    }
    for (let i = end; i > start; i--) {
      if (events[i] === 0) continue;
      const below = upTo(levelOf[i]! - 1);
      const equal = upTo(levelOf[i]!) - below;
      concordant += below;
      tied += equal;
      comparable += watched;
    }
    for (let i = end; i > start; i--) {
      if (events[i] === 1) {
        add(levelOf[i]!);
        watched++;
      }
    }
    end = start;
  }
  return comparable > 0 ? (concordant + tied / 2) / comparable : null;
}

/** Position of the last level not above the value. */
function upperBound(levels: readonly number[], value: number): number {
  let [low, high] = [0, levels.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (levels[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
