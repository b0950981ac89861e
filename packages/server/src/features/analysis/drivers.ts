import type { api } from "@manyi/contracts";
import {
  compareImportance,
  type KeyDriver,
  type KeyDrivers,
  keyDrivers,
  type MatrixPoint,
  type Moments,
  type PriorityMatrix,
  priorityMatrix,
  rankCorrelation,
  SHAPLEY_MAX_DRIVERS,
} from "@manyi/core/drivers";
import { type Interval, meanOf } from "@manyi/core/measures";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, type GroupedMoments, readCrossTable, readStatement } from "../figures/index.js";
import {
  attributeOf,
  DRAWS,
  type DriverQuestion,
  driverQuestion,
  driversIn,
  explainable,
  explaining,
  FEWEST,
  momentsFor,
  scaleOf,
} from "./driver-question.js";
import { readStated, type Stated } from "./stated-importance.js";

type Query = z.output<typeof api.analysis.drivers.query>;
type Reply = z.input<typeof api.analysis.drivers.reply>;
type Driver = Reply["drivers"][number];

/** Which attributes go with an outcome, how much each explains and how sure that is; their matrix; stated against derived importance. */
export async function drivers(ctx: Context, { method, importance, crossImportance, crossPerformance, ...query }: Query): Promise<Reply> {
  const question = await driverQuestion(ctx, query, [query.outcome]);
  const { asked, nameOf, outcomes } = question;
  const [statement, moments, said] = await Promise.all([readStatement(asked), momentsFor(question), readStated(asked)]);
  const attributes = explaining(question).map((code) => ({ code: attributeOf(code), label: nameOf(attributeOf(code)) }));
  const nothing: Reply = {
    statement,
    outcome: query.outcome,
    status: "asked",
    method,
    n: 0,
    neededN: 100,
    nAvailable: 0,
    r2: null,
    adjustedR2: null,
    cautions: [],
    collinear: [],
    drivers: [],
    statedBy: said.by,
    statedScale: said.scale,
    cross: null,
    outcomes: explainable(asked),
    attributes,
  };
  if (moments === null) return nothing;
  const names = driversIn(moments, outcomes);
  const nAvailable = moments.counts.available[0]!;
  if (moments.counts.n < FEWEST) return { ...nothing, status: "few", n: moments.counts.n, nAvailable };
  const found = await weigh(question, moments, method);
  const isRanked = found.status === "ranked" && method !== "rankCorrelation";
  const means = names.map((name) => meanIn(moments, name));
  const derived = new Map(found.drivers.map((one) => [one.name, importanceOf(one, isRanked)]));
  const weights = new Map([...said.values].map(([attribute, { value }]) => [attribute, value]));
  const compared = compareStated(names, weights, derived);
  const points = importance === "stated" ? statedPoints(names, said, means) : isRanked ? derivedPoints(found, means) : [];
  const placed = placePoints(asked, names, points, { importance: crossImportance, performance: crossPerformance });
  const rows = names.map((name, i): Driver => {
    const one = found.drivers[i]!;
    const point = placed?.points.find((other) => other.name === name);
    const stated = compared.get(name);
    const isShown = isRanked && one.notRanked !== "NEGATIVE" && one.notRanked !== "CONSTANT";
    return {
      attribute: attributeOf(name),
      label: nameOf(attributeOf(name)),
      share: isShown ? one.share : null,
      interval: isShown ? one.shareInterval : null,
      correlation: one.correlation,
      rankCorrelation: one.rankCorrelation,
      beta: one.beta,
      vif: one.vif,
      mean: means[i]!.value,
      meanInterval: means[i]!.interval,
      scale: scaleOf(asked, name),
      n: one.available ?? moments.counts.n,
      rank: isRanked ? one.rank : null,
      group: isRanked ? one.group : null,
      notRanked: one.notRanked,
      quadrant: point?.quadrant ?? null,
      isUncertain: point?.isUncertain ?? false,
      stated: weights.get(attributeOf(name)) ?? null,
      statedInterval: said.values.get(attributeOf(name))?.interval ?? null,
      statedRank: stated?.statedRank ?? null,
      derivedRank: stated?.derivedRank ?? null,
      disagrees: stated?.disagrees ?? false,
      reading: stated?.reading ?? null,
    };
  });
  return {
    ...nothing,
    status: found.status,
    n: moments.counts.n,
    neededN: found.neededN,
    nAvailable,
    r2: found.status === "indicative" ? null : found.rSquared,
    adjustedR2: found.status === "indicative" ? null : found.adjustedRSquared,
    cautions: [...found.cautions],
    collinear: found.collinearPairs.map(({ a, b, correlation }) => ({ a: attributeOf(a), b: attributeOf(b), correlation })),
    drivers: rows.sort((a, b) => (a.rank ?? 1000) - (b.rank ?? 1000) || strength(b) - strength(a)),
    cross: placed === null ? null : { importance: placed.importanceCut, performance: placed.performanceCut },
  };
}

const strength = ({ share, rankCorrelation: rank, correlation }: Driver) => share ?? rank ?? correlation ?? -2;

