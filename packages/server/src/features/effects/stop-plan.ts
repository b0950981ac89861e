import type { EffectPlan } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { findRow, presentPlans } from "./plans.js";

/** Stops a comparison; it stays readable. @throws {AppError} INVALID_STATE when it is stopped already */
export function stopPlan(ctx: Context, id: string, reason: string): Promise<EffectPlan> {
  return mark(ctx, id, { stopped_at: ctx.now(), stopped_by: ctx.actor.kind === "user" ? ctx.actor.id : null, stop_reason: reason });
}

/** Takes a stopped one up again. @throws {AppError} INVALID_STATE when it is not stopped */
export function resumePlan(ctx: Context, id: string): Promise<EffectPlan> {
  return mark(ctx, id, { stopped_at: null, stopped_by: null, stop_reason: null });
}

type Mark = { readonly stopped_at: Date | null; readonly stopped_by: string | null; readonly stop_reason: string | null };

async function mark(ctx: Context, id: string, change: Mark): Promise<EffectPlan> {
  await findRow(ctx, id);
  const isStopping = change.stopped_at !== null;
  await ctx.tx(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("effect_plans")
      .set(change)
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .where("stopped_at", isStopping ? "is" : "is not", null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw new AppError("INVALID_STATE");
    const reason = change.stop_reason === null ? {} : { reason: change.stop_reason };
    await ctx.audit(tx, { action: isStopping ? "effects.stop" : "effects.resume", object: `comparison ${id}`, ...reason });
  });
  const [plan] = await presentPlans(ctx, [await findRow(ctx, id)]);
  return plan!;
}
