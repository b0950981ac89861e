import type { api } from "@manyi/contracts";
import { isoDateOf, isoWeekOf, localDayOf } from "@manyi/core/calendar";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { scopeWhere } from "../../platform/scope.js";
import { mondayOf } from "./read-mine.js";

type Reply = z.input<typeof api.notes.people.reply>;
type Row = {
  readonly user_id: string;
  readonly unit_id: number;
  readonly iso_week: number;
  readonly notes: number;
  readonly asked: number;
  readonly name: string | null;
  readonly unit: LocalText;
};

/** Notes per person, unit and week within scope, most first. */
export async function readPeople(ctx: Context, weeks: number): Promise<Reply> {
  const thisWeek = isoWeekOf(localDayOf(ctx.now().getTime(), ctx.organisation.timeZone));
  const found = await sql<Row>`
    select n.user_id, n.unit_id, n.iso_week, count(*)::int as notes, (count(*) filter (where n.asked))::int as asked,
      coalesce(p.name, k.name) as name, u.name as unit
    from notes n
    join org_units u on u.tenant_id = n.tenant_id and u.id = n.unit_id
    left join auth_users p on p.id = n.user_id
    left join api_keys k on k.tenant_id = n.tenant_id and k.id::text = n.user_id
    where n.iso_week > ${thisWeek - weeks} and n.iso_week <= ${thisWeek} and ${scopeWhere(ctx, { tenant: "n.tenant_id", unit: "n.unit_id" })}
    group by n.user_id, n.unit_id, n.iso_week, p.name, k.name, u.name`.execute(ctx.db);
  const order = Array.from({ length: weeks }, (_, i) => thisWeek - weeks + 1 + i);
  const people = new Map<string, Row[]>();
  for (const row of found.rows) {
    const name = `${row.user_id} ${row.unit_id}`;
    people.set(name, [...(people.get(name) ?? []), row]);
  }
  return {
    weeks: order.map((week) => isoDateOf(mondayOf(week))),
    people: [...people.values()]
      .map((rows) => ({
        name: rows[0]!.name ?? "",
        unit: rows[0]!.unit,
        total: rows.reduce((sum, { notes }) => sum + notes, 0),
        asked: rows.reduce((sum, { asked }) => sum + asked, 0),
        byWeek: order.map((week) => rows.find(({ iso_week }) => iso_week === week)?.notes ?? 0),
      }))
      .sort((a, b) => b.total - a.total || a.name.localeCompare(b.name)),
  };
}
