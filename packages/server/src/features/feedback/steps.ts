import type { api, FeedbackDetail } from "@manyi/contracts";
import { dayOfIsoDate, instantOf } from "@manyi/core/calendar";
import type { FeedbackState } from "@manyi/core/feedback";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope, requireInScope } from "../../platform/scope.js";
import { openCaseOfVoice, possibleOwners } from "../cases/index.js";
import { queueMessage } from "../messages/index.js";
import { openItem } from "./open-item.js";
import { reach } from "./present.js";
import { findItem, lockVisible } from "./queries.js";
import { readItem } from "./read-item.js";
import { type Draft, type ItemRow, lockItem, record, refusalOf } from "./record.js";

type Bulk = z.input<typeof api.feedback.assign.reply>;

/** Reads an item for a change. @throws {AppError} NOT_FOUND, also out of scope; CONFLICT when somebody was faster */
async function take(ctx: Context, tx: Parameters<typeof lockItem>[0], id: string, revision: number | null): Promise<ItemRow> {
  const row = await lockItem(tx, ctx.tenantId, id);
  if (row === null || !inScope(ctx, row.unit_id)) throw new AppError("NOT_FOUND");
  if (revision !== null && row.revision !== revision) throw new AppError("CONFLICT");
  return row;
}

/** Puts any voice into the queue by hand. @throws {AppError} INVALID_STATE for an anonymous one, whose author cannot be told */
export async function addItem(ctx: Context, voiceId: string): Promise<FeedbackDetail> {
  return ctx.tx(async (tx) => {
    const voice = await tx
      .selectFrom("voices")
      .selectAll()
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", voiceId)
      .executeTakeFirst();
    if (voice === undefined) throw new AppError("NOT_FOUND");
    requireInScope(ctx, voice.unit_id);
    if (voice.anonymity === "anonymous") throw new AppError("INVALID_STATE");
    await openItem(tx, ctx, voice);
    return readItem(ctx, tx, voiceId);
  });
}

/** The same step for many items: what is not possible is named, the others go on. */
async function forEach(ctx: Context, ids: readonly string[], draftOf: (row: ItemRow) => Draft, unitId?: number): Promise<Bulk> {
  return ctx.tx(async (tx) => {
    const rows = await lockVisible(ctx, tx, ids);
    if (rows.length === 0) throw new AppError("NOT_FOUND");
    const refused: Bulk["refused"] = [];
    let changed = 0;
    for (const row of rows) {
      const draft = draftOf(row);
      const refusal = refusalOf(row, draft.type);
      if (refusal !== null) {
        refused.push({ id: row.voice_id, "zh-CN": refusal["zh-CN"], en: refusal.en });
        continue;
      }
      const isMoved = unitId !== undefined && unitId !== row.unit_id;
      const routed: Draft[] = isMoved ? [{ type: "routed", payload: { from: row.unit_id, unitId } }] : [];
      await record(tx, ctx, row, [...routed, draft], isMoved ? { unit_id: unitId } : {});
      changed++;
    }
    return { changed, refused };
  });
}

/** @throws {AppError} NOT_FOUND when none of the items is the reader's; INVALID_INPUT for an owner who may not work there */
export async function assignItems(ctx: Context, body: z.output<typeof api.feedback.assign.body>): Promise<Bulk> {
  if (body.unitId !== undefined) {
    requireInScope(ctx, body.unitId);
    const unit = await ctx.db
      .selectFrom("org_units")
      .select("id")
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", body.unitId)
      .executeTakeFirst();
    if (unit === undefined) throw new AppError("NOT_FOUND");
  }
  const dueAt = body.dueOn === undefined ? undefined : instantOf(dayOfIsoDate(body.dueOn) + 1, 0, ctx.organisation.timeZone) - 1;
  await requireOwner(ctx, body);
  return forEach(
    ctx,
    body.ids,
    () => ({ type: "assigned", payload: { ownerId: body.ownerId, ...(dueAt === undefined ? {} : { dueAt }) } }),
    body.unitId,
  );
}

/** Everybody who is given work can see it. */
async function requireOwner(ctx: Context, body: z.output<typeof api.feedback.assign.body>): Promise<void> {
  const rows = await ctx.db
    .selectFrom("feedback_items")
    .select("unit_id")
    .distinct()
    .where("tenant_id", "=", ctx.tenantId)
    .where("voice_id", "in", body.ids)
    .execute();
  const units = new Set(rows.map((row) => body.unitId ?? row.unit_id).filter((unit) => inScope(ctx, unit)));
  if (units.size === 0) throw new AppError("NOT_FOUND");
  const root = await ctx.db
    .selectFrom("org_units")
    .select("id")
    .where("tenant_id", "=", ctx.tenantId)
    .where("parent_id", "is", null)
    .executeTakeFirst();
  for (const unit of units) {
    const place = unit ?? root?.id;
    const owners = place === undefined ? [] : await ctx.tx((tx) => possibleOwners(tx, ctx.tenantId, place));
    if (!owners.includes(body.ownerId)) {
      throw new AppError("INVALID_INPUT", [
        { path: "body.ownerId", "zh-CN": "这位同事不能处理其中某家单位的反馈", en: "This person cannot work for one of the units" },
      ]);
    }
  }
}

