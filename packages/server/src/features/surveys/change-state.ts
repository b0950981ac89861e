import type { SurveyDetail } from "@manyi/contracts";
import { appendEvent } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { readSurvey } from "./present.js";
import { lockSurvey } from "./queries.js";

/** Stops or takes up answers again. @throws {AppError} NOT_FOUND, INVALID_STATE unless the survey is in the state before */
export async function changeState(
  ctx: Context,
  id: number,
  from: "published" | "closed",
  to: "published" | "closed",
): Promise<SurveyDetail> {
  await ctx.tx(async (tx) => {
    const row = await lockSurvey(tx, ctx.tenantId, id);
    if (row === undefined) throw new AppError("NOT_FOUND");
    if (row.state !== from) throw new AppError("INVALID_STATE");
    await tx.updateTable("surveys").set({ state: to }).where("tenant_id", "=", ctx.tenantId).where("id", "=", id).execute();
    const type = to === "closed" ? "survey.closed" : "survey.reopened";
    await appendEvent(tx, { tenantId: ctx.tenantId, type, subjectId: String(id), at: ctx.now() });
  });
  return readSurvey(ctx, id);
}
