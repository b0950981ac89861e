import type { Answers, Completeness } from "@manyi/core/survey";
import type { Db, Tx } from "@manyi/store";
import { sql } from "kysely";
import type { OpenLink } from "./queries.js";

export type DraftState = {
  readonly hash: Buffer;
  readonly invitationId: string | null;
  readonly page: number;
  readonly locale: string;
  readonly answers: Answers;
  readonly startedAt: Date;
  readonly now: Date;
};

/** Keeps what was filled in so far. An anonymous draft keeps no exact time. */
export async function saveDraft(db: Db, link: OpenLink, draft: DraftState): Promise<void> {
  const isAnonymous = link.definition.anonymity === "anonymous";
  const saved = isAnonymous ? startOfDay(draft.now) : draft.now;
  const row = {
    version: link.version,
    page: draft.page,
    locale: draft.locale,
    answers: JSON.stringify(draft.answers),
    saved_at: saved,
  };
  await db
    .insertInto("drafts")
    .values({
      ...row,
      tenant_id: link.tenantId,
      token_hash: draft.hash,
      survey_id: link.surveyId,
      link_id: link.id,
      invitation_id: draft.invitationId,
      started_at: isAnonymous ? saved : draft.startedAt,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "token_hash"]).doUpdateSet(row))
    .execute();
}

function startOfDay(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 86_400_000) * 86_400_000);
}

export async function deleteDraft(db: Db, tenantId: number, hash: Buffer): Promise<void> {
  await db.deleteFrom("drafts").where("tenant_id", "=", tenantId).where("token_hash", "=", hash).execute();
}

/** A used token of a survey with names: nothing to hide, so it is marked at once, with how much was answered. */
export async function completeInvitation(db: Db, tenantId: number, id: string, answered: Completeness): Promise<void> {
  const reason = answered === "complete" ? null : answered === "partial" ? "PARTIAL" : "BREAK_OFF";
  await db
    .updateTable("invitations")
    .set({ state: "completed", reason, salt: null })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("state", "!=", "completed")
    .execute();
}

/** What is kept of somebody turned away before sending is under a name of its own: a place may come free, and then they answer. */
export function doorKey(key: string): string {
  return `door:${key}`;
}

/** Whoever was turned away before and has now answered is no longer counted among the turned away. */
export async function forgetDoor(db: Db, tenantId: number, key: string): Promise<void> {
  await db.deleteFrom("screen_outs").where("tenant_id", "=", tenantId).where("client_key", "=", doorKey(key)).execute();
}

/** An invitation whose person met a full quota. A second look may find a place, so it stays open for that. */
export async function screenOutInvitation(db: Db, tenantId: number, id: string): Promise<void> {
  await db
    .updateTable("invitations")
    .set({ state: "quota_full", reason: null })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("state", "not in", ["completed", "opted_out"])
    .execute();
}

/**
 * Used tokens of anonymous surveys, all in one statement, so that neither time nor order tells which answer belongs to which. One that met a
 * full quota keeps its salt: a repetition must find the refusal.
 */
export async function burnInvitations(
  db: Db,
  burnt: readonly { readonly tenantId: number; readonly id: string; readonly isScreenedOut?: boolean }[],
): Promise<void> {
  if (burnt.length === 0) return;
  await sql`
    update invitations i set state = case when used.is_out then 'quota_full' else 'completed' end,
      salt = case when used.is_out then i.salt end
    from unnest(${burnt.map((one) => one.tenantId)}::smallint[], ${burnt.map((one) => one.id)}::uuid[],
      ${burnt.map((one) => one.isScreenedOut === true)}::boolean[]) as used (tenant_id, id, is_out)
    where i.tenant_id = used.tenant_id and i.id = used.id and i.state not in ('completed', 'opted_out')`.execute(db);
}

/** "Do not ask me again": this and every other open invitation of the same person is withdrawn. */
export async function withdrawInvitations(tx: Tx, tenantId: number, invitation: { id: string; customerId: string | null }): Promise<void> {
  await tx
    .updateTable("invitations")
    .set({ state: "opted_out", reason: "WITHDRAWN", salt: null })
    .where("tenant_id", "=", tenantId)
    .where("state", "!=", "completed")
    .where((one) =>
      invitation.customerId === null
        ? one("id", "=", invitation.id)
        : one.or([one("id", "=", invitation.id), one("customer_id", "=", invitation.customerId)]),
    )
    .execute();
  await tx
    .updateTable("invitations")
    .set({ state: "opted_out", reason: "WITHDRAWN" })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", invitation.id)
    .execute();
}

/**
 * Drafts that nobody took up again within 30 days, and salts of invitations that can no longer be used. An invitation keeps that it was
 * begun and left, which the response rates count as a break-off.
 */
export async function sweep(db: Db, now: Date): Promise<void> {
  await sql`
    with gone as (
      delete from drafts where saved_at < ${new Date(now.getTime() - 30 * 86_400_000)} returning tenant_id, invitation_id
    )
    update invitations i set reason = 'LEFT' from gone
    where i.tenant_id = gone.tenant_id and i.id = gone.invitation_id and i.state in ('sent', 'expired') and i.reason is null`.execute(db);
  await db.updateTable("invitations").set({ salt: null }).where("salt", "is not", null).where("expires_at", "<", now).execute();
}
