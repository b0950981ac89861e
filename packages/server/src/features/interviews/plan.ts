import type { api } from "@manyi/contracts";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { findCustomer, openUnit, requireTouchpoint } from "../../platform/places.js";

type Body = z.output<typeof api.interviews.plan.body>;

/**
 * Plans an interview with the guide's questions as they stand now.
 *
 * @throws {AppError} NOT_FOUND for a guide or customer that is not there, or a unit that is not there or not the planner's
 */
export async function planInterview(ctx: Context, body: Body): Promise<{ id: string }> {
  const unit = await openUnit(ctx, body.unitId);
  await requireTouchpoint(ctx, body.touchpointId);
  const guide = await ctx.db
    .selectFrom("interview_guides")
    .select("questions")
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", body.guide)
    .executeTakeFirst();
  if (guide === undefined) throw new AppError("NOT_FOUND");
  const customer = body.customer === undefined || body.customer === "" ? null : await findCustomer(ctx, body.customer);
  if (body.customer && customer === null) throw new AppError("NOT_FOUND");
  const id = ctx.ids.uuid();
  await ctx.db
    .insertInto("interviews")
    .values({
      tenant_id: ctx.tenantId,
      id,
      guide_id: body.guide,
      questions: JSON.stringify(guide.questions),
      unit_id: unit.id,
      customer_id: customer?.id ?? null,
      who: body.who,
      purpose: body.purpose,
      planned_at: new Date(body.plannedAt),
      interviewer_id: ctx.actor.id ?? "",
      locale: body.locale,
      touchpoint_id: body.touchpointId ?? null,
      product: body.product || null,
      created_at: ctx.now(),
    })
    .execute();
  return { id };
}
