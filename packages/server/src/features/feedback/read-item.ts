import type { FeedbackDetail } from "@manyi/contracts";
import type { Tx } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { presentDetail } from "./present.js";
import { findItem, namedEvents } from "./queries.js";

/** @throws {AppError} NOT_FOUND, also out of scope */
export async function readItem(ctx: Context, db: Context["db"] | Tx, voiceId: string): Promise<FeedbackDetail> {
  const row = await findItem(ctx, db, voiceId);
  if (row === null) throw new AppError("NOT_FOUND");
  return presentDetail(ctx, row, await namedEvents(ctx, db, voiceId));
}
