import type { api } from "@manyi/contracts";
import { isoDateOf, isoWeekOf, localDayOf } from "@manyi/core/calendar";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { scopeWhere } from "../../platform/scope.js";

type Reply = z.input<typeof api.notes.mine.reply>;
type Item = {
  readonly id: string;
  readonly client_key: string;
  readonly comment: string;
  readonly mood: "praise" | "complaint" | "wish" | "question";
  readonly asked: boolean;
  readonly question: string | null;
  readonly unit: LocalText;
  readonly occurred_at: Date;
};

const WEEKS = 8;

/** First day of an ISO week, as days since 1970-01-01. */
export function mondayOf(isoWeek: number): number {
  return 7 * isoWeek - 3;
}

/** What the caller has written: today, week by week, and the latest. */
export async function readMine(ctx: Context): Promise<Reply> {
  const me = ctx.actor.id ?? "";
  const today = localDayOf(ctx.now().getTime(), ctx.organisation.timeZone);
  const thisWeek = isoWeekOf(today);
  const own = sql`n.tenant_id = ${ctx.tenantId} and n.user_id = ${me}`;
  const [weeks, todays, items] = await Promise.all([
    sql<{ iso_week: number; notes: number; asked: number }>`
      select n.iso_week, count(*)::int as notes, (count(*) filter (where n.asked))::int as asked from notes n
      where ${own} and n.iso_week > ${thisWeek - WEEKS} group by n.iso_week`.execute(ctx.db),
    sql<{ notes: number; asked: number }>`
      select count(*)::int as notes, (count(*) filter (where n.asked))::int as asked from notes n where ${own} and n.local_day = ${today}`.execute(
      ctx.db,
    ),
    sql<Item>`
      select v.id, v.client_key, v.comment, n.mood, n.asked, v.detail ->> 'question' as question, u.name as unit, v.occurred_at
      from notes n join voices v on v.tenant_id = n.tenant_id and v.id = n.voice_id
      join org_units u on u.tenant_id = n.tenant_id and u.id = n.unit_id
      where ${own} and ${scopeWhere(ctx, { tenant: "v.tenant_id", unit: "v.unit_id" })} and v.comment is not null and v.occurred_at is not null
      order by v.occurred_at desc limit 20`.execute(ctx.db),
  ]);
  return {
    today: todays.rows[0]!,
    weeks: Array.from({ length: WEEKS }, (_, back) => {
      const found = weeks.rows.find(({ iso_week }) => iso_week === thisWeek - back);
      return { week: isoDateOf(mondayOf(thisWeek - back)), notes: found?.notes ?? 0, asked: found?.asked ?? 0 };
    }),
    items: items.rows.map((row) => ({
      id: row.id,
      clientKey: row.client_key.split(":").at(-1) ?? "",
      text: row.comment,
      mood: row.mood,
      asked: row.asked,
      question: row.question,
      unit: row.unit,
      writtenAt: row.occurred_at.toISOString(),
    })),
  };
}
