import type { EffectPlan } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { presentPlans, selectLatest } from "./plans.js";

/** The newest two hundred whose units all lie within scope. */
export async function listPlans(ctx: Context): Promise<{ items: EffectPlan[] }> {
  return { items: await presentPlans(ctx, await selectLatest(ctx)) };
}
