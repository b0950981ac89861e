import { invertSymmetric, solveSymmetric } from "../drivers/index.js";

/** One choice: of several alternatives, each with its row of coded attributes, one was taken. */
export type Choice = {
  readonly rows: readonly ArrayLike<number>[];
  readonly chosen: number;
  /** people who chose the same from the same */
  readonly n: number;
  /** who chose: choices of one person belong together */
  readonly person: number | string | null;
};

export type LogitFit = {
  readonly beta: Float64Array;
  /** k × k, row-major; by person where every choice says whose it is */
  readonly covariance: Float64Array;
  readonly isByPerson: boolean;
  readonly logLikelihood: number;
};

const MOST_STEPS = 60;
/** Beyond this an item is simply always, or never, taken: there is no estimate. */
const RUNAWAY = 12;

/**
 * Conditional logit (McFadden 1974) by Newton's method: the chance to take an alternative is proportional to exp(row · beta).
 *
 * @param merged the same choices with equal ones counted together: what is solved goes by these, errors by people go by all
 * @returns `null` when the choices do not determine the coefficients: too few, or an alternative that always or never wins
 */
export function fitConditionalLogit(choices: readonly Choice[], k: number, merged: readonly Choice[] = choices): LogitFit | null {
  const beta = new Float64Array(k);
  let current = evaluate(merged, beta);
  for (let step = 0; step < MOST_STEPS; step++) {
    const move = solveSymmetric(current.information, current.gradient, k);
    if (move === null) return null;
    let factor = 1;
    let next = current;
    let moved = beta;
    for (; factor > 1e-6; factor /= 2) {
      moved = beta.map((value, i) => value + factor * move[i]!);
      next = evaluate(merged, moved);
      if (next.logLikelihood >= current.logLikelihood - 1e-12) break;
    }
    beta.set(moved);
    current = next;
    if (beta.some((value) => Math.abs(value) > RUNAWAY)) return null;
    if (Math.max(...move.map((value) => Math.abs(value * factor))) < 1e-10) {
      const inverse = invertSymmetric(current.information, k);
      if (inverse === null) return null;
      const clustered = choices.every(({ person }) => person !== null) ? byPerson(choices, beta, inverse) : null;
      return {
        beta,
        covariance: clustered ?? inverse,
        isByPerson: clustered !== null,
        logLikelihood: current.logLikelihood,
      };
    }
  }
  return null;
}

function evaluate(choices: readonly Choice[], beta: Float64Array) {
  const k = beta.length;
  const gradient = new Float64Array(k);
  const information = new Float64Array(k * k);
  let logLikelihood = 0;
  const mean = new Float64Array(k);
  for (const choice of choices) {
    const chances = chancesOf(choice, beta);
    logLikelihood += choice.n * Math.log(chances[choice.chosen]!);
    mean.fill(0);
    for (const [i, row] of choice.rows.entries()) for (let a = 0; a < k; a++) mean[a]! += chances[i]! * row[a]!;
    for (const [i, row] of choice.rows.entries()) {
      const weight = choice.n * chances[i]!;
      for (let a = 0; a < k; a++) {
        const away = row[a]! - mean[a]!;
        if (away === 0) continue;
        for (let b = 0; b <= a; b++) information[a * k + b]! += weight * away * (row[b]! - mean[b]!);
      }
    }
    const taken = choice.rows[choice.chosen]!;
    for (let a = 0; a < k; a++) gradient[a]! += choice.n * (taken[a]! - mean[a]!);
  }
  for (let a = 0; a < k; a++) for (let b = 0; b < a; b++) information[b * k + a] = information[a * k + b]!;
  return { gradient, information, logLikelihood };
}

function chancesOf({ rows }: Choice, beta: Float64Array): number[] {
  const values = rows.map((row) => {
    let value = 0;
    for (let a = 0; a < beta.length; a++) value += row[a]! * beta[a]!;
    return value;
  });
  const highest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Sandwich covariance with the choices of a person taken together (Liang and Zeger 1986), times P/(P − 1). */
function byPerson(choices: readonly Choice[], beta: Float64Array, inverse: Float64Array): Float64Array | null {
  const k = beta.length;
  const scores = new Map<number | string, Float64Array>();
  for (const choice of choices) {
    const chances = chancesOf(choice, beta);
    const score = scores.get(choice.person!) ?? new Float64Array(k);
    scores.set(choice.person!, score);
    const taken = choice.rows[choice.chosen]!;
    for (let a = 0; a < k; a++) {
      let mean = 0;
      for (const [i, row] of choice.rows.entries()) mean += chances[i]! * row[a]!;
      score[a]! += choice.n * (taken[a]! - mean);
    }
  }
  const people = scores.size;
  if (people <= k) return null;
  const middle = new Float64Array(k * k);
  for (const score of scores.values()) for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) middle[a * k + b]! += score[a]! * score[b]!;
  const half = multiply(inverse, middle, k);
  return multiply(half, inverse, k).map((value) => (value * people) / (people - 1));
}

function multiply(x: Float64Array, y: Float64Array, k: number): Float64Array {
  const product = new Float64Array(k * k);
  for (let a = 0; a < k; a++)
    for (let m = 0; m < k; m++) {
      const factor = x[a * k + m]!;
      for (let b = 0; b < k; b++) product[a * k + b]! += factor * y[m * k + b]!;
    }
  return product;
}

/** Variance of a linear combination. */
export function varianceOf(covariance: Float64Array, weights: ArrayLike<number>): number {
  const k = weights.length;
  let variance = 0;
  for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) variance += weights[a]! * weights[b]! * covariance[a * k + b]!;
  return Math.max(0, variance);
}
