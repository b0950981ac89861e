import type { api, Filters } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { mannKendall } from "@manyi/core/monitoring";
import { decide } from "@manyi/core/stats";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import {
  ask,
  cellAt,
  countSpans,
  metricOf,
  plan,
  type Row,
  readStatement,
  readTimeline,
  regroup,
  setOf,
  showFigures,
  unitGroups,
  unitsBelow,
  unitsToCompare,
} from "../figures/index.js";
import { FEWEST_PERIODS, testable } from "./trend-test.js";

type Query = z.output<typeof api.trends.units.query>;
type UnitTrends = z.input<typeof api.trends.units.reply>;

/** Small multiples: every unit below the one looked at over the same spans, and which of them rise or fall beyond chance, told together. */
export async function unitTrends(ctx: Context, { metric: code, by, periods, ...filters }: Query): Promise<UnitTrends> {
  const metric = metricOf(code);
  const asked = await ask(ctx, filters as Filters);
  const { whole, spans } = await readTimeline(asked, metric, { by, periods });
  const units = unitsToCompare(asked.units, asked.unit);
  const groupOf = unitGroups(asked.units, units);
  const [statement, counted] = await Promise.all([
    readStatement(whole),
    countSpans(whole, plan(asked, metric)?.measure ?? null, by, spans, ["unit"]),
  ]);
  const cells = regroup(counted, ([span, unit]) => {
    const group = typeof unit === "number" ? groupOf(unit) : undefined;
    return group === undefined ? undefined : [span!, group];
  });
  const members = new Map(units.map((unit) => [unit.id, unitsBelow(asked.units, unit).map(({ id }) => id)]));
  const rows = units.flatMap(({ id }) =>
    spans.map(
      ({ from, to }, i): Row => ({
        metric,
        period: { from, to },
        now: cellAt(cells, [i, id]),
        set: setOf(asked, metric, { units: members.get(id)!, period: { from, to } }),
      }),
    ),
  );
  // siblings of one span add up to a total that is shown beside them
  const groups = spans.map((_, i) => ({ rows: units.map((_, unit) => unit * spans.length + i), isTotalShown: true }));
  const figures = await showFigures(whole, rows, groups);
  const lines = units.map((unit, at) => {
    const points = spans.map((span, i) => ({
      start: isoDateOf(span.from),
      figure: figures[at * spans.length + i]!,
      stretch: span.stretch,
    }));
    const held = testable(points.filter(({ stretch }) => stretch === spans.at(-1)!.stretch));
    return { unit, points, test: held.length < FEWEST_PERIODS ? null : mannKendall(held.map(({ value }) => value)) };
  });
  const { compared, rule, adjusted, isSignificant } = decide(lines.map(({ test }) => test?.p ?? null));
  return {
    statement,
    tested: compared,
    rule,
    units: lines.map(({ unit, points, test }, i) => ({
      unitId: unit.id,
      label: unit.name,
      points,
      trend:
        test === null
          ? null
          : { p: test.p, adjustedP: adjusted[i]!, slope: { value: test.slope, ...test.slopeInterval }, significant: isSignificant[i]! },
    })),
  };
}