export async function putAway(ctx: Context, { ids, as, reason }: z.output<typeof api.feedback.putAway.body>): Promise<Bulk> {
  return forEach(ctx, ids, () => ({ type: as === "spam" ? "marked_spam" : "archived", payload: { reason } }));
}

/** @throws {AppError} NOT_FOUND, CONFLICT, INVALID_STATE when the step is not possible now */
export async function takeStep(ctx: Context, id: string, body: z.output<typeof api.feedback.step.body>): Promise<FeedbackDetail> {
  const { type, revision, ...payload } = body;
  return ctx.tx(async (tx) => {
    const row = await take(ctx, tx, id, revision);
    await record(tx, ctx, row, [{ type, payload }]);
    return readItem(ctx, tx, id);
  });
}

export const REPLY_WORDS = {
  "zh-CN": { subject: "关于您的反馈", body: "您好：\n\n{text}\n\n谢谢您告诉我们。" },
  en: { subject: "About what you told us", body: "Hello,\n\n{text}\n\nThank you for telling us." },
} as const;

/**
 * Replies to the author: a message, or words that somebody has posted by hand on the platform. After the outcome stands, the reply is what
 * informs the author.
 *
 * @throws {AppError} INVALID_INPUT when nobody can be reached, or the source is not public
 */
export async function reply(ctx: Context, id: string, body: z.output<typeof api.feedback.reply.body>): Promise<FeedbackDetail> {
  return ctx.tx(async (tx) => {
    const row = await take(ctx, tx, id, body.revision);
    const item = (await findItem(ctx, tx, id))!;
    const isPosted = body.how === "posted";
    if (isPosted && item.source !== "review" && item.source !== "social") {
      throw new AppError("INVALID_INPUT", [
        {
          path: "body.how",
          "zh-CN": "只有公开的评价和帖子可以在平台上回复",
          en: "Only public reviews and posts are answered on their platform",
        },
      ]);
    }
    const { email, phone } = reach(item);
    const recipient = email ?? phone;
    if (!isPosted && recipient === undefined) {
      throw new AppError("INVALID_INPUT", [
        { path: "body.how", "zh-CN": "没有这位客户的邮箱或电话", en: "No address or number of this author is known" },
      ]);
    }
    const state = row.state as FeedbackState;
    const payload = { text: body.text, how: body.how, ...(isPosted ? { url: row.source_url, platform: row.platform } : {}) };
    const informs: Draft[] =
      state === "resolved" || state === "no_action" ? [{ type: "informed", payload: { how: isPosted ? "platform" : "message" } }] : [];
    const after = await record(tx, ctx, row, [{ type: "replied", payload }, ...informs]);
    if (!isPosted && recipient !== undefined) {
      const locale = item.locale === "en" ? ("en" as const) : ("zh-CN" as const);
      await queueMessage(tx, ctx, {
        channel: email === undefined ? "sms" : "email",
        recipient,
        template: "feedback.reply",
        locale,
        subject: REPLY_WORDS[locale].subject,
        body: REPLY_WORDS[locale].body.replace("{text}", () => body.text),
        dedupeKey: `feedback:${id}:${after.revision}`,
      });
    }
    return readItem(ctx, tx, id);
  });
}

/** @throws {AppError} INVALID_STATE for an item without a unit: route it first */
export async function openCaseFrom(ctx: Context, id: string): Promise<{ caseId: string; reference: string }> {
  return ctx.tx(async (tx) => {
    const row = await take(ctx, tx, id, null);
    const voice = await tx.selectFrom("voices").selectAll().where("tenant_id", "=", ctx.tenantId).where("id", "=", id).executeTakeFirst();
    if (voice === undefined) throw new AppError("NOT_FOUND");
    const opened = await openCaseOfVoice(tx, ctx, { ...voice, unit_id: row.unit_id });
    if (opened === null) {
      throw new AppError("INVALID_STATE", [
        { path: "params.id", "zh-CN": "请先分给一家单位，再开工单", en: "Route it to a unit first, then open the case" },
      ]);
    }
    if (row.case_id !== opened.id) {
      const owner = await sql<{ owner_id: string; resolve_due: Date }>`
        select owner_id, resolve_due from cases where tenant_id = ${ctx.tenantId} and id = ${opened.id}::uuid`.execute(tx);
      const { owner_id: ownerId, resolve_due: due } = owner.rows[0]!;
      const payload = { caseId: opened.id, reference: opened.reference, ownerId, dueAt: due.getTime() };
      await record(tx, ctx, row, [{ type: "case_opened", payload }]);
    }
    return { caseId: opened.id, reference: opened.reference };
  });
}
