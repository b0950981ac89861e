import type { api, Finding } from "@manyi/contracts";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireOwner } from "./owners.js";
import { findOne } from "./read-findings.js";

type Plan = z.output<typeof api.findings.plan.body>;

/**
 * Names owner, due day and note. What is not sent stays.
 *
 * @throws {AppError} INVALID_STATE when it has been withdrawn
 */
export async function planFinding(ctx: Context, id: string, { note, ownerId, dueOn }: Plan): Promise<Finding> {
  await requireProposed(ctx, id);
  await requireOwner(ctx, ownerId);
  const changes = {
    ...(note === undefined ? {} : { note }),
    ...(ownerId === undefined ? {} : { owner_id: ownerId }),
    ...(dueOn === undefined ? {} : { due_on: dueOn }),
  };
  if (Object.keys(changes).length > 0) {
    await ctx.tx(async (tx) => {
      await tx.updateTable("findings").set(changes).where("tenant_id", "=", ctx.tenantId).where("id", "=", id).execute();
      await ctx.audit(tx, { action: "findings.plan", object: `finding ${id}`, detail: { changed: Object.keys(changes) } });
    });
  }
  return findOne(ctx, id);
}

/**
 * Takes a finding back; it stays readable with its reason.
 *
 * @throws {AppError} INVALID_STATE when somebody did so already
 */
export async function withdrawFinding(ctx: Context, id: string, reason: string): Promise<Finding> {
  await requireProposed(ctx, id);
  await ctx.tx(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("findings")
      .set({ state: "withdrawn", withdrawn_at: ctx.now(), withdrawn_by: ctx.actor.id, withdraw_reason: reason })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .where("state", "=", "proposed")
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw new AppError("INVALID_STATE");
    await ctx.audit(tx, { action: "findings.withdraw", object: `finding ${id}`, reason });
  });
  return findOne(ctx, id);
}

async function requireProposed(ctx: Context, id: string): Promise<void> {
  if ((await findOne(ctx, id)).state !== "proposed") throw new AppError("INVALID_STATE");
}
