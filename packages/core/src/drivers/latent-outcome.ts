import type { DriverSet } from "./driver-set.js";

/** π²/3: the variance of the logistic noise around a latent outcome. */
const LOGISTIC_VARIANCE = Math.PI ** 2 / 3;

/**
 * Turns a logistic or proportional-odds model into correlations with the outcome people have in mind, of which the answers show only
 * the category: y* = x′b + logistic noise (McKelvey and Zavoina 1975). {@link relativeWeights} and {@link shapleyWeights} then share out
 * its R², as they do for a rated outcome.
 *
 * @param covariance covariances among the p predictors, p × p row-major
 * @param slopes the model's slopes on the log-odds scale, in the same order; no intercept, no thresholds
 * @returns correlations among the predictors (`r`, p × p), of each with the latent outcome (`ry`), and McKelvey–Zavoina's R²
 * @throws {RangeError} when the sizes do not fit
 * @example
 * latentOutcome([1, 0.3, 0.3, 1], [1.5, 1]).rSquared // => 0.5578
 */
export function latentOutcome(
  covariance: ArrayLike<number>,
  slopes: ArrayLike<number>,
): Pick<DriverSet, "r" | "ry"> & { readonly rSquared: number } {
  const p = slopes.length;
  if (covariance.length !== p * p)
    throw new RangeError(`latentOutcome needs ${p * p} covariances for ${p} slopes, got ${covariance.length}`);
  const withLatent = Float64Array.from({ length: p }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < p; j++) sum += covariance[i * p + j]! * slopes[j]!;
    return sum;
  });
  let explained = 0;
  for (let i = 0; i < p; i++) explained += withLatent[i]! * slopes[i]!;
  const deviation = Float64Array.from({ length: p }, (_, i) => Math.sqrt(covariance[i * p + i]!));
  const outcome = Math.sqrt(explained + LOGISTIC_VARIANCE);
  const r = Float64Array.from({ length: p * p }, (_, at) => covariance[at]! / (deviation[Math.floor(at / p)]! * deviation[at % p]!));
  return { r, ry: withLatent.map((value, i) => value / (deviation[i]! * outcome)), rSquared: explained / (explained + LOGISTIC_VARIANCE) };
}
