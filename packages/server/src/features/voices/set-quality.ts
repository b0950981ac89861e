import { appendEvent, forgetQuotaCounts, type Tx } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireInScope } from "../../platform/scope.js";
import { releaseSteps } from "../figures/index.js";

type Quality = "valid" | "flagged" | "excluded";

/** A voice as far as its review needs it, locked until the end of the transaction. */
export type Reviewed = {
  readonly id: string;
  readonly unitId: number | null;
  readonly surveyId: number | null;
  readonly quality: Quality;
  readonly flags: readonly string[];
  readonly isAnonymous: boolean;
  /** an anonymous voice already counted within its step: taking it out alone would show what it said */
  readonly isCounted: boolean;
};

/** @throws {AppError} NOT_FOUND, also out of scope */
export async function lockVoice(tx: Tx, ctx: Context, id: string): Promise<Reviewed> {
  const voice = await tx
    .selectFrom("voices")
    .select(["unit_id", "survey_id", "quality", "flags", "anonymity"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (voice === undefined) throw new AppError("NOT_FOUND");
  requireInScope(ctx, voice.unit_id);
  const isAnonymous = voice.anonymity === "anonymous";
  const step = isAnonymous
    ? await tx
        .selectFrom("voice_steps")
        .select("released_day")
        .where("tenant_id", "=", ctx.tenantId)
        .where("voice_id", "=", id)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  return {
    id,
    unitId: voice.unit_id,
    surveyId: voice.survey_id,
    quality: voice.quality,
    flags: voice.flags,
    isAnonymous,
    isCounted: step !== undefined && step.released_day !== null,
  };
}

type Decision = {
  readonly to: Quality;
  readonly kind: "excluded" | "reinstated" | "kept" | "undone";
  readonly reason: string;
  /** decisions made together, and undone together */
  readonly batchId: string | null;
};

/** Writes a decision about a voice: its quality, the mark with who and why, the event the figures follow, the audit entry. */
export async function setQuality(tx: Tx, ctx: Context, voice: Reviewed, { to, kind, reason, batchId }: Decision): Promise<void> {
  const at = ctx.now();
  await tx.updateTable("voices").set({ quality: to }).where("tenant_id", "=", ctx.tenantId).where("id", "=", voice.id).execute();
  // an answer that is excluded frees its place in a quota, one that counts again takes it
  if (voice.surveyId !== null && (to === "excluded") !== (voice.quality === "excluded"))
    await forgetQuotaCounts(tx, { tenantId: ctx.tenantId, surveyId: voice.surveyId });
  await tx
    .insertInto("voice_marks")
    .values({
      tenant_id: ctx.tenantId,
      id: ctx.ids.uuid(),
      voice_id: voice.id,
      kind,
      reason,
      by_user: ctx.actor.id,
      at,
      batch_id: batchId,
      quality_before: voice.quality,
    })
    .execute();
  await appendEvent(tx, {
    tenantId: ctx.tenantId,
    type: to === "excluded" ? "voice.excluded" : "voice.reinstated",
    subjectId: voice.id,
    payload: { quality: to, unitId: voice.unitId },
    at,
  });
  await ctx.audit(tx, { action: "voices.mark", object: `voice ${voice.id}`, detail: { kind }, reason });
  if (voice.isAnonymous && voice.quality === "excluded" && to !== "excluded") {
    const place = { tenant_id: ctx.tenantId, survey_id: voice.surveyId, unit_id: voice.unitId };
    await tx
      .insertInto("voice_steps")
      .values({ ...place, voice_id: voice.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await releaseSteps(tx, place, at);
  }
}
