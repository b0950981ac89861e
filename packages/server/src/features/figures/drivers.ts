import type { api, Filters } from "@manyi/contracts";
import { type DriverCaution, type KeyDriver, keyDrivers, rankCorrelation } from "@manyi/core/drivers";
import { metricCode } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, ask } from "./ask.js";
import { readStatement } from "./base.js";
import { attributeNames } from "./catalog.js";
import { readCrossTable } from "./cross-table.js";
import { readBestMoments } from "./moments.js";
import { metricOf } from "./overview.js";

type Query = z.output<typeof api.figures.drivers.query>;
type Drivers = z.input<typeof api.figures.drivers.reply>;

/** Resamples behind an interval, and the seed that makes the same question give the same interval. */
const DRAWS = 600;

/** Below this many complete answers not even a correlation is told: it would be about these people, not about what matters to many. */
const FEWEST = 10;

/**
 * Key drivers of an outcome: which attributes go with it, how much of it each explains, and how sure that is. Attributes are taken from
 * the surveys that ask them together with the outcome; of several such sets the one with most complete answers.
 */
export async function drivers(ctx: Context, { outcome: code, ...filters }: Query): Promise<Drivers> {
  const outcome = metricOf(code, "query.outcome");
  if (!["nps", "csat", "ces", "p"].includes(outcome.family)) {
    throw new AppError("INVALID_INPUT", [
      {
        path: "query.outcome",
        "zh-CN": "结果指标须是 NPS、CSAT、CES 或某个要素的感受值",
        en: "The outcome is NPS, CSAT, CES or one attribute's perception",
      },
    ]);
  }
  const asked = await ask(ctx, filters as Filters);
  const [statement, nameOf, best] = await Promise.all([
    readStatement(asked),
    attributeNames(ctx),
    readBestMoments(asked, [metricCode(outcome)]),
  ]);
  const outcomes = outcomesOf(asked);
  const none = {
    statement,
    outcome: code,
    method: "none" as const,
    r2: null,
    n: 0,
    nAvailable: 0,
    cautions: ["not_asked"],
    drivers: [],
    outcomes,
  };
  if (best === null) return none;
  const { counts, whole: moments, groups, effectiveN } = best;
  if (counts.n < FEWEST) return { ...none, n: counts.n, nAvailable: counts.available[0]!, cautions: ["n_too_small"] };
  const shared = { outcome: counts.names[0]!, drivers: counts.names.slice(1), available: counts.available.slice(1), effectiveN };
  let found = keyDrivers(moments, { ...shared, resample: { draws: DRAWS, seed: JSON.stringify([code, filters]), groups } });
  if (found.status === "indicative") {
    found = keyDrivers(moments, { ...shared, rankCorrelations: await rankCorrelations(asked, counts.names) });
  }
  const collinear = found.collinearPairs.map(({ a, b }) => `collinear:${attributeOf(a)},${attributeOf(b)}`);
  return {
    statement,
    outcome: code,
    method: { ranked: "relative_weights", indicative: "rank_correlation", notRanked: "none" }[found.status] as Drivers["method"],
    r2: found.status === "indicative" ? null : found.rSquared,
    n: counts.n,
    nAvailable: counts.available[0]!,
    cautions: [...found.cautions.flatMap((caution) => (caution === "COLLINEAR" ? collinear : [CAUTIONS[caution]]))],
    drivers: inOrder(found.drivers).map((driver) => ({
      attribute: attributeOf(driver.name),
      label: nameOf(attributeOf(driver.name)),
      share: found.status === "ranked" && driver.notRanked === null ? driver.share : null,
      low: found.status === "ranked" && driver.notRanked === null ? (driver.shareInterval?.low ?? null) : null,
      high: found.status === "ranked" && driver.notRanked === null ? (driver.shareInterval?.high ?? null) : null,
      correlation: found.status === "indicative" ? driver.rankCorrelation : driver.correlation,
      mean: moments.sums[counts.names.indexOf(driver.name)]! / counts.n,
      n: driver.available ?? counts.n,
      group: driver.group ?? 0,
    })),
    outcomes,
  };
}

const CAUTIONS: Readonly<Record<Exclude<DriverCaution, "COLLINEAR">, string>> = {
  NOT_A_CAUSE: "not_a_cause",
  SMALL_BASE: "n_too_small",
  WEAK_MODEL: "r2_low",
  CONSTANT_DRIVER: "constant_driver",
  CONSTANT_OUTCOME: "constant_outcome",
  MISSING_ANSWERS: "missing_answers",
};

const attributeOf = (name: string) => name.slice("p:".length);

/** Ranked ones first, the others by how closely they go with the outcome. */
function inOrder(found: readonly KeyDriver[]): KeyDriver[] {
  return [...found].sort((a, b) => (a.rank ?? 1000) - (b.rank ?? 1000) || (b.rankCorrelation ?? -2) - (a.rankCorrelation ?? -2));
}

function outcomesOf({ catalog, surveys }: Asked): string[] {
  const asked = [...catalog.surveys].filter(([id]) => surveys === null || surveys.includes(id)).flatMap(([, codes]) => codes);
  return ["nps", "csat", "ces"].filter((code) => asked.includes(code));
}

/** With too few answers for shares: Spearman's correlation of each driver with the outcome, over everybody who answered both. */
function rankCorrelations(asked: Asked, [outcome, ...names]: readonly string[]): Promise<number[]> {
  return Promise.all(names.map(async (name) => rankCorrelation((await readCrossTable(asked, name, outcome!)).counts) ?? 0));
}
