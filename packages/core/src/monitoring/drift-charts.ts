import { requireSeries, slackOf } from "./series.js";

/** A known or baseline level and spread. */
export interface Baseline {
  readonly mean: number;
  readonly sigma: number;
}

/**
 * Mean and standard deviation (n − 1) of the first values of a series, to watch the rest against.
 *
 * @returns `null` with fewer than two values, or when they are all equal
 * @throws {RangeError} when a value is not finite
 * @example
 * baselineOf([1, 2, 3, 9, 9], 3) // => { mean: 2, sigma: 1 }
 */
export function baselineOf(values: ArrayLike<number>, first: number): Baseline | null {
  requireSeries(values);
  const n = Math.min(first, values.length);
  if (n < 2) return null;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
  return squares > n * slackOf(mean) ** 2 ? { mean, sigma: Math.sqrt(squares / (n - 1)) } : null;
}

export interface EwmaChart {
  readonly values: Float64Array;
  /** Distance of the limits from the baseline mean, per value. */
  readonly margins: Float64Array;
  /** Position (0-based) of the first value beyond its limit; `null` when none is. */
  readonly firstSignal: number | null;
}

/**
 * Exponentially weighted moving average chart: sees small lasting shifts sooner than single values do.
 *
 * @param options `lambda` weight of the newest value, default 0.2; `width` of the limits in sigmas, default 3
 * @throws {RangeError} when sigma is not > 0, lambda not in (0, 1] or a value not finite
 * @example
 * ewmaChart([0, 0, 3, 3, 3], { mean: 0, sigma: 1 }).firstSignal // => 3
 */
export function ewmaChart(
  values: ArrayLike<number>,
  baseline: Baseline,
  options: { readonly lambda?: number; readonly width?: number } = {},
): EwmaChart {
  const { lambda = 0.2, width = 3 } = options;
  if (!(baseline.sigma > 0)) throw new RangeError(`ewmaChart needs sigma > 0, got ${baseline.sigma}`);
  if (!(lambda > 0 && lambda <= 1)) throw new RangeError(`ewmaChart needs lambda in (0, 1], got ${lambda}`);
  requireSeries(values);
  const smoothed = new Float64Array(values.length);
  const margins = new Float64Array(values.length);
  let level = baseline.mean;
  let firstSignal: number | null = null;
  for (let i = 0; i < values.length; i++) {
    level = lambda * values[i]! + (1 - lambda) * level;
    smoothed[i] = level;
    margins[i] = width * baseline.sigma * Math.sqrt((lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * (i + 1))));
    if (firstSignal === null && Math.abs(level - baseline.mean) > margins[i]!) firstSignal = i;
  }
  return { values: smoothed, margins, firstSignal };
}

export interface CusumChart {
  /** Sum of rises above, and of falls below, the mean beyond the allowance, in sigmas. */
  readonly rise: Float64Array;
  readonly fall: Float64Array;
  readonly maxRise: number;
  readonly maxFall: number;
  /** Position (0-based) of the first value at which a sum passes the limit; `null` when none does. */
  readonly firstSignal: number | null;
}

/**
 * Tabular CUSUM: adds up deviations until they are too much for chance.
 *
 * @param options `allowance` k per value, default 0.5 sigma; `limit` h, default 5 sigma
 * @throws {RangeError} when sigma is not > 0 or a value not finite
 * @example
 * cusumChart([0, 2, 2, 2, 2], { mean: 0, sigma: 1 }).firstSignal // => 4
 */
export function cusumChart(
  values: ArrayLike<number>,
  baseline: Baseline,
  options: { readonly allowance?: number; readonly limit?: number } = {},
): CusumChart {
  const { allowance = 0.5, limit = 5 } = options;
  if (!(baseline.sigma > 0)) throw new RangeError(`cusumChart needs sigma > 0, got ${baseline.sigma}`);
  requireSeries(values);
  const rise = new Float64Array(values.length);
  const fall = new Float64Array(values.length);
  let [up, down, maxRise, maxFall] = [0, 0, 0, 0];
  let firstSignal: number | null = null;
  for (let i = 0; i < values.length; i++) {
    const z = (values[i]! - baseline.mean) / baseline.sigma;
    up = Math.max(0, up + z - allowance);
    down = Math.max(0, down - z - allowance);
    rise[i] = up;
    fall[i] = down;
    maxRise = Math.max(maxRise, up);
    maxFall = Math.max(maxFall, down);
    if (firstSignal === null && (up > limit || down > limit)) firstSignal = i;
  }
  return { rise, fall, maxRise, maxFall, firstSignal };
}
