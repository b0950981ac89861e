import type { HookReply } from "@manyi/contracts";
import { sql } from "kysely";
import type { AppError } from "../../platform/errors.js";
import type { Services } from "../../platform/services.js";
import type { SourceRow } from "./receive.js";

/** Deliveries kept for each source. */
const KEPT = 50;
const FORGET_AFTER = 7 * 86_400_000;
/** Only there to set up the mapping with, so the beginning of a long batch would do; half a JSON would not, so long ones are not kept. */
const LONGEST_PAYLOAD = 64 * 1024;
const PURPOSE = "inbound-payload";

/** Notes how a delivery went; older notes go. */
export async function noteDelivery(
  services: Services,
  row: SourceRow,
  bytes: number,
  outcome: { readonly reply: HookReply } | { readonly error: AppError },
): Promise<void> {
  const { db } = services.store;
  const reply = "reply" in outcome ? outcome.reply : { stored: 0, unchanged: 0, refused: 0, faults: [] };
  const said = "error" in outcome ? "refused" : reply.refused > 0 ? "partly" : reply.stored > 0 ? "stored" : "unchanged";
  await db
    .insertInto("inbound_deliveries")
    .values({
      tenant_id: row.tenant_id,
      id: services.ids.uuid(),
      source_id: row.id,
      at: services.now(),
      outcome: said,
      stored: reply.stored,
      unchanged: reply.unchanged,
      refused: reply.refused,
      code: "error" in outcome ? outcome.error.code : null,
      faults: JSON.stringify("error" in outcome ? outcome.error.at : reply.faults),
      bytes,
    })
    .execute();
  await sql`
    delete from inbound_deliveries where tenant_id = ${row.tenant_id} and source_id = ${row.id} and id in (
      select id from inbound_deliveries where tenant_id = ${row.tenant_id} and source_id = ${row.id} order by id desc offset ${KEPT})`.execute(
    db,
  );
}

/** Keeps the last payload, sealed, for the mapping's preview. */
export async function keepPayload(services: Services, row: SourceRow, text: string): Promise<void> {
  if (text.length > LONGEST_PAYLOAD) return;
  await services.store.db
    .updateTable("inbound_sources")
    .set({ last_payload: services.vault.seal(PURPOSE, text), last_payload_at: services.now() })
    .where("tenant_id", "=", row.tenant_id)
    .where("id", "=", row.id)
    .execute();
}

/** The last payload, while it is younger than a week. */
export function lastPayload(services: Services, row: SourceRow): string | null {
  if (row.last_payload === null || row.last_payload_at === null) return null;
  if (services.now().getTime() - row.last_payload_at.getTime() > FORGET_AFTER) return null;
  return services.vault.open(PURPOSE, row.last_payload);
}

/** Forgets payloads older than a week. */
export async function forgetPayloads(services: Services): Promise<void> {
  await services.store.db
    .updateTable("inbound_sources")
    .set({ last_payload: null })
    .where("last_payload", "is not", null)
    .where("last_payload_at", "<", new Date(services.now().getTime() - FORGET_AFTER))
    .execute();
}
