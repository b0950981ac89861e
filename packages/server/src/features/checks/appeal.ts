import type { CheckRun } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireInScope } from "../../platform/scope.js";
import { decide } from "../voices/index.js";
import { findRun, presentRun } from "./runs.js";

/**
 * Objects to a check; its score is held out of every mean until somebody has decided.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE when there was an objection before
 */
export async function appealRun(ctx: Context, id: string, reason: string): Promise<CheckRun> {
  await ctx.tx(async (tx) => {
    const run = await tx
      .selectFrom("check_runs")
      .select(["unit_id", "appeal_state"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (run === undefined) throw new AppError("NOT_FOUND");
    requireInScope(ctx, run.unit_id);
    if (run.appeal_state !== "none") throw new AppError("INVALID_STATE");
    const appeal = { reason, by: ctx.actor.id ?? "", at: ctx.now().toISOString() };
    await tx
      .updateTable("check_runs")
      .set({ appeal_state: "open", appeal: JSON.stringify(appeal) })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .execute();
  });
  return presentRun(ctx, await findRun(ctx, id));
}

/**
 * Decides an objection. Upheld, the check counts nowhere any more, neither here nor among the voices.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE without an open objection; SELF_VERIFICATION for the auditor and for
 *   whoever objected
 */
export async function decideAppeal(
  ctx: Context,
  id: string,
  { decision, reason }: { readonly decision: "upheld" | "rejected"; readonly reason: string },
): Promise<CheckRun> {
  await ctx.tx(async (tx) => {
    const run = await tx
      .selectFrom("check_runs")
      .select(["unit_id", "appeal_state", "appeal", "auditor_id", "voice_id"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (run === undefined) throw new AppError("NOT_FOUND");
    requireInScope(ctx, run.unit_id);
    if (run.appeal_state !== "open" || run.appeal === null) throw new AppError("INVALID_STATE");
    if (ctx.actor.id === run.auditor_id || ctx.actor.id === run.appeal.by) throw new AppError("SELF_VERIFICATION");
    const appeal = { ...run.appeal, decision: reason, decidedBy: ctx.actor.id ?? "", decidedAt: ctx.now().toISOString() };
    await tx
      .updateTable("check_runs")
      .set({ appeal_state: decision, appeal: JSON.stringify(appeal) })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .execute();
    if (decision === "upheld") await decide(tx, ctx, run.voice_id, { kind: "excluded", reason, batchId: null });
  });
  return presentRun(ctx, await findRun(ctx, id));
}
