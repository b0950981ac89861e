import type { VoiceDetail } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { maskedWords } from "../reading/index.js";
import { findVoice } from "./read-voice.js";

/**
 * Keeps a remark of staff beside a voice.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE for an anonymous voice, beside which nothing is kept
 */
export async function addVoiceNote(ctx: Context, voiceId: string, text: string): Promise<{ id: string }> {
  const { anonymity } = await findVoice(ctx, voiceId);
  if (anonymity === "anonymous") throw new AppError("INVALID_STATE");
  const id = ctx.ids.uuid();
  await ctx.db
    .insertInto("voice_notes")
    .values({ tenant_id: ctx.tenantId, id, voice_id: voiceId, text, by_user: ctx.actor.id, at: ctx.now() })
    .execute();
  return { id };
}

/** Remarks beside a voice, oldest first, masked like everything else about it. */
export async function notesOf(ctx: Context, voiceId: string): Promise<VoiceDetail["notes"]> {
  const rows = await ctx.db
    .selectFrom("voice_notes as n")
    .leftJoin("auth_users as a", "a.id", "n.by_user")
    .select(["n.id", "n.text", "a.name as by", "n.at"])
    .where("n.tenant_id", "=", ctx.tenantId)
    .where("n.voice_id", "=", voiceId)
    .orderBy("n.at")
    .orderBy("n.id")
    .execute();
  return rows.map(({ id, text, by, at }) => ({ id, text: maskedWords(text), by, at: at.toISOString() }));
}
