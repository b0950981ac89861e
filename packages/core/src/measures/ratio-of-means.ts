import { studentTwoSided, studentUpperQuantile } from "../numeric/index.js";
import { around, type Estimate, type Interval, tailOfLevel, zOfLevel } from "./estimate.js";
import { bandOfRatio, type RatioSums, type SatisfactionBand } from "./satisfaction-ratio.js";

/** The satisfaction ratio ΣP/ΣE of a group. Expectation and perception are shown beside it: the same ratio can come from low hopes. */
export interface SatisfactionRatio extends Estimate {
  readonly band: SatisfactionBand;
  readonly meanExpected: number;
  readonly meanPerceived: number;
  /** by the delta method; `null` for n < 2 */
  readonly standardError: number | null;
  readonly intervals: { readonly delta: Interval | null; readonly logDelta: Interval | null; readonly fieller: Interval | null };
  /** mean of P − E with its paired t test; t and p are `null` for n < 2 or when every difference is the same */
  readonly gap: { readonly value: number; readonly t: number | null; readonly p: number | null };
}

/**
 * Satisfaction ratio 满意度 = ΣP ÷ ΣE, the ratio of means with the interval of the delta method. Not the mean of ratios, which is
 * biased upwards.
 *
 * @param sums over people who answered both, on one scale that starts above 0
 * @returns unrounded; intervals are `null` for n < 2, Fieller's also when E is not clearly above 0; `null` for an empty base or ΣE ≤ 0
 * @throws {RangeError} when n is not a whole number ≥ 0 or a sum is not finite
 * @example
 * satisfactionRatio({ n: 10, sumE: 44, sumP: 41, sumEE: 198, sumPP: 173, sumEP: 181 }).value // => 0.931818
 */
export function satisfactionRatio(sums: RatioSums, level = 0.95): SatisfactionRatio | null {
  const { n, sumE, sumP, sumEE, sumPP, sumEP } = sums;
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`a ratio needs whole n ≥ 0, got ${n}`);
  // by name: counts of a whole question carry more beside their sums
  const stray = [sumE, sumP, sumEE, sumPP, sumEP].find((part) => !Number.isFinite(part));
  if (stray !== undefined) throw new RangeError(`a ratio needs finite sums, got ${stray}`);
  if (n === 0 || sumE <= 0) return null;
  const value = sumP / sumE;
  const [meanExpected, meanPerceived] = [sumE / n, sumP / n];
  const shared = { value, n, band: bandOfRatio(value), meanExpected, meanPerceived };
  const gap = meanPerceived - meanExpected;
  if (n < 2) {
    const none = { delta: null, logDelta: null, fieller: null };
    return { ...shared, interval: null, standardError: null, intervals: none, gap: { value: gap, t: null, p: null } };
  }
  const left = sumPP - 2 * value * sumEP + value ** 2 * sumEE;
  // what rounding leaves of ratios that are all equal
  const residuals = left <= 1e-13 * (sumPP + value ** 2 * sumEE) ? 0 : left;
  const standardError = Math.sqrt(residuals / (n - 1) / n) / meanExpected;
  const z = zOfLevel(level);
  const delta = around(value, z * standardError);
  const factor = Math.exp((z * standardError) / value);
  const logDelta = value > 0 ? { low: value / factor, high: value * factor } : null;
  return {
    ...shared,
    interval: delta,
    standardError,
    intervals: { delta, logDelta, fieller: fieller(sums, level) },
    gap: { value: gap, ...pairedTest(sums, gap) },
  };
}

/** Fieller's interval with Student's t; none when the denominator may be zero. */
function fieller({ n, sumE, sumP, sumEE, sumPP, sumEP }: RatioSums, level: number): Interval | null {
  const t = studentUpperQuantile(tailOfLevel(level), n - 1);
  const meanE = sumE / n;
  const meanP = sumP / n;
  // t² times the variance of a mean
  const scaled = (centred: number) => (t ** 2 * centred) / (n - 1) / n;
  const a = meanE ** 2 - scaled(sumEE - sumE * meanE);
  const b = meanP * meanE - scaled(sumEP - sumE * meanP);
  const c = meanP ** 2 - scaled(sumPP - sumP * meanP);
  const discriminant = b ** 2 - a * c;
  return a > 0 && discriminant >= 0 ? around(b / a, Math.sqrt(discriminant) / a) : null;
}

function pairedTest({ n, sumE, sumP, sumEE, sumPP, sumEP }: RatioSums, gap: number): { t: number | null; p: number | null } {
  const squares = sumPP - 2 * sumEP + sumEE - (sumP - sumE) * gap;
  // what rounding leaves of differences that are all equal
  if (squares <= 1e-12 * (sumPP + sumEE)) return { t: null, p: null };
  const t = gap / Math.sqrt(squares / (n - 1) / n);
  return { t, p: studentTwoSided(t, n - 1) };
}
