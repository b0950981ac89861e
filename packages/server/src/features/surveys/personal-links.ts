import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { tokenHash } from "../../platform/ids.js";
import { requireLink } from "./links.js";
import { findSurvey } from "./queries.js";

const VALID_DAYS = 90;

type Made = { readonly externalId: string; readonly url: string | null };

/**
 * Personal links; each takes one completed answer. A new link replaces an open one of the same person, so that nobody can answer twice.
 *
 * @returns in the order asked; `null` for people who are not known or have asked not to be asked
 */
export async function makePersonalLinks(ctx: Context, surveyId: number, linkId: string, externalIds: readonly string[]): Promise<Made[]> {
  const link = await requireLink(ctx, surveyId, linkId);
  const survey = await findSurvey(ctx.db, ctx.tenantId, surveyId);
  if (survey === undefined || link.closed_at !== null) throw new AppError("NOT_FOUND");
  const wanted = [...new Set(externalIds)];
  const now = ctx.now();
  return ctx.tx(async (tx) => {
    const customers = await tx
      .selectFrom("customers")
      .select(["id", "external_id"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("external_id", "in", wanted)
      .execute();
    const ids = customers.map((customer) => customer.id);
    const refused = new Set(ids.length === 0 ? [] : await optedOut(tx, ctx.tenantId, ids));
    const asked = customers.filter((customer) => !refused.has(customer.id));
    if (asked.length === 0) return externalIds.map((externalId) => ({ externalId, url: null }));
    await tx
      .updateTable("invitations")
      .set({ state: "expired", expires_at: now, salt: null })
      .where("tenant_id", "=", ctx.tenantId)
      .where("survey_id", "=", surveyId)
      .where("link_id", "=", linkId)
      .where("state", "=", "sent")
      .where(
        "customer_id",
        "in",
        asked.map((customer) => customer.id),
      )
      .execute();
    const urls = new Map<string, string>();
    const rows = asked.map((customer) => {
      const token = ctx.ids.token();
      urls.set(customer.external_id!, `${ctx.publicUrl()}/s/${link.slug}?t=${token}`);
      return {
        tenant_id: ctx.tenantId,
        id: ctx.ids.uuid(),
        survey_id: surveyId,
        link_id: linkId,
        customer_id: customer.id,
        token_hash: tokenHash(token),
        salt: survey.anonymity === "anonymous" ? Buffer.from(ctx.ids.token(), "base64url") : null,
        state: "sent",
        expires_at: new Date(now.getTime() + VALID_DAYS * 86_400_000),
        created_at: now,
      };
    });
    await tx.insertInto("invitations").values(rows).execute();
    return externalIds.map((externalId) => ({ externalId, url: urls.get(externalId) ?? null }));
  });
}

async function optedOut(
  tx: Parameters<Parameters<Context["tx"]>[0]>[0],
  tenantId: number,
  customerIds: readonly string[],
): Promise<string[]> {
  const rows = await tx
    .selectFrom("invitations")
    .select("customer_id")
    .distinct()
    .where("tenant_id", "=", tenantId)
    .where("state", "=", "opted_out")
    .where("customer_id", "in", [...customerIds])
    .execute();
  return rows.flatMap((row) => row.customer_id ?? []);
}
