import type { LocalText } from "@manyi/core/survey";
import type { SignalKind } from "@manyi/core/text";
import type { Db, Tx } from "@manyi/store";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { type NamedEvent, readNamedEvents } from "../../platform/named-events.js";
import { scopeWhere } from "../../platform/scope.js";
import type { VoiceDetail } from "./open-item.js";
import type { ItemRow } from "./record.js";

type Side = -1 | 0 | 1;

type InboxView = "open" | "unrouted" | "mine" | "owed" | "ended" | "all";
export type InboxFilter = {
  readonly view: InboxView;
  readonly unitIds: readonly number[] | null;
  readonly source?: string | undefined;
  readonly sentiment?: string | undefined;
  readonly signal?: string | undefined;
  readonly owner?: string | undefined;
  readonly text?: string | undefined;
};
export type InboxRow = ItemRow & {
  readonly comment: string | null;
  readonly locale: string;
  readonly anonymity: string;
  readonly occurred_at: Date | null;
  readonly unit_name: LocalText | null;
  readonly owner_name: string | null;
  readonly customer_name: string | null;
  readonly customer_phone: string | null;
  readonly customer_email: string | null;
  readonly touchpoint_name: LocalText | null;
  readonly detail: VoiceDetail | null;
  /** what counts of the comment as a whole: a person's word before the machine's */
  readonly sentiment: Side | null;
  /** kinds of signals, as people corrected them; null while unread */
  readonly raised: readonly SignalKind[] | null;
  readonly topics: readonly { readonly name: LocalText; readonly sentiment: Side | null }[];
  readonly copies: number;
  readonly case_reference: string | null;
  readonly case_state: string | null;
};

export type ListedItem = InboxRow & { readonly rank: number; readonly sort: string };

/** Danger first, then nobody's, then what is due soonest; what has ended stands below, newest first. */
const rankBy = (raised: string) =>
  sql<number>`case when f.ended_at is not null then 3 when ${sql.ref(raised)} && '{safety}'::text[] then 0 when f.owner_id is null then 1 else 2 end`;
const RANK = rankBy("r.raised");
const SORT = sql<string>`case when f.ended_at is not null then -extract(epoch from f.ended_at)
  when f.owner_id is null then extract(epoch from f.opened_at) else extract(epoch from coalesce(f.due_at, f.opened_at)) end`;
const OWED = sql<SqlBool>`(f.ended_at is null and f.state in ('resolved', 'no_action'))`;

