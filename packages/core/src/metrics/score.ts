import { bandOfRatio, ces, csat, indexOf, meanOf, nps, satisfactionRatio, scaleMean } from "../measures/index.js";
import { baseOf } from "./add.js";
import { METRICS, type MetricFamily } from "./metric.js";
import type { Counts, Levels, RatioCounts, Sums } from "./query.js";
import { scoreWeighted } from "./score-weighted.js";
import { bandNumber, levelShares, type Scored, shares } from "./scored.js";

/**
 * Scores counts. Engines count, this is where a number becomes a score; unweighted with the interval of the registry, weighted with
 * the fixed-weight linearised error.
 *
 * @param family what the counts are counts of
 * @throws {RangeError} when the counts are of another kind than the family needs
 * @example
 * scoreCounts("nps", { kind: "levels", scale: { min: 0, max: 10 }, counts: [15, 0, 0, 0, 0, 0, 0, 25, 0, 60, 0], w: null, ww: null }).value // => 45
 */
export function scoreCounts(family: MetricFamily, counts: Counts): Scored {
  const n = baseOf(counts);
  const isWeighted = counts.kind !== "voices" && weightsOf(counts);
  if (n === 0) return nothing(family);
  if (isWeighted) return scoreWeighted(family, counts);
  switch (counts.kind) {
    case "levels":
      return scoreLevels(family, counts);
    case "sums":
      return scoreSums(counts);
    case "ratio":
      return scoreRatio(counts);
    case "voices": {
      const complete = counts.n - counts.partial;
      const parts = { complete, partial: counts.partial, flagged: counts.flagged, excluded: counts.excluded };
      const distribution = shares(["complete", "partial"], [complete, counts.partial]);
      return { value: counts.n, n: counts.n, interval: null, method: "count", standardError: null, distribution, parts };
    }
    case "moments":
    case "picks":
      throw new RangeError(`${counts.kind} are no figure`);
  }
}

function weightsOf(counts: Counts): boolean {
  if (counts.kind === "levels") return counts.w !== null;
  return (counts.kind === "sums" || counts.kind === "ratio") && counts.weighted !== null;
}

function nothing(family: MetricFamily): Scored {
  const distribution = METRICS[family].categories.map((code) => ({ code, n: 0, share: 0 }));
  const value = family === "answers" ? 0 : null;
  return { value, n: 0, interval: null, method: methodOf(family), standardError: null, distribution, parts: {} };
}

export function methodOf(family: MetricFamily): string {
  return { answers: "count", nps: "adjusted-wald", csat: "wilson", ces: "student-t", ratio: "delta", p: "student-t", e: "student-t" }[
    family
  ];
}

function scoreLevels(family: MetricFamily, levels: Levels): Scored {
  const { counts, scale } = levels;
  const common = { n: baseOf(levels), method: methodOf(family) };
  if (family === "nps") {
    const { value, interval, standardError, promoters, passives, detractors } = nps(counts)!;
    const distribution = shares(METRICS.nps.categories, [promoters, passives, detractors]);
    return { ...common, value, interval, standardError, distribution, parts: { mean: scaleMean(levels)!.value } };
  }
  const distribution = levelShares(levels, counts);
  if (family === "csat") {
    const scored = csat(counts)!;
    const share = scored.value / 100;
    return {
      ...common,
      value: scored.value,
      interval: scored.interval,
      standardError: 100 * Math.sqrt((share * (1 - share)) / common.n),
      distribution,
      parts: {
        top2: scored.value,
        top: scored.topBox.value,
        bottom2: scored.bottomTwo.value,
        mean: scored.mean.value,
        index: scored.index.value,
      },
    };
  }
  const mean = scaleMean(levels)!;
  const parts =
    family === "ces" ? { mean: mean.value, easy: ces(counts)!.easy.value } : { mean: mean.value, index: indexOf(mean.value, scale) };
  return { ...common, value: mean.value, interval: mean.interval, standardError: mean.standardError, distribution, parts };
}

function scoreSums(sums: Sums): Scored {
  const mean = meanOf(sums)!;
  const parts = { mean: mean.value, min: sums.min, max: sums.max };
  return { ...mean, method: "student-t", distribution: [], parts };
}

function scoreRatio(counts: RatioCounts): Scored {
  const scored = satisfactionRatio(counts);
  if (scored === null) return nothing("ratio");
  return {
    value: scored.value,
    n: counts.n,
    interval: scored.interval,
    method: "delta",
    standardError: scored.standardError,
    distribution: shares(METRICS.ratio.categories, counts.bands),
    parts: {
      e: counts.sumE / counts.pairs,
      p: counts.sumP / counts.pairs,
      pairs: counts.pairs,
      recalled: counts.recalled,
      band: bandNumber(bandOfRatio(scored.value)),
      ...errorsOfPairs(counts),
    },
  };
}

/** Standard errors of E, P and P − E, where every person gave one pair; sums over several pairs of a person do not tell them. */
function errorsOfPairs({ n, pairs, sumE, sumP, sumEE, sumPP, sumEP }: RatioCounts): Scored["parts"] {
  if (pairs !== n || n < 2) return { errorOfE: null, errorOfP: null, errorOfGap: null };
  const error = (squares: number, sum: number) => Math.sqrt(Math.max(0, squares - (sum * sum) / n) / (n - 1) / n);
  return { errorOfE: error(sumEE, sumE), errorOfP: error(sumPP, sumP), errorOfGap: error(sumPP - 2 * sumEP + sumEE, sumP - sumE) };
}
