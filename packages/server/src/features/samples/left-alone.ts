import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { inTurns } from "../../platform/turns.js";
import type { LeftAlone } from "./exclude.js";
import { keysOf } from "./person.js";

type Row = { readonly id: string; readonly external_id: string | null; readonly phone: string | null; readonly email: string | null };

/**
 * Who must not be asked: staff by the e-mail of their account, people who asked to be left alone, those with an open case, and those
 * invited less than `restDays` times 24 hours ago, over all surveys.
 *
 * @param apart a sample whose own invitations do not count
 */
export async function whoIsLeftAlone(ctx: Context, db: Context["db"], restDays: number, apart: string | null = null): Promise<LeftAlone> {
  const { tenantId } = ctx;
  const since = new Date(ctx.now().getTime() - restDays * 86_400_000);
  const run = async (query: ReturnType<typeof sql<Row>>) => {
    const { rows } = await query.execute(db);
    const keys = new Set<string>();
    await inTurns(rows, ({ id, external_id, phone, email }) => {
      for (const key of keysOf({ customerId: id, externalId: external_id, phone, email })) keys.add(key);
    });
    return keys;
  };
  const customers = (which: ReturnType<typeof sql>) => sql<Row>`
    select k.id, k.external_id, k.phone, k.email from customers k where k.tenant_id = ${tenantId} and k.id in (${which})`;
  const staff = await db
    .selectFrom("memberships as m")
    .innerJoin("auth_users as u", "u.id", "m.user_id")
    .select("u.email")
    .where("m.tenant_id", "=", tenantId)
    .where("m.active", "=", true)
    .execute();
  return {
    employee: new Set(staff.flatMap(({ email }) => keysOf({ customerId: null, externalId: null, phone: null, email }))),
    opted_out: await run(
      customers(sql`select customer_id from invitations where tenant_id = ${tenantId} and state = 'opted_out' and customer_id is not null`),
    ),
    open_case: await run(
      customers(sql`select customer_id from cases where tenant_id = ${tenantId} and closed_at is null and customer_id is not null`),
    ),
    invited: await run(
      customers(sql`select customer_id from invitations where tenant_id = ${tenantId} and customer_id is not null
        and created_at > ${since} and (${apart}::uuid is null or sample_id is distinct from ${apart}::uuid)`),
    ),
  };
}
