import { createHash } from "node:crypto";
import type { Selectable } from "kysely";
import { nextId } from "./ids.js";
import type { Tables } from "./schema/index.js";
import type { Db, Tx } from "./store.js";

/** One entry of the audit log: who did what to which thing, from where, and why. */
export type AuditEntry = {
  readonly tenantId: number;
  readonly at: Date;
  readonly actorKind: "user" | "key" | "customer" | "system";
  readonly actorId: string | null;
  /** for example "survey.published" */
  readonly action: string;
  /** for example "survey:12" */
  readonly object: string;
  readonly detail?: { readonly [key: string]: unknown };
  readonly reason?: string | null;
  /** where from, for example a masked address */
  readonly origin?: string | null;
};

/** Outcome of reading the chain back: `brokenAt` is the first entry that was changed, removed or added by hand, null when none was. */
export type AuditVerdict = { readonly entries: number; readonly brokenAt: number | null };

/** The hash before the first entry. */
const GENESIS = Buffer.alloc(32);

/**
 * Appends to an organisation's audit log. Each entry carries a hash over itself and the entry before it, so a change made behind our
 * back shows. Entries of one organisation queue behind each other until the transaction ends.
 *
 * @returns the entry's number: 1, 2, 3 …
 */
export async function appendAudit(tx: Tx, entry: AuditEntry): Promise<number> {
  const seq = await nextId(tx, entry.tenantId, "audit_log");
  const before = await tx
    .selectFrom("audit_log")
    .select("hash")
    .where("tenant_id", "=", entry.tenantId)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  const row = {
    tenant_id: entry.tenantId,
    seq,
    at: entry.at,
    actor_kind: entry.actorKind,
    actor_id: entry.actorId,
    action: entry.action,
    object: entry.object,
    detail: entry.detail ?? {},
    reason: entry.reason ?? null,
    origin: entry.origin ?? null,
  };
  const hash = chain(before?.hash ?? GENESIS, row);
  await tx
    .insertInto("audit_log")
    .values({ ...row, detail: JSON.stringify(row.detail), hash })
    .execute();
  return seq;
}

/** Reads an organisation's audit log from its beginning and recomputes every hash. */
export async function verifyAudit(db: Db, tenantId: number): Promise<AuditVerdict> {
  let before: Buffer = GENESIS;
  let entries = 0;
  for (;;) {
    const page = await db
      .selectFrom("audit_log")
      .selectAll()
      .where("tenant_id", "=", tenantId)
      .where("seq", ">", entries)
      .orderBy("seq")
      .limit(1000)
      .execute();
    for (const { hash, ...row } of page) {
      if (row.seq !== entries + 1 || !chain(before, row).equals(hash)) return { entries, brokenAt: row.seq };
      before = hash;
      entries += 1;
    }
    if (page.length < 1000) return { entries, brokenAt: await missingEnd(db, tenantId, entries) };
  }
}

/** Entries cut off the end leave the counter ahead of the log. */
async function missingEnd(db: Db, tenantId: number, entries: number): Promise<number | null> {
  const counter = await db
    .selectFrom("counters")
    .select("last")
    .where("tenant_id", "=", tenantId)
    .where("kind", "=", "audit_log")
    .executeTakeFirst();
  return (counter?.last ?? 0) > entries ? entries + 1 : null;
}

function chain(before: Buffer, row: Omit<Selectable<Tables["audit_log"]>, "hash">): Buffer {
  const spelled = canonical({ ...row, at: row.at.toISOString() });
  return createHash("sha256").update(before).update(spelled).digest();
}

/** JSON with sorted keys: the database keeps values of a jsonb, not their order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
