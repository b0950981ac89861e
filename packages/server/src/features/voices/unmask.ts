import type { Voice } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { readingsOf } from "../reading/index.js";
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

/**
 * What stands behind a mask of a comment.
 *
 * @param place which of the voice's masks, from 0
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE for a mask that is not there or lifted already, and for confidential and
 *   anonymous answers
 */
export async function maskOf(ctx: Context, id: string, place: number): Promise<{ readonly start: number; readonly end: number }> {
  const row = await findVoice(ctx, id);
  const reading = (await readingsOf(ctx.db, ctx.tenantId, [id])).get(id);
  const mask = reading?.pii[place];
  if (row.anonymity !== "identified" || mask === undefined) throw new AppError("INVALID_STATE");
  if (reading?.corrections.notPersonal.some(({ start, end }) => start === mask.start && end === mask.end))
    throw new AppError("INVALID_STATE");
  return mask;
}
