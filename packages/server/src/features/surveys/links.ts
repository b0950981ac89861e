import { createHash } from "node:crypto";
import type { api, SurveyLink } from "@manyi/contracts";
import { appendEvent, type Tx } from "@manyi/store";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope } from "../../platform/scope.js";
import { presentLink } from "./present.js";
import { answersByLink, findLinkRow, findSurvey, type LinkRow, linksOf } from "./queries.js";

type NewLink = z.output<typeof api.surveys.addLink.body>;

/** Letters and digits that cannot be taken for one another when typed from a poster. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const SLUG_LENGTH = 9;

/** Links within scope, newest first. */
export async function listLinks(ctx: Context, surveyId: number): Promise<SurveyLink[]> {
  if ((await findSurvey(ctx.db, ctx.tenantId, surveyId)) === undefined) throw new AppError("NOT_FOUND");
  const rows = (await linksOf(ctx.db, ctx.tenantId, surveyId)).filter((row) => inScope(ctx, row.unit_id));
  const ids = rows.map((row) => row.id);
  const answers = await answersByLink(ctx.db, ctx.tenantId, ids);
  return rows.map((row) => presentLink(ctx, row, answers.get(row.id) ?? 0));
}

/** One link within scope. @throws {AppError} NOT_FOUND */
export async function requireLink(ctx: Context, surveyId: number, linkId: string): Promise<LinkRow> {
  const row = await findLinkRow(ctx.db, ctx.tenantId, surveyId, linkId);
  if (row === undefined || !inScope(ctx, row.unit_id)) throw new AppError("NOT_FOUND");
  return row;
}

/** A link whose context stands on the server. @throws {AppError} NOT_FOUND for a unit, touchpoint or employee that is not there */
export async function addLink(ctx: Context, surveyId: number, wanted: NewLink): Promise<SurveyLink> {
  const survey = await findSurvey(ctx.db, ctx.tenantId, surveyId);
  if (survey === undefined || !inScope(ctx, wanted.unitId)) throw new AppError("NOT_FOUND");
  if (survey.state !== "published") throw new AppError("INVALID_STATE");
  const row = await ctx.tx(async (tx) => {
    await requirePlaces(ctx, tx, wanted);
    const values = {
      tenant_id: ctx.tenantId,
      id: ctx.ids.uuid(),
      slug: slugFrom(ctx.ids.token()),
      survey_id: surveyId,
      label: wanted.label,
      channel: wanted.channel,
      unit_id: wanted.unitId,
      touchpoint_id: wanted.touchpointId,
      employee_id: wanted.employeeId,
      product: wanted.product || null,
      allow: JSON.stringify(wanted.allow),
      created_at: ctx.now(),
    };
    const made = await tx.insertInto("survey_links").values(values).returningAll().executeTakeFirstOrThrow();
    await appendEvent(tx, {
      tenantId: ctx.tenantId,
      type: "survey.linked",
      subjectId: String(surveyId),
      payload: { linkId: made.id },
      at: ctx.now(),
    });
    return made;
  });
  return presentLink(ctx, row, 0);
}

async function requirePlaces(ctx: Context, tx: Tx, { unitId, touchpointId, employeeId }: NewLink): Promise<void> {
  const found = await Promise.all([
    unitId === null ||
      tx
        .selectFrom("org_units")
        .select("id")
        .where("tenant_id", "=", ctx.tenantId)
        .where("id", "=", unitId)
        .where("closed_on", "is", null)
        .executeTakeFirst(),
    touchpointId === null ||
      tx.selectFrom("touchpoints").select("id").where("tenant_id", "=", ctx.tenantId).where("id", "=", touchpointId).executeTakeFirst(),
    employeeId === null ||
      tx
        .selectFrom("employees")
        .select(["id", "unit_id"])
        .where("tenant_id", "=", ctx.tenantId)
        .where("id", "=", employeeId)
        .executeTakeFirst(),
  ]);
  if (found.some((one) => one === undefined)) throw new AppError("NOT_FOUND");
  const employee = found[2];
  if (typeof employee === "object" && !inScope(ctx, employee.unit_id)) throw new AppError("NOT_FOUND");
}

/** @param token random text; the slug is spread over all letters whatever the text is like */
export function slugFrom(token: string): string {
  const bytes = createHash("sha256").update(token).digest();
  return Array.from(bytes.subarray(0, SLUG_LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join("");
}

/** Closes a link; closing it again changes nothing. */
export async function closeLink(ctx: Context, surveyId: number, linkId: string): Promise<SurveyLink> {
  const row = await requireLink(ctx, surveyId, linkId);
  const closedAt = row.closed_at ?? ctx.now();
  await ctx.tx((tx) =>
    tx.updateTable("survey_links").set({ closed_at: closedAt }).where("tenant_id", "=", ctx.tenantId).where("id", "=", linkId).execute(),
  );
  const answers = await answersByLink(ctx.db, ctx.tenantId, [linkId]);
  return presentLink(ctx, { ...row, closed_at: closedAt }, answers.get(linkId) ?? 0);
}
