import { runQuery } from "@manyi/analytics";
import type { PopulationDimension, WeightPlan } from "@manyi/contracts";
import { type NpsStratum, stratifiedNps } from "@manyi/core/measures";
import { addCounts, type Dimension, type Levels, type Measurement, type MetricFamily, planMetric, scoreCounts } from "@manyi/core/metrics";
import { type CalibratedCell, calibratedMean } from "@manyi/core/sampling";
import type { Context } from "../../platform/context.js";
import { ask } from "../figures/index.js";
import type { CountedCell } from "./plan-weights.js";

type Weighted = {
  readonly surveyId: number;
  readonly range: { readonly from: number; readonly to: number };
  readonly dimensions: readonly PopulationDimension[];
  readonly weighted: readonly (CountedCell & { readonly weight: number })[];
};

/** What an answer is worth in the unit of its metric. */
const VALUES: Readonly<Record<string, (level: number) => number>> = {
  nps: (level) => (level >= 9 ? 100 : level <= 6 ? -100 : 0),
  csat: (level) => (level >= 4 ? 100 : 0),
  ces: (level) => level,
};

/** Each headline metric of a survey without and with the weights, with the error that knows that the margins are fixed. */
export async function weightedMetrics(ctx: Context, { surveyId, range, dimensions, weighted }: Weighted): Promise<WeightPlan["metrics"]> {
  const { catalog } = await ask(ctx, { compare: "none", weighting: "none" });
  const asked = catalog.surveys.get(surveyId) ?? [];
  const weights = new Map(weighted.map((cell) => [JSON.stringify(cell.keys), cell]));
  const found = await Promise.all(
    (["nps", "csat", "ces"] as const).map(async (family) => {
      // a survey made outside the editor may carry the canonical answers without a series of its own
      const planned = planMetric(catalog, { family, attribute: null });
      if (planned.kind !== "count" || (asked.length > 0 && !asked.includes(family))) return [];
      const cells = await runQuery(ctx.analytics.nodes, {
        tenantId: ctx.tenantId,
        measure: planned.measure as Measurement,
        by: dimensions as readonly Dimension[],
        where: { surveys: [surveyId], periods: [range], anonymous: "without" },
        weighted: false,
      });
      const counted = cells.flatMap(({ keys, counts }) => {
        const cell = weights.get(JSON.stringify(keys));
        return cell === undefined || counts.kind !== "levels" ? [] : [{ cell, levels: counts }];
      });
      return counted.length === 0 ? [] : [effectOn(family, counted, dimensions)];
    }),
  );
  return found.flat();
}

type Counted = { readonly cell: Weighted["weighted"][number]; readonly levels: Levels };

function effectOn(
  family: MetricFamily,
  counted: readonly Counted[],
  dimensions: readonly PopulationDimension[],
): WeightPlan["metrics"][number] {
  const all = counted.map(({ levels }) => levels).reduce((a, b) => addCounts(a, b));
  const unweighted = scoreCounts(family, all);
  const estimate = (family === "nps" && dimensions.length === 1 ? byStrata(counted) : null) ?? calibrated(family, counted, dimensions);
  return {
    metric: family,
    n: unweighted.n,
    unweighted: unweighted.value,
    weighted: estimate?.value ?? null,
    standardError: estimate?.standardError ?? null,
    interval: estimate?.interval ?? null,
  };
}

/** One dimension is a stratified sample: its strata are known, and so is the error within each. */
function byStrata(counted: readonly Counted[]) {
  const strata = new Map<string, NpsStratum>();
  for (const { cell, levels } of counted) {
    const name = Object.values(cell.levels)[0]!;
    const known = strata.get(name) ?? { population: 0, promoters: 0, passives: 0, detractors: 0 };
    const of = (from: number, to: number) => levels.counts.slice(from, to + 1).reduce((a, b) => a + b, 0);
    strata.set(name, {
      population: known.population + cell.n * cell.weight,
      promoters: known.promoters + of(9, 10),
      passives: known.passives + of(7, 8),
      detractors: known.detractors + of(0, 6),
    });
  }
  return stratifiedNps([...strata.values()]);
}

function calibrated(family: MetricFamily, counted: readonly Counted[], dimensions: readonly PopulationDimension[]) {
  const worth = VALUES[family]!;
  const cells = new Map<string, CalibratedCell>();
  for (const { cell, levels } of counted) {
    const name = JSON.stringify(cell.levels);
    const zero = { levels: cell.levels, n: 0, w: 0, wy: 0, ww: 0, wwy: 0, wwyy: 0, d: 0, dy: 0 };
    const known = cells.get(name) ?? zero;
    let [n, y, yy] = [0, 0, 0];
    levels.counts.forEach((count, i) => {
      const value = worth(levels.scale.min + i);
      n += count;
      y += count * value;
      yy += count * value * value;
    });
    const { weight } = cell;
    cells.set(name, {
      levels: cell.levels,
      n: known.n + n,
      w: known.w + weight * n,
      wy: known.wy + weight * y,
      ww: known.ww + weight ** 2 * n,
      wwy: known.wwy + weight ** 2 * y,
      wwyy: known.wwyy + weight ** 2 * yy,
      d: known.d + n,
      dy: known.dy + y,
    });
  }
  return calibratedMean([...cells.values()], { dimensions });
}
