import { type FeedbackState, feedbackPath } from "@manyi/core/feedback";
import type { Tx } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { queueMessage } from "../messages/index.js";
import { reach } from "./present.js";
import { findItem } from "./queries.js";
import { type Draft, lockItem, record } from "./record.js";
import { REPLY_WORDS } from "./steps.js";

export type Outcome = { readonly type: "resolved" | "no_action"; readonly text: string };

/**
 * Ends the item of a voice with an outcome decided elsewhere, and tells its author where that is possible and has not happened. An item that
 * ended with the other outcome is opened again and ends with this one, unless its author heard of this one before.
 *
 * @returns whether a message went out
 */
export async function tellOutcome(tx: Tx, ctx: Context, voiceId: string, { type, text }: Outcome): Promise<boolean> {
  const row = await lockItem(tx, ctx.tenantId, voiceId);
  const item = row === null ? null : await findItem(ctx, tx, voiceId);
  if (row === null || item === null) return false;
  const state = row.state as FeedbackState;
  const { email, phone } = reach(item);
  const recipient = email ?? phone;
  const steps: Draft[] = [];
  const end: Draft = { type, payload: type === "no_action" ? { reason: text } : { text } };
  let isInformed = row.informed_at !== null;
  if (feedbackPath(state, type) !== null) steps.push(end);
  else if (!["resolved", "no_action", "informed"].includes(state)) return false;
  else {
    const { last, told } = await outcomesOf(tx, ctx.tenantId, voiceId);
    if (last !== type && !told.has(type)) {
      steps.push({ type: "reopened", payload: { reason: text } }, end);
      isInformed = false;
    }
  }
  const isTold = recipient !== undefined && !isInformed;
  if (isTold) steps.push({ type: "replied", payload: { text, how: "message" } }, { type: "informed", payload: { how: "message" } });
  if (steps.length === 0) return false;
  const after = await record(tx, ctx, row, steps);
  if (!isTold) return false;
  const locale = item.locale === "en" ? ("en" as const) : ("zh-CN" as const);
  const queued = await queueMessage(tx, ctx, {
    channel: email === undefined ? "sms" : "email",
    recipient,
    template: "feedback.reply",
    locale,
    subject: REPLY_WORDS[locale].subject,
    body: REPLY_WORDS[locale].body.replace("{text}", () => text),
    dedupeKey: `feedback:${voiceId}:${after.revision}`,
  });
  return queued !== null;
}

/** The outcome an item ended with last, and those its author was told of. */
async function outcomesOf(tx: Tx, tenantId: number, voiceId: string): Promise<{ last: string | null; told: ReadonlySet<string> }> {
  const events = await tx
    .selectFrom("feedback_events")
    .select("type")
    .where("tenant_id", "=", tenantId)
    .where("voice_id", "=", voiceId)
    .where("type", "in", ["resolved", "no_action", "informed"])
    .orderBy("seq")
    .execute();
  let last: string | null = null;
  const told = new Set<string>();
  for (const { type } of events) {
    if (type !== "informed") last = type;
    else if (last !== null) told.add(last);
  }
  return { last, told };
}
