import type { FeedbackDetail } from "@manyi/contracts";
import type { Tx } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { notPersonalOf } from "../reading/index.js";
import { mayUnmask, presentDetail } from "./present.js";
import { findItem, namedEvents } from "./queries.js";

/**
 * One item with its history.
 *
 * @param isMasked `false` only where the reading of the original is logged
 * @throws {AppError} NOT_FOUND, also out of scope
 */
export async function readItem(ctx: Context, db: Context["db"] | Tx, voiceId: string, isMasked = true): Promise<FeedbackDetail> {
  const row = await findItem(ctx, db, voiceId);
  if (row === null) throw new AppError("NOT_FOUND");
  const known = (await notPersonalOf(db as Context["db"], ctx.tenantId, [voiceId])).get(voiceId);
  return presentDetail(ctx, row, { events: await namedEvents(ctx, db, voiceId), known, isMasked });
}

/**
 * An item as it was written, with its author's name and number. Who read it stays on record.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE for who does not handle it, and for a confidential answer
 */
export async function unmaskItem(ctx: Context, voiceId: string): Promise<FeedbackDetail> {
  const row = await findItem(ctx, ctx.db, voiceId);
  if (row === null) throw new AppError("NOT_FOUND");
  if (!mayUnmask(ctx, row)) {
    throw new AppError("INVALID_STATE", [
      {
        path: "params.id",
        "zh-CN": "请先把它分给自己再看原文；保密答卷不显示是谁",
        en: "Take it first, then see the original; a confidential answer names nobody",
      },
    ]);
  }
  const item = await readItem(ctx, ctx.db, voiceId, false);
  await ctx.tx((tx) => ctx.audit(tx, { action: "feedback.unmask", object: `voice ${voiceId}` }));
  return item;
}
