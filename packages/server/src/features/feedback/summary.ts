import type { api } from "@manyi/contracts";
import { instantOf, localDayOf } from "@manyi/core/calendar";
import { periodOf, periodText } from "@manyi/core/metrics";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { scopeWhere } from "../../platform/scope.js";
import { unitsAsked } from "../../platform/units-asked.js";

type Query = z.output<typeof api.feedback.summary.query>;
type Reply = z.input<typeof api.feedback.summary.reply>;

type Totals = Pick<Reply, "n" | "ended" | "responseHours" | "responded" | "owed" | "informed">;

/** Items of the period with their times; open work per owner stands beside, whatever its age. */
export async function summarise(ctx: Context, query: Query): Promise<Reply> {
  const { timeZone } = ctx.organisation;
  const period = periodOf(query, localDayOf(ctx.now().getTime(), timeZone));
  if (period === null)
    throw new AppError("INVALID_INPUT", [{ path: "query.to", "zh-CN": "结束日期早于开始日期", en: "The period ends before it starts" }]);
  const units = await unitsAsked(ctx, query.unit);
  const from = new Date(instantOf(period.from, 0, timeZone));
  const to = new Date(instantOf(period.to + 1, 0, timeZone));
  const visible = sql`${scopeWhere(ctx, { tenant: "f.tenant_id", unit: "f.unit_id" })}
    ${units === null ? sql`` : sql`and f.unit_id = any(${[...units]}::int[])`}`;
  const came = sql`f.opened_at >= ${from} and f.opened_at < ${to} and f.state not in ('spam', 'archived')`;
  const answered = sql`coalesce(f.replied_at, f.decided_at)`;
  const hours = sql<number | null>`percentile_cont(0.5) within group (order by extract(epoch from ${answered} - f.opened_at) / 3600)`;
  const totals = await sql<Totals>`
    select count(*)::int as n, (count(*) filter (where f.ended_at is not null))::int as ended,
      (${hours} filter (where ${answered} is not null))::float as "responseHours",
      (count(*) filter (where ${answered} is not null))::int as responded,
      (count(*) filter (where f.identified and f.asked_for_answer))::int as owed,
      (count(*) filter (where f.identified and f.asked_for_answer and f.informed_at is not null))::int as informed
    from feedback_items f where ${visible} and ${came}`.execute(ctx.db);
  const owners = await sql<Reply["owners"][number]>`
    select f.owner_id as id, coalesce(max(a.name), '') as name,
      (count(*) filter (where f.ended_at is null))::int as open,
      (count(*) filter (where f.ended_at is null and f.source = 'request'))::int as requests,
      (count(*) filter (where f.ended_at is null and f.due_at < ${ctx.now()}))::int as late,
      (${hours} filter (where ${answered} is not null and ${came}))::float as "responseHours",
      (count(*) filter (where ${came}))::int as n
    from feedback_items f left join auth_users a on a.id = f.owner_id
    where ${visible} and (f.ended_at is null or (${came}))
    group by f.owner_id
    order by (f.owner_id is not null), open desc, name`.execute(ctx.db);
  return { period: periodText(period), ...totals.rows[0]!, owners: owners.rows };
}
