import type { api, EffectPlan } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { designFrom } from "./design.js";
import { insertVersion, requireName } from "./fix-plan.js";
import { findRow, presentPlans } from "./plans.js";
import { previewOf } from "./preview.js";

type Wanted = z.output<typeof api.effects.change.body>;

/**
 * Agrees anew. The versions before stay, and what differs stays marked with who changed it, when and why.
 *
 * @throws {AppError} INVALID_STATE while it is stopped
 */
export async function changePlan(ctx: Context, id: string, { reason, ...wanted }: Wanted): Promise<EffectPlan> {
  const row = await findRow(ctx, id);
  requireName(wanted);
  if (row.stopped_at !== null) throw new AppError("INVALID_STATE");
  const design = designFrom(ctx, wanted);
  const { detectable } = await previewOf(ctx, design, { proposes: false, self: id });
  await ctx.tx(async (tx) => {
    // one at a time, so that two versions do not take the same number
    const { rows } = await sql<{ stopped_at: Date | null }>`
      select stopped_at from effect_plans where tenant_id = ${ctx.tenantId} and id = ${id}::uuid for update`.execute(tx);
    // it may have been stopped while the answers were looked at
    if (rows[0]?.stopped_at !== null) throw new AppError("INVALID_STATE");
    const { latest } = await tx
      .selectFrom("effect_versions")
      .select((column) => column.fn.max("number").as("latest"))
      .where("tenant_id", "=", ctx.tenantId)
      .where("plan_id", "=", id)
      .executeTakeFirstOrThrow();
    await insertVersion(tx, ctx, { id, number: Number(latest) + 1, wanted, design, detectable, reason });
    await ctx.audit(tx, { action: "effects.change", object: `comparison ${id}`, reason });
  });
  const [plan] = await presentPlans(ctx, [await findRow(ctx, id)]);
  return plan!;
}
