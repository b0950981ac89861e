import type { api, Filters } from "@manyi/contracts";
import type { Dimension, Key, Metric } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, ask } from "./ask.js";
import { readStatement } from "./base.js";
import { type Cells, cellAt, count, plan, regroup } from "./count.js";
import { type Label, labelsOf, NONE, type Side, sideName } from "./labels.js";
import { metricOf, setOf } from "./overview.js";
import { type Row, showFigures } from "./show.js";
import { readAims } from "./targets.js";
import { unitGroups, unitsBelow, unitsToCompare } from "./units.js";

type Query = z.output<typeof api.figures.breakdown.query>;
type Breakdown = z.input<typeof api.figures.breakdown.reply>;

/**
 * One metric by unit, touchpoint, segment, channel, survey, language, topic or sentiment, each against the period before, and the total:
 * the sum of the rows, or of topics, which overlap, all voices with words.
 */
export async function breakdown(ctx: Context, { metric: code, by, ...filters }: Query): Promise<Breakdown> {
  const metric = metricOf(code);
  const asked = await ask(ctx, filters as Filters);
  const planned = plan(asked, metric);
  const dimension: Dimension = by;
  const periods = asked.compare === null ? [asked.period] : [asked.period, asked.compare];
  const worded = { ...asked, where: { ...asked.where, topics: asked.where.topics ?? [0] } };
  const [statement, counted, overall, labels, aimOf] = await Promise.all([
    readStatement(asked),
    planned === null ? (new Map() as Cells) : count(asked, planned.measure, ["period", dimension], periods),
    planned === null || by !== "topic" ? null : count(worded, planned.measure, ["period"], periods),
    labelsOf(asked, by),
    readAims(asked),
  ]);
  const groups = by === "unit" ? groupUnits(asked) : null;
  const cells =
    groups !== null
      ? regroup(counted, ([period, unit]) => [period!, groups.of(unit ?? null)])
      : by === "sentiment"
        ? regroup(counted, ([period, side]) => [period!, sideName(side as Side)])
        : counted;
  const total = overall ?? regroup(cells, ([period]) => [period!]);
  const keys = rowKeys(cells, labels);
  const rows: Row[] = keys.map((key) =>
    rowOf(asked, metric, cells, [key], groups?.members(key), by === "survey" && typeof key === "number" ? [key] : undefined),
  );
  rows.push(rowOf(asked, metric, total, []));
  const aimed = rows.map((row, i) => {
    const key = keys[i];
    if (i === keys.length) return { ...row, target: aimOf(metric) };
    return by === "unit" && typeof key === "number" ? { ...row, target: aimOf(metric, key) } : row;
  });
  const siblings = keys.map((_, i) => i);
  const figures = await showFigures(asked, aimed, by === "topic" ? [] : [{ rows: siblings, isTotalShown: true }]);
  return {
    statement,
    rows: keys.map((key, i) => ({ key: key ?? NONE.key, label: labels.get(key)?.label ?? NONE.label, figure: figures[i]! })),
    total: figures.at(-1)!,
  };
}

function rowOf(
  asked: Asked,
  metric: Metric,
  cells: Cells,
  key: readonly Key[],
  units?: readonly number[],
  surveys?: readonly number[],
): Row {
  return {
    metric,
    period: asked.period,
    now: cellAt(cells, [0, ...key]),
    before: asked.compare === null ? null : cellAt(cells, [1, ...key]),
    set: setOf(asked, metric, { ...(units === undefined ? {} : { units }), ...(surveys === undefined ? {} : { surveys }) }),
  };
}

/** Known names first, in their own order; then what only the answers know. */
function rowKeys(cells: Cells, labels: ReadonlyMap<Key, Label>): Key[] {
  const seen = new Set([...cells.values()].map(({ keys }) => keys[1] ?? null));
  const known = [...labels].filter(([key, { isAlwaysShown }]) => isAlwaysShown || seen.has(key)).map(([key]) => key);
  return [...known, ...[...seen].filter((key) => !labels.has(key))];
}

/** Stores under the compared units; what is above them keeps its own key, what has no unit is a group of its own. */
export function groupUnits({ units, unit }: Asked): { of(id: Key): Key; members(key: Key): readonly number[] | undefined } {
  const compared = unitsToCompare(units, unit);
  const groupOf = unitGroups(units, compared);
  return {
    of: (id) => (typeof id === "number" ? (groupOf(id) ?? id) : id),
    members: (key) => {
      const group = compared.find(({ id }) => id === key);
      return group === undefined ? (typeof key === "number" ? [key] : []) : unitsBelow(units, group).map(({ id }) => id);
    },
  };
}
