import type { Figure, Filters, Statement } from "@manyi/contracts";
import type { Metric } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";
import {
  type Asked,
  ask,
  attributeNames,
  type Break,
  cellAt,
  count,
  countSpans,
  cutAt,
  incomparableDays,
  metricOf,
  plan,
  type Row,
  readBreaksOf,
  readStatement,
  regroup,
  type Span,
  setOf,
  showFigures,
  type Unit,
  unitGroups,
  unitsBelow,
} from "../figures/index.js";
import { periodsOf, type Step } from "./periods.js";

export type Experience = {
  readonly statement: Statement;
  readonly label: LocalText | null;
  readonly units: readonly Unit[];
  readonly spans: readonly Span[];
  readonly breaks: readonly Break[];
  /** by unit, then span */
  readonly figures: ReadonlyMap<number, readonly Figure[]>;
};

type Wanted = { readonly metric: string; readonly by: Step; readonly periods: number };

/**
 * What customers said, unit by unit over whole finished periods, through every stage of the figures.
 *
 * @param choose which units to look at, none of them below another
 */
export async function readExperience(
  ctx: Context,
  filters: Filters,
  { metric: code, by, periods }: Wanted,
  choose: (asked: Asked) => readonly Unit[],
): Promise<Experience> {
  const metric = metricOf(code);
  const plainly = await ask(ctx, { ...filters, compare: "none" });
  const range = filters.from === undefined && filters.to === undefined ? {} : plainly.period;
  const whole = periodsOf(range, plainly.today, { by, periods });
  const asked: Asked = { ...plainly, period: { from: whole[0]!.from, to: whole.at(-1)!.to } };
  const breaks = (await readBreaksOf(asked, asked.period))(metric, asked.surveys);
  const spans = cutAt(whole, incomparableDays(breaks));
  const units = choose(asked);
  const [statement, figures, label] = await Promise.all([
    readStatement(asked),
    figuresOf(asked, metric, { units, spans, by }),
    metric.attribute === null ? null : attributeNames(ctx).then((nameOf) => nameOf(metric.attribute!)),
  ]);
  return { statement, label, units, spans, breaks, figures };
}

async function figuresOf(
  asked: Asked,
  metric: Metric,
  { units, spans, by }: { units: readonly Unit[]; spans: readonly Span[]; by: Step },
): Promise<ReadonlyMap<number, readonly Figure[]>> {
  const measure = plan(asked, metric)?.measure ?? null;
  const groupOf = unitGroups(asked.units, units);
  const counted =
    by === "month" || measure === null
      ? await countSpans(asked, measure, "month", spans, ["unit"])
      : await count(asked, measure, ["period", "unit"], spans);
  const cells = regroup(counted, ([span, unit]) => {
    const group = typeof unit === "number" ? groupOf(unit) : undefined;
    return group === undefined ? undefined : [span!, group];
  });
  const rows = units.flatMap((unit) => {
    const members = unitsBelow(asked.units, unit).map(({ id }) => id);
    return spans.map(
      ({ from, to }, i): Row => ({
        metric,
        period: { from, to },
        now: cellAt(cells, [i, unit.id]),
        set: setOf(asked, metric, { units: members, period: { from, to } }),
      }),
    );
  });
  // siblings of one span add up to a total that other pages show
  const groups = spans.map((_, i) => ({ rows: units.map((_, unit) => unit * spans.length + i), isTotalShown: true }));
  const shown = await showFigures(asked, rows, groups);
  return new Map(units.map(({ id }, i) => [id, shown.slice(i * spans.length, (i + 1) * spans.length)]));
}

/** Of the units that have values of their own the lowest: one that has others below it would count them twice. */
export function lowestWith(units: readonly Unit[], withValues: ReadonlySet<number>): readonly Unit[] {
  const held = units.filter(({ id }) => withValues.has(id));
  return held.filter((unit) => !held.some((other) => other.id !== unit.id && other.path.startsWith(unit.path)));
}
