import type { Voice } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { findVoice, presentOne } from "./read-voice.js";

/**
 * A comment as it was written. Who read it stays on record.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE for confidential and anonymous answers, whose authors stay unknown
 */
export async function unmaskVoice(ctx: Context, id: string): Promise<Voice> {
  const row = await findVoice(ctx, id);
  if (row.anonymity !== "identified") throw new AppError("INVALID_STATE");
  const voice = await presentOne(ctx, id, false);
  await ctx.tx((tx) => ctx.audit(tx, { action: "voices.unmask", object: `voice ${id}` }));
  return voice;
}
