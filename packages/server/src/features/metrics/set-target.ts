import type { api } from "@manyi/contracts";
import { parseMetric, targetRange } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireInScope } from "../../platform/scope.js";
import { requireOwner } from "../findings/index.js";
import { noMetric } from "./list-metrics.js";

type Wanted = z.output<typeof api.metrics.setTarget.body>;
const DAY_MS = 86_400_000;

/**
 * Appends a target; what held before stays readable.
 *
 * @throws {AppError} INVALID_INPUT for a metric that takes none, a value off its scale or an unknown owner; NOT_FOUND for a unit out of
 *   scope; NOT_ALLOWED for the whole organisation by somebody who sees a part of it
 */
export async function setTarget(ctx: Context, wanted: Wanted): Promise<{ id: string }> {
  const metric = parseMetric(wanted.metric);
  if (metric === null) throw noMetric(wanted.metric, "body.metric");
  requireOnScale(targetRange(metric), wanted.value);
  if (wanted.unitId === null && ctx.scope.units !== null) throw new AppError("NOT_ALLOWED");
  if (wanted.unitId !== null) await requireUnit(ctx, wanted.unitId);
  await requireOwner(ctx, wanted.ownerId);
  const id = ctx.ids.uuid();
  await ctx.tx(async (tx) => {
    await tx
      .insertInto("metric_targets")
      .values({
        tenant_id: ctx.tenantId,
        id,
        metric: wanted.metric,
        unit_id: wanted.unitId,
        value: wanted.value,
        owner_id: wanted.ownerId,
        from_day: Date.parse(wanted.from) / DAY_MS,
        set_by: ctx.actor.kind === "user" ? ctx.actor.id : null,
        set_at: ctx.now(),
      })
      .execute();
    await ctx.audit(tx, { action: "metrics.setTarget", object: wanted.metric, detail: { unit: wanted.unitId, value: wanted.value } });
  });
  return { id };
}

function requireOnScale(range: readonly [number, number] | null, value: number | null): void {
  if (range === null) {
    throw new AppError("INVALID_INPUT", [{ path: "body.metric", "zh-CN": "这个指标不设目标", en: "This metric takes no target" }]);
  }
  const [low, high] = range;
  if (value === null || (value >= low && value <= high)) return;
  throw new AppError("INVALID_INPUT", [
    { path: "body.value", "zh-CN": `目标应在 ${low} 到 ${high} 之间`, en: `A target lies between ${low} and ${high}` },
  ]);
}

async function requireUnit(ctx: Context, unitId: number): Promise<void> {
  requireInScope(ctx, unitId);
  const found = await ctx.db
    .selectFrom("org_units")
    .select("id")
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", unitId)
    .executeTakeFirst();
  if (found === undefined) throw new AppError("NOT_FOUND");
}
