import { logGamma } from "../numeric/index.js";
import { requireSeries, slackOf } from "./series.js";

// Mean and standard deviation of the range of k normal values, in standard deviations, k = 2..10.
const RANGE_MEAN = [
  1.1283791670955126, 1.692568750643269, 2.058750746, 2.3259289473, 2.5344127212, 2.7043567512, 2.8472006121, 2.9700263244, 3.0775054617,
];
const RANGE_SD = [
  0.8525024663668863, 0.888368004, 0.8798082028, 0.8640819411, 0.8480393882, 0.8332053356, 0.8198314898, 0.8078342747, 0.7970506735,
];

export interface IndividualsChart {
  readonly mean: number;
  readonly meanMovingRange: number;
  /** Standard deviation estimated from neighbouring differences. */
  readonly sigma: number;
  readonly lower: number;
  readonly upper: number;
  /** Upper limit of the moving range. */
  readonly movingRangeUpper: number;
  /** Positions (0-based) beyond the limits. */
  readonly outside: readonly number[];
  /** Positions (0-based) at which eight values in a row have stood on one side of the mean. */
  readonly runsOfEight: readonly number[];
}

/**
 * Individuals and moving range chart (I-MR), for one figure per period.
 *
 * @returns `null` with fewer than two values
 * @throws {RangeError} when a value is not finite
 * @example
 * individualsChart([10, 12, 11, 13])!.upper // => 15.93
 */
export function individualsChart(values: ArrayLike<number>): IndividualsChart | null {
  requireSeries(values);
  const n = values.length;
  if (n < 2) return null;
  let [sum, moved] = [0, 0];
  for (let i = 0; i < n; i++) {
    sum += values[i]!;
    if (i > 0) moved += Math.abs(values[i]! - values[i - 1]!);
  }
  const mean = sum / n;
  const meanMovingRange = moved / (n - 1);
  const sigma = meanMovingRange / RANGE_MEAN[0]!;
  const [lower, upper] = [mean - 3 * sigma, mean + 3 * sigma];
  const slack = slackOf(mean);
  const outside: number[] = [];
  const runsOfEight: number[] = [];
  let run = 0; // + above the mean, − below
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    if (value > upper + slack || value < lower - slack) outside.push(i);
    if (value > mean + slack) run = Math.max(0, run) + 1;
    else if (value < mean - slack) run = Math.min(0, run) - 1;
    else run = 0;
    if (Math.abs(run) >= 8) runsOfEight.push(i);
  }
  return {
    mean,
    meanMovingRange,
    sigma,
    lower,
    upper,
    movingRangeUpper: meanMovingRange * (1 + (3 * RANGE_SD[0]!) / RANGE_MEAN[0]!),
    outside,
    runsOfEight,
  };
}

export interface SubgroupChart {
  /** Size of a subgroup and number of subgroups. */
  readonly size: number;
  readonly groups: number;
  readonly grandMean: number;
  readonly meanSd: number;
  readonly c4: number;
  readonly mean: { readonly lower: number; readonly upper: number };
  readonly sd: { readonly lower: number; readonly upper: number };
  /** Range-based limits, for subgroups of 2–10; `null` for larger ones. */
  readonly range: {
    readonly meanRange: number;
    readonly sigma: number;
    readonly mean: { readonly lower: number; readonly upper: number };
    readonly range: { readonly lower: number; readonly upper: number };
  } | null;
  /** Positions (0-based) of subgroups whose mean is beyond the limits from the standard deviations. */
  readonly outside: readonly number[];
}

/**
 * x̄–S (and x̄–R) chart of equal subgroups, such as five audits a week.
 *
 * @returns `null` without subgroups
 * @throws {RangeError} when subgroups differ in size or hold fewer than two values, or a value is not finite
 * @example
 * subgroupChart([[1, 2, 3], [2, 3, 4]])!.mean.upper // => 4.4544
 */
export function subgroupChart(subgroups: readonly ArrayLike<number>[]): SubgroupChart | null {
  if (subgroups.length === 0) return null;
  const size = subgroups[0]!.length;
  if (size < 2 || subgroups.some((group) => group.length !== size))
    throw new RangeError("subgroupChart needs equal subgroups of two or more");
  for (const group of subgroups) requireSeries(group);
  const groups = subgroups.length;
  const means: number[] = [];
  let [sdSum, rangeSum] = [0, 0];
  for (const group of subgroups) {
    const values = Array.from(group);
    const mean = values.reduce((a, b) => a + b, 0) / size;
    means.push(mean);
    sdSum += Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (size - 1));
    rangeSum += Math.max(...values) - Math.min(...values);
  }
  const grandMean = means.reduce((a, b) => a + b, 0) / groups;
  const meanSd = sdSum / groups;
  const c4 = Math.sqrt(2 / (size - 1)) * Math.exp(logGamma(size / 2) - logGamma((size - 1) / 2));
  const margin = (3 * meanSd) / (c4 * Math.sqrt(size));
  const sdSpread = (3 * Math.sqrt(1 - c4 * c4)) / c4;
  const [d2, d3] = [RANGE_MEAN[size - 2], RANGE_SD[size - 2]];
  const meanRange = rangeSum / groups;
  return {
    size,
    groups,
    grandMean,
    meanSd,
    c4,
    mean: { lower: grandMean - margin, upper: grandMean + margin },
    sd: { lower: Math.max(0, meanSd * (1 - sdSpread)), upper: meanSd * (1 + sdSpread) },
    range:
      d2 === undefined || d3 === undefined
        ? null
        : {
            meanRange,
            sigma: meanRange / d2,
            mean: {
              lower: grandMean - (3 * meanRange) / (d2 * Math.sqrt(size)),
              upper: grandMean + (3 * meanRange) / (d2 * Math.sqrt(size)),
            },
            range: { lower: Math.max(0, meanRange * (1 - (3 * d3) / d2)), upper: meanRange * (1 + (3 * d3) / d2) },
          },
    outside: means.flatMap((mean, i) => (Math.abs(mean - grandMean) > margin + slackOf(grandMean) ? [i] : [])),
  };
}
