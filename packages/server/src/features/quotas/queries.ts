import type { Quota, QuotaDimension } from "@manyi/core/quotas";
import type { SurveyDefinition } from "@manyi/core/survey";
import type { Db } from "@manyi/store";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";

export type SurveyRow = {
  readonly kind: string;
  readonly isAnonymous: boolean;
  /** of the published version; null before the first */
  readonly definition: SurveyDefinition | null;
};

/** @throws {AppError} NOT_FOUND */
export async function requireSurvey(ctx: Context, id: number): Promise<SurveyRow> {
  const row = await ctx.db
    .selectFrom("surveys as s")
    .leftJoin("survey_versions as v", (join) =>
      join.onRef("v.tenant_id", "=", "s.tenant_id").onRef("v.survey_id", "=", "s.id").onRef("v.number", "=", "s.current_version"),
    )
    .select(["s.kind", "s.anonymity", "v.definition"])
    .where("s.tenant_id", "=", ctx.tenantId)
    .where("s.id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("NOT_FOUND");
  return { kind: row.kind, isAnonymous: row.anonymity === "anonymous", definition: row.definition };
}

export type CellRow = {
  readonly id: number;
  readonly quota_id: number;
  readonly mode: Quota["mode"];
  readonly dimensions: readonly QuotaDimension[];
  readonly levels: readonly string[];
  readonly target: number;
  readonly reached: number | null;
  readonly is_closed: boolean;
  readonly is_removed: boolean;
};

/** Every cell a survey has ever had, in the order of the page. */
export async function readCells(db: Db, tenantId: number, surveyId: number): Promise<readonly CellRow[]> {
  const found = await sql<CellRow>`
    select c.id, c.quota_id, q.mode, q.dimensions, c.levels, c.target, c.reached, c.is_closed,
      c.removed_at is not null or q.removed_at is not null as is_removed
    from quotas q join quota_cells c on c.tenant_id = q.tenant_id and c.quota_id = q.id
    where q.tenant_id = ${tenantId} and q.survey_id = ${surveyId}
    order by q.position, q.id, c.id`.execute(db);
  return found.rows;
}

type OutRow = { readonly cell_id: number; readonly stage: "door" | "page" | "sent"; readonly n: number };

/** Who was turned away, by cell and by when. */
export async function countScreenOuts(db: Db, tenantId: number, surveyId: number): Promise<readonly OutRow[]> {
  const found = await sql<OutRow>`
    select cell_id, stage, count(*)::int as n from screen_outs
    where tenant_id = ${tenantId} and survey_id = ${surveyId} group by cell_id, stage`.execute(db);
  return found.rows;
}

/** One thing that was changed, as the audit log keeps it. */
export type Change = {
  readonly action: "added" | "removed" | "target" | "mode" | "closed" | "opened" | "counts_from";
  readonly cell?: number;
  readonly quota?: number;
  readonly from?: string | null;
  readonly to?: string | null;
};

/** What was changed, newest first. */
export async function readChanges(db: Db, tenantId: number, surveyId: number) {
  const rows = await db
    .selectFrom("audit_log as a")
    .leftJoin("auth_users as u", (join) => join.onRef("u.id", "=", "a.actor_id").on("a.actor_kind", "=", "user"))
    .select(["a.at", "a.detail", "u.name"])
    .where("a.tenant_id", "=", tenantId)
    .where("a.object", "=", `survey ${surveyId}`)
    .where("a.action", "=", "quotas.save")
    .orderBy("a.seq", "desc")
    .limit(20)
    .execute();
  return rows.flatMap(({ at, detail, name }) =>
    ((detail as { changes?: readonly Change[] }).changes ?? []).map((change) => ({ ...change, at, by: name })),
  );
}
