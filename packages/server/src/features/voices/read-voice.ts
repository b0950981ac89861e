import type { api, Voice } from "@manyi/contracts";
import type { FeedbackState } from "@manyi/core/feedback";
import { canShowComments } from "@manyi/core/privacy";
import { type Answers, answersInWords } from "@manyi/core/survey";
import { maskPii } from "@manyi/core/text";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireInScope } from "../../platform/scope.js";
import { thresholdSince } from "../../platform/threshold.js";
import { DAY, VOICE, type VoiceRow } from "./find-voices.js";
import { originOf } from "./origin.js";
import { presentVoices } from "./present.js";
import { notesOf } from "./voice-notes.js";

type Reply = z.input<typeof api.voices.get.reply>;

/** @throws {AppError} NOT_FOUND, also out of scope */
export async function findVoice(ctx: Context, id: string): Promise<VoiceRow> {
  const found = await sql<VoiceRow>`${VOICE(DAY.step)} where v.tenant_id = ${ctx.tenantId} and v.id = ${id}::uuid`.execute(ctx.db);
  const row = found.rows[0];
  if (row === undefined) throw new AppError("NOT_FOUND");
  requireInScope(ctx, row.unit_id);
  return row;
}

/**
 * One voice with its answers in words. How to reach somebody is no part of it; the answers of an anonymous voice are not either.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; SUPPRESSED for an anonymous voice of a group with fewer than ten answers
 */
export async function readVoice(ctx: Context, id: string): Promise<Reply> {
  const row = await findVoice(ctx, id);
  if (row.anonymity === "anonymous") await requireEnoughOthers(ctx, row);
  const isAnonymous = row.anonymity === "anonymous";
  const [version, content, verification, item, notes, origin] = await Promise.all([
    row.survey_id === null || row.version === null
      ? undefined
      : ctx.db
          .selectFrom("survey_versions")
          .select("definition")
          .where("tenant_id", "=", ctx.tenantId)
          .where("survey_id", "=", row.survey_id)
          .where("number", "=", row.version)
          .executeTakeFirst(),
    ctx.db.selectFrom("voices").select("answers").where("tenant_id", "=", ctx.tenantId).where("id", "=", id).executeTakeFirstOrThrow(),
    ctx.db
      .selectFrom("cases")
      .select(["id", "reference"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("verification_voice_id", "=", id)
      .executeTakeFirst(),
    ctx.db
      .selectFrom("feedback_items")
      .select(["state", "ended_at"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("voice_id", "=", id)
      .executeTakeFirst(),
    isAnonymous ? [] : notesOf(ctx, id),
    isAnonymous ? null : originOf(ctx, row),
  ]);
  const answers =
    version === undefined || row.anonymity === "anonymous"
      ? []
      : answersInWords(version.definition, content.answers as Answers).filter(({ type }) => type !== "contact");
  const [voice] = await presentVoices(ctx, [row]);
  return {
    ...voice!,
    answers: answers.map(masked),
    verificationOf: verification ?? null,
    origin,
    inbox: item === undefined ? null : { state: item.state as FeedbackState, ended: item.ended_at !== null },
    notes,
  };
}

/** Own words among the answers are masked like the comment. */
function masked(answer: Reply["answers"][number]): Reply["answers"][number] {
  if (answer.value === null || answer.type !== "text") return { ...answer };
  const value = Object.fromEntries(Object.entries(answer.value).map(([locale, words]) => [locale, maskPii(words ?? "")]));
  return { ...answer, value };
}

/** A voice as a change of it is answered. */
export async function presentOne(ctx: Context, id: string, isMasked = true): Promise<Voice> {
  const [voice] = await presentVoices(ctx, [await findVoice(ctx, id)], isMasked);
  return voice!;
}

async function requireEnoughOthers(ctx: Context, row: VoiceRow): Promise<void> {
  const found = await sql<{ released: number; is_released: boolean }>`
    select count(*)::int as released, bool_or(voice_id = ${row.id}::uuid) as is_released from voice_steps
    where tenant_id = ${ctx.tenantId} and survey_id is not distinct from ${row.survey_id} and unit_id is not distinct from ${row.unit_id}
      and released_day is not null`.execute(ctx.db);
  const { released, is_released } = found.rows[0]!;
  if (is_released !== true || !canShowComments(released, thresholdSince(ctx.organisation, row.day))) throw new AppError("SUPPRESSED");
}
