import type { SentimentSide, SignalKind } from "@manyi/core/text";
import { appendEvent, type Tx } from "@manyi/store";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireInScope } from "../../platform/scope.js";
import { correctionsOf, countedOf, labelsOf, raisedOf } from "./labels.js";
import { searchVector } from "./search-vector.js";
import { holdReadings, writeCounted } from "./writes.js";

/** What a person says about a comment; it wins over the machine, now and after every new reading. */
export type Label =
  | { readonly kind: "sentiment"; readonly side: SentimentSide | null }
  | { readonly kind: "topic_on"; readonly topic: number; readonly side: SentimentSide | null }
  | { readonly kind: "topic_off"; readonly topic: number }
  | { readonly kind: "signal_on" | "signal_off"; readonly signal: SignalKind }
  | { readonly kind: "not_personal"; readonly start: number; readonly end: number };

/**
 * Keeps a correction with who and when, and applies it.
 *
 * @returns the label's id, by which it can be taken back
 * @throws {AppError} NOT_FOUND for a voice that is not there or not the reader's, or an unknown topic; INVALID_STATE for a voice without
 *   words or an anonymous one, whose words are not counted
 */
export async function labelVoice(ctx: Context, voiceId: string, label: Label): Promise<string> {
  return ctx.tx(async (tx) => {
    const voice = await wordsOf(tx, ctx, voiceId);
    if ("topic" in label) await requireTopic(tx, ctx.tenantId, label.topic);
    const id = ctx.ids.uuid();
    await tx
      .insertInto("voice_labels")
      .values({
        tenant_id: ctx.tenantId,
        id,
        voice_id: voiceId,
        kind: label.kind,
        topic_id: "topic" in label ? label.topic : null,
        value: "side" in label ? label.side : null,
        detail: JSON.stringify(
          "signal" in label ? { signal: label.signal } : "start" in label ? { start: label.start, end: label.end } : {},
        ),
        by_user: ctx.actor.id ?? ctx.actor.name,
        at: ctx.now(),
      })
      .execute();
    await applyLabels(tx, ctx.tenantId, voice);
    if (label.kind === "signal_on" && label.signal === "safety")
      await appendEvent(tx, { tenantId: ctx.tenantId, type: "voice.unsafe", subjectId: voiceId, at: ctx.now() });
    return id;
  });
}

/**
 * Takes a correction back; it stays on record.
 *
 * @throws {AppError} NOT_FOUND as above or for an unknown label; INVALID_STATE when it was taken back before
 */
export async function takeLabelBack(ctx: Context, voiceId: string, labelId: string): Promise<void> {
  await ctx.tx(async (tx) => {
    const voice = await wordsOf(tx, ctx, voiceId);
    const labels = (await labelsOf(tx, ctx.tenantId, [voiceId])).get(voiceId) ?? [];
    const label = labels.find(({ id, kind }) => id === labelId && kind !== "undo");
    if (label === undefined) throw new AppError("NOT_FOUND");
    if (labels.some(({ undoes }) => undoes === labelId)) throw new AppError("INVALID_STATE");
    await tx
      .insertInto("voice_labels")
      .values({
        tenant_id: ctx.tenantId,
        id: ctx.ids.uuid(),
        voice_id: voiceId,
        kind: "undo",
        topic_id: label.topic_id,
        value: null,
        undoes: labelId,
        by_user: ctx.actor.id ?? ctx.actor.name,
        at: ctx.now(),
      })
      .execute();
    await applyLabels(tx, ctx.tenantId, voice);
  });
}

type Worded = { readonly id: string; readonly localDay: number; readonly comment: string };

/** The voice stays locked, so that two corrections at once follow each other. */
async function wordsOf(tx: Tx, ctx: Context, voiceId: string): Promise<Worded> {
  const voice = await tx
    .selectFrom("voices")
    .select(["unit_id", "comment", "anonymity", "local_day"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", voiceId)
    .forUpdate()
    .executeTakeFirst();
  if (voice === undefined) throw new AppError("NOT_FOUND");
  requireInScope(ctx, voice.unit_id);
  if (voice.anonymity === "anonymous" || voice.comment === null || voice.comment.trim() === "") throw new AppError("INVALID_STATE");
  return { id: voiceId, localDay: voice.local_day, comment: voice.comment };
}

async function requireTopic(tx: Tx, tenantId: number, topic: number): Promise<void> {
  const found = await tx
    .selectFrom("topics")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", topic)
    .where("retired_at", "is", null)
    .executeTakeFirst();
  if (found === undefined) throw new AppError("NOT_FOUND");
}

/** Counts a comment anew by its labels and finds it by the words they leave shown; a comment not read yet gets them with its first reading. */
async function applyLabels(tx: Tx, tenantId: number, voice: Worded): Promise<void> {
  let reading = await touchReading(tx, tenantId, voice.id);
  if (reading === undefined) {
    // it may be under way: then it is there once the readers are done, else they see the label
    await holdReadings(tx);
    reading = await touchReading(tx, tenantId, voice.id);
  }
  if (reading === undefined) return;
  const corrections = correctionsOf((await labelsOf(tx, tenantId, [voice.id])).get(voice.id) ?? []);
  await tx
    .updateTable("voice_readings")
    .set({ raised: raisedOf(reading.signals, corrections), search: searchVector(voice.comment, reading.pii, corrections) })
    .where("tenant_id", "=", tenantId)
    .where("voice_id", "=", voice.id)
    .execute();
  await writeCounted(tx, tenantId, [{ id: voice.id, localDay: voice.localDay, counted: countedOf(reading, corrections) }]);
}

/** Locks a reading and says that it changes. */
async function touchReading(tx: Tx, tenantId: number, voiceId: string) {
  return tx
    .updateTable("voice_readings")
    .set({ xid: sql<string>`pg_current_xact_id()`, revision: sql<number>`revision + 1` })
    .where("tenant_id", "=", tenantId)
    .where("voice_id", "=", voiceId)
    .returning(["sentiment", "topics", "signals", "pii"])
    .executeTakeFirst();
}
