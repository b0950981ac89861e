import type { api, Filters } from "@manyi/contracts";
import { instantOf } from "@manyi/core/calendar";
import { unhappy } from "@manyi/core/cases";
import { baseMark, type Estimate, percentage } from "@manyi/core/measures";
import { type Figure, periodText } from "@manyi/core/metrics";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, ask } from "./ask.js";
import { unitGroups, unitsToCompare } from "./units.js";

type Query = z.output<typeof api.figures.loop.query>;
type Loop = z.input<typeof api.figures.loop.reply>;

type Tally = {
  readonly unit_id: number;
  readonly due: number;
  readonly acknowledged: number;
  readonly closed: number;
  readonly verified: number;
  readonly satisfied: number;
  readonly reopened: number;
  readonly recovered: number;
  readonly recoverable: number;
};
/** Cases of one unit that began with the same score. */
type Counted = Omit<Tally, "recovered" | "recoverable"> & {
  readonly first_score: { readonly [metric: string]: number } | null;
  /** who gave 4 or 5 in the end */
  readonly content: number;
};
const COUNTS = ["due", "acknowledged", "closed", "verified", "satisfied", "reopened", "recovered", "recoverable"] as const;

/** Loop figures of cases whose loop was to be closed in the period: unanswered and unverified ones stay in the base (D§8.2). */
export async function loop(ctx: Context, { by, ...filters }: Query): Promise<Loop> {
  const asked = await ask(ctx, filters as Filters);
  const tallies = await readTallies(asked);
  const whole = rowOf(asked, null, tallies);
  if (by === "none") return { period: periodText(asked.period), rows: [whole] };
  const compared = unitsToCompare(asked.units, asked.unit);
  const groupOf = unitGroups(asked.units, compared);
  const rows = compared.map((unit) =>
    rowOf(
      asked,
      unit,
      tallies.filter(({ unit_id }) => groupOf(unit_id) === unit.id),
    ),
  );
  return { period: periodText(asked.period), rows: [whole, ...rows] };
}

/**
 * A case is due when its verification is, or, before it has got that far, its solution; one that is closed earlier counts from then on,
 * so that each case counts once and the customer's word shows at once. Withdrawn and merged ones are no loops. Recoverable is every due
 * case whose first score was an unhappy one, whether or not the customer has answered since; recovered are those of them who give 4 or 5
 * when asked whether it is solved. The database counts, the detractor rule of core says what is unhappy.
 */
async function readTallies({ ctx, period, where }: Asked): Promise<Tally[]> {
  const zone = ctx.organisation.timeZone;
  const from = new Date(instantOf(period.from, 0, zone));
  const until = new Date(instantOf(period.to + 1, 0, zone));
  const units = where.units ?? null;
  const found = await sql<Counted>`
    select c.unit_id, c.first_score,
      count(*)::int as due,
      (count(*) filter (where c.acknowledged_at <= c.acknowledge_due))::int as acknowledged,
      (count(*) filter (where c.closed_at is not null))::int as closed,
      (count(*) filter (where c.outcome in ('satisfied', 'not_satisfied')))::int as verified,
      (count(*) filter (where c.outcome = 'satisfied'))::int as satisfied,
      (count(*) filter (where c.reopened_count > 0))::int as reopened,
      (count(*) filter (where said.score >= 4))::int as content
    from cases c
    left join lateral (
      select (e.payload ->> 'score')::float8 as score from case_events e
      where e.tenant_id = c.tenant_id and e.case_id = c.id and e.type in ('confirmed', 'not_solved')
      order by e.seq desc limit 1
    ) said on true
    where c.tenant_id = ${ctx.tenantId}
      and least(c.closed_at, coalesce(c.verify_due, c.resolve_due)) >= ${from}
      and least(c.closed_at, coalesce(c.verify_due, c.resolve_due)) < ${until}
      and (c.outcome is null or c.outcome not in ('withdrawn', 'merged'))
      and (${units === null} or c.unit_id = any(${[...(units ?? [])]}::int[]))
    group by c.unit_id, c.first_score`.execute(ctx.db);
  return found.rows.map(({ first_score, content, ...tally }) => {
    const isRecoverable = first_score !== null && unhappy(first_score) !== null;
    return { ...tally, recovered: isRecoverable ? content : 0, recoverable: isRecoverable ? tally.due : 0 };
  });
}

function rowOf(
  asked: Asked,
  unit: { id: number; name: Loop["rows"][number]["label"] } | null,
  tallies: readonly Tally[],
): Loop["rows"][number] {
  const sum = Object.fromEntries(COUNTS.map((name) => [name, tallies.reduce((total, tally) => total + tally[name], 0)])) as Record<
    (typeof COUNTS)[number],
    number
  >;
  const { due, acknowledged, closed, verified, satisfied, reopened, recovered, recoverable } = sum;
  return {
    unitId: unit?.id ?? null,
    label: unit?.name ?? null,
    due,
    acknowledgedOnTime: acknowledged,
    closed,
    verified,
    satisfied,
    reopened,
    recovered,
    recoverable,
    closedLoop: figureOf(asked, "closed_loop", percentage(satisfied, due)),
    recovery: figureOf(asked, "recovery", percentage(recovered, recoverable)),
    // transactions are not recorded yet: a rate without its base is not shown
    per1000: null,
    transactions: null,
  };
}

function figureOf({ period }: Asked, metric: string, estimate: Estimate | null): Figure {
  const interval = estimate?.interval ?? null;
  return {
    metric,
    attribute: null,
    version: 1,
    value: estimate?.value ?? null,
    n: estimate?.n ?? 0,
    interval: interval === null ? null : { ...interval, level: 0.95, method: "wilson" },
    base: baseMark(estimate?.n ?? 0),
    suppressed: null,
    period: periodText(period),
    weighting: "none",
    distribution: [],
    parts: {},
    target: null,
    change: null,
  };
}
