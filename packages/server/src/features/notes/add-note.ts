import type { api } from "@manyi/contracts";
import { isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { findCustomer, findOwnEmployee, openUnit, requireTouchpoint } from "../../platform/places.js";

type Body = z.output<typeof api.notes.add.body>;

/** A phone may have lain in a drawer for its owner's holiday, no longer. */
const OLDEST_MS = 14 * 86_400_000;
/** Clocks of phones differ. */
const AHEAD_MS = 5 * 60_000;

/**
 * One note becomes one voice. The same key of the same writer again changes nothing and answers with the voice stored first.
 *
 * @throws {AppError} NOT_FOUND for a unit that is closed, not there or not the writer's; INVALID_INPUT for a time that cannot be
 */
export async function addNote(ctx: Context, body: Body): Promise<z.input<typeof api.notes.add.reply>> {
  const writer = ctx.actor.id ?? "";
  const unit = await openUnit(ctx, body.unitId);
  const writtenAt = new Date(body.writtenAt);
  const now = ctx.now().getTime();
  if (writtenAt.getTime() > now + AHEAD_MS || writtenAt.getTime() < now - OLDEST_MS) {
    throw new AppError("INVALID_INPUT", [
      { path: "body.writtenAt", "zh-CN": "只收 14 天以内写下的", en: "Only what was written within the last 14 days" },
    ]);
  }
  await requireTouchpoint(ctx, body.touchpointId);
  const customer = body.customer === undefined || body.customer === "" ? null : await findCustomer(ctx, body.customer);
  const day = localDayOf(writtenAt.getTime(), unit.timeZone);
  const stored = await ctx.ingest.submit({
    tenantId: ctx.tenantId,
    id: ctx.ids.uuid(),
    clientKey: `note:${writer}:${body.clientKey}`,
    source: "note",
    channel: "store",
    unitId: unit.id,
    touchpointId: body.touchpointId ?? null,
    employeeId: await findOwnEmployee(ctx),
    customerId: customer?.id ?? null,
    segmentId: customer?.segmentId ?? null,
    locale: body.locale,
    anonymity: "identified",
    occurredAt: writtenAt,
    localDay: day,
    isoWeek: isoWeekOf(day),
    localMonth: monthIndexOf(day),
    completeness: "complete",
    comment: body.text,
    detail: {
      mood: body.mood,
      asked: body.asked,
      ...(body.asked && body.question ? { question: body.question } : {}),
      ...(body.product ? { product: body.product } : {}),
      ...(body.customer && customer === null ? { customer: body.customer } : {}),
    },
  });
  await ctx.db
    .insertInto("notes")
    .values({
      tenant_id: ctx.tenantId,
      voice_id: stored.id,
      user_id: writer,
      unit_id: unit.id,
      mood: body.mood,
      asked: body.asked,
      local_day: day,
      iso_week: isoWeekOf(day),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { id: stored.id, status: stored.status === "stored" ? "stored" : "unchanged" };
}
