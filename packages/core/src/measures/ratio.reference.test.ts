import { completeCases, readTable, testReference } from "../testing/index.js";
import { type Interval, type PairCount, type RatioSums, satisfactionRatio, teachingRatios } from "./index.js";

testReference("10_ratio", ({ data, select }) => {
  const rows = completeCases(readTable(data!).rows, [String(select?.expected), String(select?.perceived)]);
  const pairs = rows.map(([expected, perceived]): PairCount => ({ expected: expected!, perceived: perceived!, n: 1 }));
  // the arithmetic is compared on all scales of the data, also on one that starts at 0
  const valid = pairs.filter((pair) => pair.expected !== 0);
  const ratio = satisfactionRatio(sumsOf(valid))!;
  const teaching = teachingRatios(valid)!;
  return {
    n: ratio.n,
    mean_perceived: ratio.meanPerceived,
    mean_expected: ratio.meanExpected,
    ratio_of_means: ratio.value,
    se_delta: ratio.standardError,
    ci_delta: pair(ratio.intervals.delta),
    ci_delta_log: pair(ratio.intervals.logDelta),
    ci_fieller_t: pair(ratio.intervals.fieller),
    mean_of_ratios: teaching.meanOfRatios,
    se_mean_of_ratios: teaching.standardError,
    ci_mean_of_ratios_t: pair(teaching.interval),
    median_of_ratios: teaching.medianOfRatios,
    geometric_mean_ratio: teaching.geometricMean,
    share_below_1: teaching.belowShare,
    share_equal_1: teaching.equalShare,
    share_above_1: teaching.aboveShare,
    mean_gap_p_minus_e: ratio.gap.value,
    paired_t: ratio.gap.t,
    paired_p: ratio.gap.p,
  };
});

function sumsOf(pairs: readonly PairCount[]): RatioSums {
  const total = (of: (pair: PairCount) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0);
  return {
    n: pairs.length,
    sumE: total((pair) => pair.expected),
    sumP: total((pair) => pair.perceived),
    sumEE: total((pair) => pair.expected ** 2),
    sumPP: total((pair) => pair.perceived ** 2),
    sumEP: total((pair) => pair.expected * pair.perceived),
  };
}

function pair(interval: Interval | null): number[] | null {
  return interval === null ? null : [interval.low, interval.high];
}
