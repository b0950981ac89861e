import type { FollowedRow, Tx } from "@manyi/store";
import { sql } from "kysely";
import { holdReadings } from "./writes.js";

const TABLES = ["voice_readings", "voice_topics", "voice_labels", "voice_notes", "suggestions", "suggestion_votes"] as const;
/** What else an organisation has here; a reader at work while it went may have written some of it. */
const OF_TENANT = ["topics", "taxonomy_versions", "reading_runs"] as const;

/**
 * Takes away what was read in voices that are gone, what was remarked on them and what became of them as suggestions: one that was erased, an
 * import that was taken back, a whole organisation.
 */
export async function forgetGone(tx: Tx, rows: readonly FollowedRow<"events">[]): Promise<void> {
  const removals = rows.filter(({ type }) => ["voice.removed", "import.undone", "tenant.removed"].includes(type));
  if (removals.length === 0) return;
  await holdReadings(tx);
  for (const { type, tenant_id, subject_id, payload } of removals) {
    const tenantTables = type === "tenant.removed" ? OF_TENANT : [];
    for (const table of [...TABLES, ...tenantTables]) {
      if (type === "tenant.removed") await sql`delete from ${sql.table(table)} where tenant_id = ${Number(payload.tenantId)}`.execute(tx);
      else if (type === "voice.removed")
        await sql`delete from ${sql.table(table)} where tenant_id = ${tenant_id} and voice_id = ${subject_id}::uuid`.execute(tx);
      else
        await sql`
          delete from ${sql.table(table)} r where r.tenant_id = ${tenant_id}
            and not exists (select from voices v where v.tenant_id = r.tenant_id and v.id = r.voice_id)`.execute(tx);
    }
    // what an interview was coded with goes with the label it stands behind
    await sql`
      delete from interview_labels i where i.tenant_id = ${type === "tenant.removed" ? Number(payload.tenantId) : tenant_id}
        and not exists (select from voice_labels l where l.tenant_id = i.tenant_id and l.id = i.label_id)`.execute(tx);
  }
}