function viewWhere(ctx: Context, view: InboxView): RawBuilder<SqlBool> {
  if (view === "open") return sql<SqlBool>`f.ended_at is null`;
  if (view === "unrouted") return sql<SqlBool>`f.ended_at is null and f.owner_id is null`;
  if (view === "mine") return sql<SqlBool>`f.ended_at is null and f.owner_id = ${ctx.actor.id ?? ""}`;
  if (view === "owed") return OWED;
  if (view === "ended") return sql<SqlBool>`f.ended_at is not null`;
  return sql<SqlBool>`true`;
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
const visible = (ctx: Context) => scopeWhere(ctx, { tenant: "f.tenant_id", unit: "f.unit_id" });

const ITEM = sql`
  select f.*, v.comment, v.locale, v.anonymity, v.occurred_at, v.detail, u.name as unit_name, a.name as owner_name, k.name as customer_name,
    k.phone as customer_phone, k.email as customer_email, t.name as touchpoint_name, w.sentiment, r.raised,
    coalesce((select jsonb_agg(jsonb_build_object('name', p.name, 'sentiment', o.sentiment) order by p.position)
      from voice_topics o join topics p on p.tenant_id = o.tenant_id and p.id = o.topic_id
      where o.tenant_id = f.tenant_id and o.voice_id = f.voice_id), '[]'::jsonb) as topics,
    (select count(*)::int from feedback_items d where d.tenant_id = f.tenant_id and d.copy_of = f.voice_id) as copies,
    c.reference as case_reference, c.state as case_state
  from feedback_items f
  join voices v on v.tenant_id = f.tenant_id and v.id = f.voice_id
  left join org_units u on u.tenant_id = f.tenant_id and u.id = f.unit_id
  left join auth_users a on a.id = f.owner_id
  left join customers k on k.tenant_id = f.tenant_id and k.id = v.customer_id
  left join touchpoints t on t.tenant_id = f.tenant_id and t.id = v.touchpoint_id
  left join voice_topics w on w.tenant_id = f.tenant_id and w.voice_id = f.voice_id and w.topic_id = 0
  left join voice_readings r on r.tenant_id = f.tenant_id and r.voice_id = f.voice_id
  left join cases c on c.tenant_id = f.tenant_id and c.id = f.case_id`;

export async function findInbox(
  ctx: Context,
  filter: InboxFilter,
  limit: number,
  cursor: readonly [number, string, string] | null,
): Promise<readonly ListedItem[]> {
  const { rows } = await sql<ListedItem>`
    with item as (${ITEM}
      where ${visible(ctx)} and ${viewWhere(ctx, filter.view)}
        ${filter.unitIds === null ? sql`` : sql`and f.unit_id = any(${[...filter.unitIds]}::int[])`}
        ${filter.source === undefined ? sql`` : sql`and f.source = ${filter.source}`}
        ${filter.sentiment === undefined ? sql`` : sql`and w.sentiment = ${Number(filter.sentiment)}::smallint`}
        ${filter.signal === undefined ? sql`` : sql`and r.raised @> array[${filter.signal}]::text[]`}
        ${filter.owner === undefined ? sql`` : sql`and f.owner_id = ${filter.owner}`}
        ${filter.text === undefined ? sql`` : sql`and v.comment ilike ${like(filter.text)}`}
        ${cursor === null ? sql`` : sql`and (${RANK}, ${SORT}, f.voice_id) > (${cursor[0]}, ${cursor[1]}::numeric, ${cursor[2]}::uuid)`}
      order by ${RANK}, ${SORT}, f.voice_id
      limit ${limit})
    select f.*, ${rankBy("f.raised")} as rank, (${SORT})::text as sort from item f order by rank, ${SORT}, f.voice_id`.execute(ctx.db);
  return rows;
}

export type InboxCounts = { open: number; unrouted: number; mine: number; owed: number; late: number };

export async function countInbox(ctx: Context): Promise<InboxCounts> {
  const { rows } = await sql<InboxCounts>`
    select count(*)::int as open,
      (count(*) filter (where f.owner_id is null))::int as unrouted,
      (count(*) filter (where f.owner_id = ${ctx.actor.id ?? ""}))::int as mine,
      (count(*) filter (where ${OWED}))::int as owed,
      (count(*) filter (where f.due_at < ${ctx.now()}))::int as late
    from feedback_items f where ${visible(ctx)} and f.ended_at is null`.execute(ctx.db);
  return rows[0]!;
}

/** @returns `null` when there is none within scope */
export async function findItem(ctx: Context, db: Db, voiceId: string): Promise<InboxRow | null> {
  const { rows } = await sql<InboxRow>`${ITEM} where ${visible(ctx)} and f.voice_id = ${voiceId}::uuid`.execute(db);
  return rows[0] ?? null;
}

export function namedEvents(ctx: Context, db: Db, voiceId: string): Promise<readonly NamedEvent[]> {
  return readNamedEvents(db, "feedback_events", sql`e.tenant_id = ${ctx.tenantId} and e.voice_id = ${voiceId}::uuid`);
}

/** Which of these items the reader may touch, locked in one order so that two desks never wait for each other in a ring. */
export async function lockVisible(ctx: Context, tx: Tx, ids: readonly string[]): Promise<readonly ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select f.* from feedback_items f where ${visible(ctx)} and f.voice_id = any(${[...ids]}::uuid[]) order by f.voice_id for update`.execute(
    tx,
  );
  return rows;
}
