import type { ContactRecord } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import type { Tables, Tx } from "@manyi/store";
import { type Kysely, type Selectable, sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { maskContact, maskName } from "../../platform/mask.js";
import { scopeWhere } from "../../platform/scope.js";
import { maskedWords } from "../reading/index.js";

type Db = Kysely<Tables> | Tx;
export type RecordRow = Selectable<Tables["contact_records"]> & {
  readonly unit_name: LocalText | null;
  readonly touchpoint_name: LocalText | null;
  readonly customer_name: string | null;
  readonly customer_phone: string | null;
  readonly customer_email: string | null;
  readonly employee_name: string | null;
};
export type RecordFilter = {
  readonly view: "all" | "promises";
  readonly channel?: string | undefined;
  readonly unitIds: readonly number[] | null;
  readonly text?: string | undefined;
  readonly record?: string | undefined;
};

export type ListedRecord = RecordRow & { readonly sort: string };

const visible = (ctx: Context) => scopeWhere(ctx, { tenant: "r.tenant_id", unit: "r.unit_id" });
const like = (text: string) => `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
const OPEN = sql`r.promise_due is not null and r.promise_done_at is null`;

const RECORD = sql`
  select r.*, u.name as unit_name, t.name as touchpoint_name, k.name as customer_name, k.phone as customer_phone, k.email as customer_email, e.name as employee_name
  from contact_records r
  left join org_units u on u.tenant_id = r.tenant_id and u.id = r.unit_id
  left join touchpoints t on t.tenant_id = r.tenant_id and t.id = r.touchpoint_id
  left join customers k on k.tenant_id = r.tenant_id and k.id = r.customer_id
  left join employees e on e.tenant_id = r.tenant_id and e.id = r.employee_id`;

/** Newest first; promises still open come by their day. */
export async function findRecords(
  ctx: Context,
  filter: RecordFilter,
  limit: number,
  cursor: readonly [string, string] | null,
): Promise<readonly ListedRecord[]> {
  const sort =
    filter.view === "promises"
      ? sql<string>`extract(epoch from r.promise_due)::text`
      : sql<string>`(-extract(epoch from r.occurred_at))::text`;
  const { rows } = await sql<ListedRecord>`
    select x.* from (${RECORD} where ${visible(ctx)}
      ${filter.view === "promises" ? sql`and ${OPEN}` : sql``}
      ${filter.record === undefined ? sql`` : sql`and r.id = ${filter.record}::uuid`}
      ${filter.channel === undefined ? sql`` : sql`and r.channel = ${filter.channel}`}
      ${filter.unitIds === null ? sql`` : sql`and r.unit_id = any(${[...filter.unitIds]}::int[])`}
      ${filter.text === undefined ? sql`` : sql`and (r.content ilike ${like(filter.text)} or r.promise ilike ${like(filter.text)})`}
    ) r cross join lateral (select r.*, ${sort} as sort) x
    ${cursor === null ? sql`` : sql`where (x.sort::numeric, x.id) > (${cursor[0]}::numeric, ${cursor[1]}::uuid)`}
    order by x.sort::numeric, x.id limit ${limit}`.execute(ctx.db);
  return rows;
}

export async function countPromises(ctx: Context, today: string): Promise<{ promises: number; late: number }> {
  const { rows } = await sql<{ promises: number; late: number }>`
    select count(*)::int as promises, (count(*) filter (where r.promise_due < ${today}::date))::int as late
    from contact_records r where ${visible(ctx)} and ${OPEN}`.execute(ctx.db);
  return rows[0]!;
}

/** @throws {AppError} NOT_FOUND, also out of scope */
export async function findRecord(ctx: Context, db: Db, id: string): Promise<RecordRow> {
  const { rows } = await sql<RecordRow>`${RECORD} where ${visible(ctx)} and r.id = ${id}::uuid`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new AppError("NOT_FOUND");
  return row;
}

/** Who logged a conversation, and whoever still owes its promise, may reach the customer; who may identify customers may anyway. */
function mayUnmask(ctx: Context, row: RecordRow): boolean {
  if (!ctx.permissions.has("cases:work")) return false;
  const isOwed = row.promise_due !== null && row.promise_done_at === null;
  return isOwed || ctx.permissions.has("voices:identify") || (ctx.actor.id !== null && ctx.actor.id === row.created_by);
}

/** @param isMasked `false` only where the reading of the original is logged */
export function presentRecord(ctx: Context, row: RecordRow, isMasked = true): ContactRecord {
  const own = (row.contact ?? {}) as { name?: string; phone?: string; email?: string };
  const name = row.customer_name ?? own.name ?? null;
  const reach = own.phone ?? own.email ?? row.customer_phone ?? row.customer_email;
  const shown = (text: string) => (isMasked ? maskedWords(text) : text);
  return {
    id: row.id,
    channel: row.channel as ContactRecord["channel"],
    direction: row.direction,
    purpose: row.purpose as ContactRecord["purpose"],
    touchpoint: row.touchpoint_name,
    product: row.product,
    content: shown(row.content),
    customer: name === null || name === "" ? null : isMasked ? maskName(name) : name,
    reach: reach === undefined || reach === null ? null : isMasked ? maskContact(reach) : reach,
    mayUnmask: mayUnmask(ctx, row),
    unit: row.unit_id === null || row.unit_name === null ? null : { id: row.unit_id, name: row.unit_name },
    employee: row.employee_name,
    consent: row.consent,
    promise: row.promise === null ? null : shown(row.promise),
    promiseDue: row.promise_due,
    promiseDoneAt: row.promise_done_at?.toISOString() ?? null,
    voiceId: row.voice_id,
    occurredAt: row.occurred_at.toISOString(),
  };
}

/**
 * A conversation as it was logged, with the customer's name and number. Who read it stays on record.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE for a colleague of who logged it once nothing is promised any more
 */
export async function unmaskRecord(ctx: Context, id: string): Promise<ContactRecord> {
  const row = await findRecord(ctx, ctx.db, id);
  if (!mayUnmask(ctx, row)) throw new AppError("INVALID_STATE");
  await ctx.tx((tx) => ctx.audit(tx, { action: "contacts.unmask", object: `contact ${id}` }));
  return presentRecord(ctx, row, false);
}
