import type { api } from "@manyi/contracts";
import { localDayOf, monthIndexOf } from "@manyi/core/calendar";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { scopeWhere } from "../../platform/scope.js";

type Query = z.output<typeof api.checks.trend.query>;
type Row = {
  readonly unit_id: number;
  readonly name: LocalText;
  readonly month: number;
  readonly total: number;
  readonly n: number;
  readonly failed: number;
};

/** Mean score per unit and month with its base, lowest first. Held and struck-out checks are left out, and counted as held. */
export async function readTrend(ctx: Context, { list, months }: Query): Promise<z.input<typeof api.checks.trend.reply>> {
  const thisMonth = monthIndexOf(localDayOf(ctx.now().getTime(), ctx.organisation.timeZone));
  const order = Array.from({ length: months }, (_, i) => thisMonth - months + 1 + i);
  const where = sql`${scopeWhere(ctx, { tenant: "r.tenant_id", unit: "r.unit_id" })} and r.local_month between ${order[0]!} and ${thisMonth}
    and (${list ?? null}::int is null or r.checklist_id = ${list ?? null}::int)`;
  const [found, held] = await Promise.all([
    sql<Row>`
      select r.unit_id, u.name, r.local_month as month, sum(r.score)::float8 as total, count(*)::int as n,
        (count(*) filter (where r.failed_critical))::int as failed
      from check_runs r join org_units u on u.tenant_id = r.tenant_id and u.id = r.unit_id
      where ${where} and r.score is not null and r.appeal_state in ('none', 'rejected')
      group by r.unit_id, u.name, r.local_month`.execute(ctx.db),
    sql<{ n: number }>`select count(*)::int as n from check_runs r where ${where} and r.appeal_state = 'open'`.execute(ctx.db),
  ]);
  const units = new Map<number, Row[]>();
  for (const row of found.rows) units.set(row.unit_id, [...(units.get(row.unit_id) ?? []), row]);
  return {
    months: order.map(dayOfMonth),
    units: [...units.values()]
      .map((rows) => ({
        unit: { id: rows[0]!.unit_id, name: rows[0]!.name },
        ...meanOf(rows),
        failed: rows.reduce((sum, { failed }) => sum + failed, 0),
        byMonth: order.map((month) => meanOf(rows.filter((row) => row.month === month))),
      }))
      .sort((a, b) => (a.mean ?? 0) - (b.mean ?? 0)),
    held: held.rows[0]!.n,
  };
}

function meanOf(rows: readonly Row[]): { mean: number | null; n: number } {
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  return { mean: n === 0 ? null : rows.reduce((sum, row) => sum + row.total, 0) / n, n };
}

/** First day of a month counted as year × 12 + month − 1. */
function dayOfMonth(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}
