import type { Db } from "@manyi/store";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { type NamedEvent, readNamedEvents } from "../../platform/named-events.js";
import { scopeWhere } from "../../platform/scope.js";
import { NOBODY } from "./owners.js";
import type { CaseRow } from "./record.js";

type LocalText = { readonly "zh-CN"?: string; readonly en?: string };

export type QueueView = "open" | "mine" | "verify" | "closed" | "all";
export type QueueFilter = {
  readonly view: QueueView;
  readonly unitIds: readonly number[] | null;
  readonly severity?: string | undefined;
  readonly text?: string | undefined;
};
export type QueueRow = CaseRow & { readonly unit_name: LocalText; readonly owner_name: string | null; readonly rank: number };
export type ListedRow = QueueRow & { readonly sort_due: string };

/** Safety skips the queue, breached before the rest, then whatever is due first; the oldest waiting on top. */
const RANK = sql<number>`case when c.severity = 'safety' and c.closed_at is null then 0 when c.closed_at is null then 1 else 2 end`;

function viewWhere(ctx: Context, view: QueueView): RawBuilder<SqlBool> {
  if (view === "open") return sql<SqlBool>`c.closed_at is null`;
  if (view === "mine") return sql<SqlBool>`c.closed_at is null and c.owner_id = ${ctx.actor.id ?? NOBODY}`;
  if (view === "verify") return sql<SqlBool>`c.state = 'verifying'`;
  if (view === "closed") return sql<SqlBool>`c.closed_at is not null`;
  return sql<SqlBool>`true`;
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`;

/** Restricted cases stay inside their own list: only the owner sees them (A1.12). */
function visible(ctx: Context): RawBuilder<SqlBool> {
  return sql<SqlBool>`${scopeWhere(ctx, { tenant: "c.tenant_id", unit: "c.unit_id" })} and (not c.restricted or c.owner_id = ${ctx.actor.id ?? NOBODY})`;
}

export async function findQueue(
  ctx: Context,
  filter: QueueFilter,
  limit: number,
  cursor: readonly [number, string, string] | null,
): Promise<readonly ListedRow[]> {
  // closed cases are read newest first, open ones soonest due first: the sort key of the first is negated
  const due = sql<string>`case when c.closed_at is null then extract(epoch from coalesce(c.next_due, c.resolve_due)) else -extract(epoch from c.closed_at) end`;
  const { rows } = await sql<ListedRow>`
    select c.*, u.name as unit_name, a.name as owner_name, ${RANK} as rank, (${due})::text as sort_due
    from cases c
    join org_units u on u.tenant_id = c.tenant_id and u.id = c.unit_id
    left join auth_users a on a.id = c.owner_id
    where ${visible(ctx)} and ${viewWhere(ctx, filter.view)}
      ${filter.unitIds === null ? sql`` : sql`and c.unit_id = any(${[...filter.unitIds]}::int[])`}
      ${filter.severity === undefined ? sql`` : sql`and c.severity = ${filter.severity}`}
      ${filter.text === undefined ? sql`` : sql`and (c.reference ilike ${like(filter.text)} or c.title ilike ${like(filter.text)} or c.description ilike ${like(filter.text)})`}
      ${cursor === null ? sql`` : sql`and (${RANK}, ${due}, c.id) > (${cursor[0]}, ${cursor[1]}::numeric, ${cursor[2]}::uuid)`}
    order by rank, ${due}, c.id
    limit ${limit}`.execute(ctx.db);
  return rows;
}

export type QueueCounts = { open: number; mine: number; verify: number; breached: number; dueSoon: number };

export async function countQueue(ctx: Context): Promise<QueueCounts> {
  const soon = new Date(ctx.now().getTime() + 2 * 3_600_000);
  const { rows } = await sql<QueueCounts>`
    select count(*)::int as open,
      count(*) filter (where c.owner_id = ${ctx.actor.id ?? NOBODY})::int as mine,
      count(*) filter (where c.state = 'verifying')::int as verify,
      count(*) filter (where c.next_due < ${ctx.now()})::int as breached,
      count(*) filter (where c.next_due between ${ctx.now()} and ${soon})::int as "dueSoon"
    from cases c where ${visible(ctx)} and c.closed_at is null`.execute(ctx.db);
  return rows[0]!;
}

export type DetailRow = CaseRow & {
  readonly unit_name: LocalText;
  readonly owner_name: string | null;
  readonly attribute_name: LocalText | null;
  readonly customer_name: string | null;
  readonly customer_phone: string | null;
  readonly customer_email: string | null;
  readonly tier: string | null;
  readonly segment_name: LocalText | null;
  /** of the voice it came from; null without one */
  readonly anonymity: string | null;
};

/** Whoever answered confidentially stays unknown, also to who works the case; messages still reach them. @returns `null` when there is none within scope */
export async function findCase(ctx: Context, db: Db, id: string): Promise<DetailRow | null> {
  const { rows } = await sql<DetailRow>`
    select c.*, u.name as unit_name, a.name as owner_name, at.name as attribute_name,
      k.name as customer_name, k.phone as customer_phone, k.email as customer_email, k.tier, s.name as segment_name, v.anonymity
    from cases c
    join org_units u on u.tenant_id = c.tenant_id and u.id = c.unit_id
    left join auth_users a on a.id = c.owner_id
    left join attributes at on at.tenant_id = c.tenant_id and at.code = c.attribute_code
    left join voices v on v.tenant_id = c.tenant_id and v.id = c.voice_id
    left join customers k on k.tenant_id = c.tenant_id and k.id = c.customer_id and v.anonymity is distinct from 'confidential'
    left join segments s on s.tenant_id = k.tenant_id and s.id = k.segment_id
    where ${visible(ctx)} and c.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export function namedEvents(ctx: Context, db: Db, caseId: string): Promise<readonly NamedEvent[]> {
  return readNamedEvents(db, "case_events", sql`e.tenant_id = ${ctx.tenantId} and e.case_id = ${caseId}`);
}

export type SimilarRow = {
  id: string;
  reference: string;
  title: string;
  description: string;
  unit_name: LocalText;
  outcome: string | null;
  remedy: string | null;
  days: number | null;
};

/** Precedent: cases of the last 90 days with the same attribute, cause or a like title; answered ones first. */
export async function findSimilar(ctx: Context, db: Db, row: CaseRow): Promise<readonly SimilarRow[]> {
  const since = new Date(ctx.now().getTime() - 90 * 86_400_000);
  const { rows } = await sql<SimilarRow>`
    select c.id, c.reference, c.title, c.description, u.name as unit_name, c.outcome, c.answer->>'remedy' as remedy,
      round((extract(epoch from c.closed_at - c.opened_at) / 86400)::numeric, 1)::float as days
    from cases c join org_units u on u.tenant_id = c.tenant_id and u.id = c.unit_id
    where ${visible(ctx)} and c.id <> ${row.id} and c.opened_at > ${since}
      and (c.attribute_code = ${row.attribute_code} or c.cause_code = ${row.cause_code} or left(c.title, 6) = left(${row.title}::text, 6))
    order by (c.cause_code is not distinct from ${row.cause_code} and c.cause_code is not null) desc, (c.unit_id = ${row.unit_id}) desc, (c.outcome is not null) desc, c.opened_at desc
    limit 3`.execute(db);
  return rows;
}

/** Cases of the same unit and cause in the last 28 days, this one included: what a common problem would be proposed from. */
export async function countSameCause(ctx: Context, db: Db, row: CaseRow): Promise<number> {
  if (row.cause_code === null) return 0;
  const since = new Date(ctx.now().getTime() - 28 * 86_400_000);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from cases c
    where ${visible(ctx)} and c.cause_code = ${row.cause_code} and c.unit_id = ${row.unit_id} and c.opened_at > ${since}`.execute(db);
  return rows[0]!.n;
}

export type EarlierScore = { day: number; scores: Record<string, number> };

/** The last five voices of a customer, oldest first, and how many cases came before this one. */
export async function customerPast(ctx: Context, db: Db, row: CaseRow): Promise<{ scores: readonly EarlierScore[]; cases: number }> {
  if (row.customer_id === null) return { scores: [], cases: 0 };
  const { rows } = await sql<EarlierScore>`
    select local_day as day, scores from voices
    where tenant_id = ${ctx.tenantId} and customer_id = ${row.customer_id} and anonymity = 'identified' and scores <> '{}'::jsonb
    order by local_day desc, id desc limit 5`.execute(db);
  const earlier = await sql<{ n: number }>`
    select count(*)::int as n from cases where tenant_id = ${ctx.tenantId} and customer_id = ${row.customer_id} and opened_at < ${row.opened_at}`.execute(
    db,
  );
  return { scores: rows.toReversed(), cases: earlier.rows[0]!.n };
}

export async function namesOf(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("auth_users")
    .select(["id", "name"])
    .where("id", "in", [...userIds])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
