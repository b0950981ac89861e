import type { Tx } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { tokenHash } from "../../platform/ids.js";
import { isAddressable, signedPath } from "../respond/index.js";
import { requireLink } from "./links.js";
import { findSurvey, type LinkRow } from "./queries.js";

const VALID_DAYS = 90;
/** Rows of one statement; a statement takes 65 535 values. */
const CHUNK = 1_000;

type Made = { readonly externalId: string; readonly url: string | null };
/** By which link people are asked, and for which sample. */
export type Inviting = { readonly link: LinkRow; readonly isAnonymous: boolean; readonly sampleId: string | null };
/** Somebody to ask; `unitCode` says where the answer belongs when the link leaves it open. */
type Asked = { readonly customerId: string; readonly unitCode?: string | null };

/**
 * Personal links; each takes one completed answer. A new link replaces an open one of the same person, so that nobody can answer twice.
 *
 * @returns in the order asked; `null` for people who are not known or have asked not to be asked
 */
export async function makePersonalLinks(ctx: Context, surveyId: number, linkId: string, externalIds: readonly string[]): Promise<Made[]> {
  const { link, isAnonymous } = await requireOpenLink(ctx, surveyId, linkId);
  const wanted = [...new Set(externalIds)];
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
    const made = await inviteCustomers(
      tx,
      ctx,
      { link, isAnonymous, sampleId: null },
      asked.map(({ id }) => ({ customerId: id })),
    );
    const urls = new Map(asked.map(({ id, external_id }) => [external_id!, made.get(id)!.url]));
    return externalIds.map((externalId) => ({ externalId, url: urls.get(externalId) ?? null }));
  });
}

/** A link of the survey that takes answers. @throws {AppError} NOT_FOUND, also for a closed one */
export async function requireOpenLink(ctx: Context, surveyId: number, linkId: string) {
  const link = await requireLink(ctx, surveyId, linkId);
  const survey = await findSurvey(ctx.db, ctx.tenantId, surveyId);
  if (survey === undefined || link.closed_at !== null) throw new AppError("NOT_FOUND");
  return { link, isAnonymous: survey.anonymity === "anonymous", isPublished: survey.state === "published" };
}

/** A new invitation for each, in place of an open one by the same link. @returns by customer */
export async function inviteCustomers(
  tx: Tx,
  ctx: Context,
  { link, isAnonymous, sampleId }: Inviting,
  people: readonly Asked[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly url: string }>> {
  const now = ctx.now();
  const made = new Map<string, { id: string; url: string }>();
  for (let from = 0; from < people.length; from += CHUNK) {
    const some = people.slice(from, from + CHUNK);
    await tx
      .updateTable("invitations")
      .set({ state: "expired", expires_at: now, salt: null })
      .where("tenant_id", "=", ctx.tenantId)
      .where("survey_id", "=", link.survey_id)
      .where("link_id", "=", link.id)
      .where("state", "=", "sent")
      .where(
        "customer_id",
        "in",
        some.map(({ customerId }) => customerId),
      )
      .execute();
    const rows = some.map(({ customerId, unitCode }) => {
      const token = ctx.ids.token();
      const id = ctx.ids.uuid();
      made.set(customerId, { id, url: addressOf(ctx, link, token, unitCode ?? null) });
      return {
        tenant_id: ctx.tenantId,
        id,
        survey_id: link.survey_id,
        link_id: link.id,
        customer_id: customerId,
        sample_id: sampleId,
        token_hash: tokenHash(token),
        salt: isAnonymous ? Buffer.from(ctx.ids.token(), "base64url") : null,
        state: "sent",
        expires_at: new Date(now.getTime() + VALID_DAYS * 86_400_000),
        created_at: now,
      };
    });
    await tx.insertInto("invitations").values(rows).execute();
  }
  return made;
}

function addressOf(ctx: Context, link: LinkRow, token: string, unitCode: string | null): string {
  const isOpen = link.unit_id === null && unitCode !== null && isAddressable(unitCode);
  return isOpen
    ? `${ctx.publicUrl()}${signedPath(ctx.vault, link.slug, { unit: unitCode })}&t=${token}`
    : `${ctx.publicUrl()}/s/${link.slug}?t=${token}`;
}

async function optedOut(tx: Tx, tenantId: number, customerIds: readonly string[]): Promise<string[]> {
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