async function weigh(question: DriverQuestion, moments: GroupedMoments, method: Query["method"]): Promise<KeyDrivers> {
  const { asked, outcomes, seed } = question;
  const names = driversIn(moments, outcomes);
  if (method === "shapley" && names.length > SHAPLEY_MAX_DRIVERS) {
    throw new AppError("INVALID_INPUT", [
      {
        path: "query.method",
        "zh-CN": `Shapley 法最多 ${SHAPLEY_MAX_DRIVERS} 个驱动因素，现有 ${names.length} 个。请少选几个，或改用相对权重法。`,
        en: `Shapley takes at most ${SHAPLEY_MAX_DRIVERS} drivers, there are ${names.length}. Choose fewer or use relative weights.`,
      },
    ]);
  }
  const { counts, whole, groups, effectiveN } = moments;
  const shared = {
    outcome: outcomes[0]!,
    drivers: names,
    available: names.map((name) => counts.available[counts.names.indexOf(name)]!),
    effectiveN,
    ...(method === "rankCorrelation" ? {} : { method }),
  };
  // exact Shapley costs 2ᵖ sweeps a draw: fewer draws where there are many drivers
  const draws = method === "shapley" && names.length > 10 ? 200 : DRAWS;
  const found = keyDrivers(whole, { ...shared, resample: { draws, seed, groups } });
  if (found.status !== "indicative" && method !== "rankCorrelation") return found;
  return keyDrivers(whole, { ...shared, rankCorrelations: await rankCorrelations(asked, outcomes[0]!, names) });
}

/** Spearman's correlation of each driver with the outcome, over everybody who answered both. */
function rankCorrelations(asked: Asked, outcome: string, names: readonly string[]): Promise<number[]> {
  return Promise.all(names.map(async (name) => rankCorrelation((await readCrossTable(asked, name, outcome)).counts) ?? 0));
}

/** Mean of a driver over complete answers; weighted answers count for fewer people. */
function meanIn({ whole, counts, effectiveN }: GroupedMoments, name: string): { value: number; interval: Interval | null } {
  const { sum, sumSquares } = sumsOf(whole, name);
  const found = meanOf({ n: counts.n, sum, sumSquares })!;
  if (found.interval === null) return { value: found.value, interval: null };
  const wider = Math.sqrt(counts.n / effectiveN);
  const half = (wider * (found.interval.high - found.interval.low)) / 2;
  return { value: found.value, interval: { low: found.value - half, high: found.value + half } };
}

function sumsOf(moments: Moments, name: string) {
  const at = moments.names.indexOf(name);
  return { sum: moments.sums[at]!, sumSquares: moments.crossProducts[at * moments.names.length + at]! };
}

type Mean = { readonly value: number; readonly interval: Interval | null };

function derivedPoints(found: KeyDrivers, means: readonly Mean[]): MatrixPoint[] {
  return found.drivers.flatMap((one, i) =>
    one.share === null || one.notRanked === "NEGATIVE" || one.notRanked === "CONSTANT"
      ? []
      : [
          {
            name: one.name,
            importance: one.share,
            performance: means[i]!.value,
            importanceInterval: one.shareInterval,
            performanceInterval: means[i]!.interval,
          },
        ],
  );
}

/** By what customers say matters: needs no ranking, and shows what they do not follow too. */
function statedPoints(names: readonly string[], said: Stated, means: readonly Mean[]): MatrixPoint[] {
  return names.flatMap((name, i) => {
    const stated = said.values.get(attributeOf(name));
    const { value, interval } = means[i]!;
    return stated === undefined
      ? []
      : [{ name, importance: stated.value, performance: value, importanceInterval: stated.interval, performanceInterval: interval }];
  });
}

type Cuts = { readonly importance: number | undefined; readonly performance: number | undefined };

/** The matrix needs performances on one scale. A line that is not given stands at the mean. */
function placePoints(asked: Asked, names: readonly string[], points: readonly MatrixPoint[], cuts: Cuts): PriorityMatrix | null {
  const scales = new Set(names.map((name) => JSON.stringify(scaleOf(asked, name))));
  if (scales.size > 1 || points.length < 2) return null;
  const means = priorityMatrix(points);
  if (means === null || (cuts.importance === undefined && cuts.performance === undefined)) return means;
  const { importance = means.importanceCut, performance = means.performanceCut } = cuts;
  return priorityMatrix(points, { importance, performance });
}

function importanceOf(one: KeyDriver, isRanked: boolean): number | null {
  return isRanked ? one.share : (one.rankCorrelation ?? one.correlation);
}

function compareStated(names: readonly string[], weights: ReadonlyMap<string, number>, derived: ReadonlyMap<string, number | null>) {
  const pairs = names.flatMap((name) => {
    const [stated, found] = [weights.get(attributeOf(name)), derived.get(name)];
    return stated === undefined || found === undefined || found === null ? [] : [{ name, stated, derived: found }];
  });
  return new Map(pairs.length < 2 ? [] : compareImportance(pairs).map((one) => [one.name, one]));
}
