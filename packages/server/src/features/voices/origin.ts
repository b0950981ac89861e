import type { VoiceDetail } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import type { VoiceRow } from "./find-voices.js";

/** Where a voice that was not a survey answer was written down: the run of a check, an interview, a record of contact, a note. */
export async function originOf({ db, tenantId }: Context, { id, source }: Pick<VoiceRow, "id" | "source">): Promise<VoiceDetail["origin"]> {
  if (source === "note") return { kind: "note", id };
  const table = source === "audit" ? "check_runs" : source === "interview" ? "interviews" : "contact_records";
  const found = await db.selectFrom(table).select("id").where("tenant_id", "=", tenantId).where("voice_id", "=", id).executeTakeFirst();
  if (found === undefined) return null;
  return { kind: source === "audit" ? "check" : source === "interview" ? "interview" : "contact", id: found.id };
}
