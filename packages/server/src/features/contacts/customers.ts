import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { maskContact, maskName } from "../../platform/mask.js";

type Found = { id: string; name: string; reach: string | null; segment: LocalText | null };
type Row = { id: string; name: string | null; phone: string | null; email: string | null; segment_name: LocalText | null };

const MOST = 10;

/**
 * Customers whose number, phone, e-mail or name is exactly what was asked for. Nothing is found by a part of it: a desk looks up who is on
 * the line, it does not leaf through the register.
 */
export async function findCustomers(ctx: Context, text: string): Promise<Found[]> {
  const { rows } = await sql<Row>`
    select k.id, k.name, k.phone, k.email, s.name as segment_name
    from customers k left join segments s on s.tenant_id = k.tenant_id and s.id = k.segment_id
    where k.tenant_id = ${ctx.tenantId} and (k.external_id = ${text} or k.phone = ${text} or lower(k.email) = lower(${text}) or k.name = ${text})
    order by k.id limit ${MOST}`.execute(ctx.db);
  return rows.map((row) => {
    const reach = row.phone ?? row.email;
    return { id: row.id, name: maskName(row.name ?? ""), reach: reach === null ? null : maskContact(reach), segment: row.segment_name };
  });
}
