import type { SurveyDetail, SurveyLink, surveySummary } from "@manyi/contracts";
import { outlineOf } from "@manyi/core/survey";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { countAnswers, findSurvey, type LinkRow, namesOf, type SurveyRow, versionsOf } from "./queries.js";

type Summary = z.output<typeof surveySummary>;

export function presentSummary(row: SurveyRow, answers: ReadonlyMap<number, number> | undefined): Summary {
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    title: row.title,
    state: row.state,
    anonymity: row.anonymity,
    currentVersion: row.current_version,
    questions: outlineOf(row.draft).questions.filter((question) => question.type !== "statement").length,
    answers: [...(answers?.values() ?? [])].reduce((sum, n) => sum + n, 0),
    draftSavedAt: row.draft_saved_at.toISOString(),
  };
}

/** One survey with its draft and versions. @throws {AppError} NOT_FOUND */
export async function readSurvey(ctx: Context, id: number): Promise<SurveyDetail> {
  const row = await findSurvey(ctx.db, ctx.tenantId, id);
  if (row === undefined) throw new AppError("NOT_FOUND");
  const [versions, counts] = await Promise.all([versionsOf(ctx.db, ctx.tenantId, id), countAnswers(ctx, [id])]);
  const names = await namesOf(
    ctx.db,
    versions.map((version) => version.published_by),
  );
  const answers = counts.get(id);
  return {
    ...presentSummary(row, answers),
    draft: row.draft as SurveyDetail["draft"],
    draftRevision: row.draft_revision,
    versions: versions.map((version) => ({
      number: version.number,
      publishedAt: version.published_at.toISOString(),
      publishedBy: version.published_by === null ? null : (names.get(version.published_by) ?? null),
      answers: answers?.get(version.number) ?? 0,
      overrides: [...version.overrides],
      pretest: version.pretest,
    })),
  };
}

export function presentLink(ctx: Context, row: LinkRow, answers: number): SurveyLink {
  return {
    id: row.id,
    slug: row.slug,
    url: `${ctx.publicUrl()}/s/${row.slug}`,
    label: row.label,
    channel: row.channel,
    unitId: row.unit_id,
    touchpointId: row.touchpoint_id,
    employeeId: row.employee_id,
    product: row.product,
    allow: [...row.allow],
    closedAt: row.closed_at?.toISOString() ?? null,
    answers,
  };
}
