import type { Tx } from "@manyi/store";
import type { Context } from "../../platform/context.js";

export type NewMessage = {
  readonly channel: "email" | "sms" | "phone" | "in_app";
  readonly recipient: string;
  /** what it is about, e.g. `case.received`; never shown */
  readonly template: string;
  readonly locale: "zh-CN" | "en";
  readonly subject: string;
  /** plain text; the mail gets a simple HTML part of the same words */
  readonly body: string;
  readonly caseId?: string | null;
  /** one message for each key, however often it is asked for */
  readonly dedupeKey: string;
};

/**
 * Puts a message into the outbox, in the transaction of its cause: both happen or neither. It is sent later, and where no mail server
 * is set it waits there in sight.
 *
 * @returns the message's id, or null when the same was queued before
 * @example
 * await queueMessage(tx, ctx, { channel: "email", recipient, template: "case.received", locale: "en", subject, body, dedupeKey: `case:${id}:received` });
 */
export async function queueMessage(tx: Tx, ctx: Pick<Context, "tenantId" | "ids" | "now">, message: NewMessage): Promise<string | null> {
  const row = await tx
    .insertInto("messages")
    .values({
      tenant_id: ctx.tenantId,
      id: ctx.ids.uuid(),
      channel: message.channel,
      recipient: message.recipient,
      template: message.template,
      locale: message.locale,
      subject: message.subject,
      body: message.body,
      state: "waiting",
      error: null,
      case_id: message.caseId ?? null,
      dedupe_key: message.dedupeKey,
      created_at: ctx.now(),
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "dedupe_key"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}
