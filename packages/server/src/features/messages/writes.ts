import type { Db, Store } from "@manyi/store";
import { sql } from "kysely";
import type { Mail } from "./deliver.js";

export type Claimed = Mail & { readonly attempts: number };

/** Whoever claims a message has this long to send it; then it is up for claiming again. */
const LEASE_S = 120;

/** Takes due mails of one organisation, oldest first. Two senders never get the same one. */
export async function claimMails(store: Store, tenantId: number, now: Date, limit: number): Promise<readonly Claimed[]> {
  const lease = new Date(now.getTime() + LEASE_S * 1000);
  const found = await sql<Claimed>`
    update messages m set state = 'sending', attempts = m.attempts + 1, next_at = ${lease}
    where m.tenant_id = ${tenantId} and m.id in (
      select id from messages
      where tenant_id = ${tenantId} and channel = 'email' and state in ('waiting', 'sending') and coalesce(next_at, created_at) <= ${now}
      order by created_at, id
      limit ${limit}
      for update skip locked)
    returning m.id, m.recipient, m.locale, m.subject, m.body, m.attempts`.execute(store.db);
  return found.rows;
}

export async function noteSent(db: Db, tenantId: number, id: string, now: Date): Promise<void> {
  await db
    .updateTable("messages")
    .set({ state: "sent", sent_at: now, error: null, next_at: null })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("state", "=", "sending")
    .execute();
}

/** @param nextAt null: no further try */
export async function noteFailed(db: Db, tenantId: number, id: string, error: string, nextAt: Date | null): Promise<void> {
  await db
    .updateTable("messages")
    .set({ state: nextAt === null ? "failed" : "waiting", error, next_at: nextAt })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("state", "=", "sending")
    .execute();
}
