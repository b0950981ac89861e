import type { api, Filters } from "@manyi/contracts";
import { expectationGaps as byImportance, keyDrivers, linearRegression } from "@manyi/core/drivers";
import { zOfLevel } from "@manyi/core/measures";
import { metricCode } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import {
  type Asked,
  ask,
  askedTogether,
  attributeNames,
  cellAt,
  count,
  type GroupedMoments,
  metricOf,
  readBestMoments,
  readStatement,
  setOf,
  showFigures,
} from "../figures/index.js";
import { pairedAttributes, pairOf, setName } from "./pairs.js";

type Query = z.output<typeof api.expectation.gaps.query>;
type Gaps = z.input<typeof api.expectation.gaps.reply>;
type Row = Gaps["rows"][number];

/** Below this many complete answers nothing is told about what matters. */
const FEWEST = 10;

/**
 * Attributes by importance × shortfall, the most urgent first, strengths at the end. Low bases and attributes whose importance is not
 * known are shown after the ranked ones; attributes nobody answered are only named.
 */
export async function expectationGaps(ctx: Context, { recalled, outcome: wanted, ...filters }: Query): Promise<Gaps> {
  const asked = await ask(ctx, filters as Filters);
  const attributes = pairedAttributes(asked, recalled);
  const outcomes = ["nps", "csat", "ces"].filter((code) => askedTogether(asked, [code]).length > 0);
  const outcome = wanted === undefined ? (outcomes[0] ?? null) : metricCode(metricOf(wanted, "query.outcome"));
  const periods = asked.compare === null ? [asked.period] : [asked.period, asked.compare];
  const [statement, nameOf, importance, counted] = await Promise.all([
    readStatement(asked),
    attributeNames(ctx),
    readImportance(asked, outcome),
    Promise.all(attributes.map(({ measure }) => count(asked, measure, ["period"], periods))),
  ]);
  const figures = await showFigures(
    asked,
    attributes.map(({ metric, attribute }, i) => ({
      metric,
      period: asked.period,
      now: cellAt(counted[i]!, [0]),
      before: asked.compare === null ? null : cellAt(counted[i]!, [1]),
      set: { ...setOf(asked, metric), metric: setName(attribute, recalled) },
    })),
  );
  const all = attributes.map(({ attribute, scale }, i): Row => {
    const { eInterval: _e, pInterval: _p, errorOfE: _error, ...pair } = pairOf(figures[i]!);
    const known = importance.of.get(attribute);
    return {
      ...pair,
      attribute,
      label: nameOf(attribute),
      scale,
      importance: known?.share ?? null,
      priority: null,
      rank: null,
      gain: known?.gain ?? null,
    };
  });
  const answered = all.filter(({ figure }) => figure.suppressed !== null || (figure.n ?? 0) > 0);
  return {
    statement,
    outcome,
    outcomes,
    driversN: importance.n,
    rows: inOrder(answered),
    unanswered: all.filter((row) => !answered.includes(row)).map(({ label }) => label),
  };
}

/** Ranked ones as core orders them, then what cannot be ranked, the largest shortfall first. */
function inOrder(rows: readonly Row[]): Row[] {
  const isRanked = ({ importance, e, p, figure }: Row) => importance !== null && e !== null && p !== null && figure.base !== "low";
  const ranked = byImportance(
    rows.filter(isRanked).map(({ attribute, importance, e, p, figure }) => ({
      name: attribute,
      importance: importance!,
      meanExpected: e!,
      meanPerceived: p!,
      n: figure.n!,
    })),
  );
  const byName = new Map(rows.map((row) => [row.attribute, row]));
  const rest = rows.filter((row) => !isRanked(row));
  const isLow = ({ figure }: Row) => Number(figure.base === "low" || figure.value === null);
  return [
    ...ranked.map(({ name, priority, rank }): Row => ({ ...byName.get(name)!, priority, rank })),
    ...rest.sort((a, b) => isLow(a) - isLow(b) || (a.gap ?? Number.POSITIVE_INFINITY) - (b.gap ?? Number.POSITIVE_INFINITY)),
  ];
}

type Known = { readonly share: number | null; readonly gain: Row["gain"] };

async function readImportance(asked: Asked, outcome: string | null): Promise<{ n: number; of: ReadonlyMap<string, Known> }> {
  const best = outcome === null ? null : await readBestMoments(asked, [outcome]);
  if (best === null || best.counts.n < FEWEST) return { n: best?.counts.n ?? 0, of: new Map() };
  const names = best.counts.names.slice(1);
  const found = keyDrivers(best.whole, {
    outcome: outcome!,
    drivers: names,
    available: best.counts.available.slice(1),
    effectiveN: best.effectiveN,
  });
  const gains = gainsOf(best, outcome!, names);
  const shareOf = (name: string) => {
    const driver = found.drivers.find((one) => one.name === name);
    const isTold = driver !== undefined && (driver.notRanked === null || driver.notRanked === "TINY");
    return found.status === "ranked" && isTold ? driver.share : null;
  };
  return {
    n: best.counts.n,
    of: new Map(names.map((name) => [name.slice("p:".length), { share: shareOf(name), gain: gains.get(name) ?? null }])),
  };
}

/** What one point more of an attribute goes with, the others held still; weights widen the interval by the design effect. */
function gainsOf(
  { whole, counts, effectiveN }: GroupedMoments,
  outcome: string,
  names: readonly string[],
): ReadonlyMap<string, Row["gain"]> {
  const fitted = linearRegression(whole, outcome, names);
  if (fitted === null) return new Map();
  const wider = Math.sqrt(counts.n / effectiveN);
  return new Map(
    fitted.coefficients.map(({ name, estimate, standardError }) => {
      const half = zOfLevel(0.95) * standardError * wider;
      return [name, { value: estimate, low: estimate - half, high: estimate + half }];
    }),
  );
}
