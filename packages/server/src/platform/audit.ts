import { appendAudit, type Tx } from "@manyi/store";
import type { Actor } from "./context.js";

/** What was done, to what. `detail` holds ids, states and counts; never names, contacts or texts of customers. */
export type AuditEntry = {
  /** `slice.verb`, e.g. `cases.verify`, `organisation.changeUnit` */
  readonly action: string;
  /** the thing, e.g. `case 0193…`, `unit 12`; empty for the organisation itself */
  readonly object: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** why, in the words of the person, where a reason is asked for */
  readonly reason?: string | null;
};

/** Writes one entry for an actor into the chain of an organisation. */
export async function writeAudit(
  tx: Tx,
  who: { tenantId: number; actor: Actor; at: Date; origin: string | null },
  entry: AuditEntry,
): Promise<void> {
  await appendAudit(tx, {
    tenantId: who.tenantId,
    at: who.at,
    actorKind: who.actor.kind,
    actorId: who.actor.id,
    action: entry.action,
    object: entry.object,
    detail: entry.detail ?? {},
    reason: entry.reason ?? null,
    origin: who.origin,
  });
}
