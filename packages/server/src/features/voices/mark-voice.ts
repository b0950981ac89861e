import type { Voice } from "@manyi/contracts";
import { appendEvent } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireInScope } from "../../platform/scope.js";
import { releaseSteps } from "../figures/index.js";
import { presentVoice } from "./present.js";
import { findVoice } from "./read-voice.js";

type Mark = { readonly kind: "excluded" | "reinstated"; readonly reason: string };

/**
 * Takes a voice out of the figures, or back in. The answer itself stays as it was given; the mark keeps who and why, and the projection
 * follows the event.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE when it is so already, or when the voice is an anonymous one already
 *   counted: taking out a single one of a step would show what it said
 */
export async function markVoice(ctx: Context, id: string, { kind, reason }: Mark): Promise<Voice> {
  await ctx.tx(async (tx) => {
    const voice = await tx
      .selectFrom("voices")
      .select(["unit_id", "survey_id", "quality", "flags", "anonymity"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (voice === undefined) throw new AppError("NOT_FOUND");
    requireInScope(ctx, voice.unit_id);
    if ((voice.quality === "excluded") === (kind === "excluded")) throw new AppError("INVALID_STATE");
    if (voice.anonymity === "anonymous") {
      const step = await tx
        .selectFrom("voice_steps")
        .select("released_day")
        .where("tenant_id", "=", ctx.tenantId)
        .where("voice_id", "=", id)
        .forUpdate()
        .executeTakeFirst();
      if (step !== undefined && step.released_day !== null) throw new AppError("INVALID_STATE");
    }
    const quality = kind === "excluded" ? "excluded" : voice.flags.length > 0 ? "flagged" : "valid";
    const at = ctx.now();
    await tx.updateTable("voices").set({ quality }).where("tenant_id", "=", ctx.tenantId).where("id", "=", id).execute();
    await tx
      .insertInto("voice_marks")
      .values({ tenant_id: ctx.tenantId, id: ctx.ids.uuid(), voice_id: id, kind, reason, by_user: ctx.actor.id, at })
      .execute();
    await appendEvent(tx, {
      tenantId: ctx.tenantId,
      type: `voice.${kind}`,
      subjectId: id,
      payload: { quality, unitId: voice.unit_id },
      at,
    });
    await ctx.audit(tx, { action: "voices.mark", object: `voice ${id}`, detail: { kind }, reason });
    if (kind === "reinstated" && voice.anonymity === "anonymous") {
      const place = { tenant_id: ctx.tenantId, survey_id: voice.survey_id, unit_id: voice.unit_id };
      await tx
        .insertInto("voice_steps")
        .values({ ...place, voice_id: id })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await releaseSteps(tx, place, at);
    }
  });
  return presentVoice(ctx, await findVoice(ctx, id));
}
