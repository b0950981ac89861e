import type { api, Figure, Filters } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { type LaggedPair, pairLagged, type UnitPeriod, worthOfPoint } from "@manyi/core/linkage";
import { median } from "@manyi/core/numeric";
import { adjustPValues } from "@manyi/core/stats";
import type { z } from "zod";
import { apart } from "../../platform/apart.js";
import type { Context } from "../../platform/context.js";
import { unitsBelow } from "../figures/index.js";
import { findFigure } from "./definitions.js";
import { type Experience, lowestWith, readExperience } from "./experience.js";
import { linkLags } from "./link-lags.js";
import { readOrigins } from "./origins.js";
import { isoMonth, monthsIn } from "./periods.js";
import { byPeriod, type PeriodValue, readValues } from "./values.js";

type Query = z.output<typeof api.business.link.query>;
type Link = z.output<typeof api.business.link.reply>;
type AtLag = Link["lags"][number];

const LAGS = [0, 1, 2, 3] as const;

/**
 * An experience metric against a business figure, unit by unit and period by period. All four lags are looked at together, so that choosing
 * the best of them is paid for; of a question that became another one only the latest stretch is used.
 *
 * @throws {AppError} NOT_FOUND for a figure, control or unit out of reach
 */
export async function link(ctx: Context, id: string, query: Query): Promise<Link> {
  const { metric, by, lag: wanted, control: controlId, answers, periods, ...filters } = query;
  const figure = await findFigure(ctx, id);
  const control = controlId === undefined ? null : await findFigure(ctx, controlId);
  const rows = await readValues(ctx, id);
  const outcomes = byPeriod(rows, by, figure.rollup);
  const controls = control === null ? [] : byPeriod(await readValues(ctx, control.id), by, control.rollup);
  const withValues = new Set(rows.map(({ unit_id }) => unit_id));
  const told = await readExperience(ctx, filters as Filters, { metric, by, periods }, (asked) =>
    lowestWith(asked.unit === null ? asked.units : unitsBelow(asked.units, asked.unit), withValues),
  );
  const { usable, incomparable } = usableSpans(told);
  const { metrics, left } = metricsOf(told, usable, answers);
  const asPeriods = (values: readonly PeriodValue[]): UnitPeriod[] =>
    values.map(({ unitId, key, value }) => ({ unit: String(unitId), period: key, value, n: 0 }));
  const pairsAt = LAGS.map((lag) => pairLagged(metrics, asPeriods(outcomes), lag, asPeriods(controls)));
  const links = await apart(new URL("./link-worker.js", import.meta.url), pairsAt, linkLags);
  const lags = presentLags(links);
  const lag = wanted ?? bestOf(lags);
  const pairs = pairsAt[lag]!;
  const found = links[lag]!;
  const medianAnswers = median(pairs.map(({ n }) => n)) ?? 0;
  return {
    statement: told.statement,
    figure,
    metric,
    label: told.label,
    by,
    lag,
    control: control === null ? null : { id: control.id, name: control.name },
    lags,
    pairs: pairs.map((pair) => presentPair(told, pair, lag, monthsIn(by))),
    leftOut: { ...left, outcome: metrics.length - pairs.length, incomparable },
    line: found.accepted ? { slope: found.slope, intercept: found.intercept } : null,
    worth: found.accepted ? { ...presentWorth(found, lags[lag]!, medianAnswers), medianAnswers } : null,
    origins: await readOrigins(ctx, entriesOf(pairs, outcomes, lag)),
  };
}

/** Whole spans of the latest stretch: what was another question before is not compared with it. */
function usableSpans({ spans, units }: Experience) {
  const last = spans.at(-1)!.stretch;
  const keys = new Map<number, number>();
  for (const { key } of spans) keys.set(key, (keys.get(key) ?? 0) + 1);
  const usable = spans.flatMap((span, at) => (span.stretch === last && keys.get(span.key) === 1 ? [{ ...span, at }] : []));
  return { usable, incomparable: (keys.size - usable.length) * units.length };
}

function metricsOf(told: Experience, usable: readonly { readonly key: number; readonly at: number }[], answers: number) {
  const left = { answers: 0, hidden: 0 };
  const metrics = told.units.flatMap(({ id }) =>
    usable.flatMap(({ key, at }): UnitPeriod[] => {
      const { value, n, suppressed }: Figure = told.figures.get(id)![at]!;
      if (suppressed !== null) left.hidden++;
      else if (value === null || n === null || n < answers) left.answers++;
      else return [{ unit: String(id), period: key, value, n }];
      return [];
    }),
  );
  return { metrics, left };
}

function presentLags(links: ReturnType<typeof linkLags>): AtLag[] {
  const tested = links.flatMap((one, lag) => (one.accepted && one.pearson.p !== null ? [{ lag, p: one.pearson.p }] : []));
  const adjusted = adjustPValues(
    tested.map(({ p }) => p),
    "holm",
  );
  const adjustedAt = new Map(tested.map(({ lag }, i) => [lag, adjusted[i]!]));
  return links.map((one, lag): AtLag => {
    const nothing = { pearson: null, spearman: null, partial: null, between: null, within: null };
    if (!one.accepted) {
      return { lag, pairs: one.pairs, units: 0, refused: one.reason, basis: null, ...nothing, adjustedP: null, isFound: false };
    }
    const { pairs, units, basis, pearson, spearman, partial, between, within } = one;
    const adjustedP = adjustedAt.get(lag) ?? null;
    const isApart = pearson.interval !== null && (pearson.interval.low > 0 || pearson.interval.high < 0);
    return {
      lag,
      pairs,
      units,
      refused: null,
      basis,
      pearson,
      spearman,
      partial,
      between,
      within,
      adjustedP,
      isFound: isApart && adjustedP !== null && adjustedP < 0.05,
    };
  });
}

/** Of the lags with a link the one it is surest at; none: the same period. */
function bestOf(lags: readonly AtLag[]): number {
  const found = lags.filter(({ isFound }) => isFound);
  const strength = ({ pearson }: AtLag) => Math.abs(pearson?.value ?? 0);
  return found.toSorted((a, b) => a.pearson!.p! - b.pearson!.p! || strength(b) - strength(a))[0]?.lag ?? 0;
}

function presentWorth(found: Extract<ReturnType<typeof linkLags>[number], { accepted: true }>, { isFound }: AtLag, medianAnswers: number) {
  const { conditions, perPoint } = worthOfPoint(found, { found: isFound, medianAnswers });
  return { conditions: [...conditions], perPoint };
}

function presentPair({ units, spans }: Experience, pair: LaggedPair, lag: number, step: number): Link["pairs"][number] {
  const unit = units.find(({ id }) => String(id) === pair.unit)!;
  const { from, to } = spans.find(({ key }) => key === pair.period)!;
  return {
    unitId: unit.id,
    label: unit.name,
    period: { from: isoDateOf(from), to: isoDateOf(to) },
    outcomeMonth: isoMonth((pair.period + lag) * step),
    metric: pair.metric,
    outcome: pair.outcome,
    n: pair.n,
  };
}

function entriesOf(pairs: readonly LaggedPair[], outcomes: readonly PeriodValue[], lag: number): ReadonlySet<string> {
  const used = new Set(pairs.map(({ unit, period }) => `${unit} ${period + lag}`));
  return new Set(outcomes.flatMap(({ unitId, key, entries }) => (used.has(`${unitId} ${key}`) ? entries : [])));
}
