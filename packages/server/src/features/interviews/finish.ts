import { isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { openUnit } from "../../platform/places.js";
import { markTopics } from "./mark-topics.js";
import { lockInterview } from "./read.js";

/**
 * Finishes an interview: one voice of its quotes, or of its notes in the order of the questions. The voice's key is the interview's, so
 * that there is never a second one.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE unless it is planned; INVALID_INPUT when nothing was written down
 */
export async function finishInterview(ctx: Context, id: string, words: "quotes" | "notes"): Promise<{ voiceId: string }> {
  const row = await ctx.tx(async (tx) => {
    const locked = await lockInterview(tx, ctx, id);
    if (locked.state !== "planned") throw new AppError("INVALID_STATE");
    return locked;
  });
  const said = words === "quotes" ? row.quotes.map(({ text }) => text) : row.questions.flatMap(({ key }) => row.notes[key]?.trim() || []);
  if (said.length === 0) {
    throw new AppError("INVALID_INPUT", [{ path: "body.words", "zh-CN": "还没有写下内容", en: "Nothing has been written down" }]);
  }
  const unit = await openUnit(ctx, row.unit_id);
  const segment =
    row.customer_id === null
      ? null
      : await ctx.db
          .selectFrom("customers")
          .select("segment_id")
          .where("tenant_id", "=", ctx.tenantId)
          .where("id", "=", row.customer_id)
          .executeTakeFirst();
  const now = ctx.now();
  // an interview cannot have been held before it was planned for the future
  const heldAt = row.planned_at < now ? row.planned_at : now;
  const localDay = localDayOf(heldAt.getTime(), unit.timeZone);
  const stored = await ctx.ingest.submit({
    tenantId: ctx.tenantId,
    id: ctx.ids.uuid(),
    clientKey: `interview:${id}`,
    source: "interview",
    channel: "store",
    unitId: row.unit_id,
    touchpointId: row.touchpoint_id,
    customerId: row.customer_id,
    segmentId: segment?.segment_id ?? null,
    locale: row.locale,
    anonymity: "confidential",
    occurredAt: heldAt,
    localDay,
    isoWeek: isoWeekOf(localDay),
    localMonth: monthIndexOf(localDay),
    completeness: "complete",
    comment: said.join("\n"),
    detail: { interview: id, guide: row.guide_id, words, ...(row.product === null ? {} : { product: row.product }) },
  });
  await ctx.db
    .updateTable("interviews")
    .set({ state: "finished", finished_at: now, voice_id: stored.id })
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .execute();
  await markTopics(ctx, [id]);
  return { voiceId: stored.id };
}
