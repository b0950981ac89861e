import { bandOfRatio, type Interval, weightedNps, zOfLevel } from "../measures/index.js";
import { METRICS, type MetricFamily } from "./metric.js";
import type { Counts, Levels, RatioCounts, Sums } from "./query.js";
import { bandNumber, levelShares, type Scored, shares } from "./scored.js";

const METHOD = "linearised";
const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Scores weighted counts: fixed weights, linearised standard error √(n/(n−1)·Σw²(y−ȳ)²)/Σw, normal interval. */
export function scoreWeighted(family: MetricFamily, counts: Counts): Scored {
  if (counts.kind === "levels") return weightedLevels(family, counts);
  if (counts.kind === "sums") return weightedSums(counts);
  if (counts.kind === "ratio") return weightedRatio(counts);
  throw new RangeError(`${counts.kind} have no weighted score`);
}

function weightedLevels(family: MetricFamily, levels: Levels): Scored {
  const { scale, counts } = levels;
  const w = levels.w!;
  const ww = levels.ww!;
  const n = total(counts);
  const pick = (from: number, to: number) => {
    const inside = <T>(_: T, i: number) => scale.min + i >= from && scale.min + i <= to;
    return { n: total(counts.filter(inside)), w: total(w.filter(inside)), ww: total(ww.filter(inside)) };
  };
  const meanOf = (value: (level: number) => number) => {
    const mean = total(w.map((weight, i) => weight * value(scale.min + i))) / total(w);
    return estimate(mean, n, total(ww.map((square, i) => square * (value(scale.min + i) - mean) ** 2)), total(w));
  };
  const mean = meanOf((level) => level);
  const common = { n, method: METHOD };
  if (family === "nps") {
    const parts = { promoters: pick(9, 10), passives: pick(7, 8), detractors: pick(0, 6) };
    const scored = weightedNps(parts);
    const groups = [parts.promoters, parts.passives, parts.detractors];
    const distribution = shares(
      METRICS.nps.categories,
      groups.map((group) => group.n),
      groups.map((group) => group.w),
    );
    const standardError = scored === null || Number.isNaN(scored.standardError) ? null : scored.standardError;
    return {
      ...common,
      value: scored?.value ?? null,
      interval: scored?.interval ?? null,
      standardError,
      distribution,
      parts: { mean: mean.value },
    };
  }
  const distribution = levelShares(levels, w);
  const percentIn = (from: number, to: number) => meanOf((level) => (level >= from && level <= to ? 100 : 0));
  if (family === "csat") {
    const top2 = percentIn(4, 5);
    const parts = {
      top2: top2.value,
      top: percentIn(5, 5).value,
      bottom2: percentIn(1, 2).value,
      mean: mean.value,
      index: 25 * (mean.value - 1),
    };
    return { ...common, ...top2, distribution, parts };
  }
  const index = (100 * (mean.value - scale.min)) / (scale.max - scale.min);
  const parts = family === "ces" ? { mean: mean.value, easy: percentIn(5, 7).value } : { mean: mean.value, index };
  return { ...common, ...mean, distribution, parts };
}

function weightedSums({ n, min, max, weighted }: Sums): Scored {
  const { w, wx, ww, wwx, wwxx } = weighted!;
  const mean = wx / w;
  return {
    n,
    method: METHOD,
    ...estimate(mean, n, wwxx - 2 * mean * wwx + mean ** 2 * ww, w),
    distribution: [],
    parts: { mean, min, max },
  };
}

function weightedRatio(counts: RatioCounts): Scored {
  const { n, pairs, recalled, bands, weighted } = counts;
  const { w, we, wp, wwee, wwpp, wwep, bands: weights } = weighted!;
  const value = wp / we;
  return {
    n,
    method: METHOD,
    ...estimate(value, n, wwpp - 2 * value * wwep + value ** 2 * wwee, we),
    distribution: shares(METRICS.ratio.categories, bands, weights),
    parts: { e: we / w, p: wp / w, pairs, recalled, band: bandNumber(bandOfRatio(value)), ...errorsOfPairs(counts) },
  };
}

/** Linearised standard errors of E, P and P − E, where every person gave one pair; sums over several pairs of a person do not tell them. */
function errorsOfPairs({ n, pairs, weighted }: RatioCounts): Scored["parts"] {
  if (pairs !== n || n < 2) return { errorOfE: null, errorOfP: null, errorOfGap: null };
  const { w, we, wp, ww, wwe, wwp, wwee, wwpp, wwep } = weighted!;
  const error = (sum: number, bySquaredWeights: number, squares: number) => {
    const mean = sum / w;
    return estimate(mean, n, squares - 2 * mean * bySquaredWeights + mean ** 2 * ww, w).standardError;
  };
  return {
    errorOfE: error(we, wwe, wwee),
    errorOfP: error(wp, wwp, wwpp),
    errorOfGap: error(wp - we, wwp - wwe, wwpp - 2 * wwep + wwee),
  };
}

function estimate(
  value: number,
  n: number,
  spread: number,
  weight: number,
): { value: number; interval: Interval | null; standardError: number | null } {
  if (n < 2) return { value, interval: null, standardError: null };
  const standardError = Math.sqrt((n / (n - 1)) * Math.max(0, spread)) / weight;
  const half = zOfLevel(0.95) * standardError;
  return { value, interval: { low: value - half, high: value + half }, standardError };
}
