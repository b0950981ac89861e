import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireInScope } from "../../platform/scope.js";
import { openCaseOfVoice } from "../cases/index.js";

/**
 * Opens a case from a voice; the same voice has one case however often it is asked for.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE for a voice without a unit or an anonymous one, whose author cannot be
 *   answered
 */
export async function openCaseFrom(ctx: Context, id: string): Promise<{ caseId: string; reference: string }> {
  return ctx.tx(async (tx) => {
    const voice = await tx.selectFrom("voices").selectAll().where("tenant_id", "=", ctx.tenantId).where("id", "=", id).executeTakeFirst();
    if (voice === undefined) throw new AppError("NOT_FOUND");
    requireInScope(ctx, voice.unit_id);
    const opened = await openCaseOfVoice(tx, ctx, voice);
    if (opened === null) throw new AppError("INVALID_STATE");
    return { caseId: opened.id, reference: opened.reference };
  });
}
