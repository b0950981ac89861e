import type { LocalText, Series, SurveyDefinition } from "@manyi/core/survey";
import type { Db } from "@manyi/store";
import { sql } from "kysely";

/** Everything about a link that stays the same from visit to visit. */
export type OpenLink = {
  readonly tenantId: number;
  readonly id: string;
  readonly slug: string;
  readonly channel: string;
  readonly unitId: number | null;
  readonly touchpointId: number | null;
  readonly employeeId: number | null;
  readonly product: string | null;
  readonly allow: readonly string[];
  readonly isClosed: boolean;
  /** whether answers are counted against quotas */
  readonly hasQuotas: boolean;
  readonly surveyId: number;
  readonly state: string;
  readonly version: number;
  readonly definition: SurveyDefinition;
  readonly series: readonly Series[];
  readonly organisation: LocalText;
  readonly timeZone: string;
  readonly unitName: LocalText | null;
  readonly unitTimeZone: string | null;
};

/** A link with the published version behind it; `null` when there is none or nothing was published. */
export async function findLink(db: Db, slug: string): Promise<OpenLink | null> {
  const row = await db
    .selectFrom("survey_links as l")
    .innerJoin("surveys as s", (join) => join.onRef("s.tenant_id", "=", "l.tenant_id").onRef("s.id", "=", "l.survey_id"))
    .innerJoin("survey_versions as v", (join) =>
      join.onRef("v.tenant_id", "=", "s.tenant_id").onRef("v.survey_id", "=", "s.id").onRef("v.number", "=", "s.current_version"),
    )
    .innerJoin("tenants as t", "t.id", "l.tenant_id")
    .leftJoin("org_units as u", (join) => join.onRef("u.tenant_id", "=", "l.tenant_id").onRef("u.id", "=", "l.unit_id"))
    .leftJoin("quota_plans as q", (join) => join.onRef("q.tenant_id", "=", "l.tenant_id").onRef("q.survey_id", "=", "l.survey_id"))
    .select([
      "l.tenant_id",
      "l.id",
      "l.slug",
      "l.channel",
      "l.unit_id",
      "l.touchpoint_id",
      "l.employee_id",
      "l.product",
      "l.allow",
      "l.closed_at",
      "s.id as survey_id",
      "s.state",
      "v.number",
      "v.definition",
      "v.series",
      "t.name as organisation",
      "t.time_zone",
      "u.name as unit_name",
      "u.time_zone as unit_time_zone",
      "q.is_active as has_quotas",
    ])
    .where("l.slug", "=", slug)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    tenantId: row.tenant_id,
    id: row.id,
    slug: row.slug,
    channel: row.channel,
    unitId: row.unit_id,
    touchpointId: row.touchpoint_id,
    employeeId: row.employee_id,
    product: row.product,
    allow: row.allow,
    isClosed: row.closed_at !== null,
    hasQuotas: row.has_quotas === true,
    surveyId: row.survey_id,
    state: row.state,
    version: row.number,
    definition: row.definition,
    series: row.series,
    organisation: row.organisation as LocalText,
    timeZone: row.time_zone,
    unitName: row.unit_name as LocalText | null,
    unitTimeZone: row.unit_time_zone,
  };
}

export type Place = { readonly id: number; readonly name: LocalText; readonly timeZone: string };

/** An open unit by its code. */
export async function findUnitByCode(db: Db, tenantId: number, code: string): Promise<Place | null> {
  const row = await db
    .selectFrom("org_units")
    .select(["id", "name", "time_zone"])
    .where("tenant_id", "=", tenantId)
    .where("code", "=", code)
    .where("closed_on", "is", null)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, name: row.name as LocalText, timeZone: row.time_zone };
}

export async function findEmployeeByCode(db: Db, tenantId: number, code: string): Promise<{ id: number; unitId: number } | null> {
  const row = await db
    .selectFrom("employees")
    .select(["id", "unit_id"])
    .where("tenant_id", "=", tenantId)
    .where("code", "=", code)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, unitId: row.unit_id };
}

export async function findTouchpointByCode(db: Db, tenantId: number, code: string): Promise<number | null> {
  const row = await db.selectFrom("touchpoints").select("id").where("tenant_id", "=", tenantId).where("code", "=", code).executeTakeFirst();
  return row?.id ?? null;
}

export type Invitation = {
  readonly id: string;
  readonly customerId: string | null;
  readonly segmentId: number | null;
  readonly state: string;
  readonly salt: Buffer | null;
  readonly expiresAt: Date;
};

/** The invitation of a personal token, for this survey only. */
export async function findInvitation(db: Db, tenantId: number, surveyId: number, tokenHash: Buffer): Promise<Invitation | null> {
  const row = await db
    .selectFrom("invitations as i")
    .leftJoin("customers as c", (join) => join.onRef("c.tenant_id", "=", "i.tenant_id").onRef("c.id", "=", "i.customer_id"))
    .select(["i.id", "i.customer_id", "c.segment_id", "i.state", "i.salt", "i.expires_at"])
    .where("i.token_hash", "=", tokenHash)
    .where("i.tenant_id", "=", tenantId)
    .where("i.survey_id", "=", surveyId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    customerId: row.customer_id,
    segmentId: row.segment_id,
    state: row.state,
    salt: row.salt,
    expiresAt: row.expires_at,
  };
}

/** Whether an invitation has its answer. */
export async function isCompleted(db: Db, tenantId: number, id: string): Promise<boolean> {
  const row = await db.selectFrom("invitations").select("state").where("tenant_id", "=", tenantId).where("id", "=", id).executeTakeFirst();
  return row?.state === "completed";
}

export type Draft = {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly page: number;
  readonly locale: string;
  readonly startedAt: Date;
};

/** A draft of this version; one of an older version is not taken up, since its questions may have changed. */
export async function findDraft(db: Db, link: OpenLink, hash: Buffer): Promise<Draft | null> {
  const row = await db
    .selectFrom("drafts")
    .select(["answers", "page", "locale", "started_at", "version"])
    .where("tenant_id", "=", link.tenantId)
    .where("token_hash", "=", hash)
    .where("survey_id", "=", link.surveyId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { answers: row.answers, page: row.version === link.version ? row.page : 0, locale: row.locale, startedAt: row.started_at };
}

/** Half of the answers to this version took at most so long; `null` while there are fewer than 30. */
export async function medianDuration(db: Db, link: Pick<OpenLink, "tenantId" | "surveyId" | "version">): Promise<number | null> {
  const { rows } = await sql<{ median: number | null; n: number }>`
    select percentile_cont(0.5) within group (order by duration_s)::float8 as median, count(*)::int as n
    from (
      select duration_s from voices
      where tenant_id = ${link.tenantId} and survey_id = ${link.surveyId} and version = ${link.version} and duration_s is not null
      order by local_day desc limit 1000
    ) recent`.execute(db);
  const row = rows[0];
  return row === undefined || row.n < 30 ? null : row.median;
}
