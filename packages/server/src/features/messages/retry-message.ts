import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { isInOutbox } from "./queries.js";

/** Puts a failed message back into the queue. @throws {AppError} NOT_FOUND; INVALID_STATE when it has not failed */
export async function retryMessage(ctx: Context, id: string): Promise<{ ok: true }> {
  const found = await ctx.db.selectFrom("messages as m").select("m.id").where(isInOutbox(ctx)).where("m.id", "=", id).executeTakeFirst();
  if (found === undefined) throw new AppError("NOT_FOUND");
  return ctx.tx(async (tx) => {
    const changed = await tx
      .updateTable("messages")
      .set({ state: "waiting", attempts: 0, next_at: null, error: null })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .where("state", "=", "failed")
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw new AppError("INVALID_STATE");
    await ctx.audit(tx, { action: "messages.retry", object: `message ${id}` });
    return { ok: true as const };
  });
}
