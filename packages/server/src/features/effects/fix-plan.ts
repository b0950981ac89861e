import type { api, EffectPlan } from "@manyi/contracts";
import type { Tx } from "@manyi/store";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { findOne } from "../findings/index.js";
import { designFrom } from "./design.js";
import { findRow, presentPlans } from "./plans.js";
import { previewOf } from "./preview.js";
import type { Design } from "./question.js";

type Wanted = z.output<typeof api.effects.fix.body>;
type Agreement = Omit<Wanted, "findingId">;

/**
 * Agrees on what judges. What the answers of this day could show is kept with it.
 *
 * @throws {AppError} INVALID_INPUT without a name, or when units lie within one another; NOT_FOUND for a unit, survey or finding that is
 *   not there or not the reader's
 */
export async function fixPlan(ctx: Context, { findingId, ...wanted }: Wanted): Promise<EffectPlan> {
  requireName(wanted);
  if (findingId !== null) await findOne(ctx, findingId);
  const design = designFrom(ctx, wanted);
  const { detectable } = await previewOf(ctx, design, { proposes: false });
  const id = ctx.ids.uuid();
  const by = ctx.actor.kind === "user" ? ctx.actor.id : null;
  await ctx.tx(async (tx) => {
    await tx
      .insertInto("effect_plans")
      .values({ tenant_id: ctx.tenantId, id, finding_id: findingId, created_by: by, created_at: ctx.now() })
      .execute();
    await insertVersion(tx, ctx, { id, number: 1, wanted, design, detectable, reason: "" });
    await ctx.audit(tx, { action: "effects.fix", object: `comparison ${id}`, detail: { metric: design.metric } });
  });
  const [plan] = await presentPlans(ctx, [await findRow(ctx, id)]);
  return plan!;
}

/** @throws {AppError} INVALID_INPUT when no language has a name */
export function requireName({ name }: Pick<Agreement, "name">): void {
  if (Object.values(name).some((words) => (words ?? "").trim() !== "")) return;
  throw new AppError("INVALID_INPUT", [{ path: "body.name", "zh-CN": "写下名称", en: "Give it a name" }]);
}

type Version = {
  readonly id: string;
  readonly number: number;
  readonly wanted: Pick<Agreement, "name" | "what">;
  readonly design: Design;
  readonly detectable: number | null;
  readonly reason: string;
};

/** Appends what was agreed on; nothing is ever changed in place. */
export async function insertVersion(tx: Tx, ctx: Context, { id, number, wanted, design, detectable, reason }: Version): Promise<void> {
  const { metric, surveyId, treated, comparison, beforeDays, afterDays, planned } = design;
  await tx
    .insertInto("effect_versions")
    .values({
      tenant_id: ctx.tenantId,
      plan_id: id,
      number,
      name: JSON.stringify(wanted.name),
      what: JSON.stringify(wanted.what),
      metric,
      survey_id: surveyId,
      treated: JSON.stringify(treated),
      comparison: [...comparison],
      scope_units: [...treated.map(({ unitId }) => unitId), ...comparison],
      before_days: beforeDays,
      after_days: afterDays,
      planned,
      detectable,
      reason,
      fixed_by: ctx.actor.kind === "user" ? ctx.actor.id : null,
      fixed_at: ctx.now(),
    })
    .execute();
}
