import { normalTwoSided } from "../numeric/index.js";
import { type Predictor, requireColumns } from "./coding.js";
import { invertSymmetric, solveSymmetric } from "./linear-algebra.js";

export interface LikelihoodCoefficient {
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  readonly z: number;
  /** Two-sided, normal. */
  readonly p: number;
}

export interface LogisticModel {
  readonly n: number;
  /** Rows (or weight) with the event. */
  readonly events: number;
  /** First the intercept, then the predictors in the order given; on the log-odds scale. */
  readonly coefficients: readonly LikelihoodCoefficient[];
  readonly logLikelihood: number;
  readonly nullDeviance: number;
  readonly residualDeviance: number;
  /** 1 − residual ÷ null deviance. */
  readonly mcFaddenR2: number;
  readonly hasConverged: boolean;
  /** True when the predictors tell events from non-events (almost) perfectly: the coefficients then have no finite value. */
  readonly isSeparated: boolean;
  /** Fitted probability per row. */
  readonly probabilities: Float64Array;
}

/**
 * Logistic regression by Newton's method: the chance of an event, such as leaving, from predictors.
 *
 * @param outcome 1 = event, 0 = none, per row
 * @param weights how many cases a row stands for; default one each
 * @returns `null` when there are no events, only events, or collinear predictors
 * @throws {RangeError} when an outcome is neither 0 nor 1, lengths differ, a number is not finite or a weight is below 0
 * @example
 * logisticRegression([0, 0, 1, 0, 1, 1], [{ name: "visits", values: [1, 2, 3, 4, 5, 6] }])!.coefficients[1]!.estimate // => 1.2140
 */
export function logisticRegression(
  outcome: ArrayLike<number>,
  predictors: readonly Predictor[],
  weights?: ArrayLike<number>,
): LogisticModel | null {
  const rows = outcome.length;
  requireColumns(predictors, rows, weights);
  const q = predictors.length + 1;
  const design = new Float64Array(rows * q);
  let n = 0;
  let events = 0;
  for (let i = 0; i < rows; i++) {
    const y = outcome[i]!;
    if (y !== 0 && y !== 1) throw new RangeError(`logisticRegression needs outcomes 0 or 1, got ${y}`);
    const w = weights?.[i] ?? 1;
    n += w;
    events += w * y;
    design[i * q] = 1;
    for (let j = 1; j < q; j++) design[i * q + j] = predictors[j - 1]!.values[i]!;
  }
  if (!(events > 0) || !(events < n)) return null;

  const beta = new Float64Array(q);
  beta[0] = Math.log(events / (n - events));
  const probabilities = new Float64Array(rows);
  const information = new Float64Array(q * q);
  const score = new Float64Array(q);
  const evaluate = (): number => {
    information.fill(0);
    score.fill(0);
    let logLikelihood = 0;
    for (let i = 0; i < rows; i++) {
      const start = i * q;
      let eta = 0;
      for (let j = 0; j < q; j++) eta += design[start + j]! * beta[j]!;
      const small = Math.exp(-Math.abs(eta));
      const fitted = eta >= 0 ? 1 / (1 + small) : small / (1 + small);
      probabilities[i] = fitted;
      const w = weights?.[i] ?? 1;
      const y = outcome[i]!;
      logLikelihood += w * ((y === 1 ? Math.min(0, eta) : Math.min(0, -eta)) - Math.log1p(small));
      const pull = w * (y - fitted);
      const spread = (w * small) / ((1 + small) * (1 + small));
      for (let j = 0; j < q; j++) {
        const x = design[start + j]!;
        score[j]! += pull * x;
        const sx = spread * x;
        for (let k = 0; k <= j; k++) information[j * q + k]! += sx * design[start + k]!;
      }
    }
    for (let j = 0; j < q; j++) for (let k = 0; k < j; k++) information[k * q + j] = information[j * q + k]!;
    return logLikelihood;
  };

  let logLikelihood = evaluate();
  const nullDeviance = -2 * (events * Math.log(events / n) + (n - events) * Math.log(1 - events / n));
  let hasConverged = false;
  for (let round = 0; round < 50 && !hasConverged; round++) {
    const step = solveSymmetric(information, score, q);
    if (step === null) {
      if (round === 0) return null;
      break; // the information vanishes as probabilities reach 0 and 1
    }
    for (let j = 0; j < q; j++) beta[j]! += step[j]!;
    let next = evaluate();
    for (let half = 0; half < 20 && next < logLikelihood - 1e-10 * Math.abs(logLikelihood); half++) {
      for (let j = 0; j < q; j++) {
        step[j]! /= 2;
        beta[j]! -= step[j]!;
      }
      next = evaluate();
    }
    hasConverged = Math.abs(next - logLikelihood) <= 1e-13 * (Math.abs(next) + 1e-3) || next > -1e-8 * n;
    logLikelihood = next;
  }
  const inverse = invertSymmetric(information, q);
  const isSeparated = inverse === null || !hasConverged || logLikelihood > -1e-6 * n || isRunningAway(beta, predictors, inverse);
  return {
    n,
    events,
    coefficients: Array.from(beta, (estimate, j) => {
      const standardError = inverse ? Math.sqrt(inverse[j * q + j]!) : Number.POSITIVE_INFINITY;
      const z = estimate / standardError;
      return { name: j === 0 ? "(intercept)" : predictors[j - 1]!.name, estimate, standardError, z, p: normalTwoSided(z) };
    }),
    logLikelihood,
    nullDeviance,
    residualDeviance: -2 * logLikelihood,
    mcFaddenR2: 1 - (-2 * logLikelihood) / nullDeviance,
    hasConverged,
    isSeparated,
    probabilities,
  };
}

/** A coefficient worth more than e¹⁰ odds over its own range, and less than its own error, is on its way to infinity. */
function isRunningAway(beta: Float64Array, predictors: readonly Predictor[], inverse: Float64Array): boolean {
  const q = beta.length;
  return predictors.some(({ values }, j) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < values.length; i++) {
      low = Math.min(low, values[i]!);
      high = Math.max(high, values[i]!);
    }
    const estimate = Math.abs(beta[j + 1]!);
    return estimate * (high - low) > 10 && estimate < Math.sqrt(inverse[(j + 1) * q + j + 1]!);
  });
}

/**
 * Probability of the event for new rows.
 *
 * @param predictors the same columns, in the same order, as the model was fitted with
 * @throws {RangeError} when a column is missing or has another name
 * @example
 * const model = logisticRegression([0, 0, 1, 0, 1, 1], [{ name: "visits", values: [1, 2, 3, 4, 5, 6] }]);
 * predictLogistic(model, [{ name: "visits", values: [6] }]) // => Float64Array [0.9541]
 */
export function predictLogistic(model: Pick<LogisticModel, "coefficients">, predictors: readonly Predictor[]): Float64Array {
  const [intercept, ...slopes] = model.coefficients;
  if (slopes.length !== predictors.length || slopes.some((slope, j) => slope.name !== predictors[j]!.name)) {
    throw new RangeError(`predictLogistic needs the columns ${slopes.map((slope) => slope.name).join(", ")}`);
  }
  const rows = predictors[0]?.values.length ?? 0;
  const probabilities = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let eta = intercept!.estimate;
    for (let j = 0; j < slopes.length; j++) eta += slopes[j]!.estimate * predictors[j]!.values[i]!;
    probabilities[i] = 1 / (1 + Math.exp(-eta));
  }
  return probabilities;
}
