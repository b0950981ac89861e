import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { changePlan } from "./change-plan.js";
import { fixPlan } from "./fix-plan.js";
import { listPlans } from "./list-plans.js";
import { preview } from "./preview.js";
import { readResult } from "./read-result.js";
import { resumePlan, stopPlan } from "./stop-plan.js";

export const routes: readonly Handler[] = [
  handle(api.effects.list, (ctx) => listPlans(ctx)),
  handle(api.effects.get, (ctx, { params, query }) => readResult(ctx, params.id, query.version)),
  handle(api.effects.preview, (ctx, { body }) => preview(ctx, body)),
  handle(api.effects.fix, (ctx, { body }) => fixPlan(ctx, body)),
  handle(api.effects.change, (ctx, { params, body }) => changePlan(ctx, params.id, body)),
  handle(api.effects.stop, (ctx, { params, body }) => stopPlan(ctx, params.id, body.reason)),
  handle(api.effects.resume, (ctx, { params }) => resumePlan(ctx, params.id)),
];
