import type { Series, SurveyDefinition } from "@manyi/core/survey";
import type { Db, Tables } from "@manyi/store";
import type { Selectable } from "kysely";
import type { Context } from "../../platform/context.js";

export type SurveyRow = Selectable<Tables["surveys"]>;
export type VersionRow = Selectable<Tables["survey_versions"]>;
export type LinkRow = Selectable<Tables["survey_links"]>;

export function findSurvey(db: Db, tenantId: number, id: number): Promise<SurveyRow | undefined> {
  return db.selectFrom("surveys").selectAll().where("tenant_id", "=", tenantId).where("id", "=", id).executeTakeFirst();
}

/** The same, held until the transaction ends. */
export function lockSurvey(db: Db, tenantId: number, id: number): Promise<SurveyRow | undefined> {
  return db.selectFrom("surveys").selectAll().where("tenant_id", "=", tenantId).where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Newest first. */
export function listSurveys(
  ctx: Context,
  filter: { kind: SurveyRow["kind"] | undefined; before: number | null; limit: number },
): Promise<SurveyRow[]> {
  let query = ctx.db.selectFrom("surveys").selectAll().where("tenant_id", "=", ctx.tenantId);
  if (filter.kind !== undefined) query = query.where("kind", "=", filter.kind);
  if (filter.before !== null) query = query.where("id", "<", filter.before);
  return query.orderBy("id", "desc").limit(filter.limit).execute();
}

export function versionsOf(db: Db, tenantId: number, surveyId: number): Promise<VersionRow[]> {
  return db
    .selectFrom("survey_versions")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("survey_id", "=", surveyId)
    .orderBy("number", "desc")
    .execute();
}

export async function publishedDefinition(ctx: Context, row: SurveyRow): Promise<SurveyDefinition | null> {
  if (row.current_version === null) return null;
  const version = await ctx.db
    .selectFrom("survey_versions")
    .select("definition")
    .where("tenant_id", "=", ctx.tenantId)
    .where("survey_id", "=", row.id)
    .where("number", "=", row.current_version)
    .executeTakeFirst();
  return version?.definition ?? null;
}

/** Series of every published version of the organisation, oldest first: they say on which scale a metric stands. */
export async function publishedSeries(db: Db, tenantId: number): Promise<Series[]> {
  const rows = await db
    .selectFrom("survey_versions")
    .select("series")
    .where("tenant_id", "=", tenantId)
    .orderBy("published_at")
    .orderBy("survey_id")
    .orderBy("number")
    .execute();
  return rows.flatMap((row) => row.series);
}

/**
 * Answers by survey and version, from the projection (a moment behind at most), so that a list costs the same however many there are.
 *
 * @returns survey id → version → answers
 */
export async function countAnswers(ctx: Context, surveyIds: readonly number[]): Promise<Map<number, Map<number, number>>> {
  const counts = new Map<number, Map<number, number>>();
  if (surveyIds.length === 0) return counts;
  const ids = surveyIds.map((id) => Math.trunc(id)).join(", ");
  const text = `select survey_id, coalesce(version, 0), cast(count(*) as double precision) from voices
    where tenant_id = ${ctx.tenantId} and survey_id in (${ids}) and quality <> 'excluded' group by survey_id, coalesce(version, 0)`;
  for (const node of ctx.analytics.nodes) {
    for (const [survey, version, n] of await node.run(text, [])) {
      const versions = counts.get(Number(survey)) ?? new Map<number, number>();
      versions.set(Number(version), (versions.get(Number(version)) ?? 0) + Number(n));
      counts.set(Number(survey), versions);
    }
  }
  return counts;
}

export function linksOf(db: Db, tenantId: number, surveyId: number): Promise<LinkRow[]> {
  return db
    .selectFrom("survey_links")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("survey_id", "=", surveyId)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
}

export function findLinkRow(db: Db, tenantId: number, surveyId: number, id: string): Promise<LinkRow | undefined> {
  return db
    .selectFrom("survey_links")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("survey_id", "=", surveyId)
    .where("id", "=", id)
    .executeTakeFirst();
}

export async function answersByLink(db: Db, tenantId: number, linkIds: readonly string[]): Promise<Map<string, number>> {
  if (linkIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("voices")
    .select((of) => ["link_id", of.cast<number>(of.fn.countAll(), "integer").as("n")])
    .where("tenant_id", "=", tenantId)
    .where("link_id", "in", [...linkIds])
    .groupBy("link_id")
    .execute();
  return new Map(rows.map((row) => [row.link_id!, row.n]));
}

/** Names of people by sign-in id. */
export async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const rows = await db.selectFrom("auth_users").select(["id", "name"]).where("id", "in", known).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
