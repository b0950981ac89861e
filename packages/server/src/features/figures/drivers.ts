import type { api, Filters } from "@manyi/contracts";
import { type DriverCaution, type KeyDriver, keyDrivers } from "@manyi/core/drivers";
import { addCounts, type MomentCounts, metricCode, type Score } from "@manyi/core/metrics";
import { spearman } from "@manyi/core/stats";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, ask } from "./ask.js";
import { readStatement } from "./base.js";
import { attributeNames } from "./catalog.js";
import { cellAt, count } from "./count.js";
import { metricOf, setOf } from "./overview.js";
import { refusedReleases } from "./released.js";

type Query = z.output<typeof api.figures.drivers.query>;
type Drivers = z.input<typeof api.figures.drivers.reply>;
type Named = { readonly name: string; readonly score: Score };

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
  const [statement, nameOf, counts] = await Promise.all([
    readStatement(asked),
    attributeNames(ctx),
    bestMoments(asked, metricCode(outcome)),
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
  if (counts === null || counts.n === 0) return none;
  if (counts.n < FEWEST) return { ...none, n: counts.n, nAvailable: counts.available[0]!, cautions: ["n_too_small"] };
  const names = counts.names.slice(1);
  const unit = counts.weights === null ? 1 : counts.n / counts.weights.w;
  const moments = {
    names: counts.names,
    n: counts.n,
    sums: counts.sums.map((sum) => sum * unit),
    crossProducts: counts.crossProducts.map((sum) => sum * unit),
  };
  const shared = { outcome: counts.names[0]!, drivers: names, available: counts.available.slice(1) };
  const effective = counts.weights === null ? {} : { effectiveN: counts.weights.w ** 2 / counts.weights.ww };
  let found = keyDrivers(moments, { ...shared, ...effective, resample: { draws: DRAWS, seed: JSON.stringify([code, filters]) } });
  if (found.status === "indicative") {
    found = keyDrivers(moments, { ...shared, ...effective, rankCorrelations: await rankCorrelations(asked, counts.names) });
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

/** Counts of the set of attributes, asked together with the outcome, that has most complete answers. */
async function bestMoments(asked: Asked, outcome: string): Promise<MomentCounts | null> {
  const sets = new Map<string, string[]>();
  for (const [id, codes] of asked.catalog.surveys) {
    if (asked.surveys !== null && !asked.surveys.includes(id)) continue;
    const rated = codes.filter((code) => code.startsWith("p:") && code !== outcome).sort();
    if (codes.includes(outcome) && rated.length > 0) sets.set(rated.join(" "), rated);
  }
  const counted = await Promise.all([...sets.values()].map((rated) => momentsOf(asked, [outcome, ...rated])));
  const found = counted.filter((counts) => counts !== null);
  return found.sort((a, b) => b.n - a.n || b.names.length - a.names.length)[0] ?? null;
}

async function momentsOf(asked: Asked, codes: readonly string[]): Promise<MomentCounts | null> {
  const { ctx, period } = asked;
  const scores = codes.map((code) => scoreOf(asked, code));
  const cells = await count(asked, { kind: "moments", scores }, [], [period]);
  const { open, anonymous } = cellAt(cells, []) as { open: MomentCounts | null; anonymous: MomentCounts | null };
  if (anonymous === null || anonymous.n < ctx.organisation.kThreshold) return open;
  const [refusal] = await refusedReleases(asked, [
    { set: { ...setOf(asked, metricOf("nps")), metric: `drivers ${codes.join(" ")}` }, n: anonymous.n },
  ]);
  if (refusal !== null) return open;
  return open === null ? anonymous : addCounts(open, anonymous);
}

function scoreOf(asked: Asked, code: string): Named {
  const place = asked.catalog.find(code, asked.surveys);
  if (place.kind === "mixed scales") throw new AppError("SCALE_MISMATCH");
  if (place.kind === "not asked") throw new RangeError(`nobody asks ${code}`);
  return { name: code, score: place.score };
}

/** With too few answers for shares: Spearman's correlation of each driver with the outcome, over everybody who answered both. */
async function rankCorrelations(asked: Asked, [outcome, ...names]: readonly string[]): Promise<number[]> {
  const y = asked.catalog.find(outcome!, asked.surveys);
  if (y.kind !== "asked") throw new RangeError(`nobody asks ${outcome}`);
  return Promise.all(
    names.map(async (name) => {
      const { score } = scoreOf(asked, name);
      // a table of two questions is no declared report of an anonymous survey: count leaves its answers out
      const cells = await count(
        { ...asked, isWeighted: false },
        { kind: "levels", score: y.score, scale: y.scale },
        [{ answer: score }],
        [asked.period],
      );
      const pairs = [...cells.values()].flatMap(({ keys, open }) => {
        const x = keys[0];
        if (typeof x !== "number" || open?.kind !== "levels") return [];
        return open.counts.flatMap((n, i) => Array.from({ length: n }, () => [x, open.scale.min + i] as const));
      });
      return (
        spearman(
          pairs.map(([x]) => x),
          pairs.map(([, value]) => value),
        )?.r ?? 0
      );
    }),
  );
}
