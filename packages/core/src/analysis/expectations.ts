import { type KanoSummary, kanoFromAnswers } from "../kano/index.js";
import { type BandCounts, bandCounts, isRatioScale, ratioSums, type SatisfactionRatio, satisfactionRatio } from "../measures/index.js";
import type { Tally } from "./tally.js";

/** Expectation and perception of one attribute. */
export interface ExpectationResult {
  readonly attribute: string;
  readonly n: number;
  /** `null` when nobody answered both, or when the scale starts at 0 and a ratio has no meaning */
  readonly ratio: SatisfactionRatio | null;
  readonly bands: BandCounts | null;
  readonly meanExpected: number | null;
  readonly meanPerceived: number | null;
}

/** Satisfaction ratios with bands of every pair in the table. */
export function expectationsOf(tally: Tally): ExpectationResult[] {
  return tally.plan.pairs.map(({ attribute, first, second }, i) => {
    const scale = tally.plan.scored[first]!.scale;
    const width = tally.counts[second]!.length;
    const pairs = Array.from(tally.pairs[i]!, (n, at) => ({
      expected: scale.min + Math.floor(at / width),
      perceived: scale.min + (at % width),
      n,
    })).filter((pair) => pair.n > 0);
    const n = pairs.reduce((sum, pair) => sum + pair.n, 0);
    const mean = (of: (pair: (typeof pairs)[number]) => number) =>
      n === 0 ? null : pairs.reduce((sum, pair) => sum + pair.n * of(pair), 0) / n;
    const isRatio = isRatioScale(scale);
    return {
      attribute,
      n,
      ratio: isRatio ? satisfactionRatio(ratioSums(pairs)) : null,
      bands: isRatio && n > 0 ? bandCounts(pairs) : null,
      meanExpected: mean((pair) => pair.expected),
      meanPerceived: mean((pair) => pair.perceived),
    };
  });
}

export interface KanoResult {
  readonly feature: string;
  /** `null` when nobody answered both halves */
  readonly summary: KanoSummary | null;
}

/** Kano results of every pair in the table. */
export function kanoOf(tally: Tally): KanoResult[] {
  return tally.plan.kano.map(({ feature }, i) => ({ feature, summary: kanoFromAnswers(tally.kano[i]!) }));
}
