import type { SampleDesign } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import type { Tables } from "@manyi/store";
import { type RawBuilder, type Selectable, type SqlBool, sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import type { Cell } from "./coverage.js";
import type { Framed } from "./select.js";

type Db = Context["db"];
export type SampleRow = Omit<Selectable<Tables["samples"]>, "design"> & {
  readonly design: SampleDesign | null;
  readonly framed_day: string;
  readonly created_name: string | null;
  readonly drawn_name: string | null;
  readonly survey_title: LocalText | null;
  readonly invited: number;
};

/** Every unit a frame rests on must lie in scope; one of the whole organisation is for those who see it whole. */
function visible({ tenantId, scope }: Context): RawBuilder<SqlBool> {
  const own = sql<SqlBool>`s.tenant_id = ${tenantId}`;
  return scope.units === null ? own : sql<SqlBool>`(${own} and s.scope_units <@ ${[...scope.units]}::int[])`;
}

const SAMPLE = sql`
  select s.*, s.framed_on::text as framed_day, c.name as created_name, d.name as drawn_name, v.title as survey_title,
    (select count(distinct i.customer_id)::int from invitations i where i.tenant_id = s.tenant_id and i.sample_id = s.id) as invited
  from samples s
  left join auth_users c on c.id = s.created_by
  left join auth_users d on d.id = s.drawn_by
  left join surveys v on v.tenant_id = s.tenant_id and v.id = s.survey_id`;

/** Newest first. @param after the last one of the page before */
export async function listRows(ctx: Context, limit: number, after: readonly [string, string] | null): Promise<readonly SampleRow[]> {
  const { rows } = await sql<SampleRow>`${SAMPLE} where ${visible(ctx)}
    ${after === null ? sql`` : sql`and (extract(epoch from s.created_at), s.id) < (${after[0]}::numeric, ${after[1]}::uuid)`}
    order by s.created_at desc, s.id desc limit ${limit}`.execute(ctx.db);
  return rows;
}

/** @throws {AppError} NOT_FOUND, also out of scope */
export async function findSample(ctx: Context, db: Db, id: string): Promise<SampleRow> {
  const { rows } = await sql<SampleRow>`${SAMPLE} where ${visible(ctx)} and s.id = ${id}::uuid`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new AppError("NOT_FOUND");
  return row;
}

/** The same, held until the transaction ends: two people cannot draw from one frame at once. */
export async function lockSample(ctx: Context, tx: Db, id: string): Promise<SampleRow> {
  await sql`select 1 from samples where tenant_id = ${ctx.tenantId} and id = ${id}::uuid for update`.execute(tx);
  return findSample(ctx, tx, id);
}

/** Everybody of a frame, in its order. */
export async function readFrame(db: Db, tenantId: number, id: string): Promise<readonly Framed[]> {
  return db
    .selectFrom("sample_people")
    .select(["position", "unit_id as unitId", "segment_id as segmentId", "stratum"])
    .where("tenant_id", "=", tenantId)
    .where("sample_id", "=", id)
    .orderBy("position")
    .execute();
}

export type GroupCell = Cell & { readonly stratum: string | null; readonly drawn: number };

/** How many people a frame holds by all that tells them apart, and how many of them were drawn. */
export async function readCells(ctx: Context, id: string): Promise<readonly GroupCell[]> {
  const { rows } = await sql<GroupCell>`
    select unit_id, segment_id, stratum, count(*)::int as n, count(probability)::int as drawn from sample_people
    where tenant_id = ${ctx.tenantId} and sample_id = ${id}::uuid group by 1, 2, 3`.execute(ctx.db);
  return rows;
}

/** Smallest and largest chance of those drawn, and how many people they stand for. */
export async function readChances(ctx: Context, id: string): Promise<{ lowest: number; highest: number; weight: number }> {
  const { rows } = await sql<{ lowest: number; highest: number; weight: number }>`
    select min(probability) as lowest, max(probability) as highest, sum(1 / probability) as weight from sample_people
    where tenant_id = ${ctx.tenantId} and sample_id = ${id}::uuid and probability is not null`.execute(ctx.db);
  return rows[0]!;
}

export type DrawnPerson = {
  readonly position: number;
  readonly customer_id: string | null;
  readonly external_id: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly unit_id: number | null;
  readonly unit_code: string | null;
  readonly unit_name: LocalText | null;
  readonly segment_id: number | null;
  readonly segment_code: string | null;
  readonly segment_name: LocalText | null;
  readonly parent_code: string | null;
  readonly stratum: string | null;
  readonly probability: number;
  readonly invitation_id: string | null;
};

/** Who was drawn, in frame order; people of the register as it knows them today. */
export async function readDrawn(
  db: Db,
  tenantId: number,
  id: string,
  page: { readonly after: string; readonly limit: number; readonly where?: RawBuilder<SqlBool> },
): Promise<readonly DrawnPerson[]> {
  const { rows } = await sql<DrawnPerson>`
    select p.position, p.customer_id, coalesce(k.external_id, p.external_id) as external_id, coalesce(p.name, k.name) as name,
      coalesce(p.phone, k.phone) as phone, coalesce(p.email, k.email) as email, p.unit_id, u.code as unit_code, u.name as unit_name,
      p.segment_id, g.code as segment_code, g.name as segment_name, coalesce(o.code, u.code) as parent_code, p.stratum, p.probability,
      p.invitation_id
    from sample_people p
    left join customers k on k.tenant_id = p.tenant_id and k.id = p.customer_id
    left join org_units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
    left join org_units o on o.tenant_id = u.tenant_id and o.id = u.parent_id
    left join segments g on g.tenant_id = p.tenant_id and g.id = p.segment_id
    where p.tenant_id = ${tenantId} and p.sample_id = ${id}::uuid and p.probability is not null and p.position > ${page.after}::numeric
      and ${page.where ?? sql<SqlBool>`true`}
    order by p.position limit ${page.limit}`.execute(db);
  return rows;
}

export type FieldRow = {
  readonly since: Date;
  readonly invited: number;
  readonly answered: number;
  readonly opted_out: number;
  readonly quota_full: number;
  readonly is_anonymous: boolean;
};

/** How the invitations of a sample stand, everybody once by their last one; undefined until somebody was invited. */
export async function readFieldwork(ctx: Context, id: string): Promise<FieldRow | undefined> {
  const { rows } = await sql<FieldRow>`
    with last as (
      select distinct on (i.customer_id) i.survey_id, i.state, i.created_at,
        bool_or(i.state = 'completed') over (partition by i.customer_id) as has_answered,
        min(i.created_at) over () as since
      from invitations i where i.tenant_id = ${ctx.tenantId} and i.sample_id = ${id}::uuid
      order by i.customer_id, i.created_at desc, i.id desc
    )
    select min(last.since) as since, count(*)::int as invited, (count(*) filter (where has_answered))::int as answered,
      (count(*) filter (where last.state = 'opted_out' and not has_answered))::int as opted_out,
      (count(*) filter (where last.state = 'quota_full' and not has_answered))::int as quota_full,
      bool_or(s.anonymity = 'anonymous') as is_anonymous
    from last join surveys s on s.tenant_id = ${ctx.tenantId} and s.id = last.survey_id
    having count(*) > 0`.execute(ctx.db);
  return rows[0];
}
