import { appendEvent, type FollowedRow, type Tx } from "@manyi/store";
import { sql } from "kysely";
import { writeAudit } from "../../platform/audit.js";
import { type Context, OWN_ORGANISATION } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";

/**
 * Removes the demo organisation and every row of it, from every table that belongs to organisations, whichever tables there are. People
 * who were members only there go too. The projection follows the event.
 *
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function removeDemo(ctx: Context): Promise<{ rowsRemoved: number }> {
  const removal = await ctx.tx(async (tx) => {
    const demo = await tx.selectFrom("tenants").select("id").where("is_demo", "=", true).forUpdate().executeTakeFirst();
    if (demo === undefined) throw new AppError("NOT_FOUND");
    const removed = (await removePeople(tx, demo.id)) + (await sweep(tx, demo.id));
    await sql`delete from tenants where id = ${demo.id}`.execute(tx);
    await announce(tx, ctx, demo.id);
    const { actor } = ctx;
    // into the own organisation's log, wherever the caller stood: the demo's log is gone
    await writeAudit(
      tx,
      { tenantId: OWN_ORGANISATION, actor, at: ctx.now(), origin: null },
      { action: "organisation.removeDemo", object: `organisation ${demo.id}`, detail: { rows: removed + 1 } },
    );
    return { id: demo.id, rows: removed + 1 };
  });
  // an answer that was under way while the organisation went
  await ctx.ingest.drain();
  await ctx.tx(async (tx) => {
    if ((await sweep(tx, removal.id)) > 0) await announce(tx, ctx, removal.id);
  });
  ctx.live.publish({ type: "organisation", tenantId: OWN_ORGANISATION, unitId: null, data: {} });
  return { rowsRemoved: removal.rows };
}

/**
 * Deletes what was written while an organisation went: whoever follows the event comes to it when every transaction that had begun before
 * the removal has ended, so nothing can be added after this.
 */
export async function sweepRemoved(tx: Tx, events: readonly FollowedRow<"events">[]): Promise<void> {
  for (const { type, payload } of events) {
    if (type !== "tenant.removed") continue;
    const { tenantId } = payload as { tenantId: number };
    const again = await tx.selectFrom("tenants").select("id").where("id", "=", tenantId).executeTakeFirst();
    if (again === undefined) await sweep(tx, tenantId);
  }
}

/** The projection drops what it holds of the organisation when it comes to this event. */
async function announce(tx: Tx, ctx: Context, tenantId: number): Promise<void> {
  const event = { tenantId: OWN_ORGANISATION, type: "tenant.removed", subjectId: String(tenantId), payload: { tenantId }, at: ctx.now() };
  await appendEvent(tx, event);
}

/** Deletes the rows of an organisation from every table that has any. @returns how many */
async function sweep(tx: Tx, tenantId: number): Promise<number> {
  // the audit log may be deleted only together with its whole organisation
  await sql`select set_config('manyi.removing_tenant', ${String(tenantId)}, true)`.execute(tx);
  let removed = 0;
  for (const table of await tablesOfTenants(tx)) {
    const result = await sql`delete from ${sql.table(table)} where tenant_id = ${tenantId}`.execute(tx);
    removed += Number(result.numAffectedRows ?? 0);
  }
  return removed;
}

/** Every table with a `tenant_id`; `sql.table` quotes the name. */
async function tablesOfTenants(tx: Tx): Promise<readonly string[]> {
  const found = await sql<{ table_name: string }>`
    select c.table_name
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = current_schema() and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'
    order by c.table_name`.execute(tx);
  return found.rows.map((row) => row.table_name);
}

async function removePeople(tx: Tx, tenantId: number): Promise<number> {
  await sql`update auth_users set last_tenant_id = null where last_tenant_id = ${tenantId}`.execute(tx);
  await sql`delete from one_time_links where (payload ->> 'tenantId')::int = ${tenantId}`.execute(tx);
  const people = await sql`
    delete from auth_users u
    where exists (select from memberships m where m.user_id = u.id and m.tenant_id = ${tenantId})
      and not exists (select from memberships m where m.user_id = u.id and m.tenant_id <> ${tenantId})`.execute(tx);
  return Number(people.numAffectedRows ?? 0);
}
