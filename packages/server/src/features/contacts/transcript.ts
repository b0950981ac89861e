import type { api } from "@manyi/contracts";
import { customerWords, readMails, readTranscript, sideOf } from "@manyi/core/feedback";
import { maskPii } from "@manyi/core/text";
import type { NewVoice } from "@manyi/store";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireTouchpoint } from "../../platform/places.js";
import { customerOf, dayColumns, filled, momentOf, unitOf } from "./log-contact.js";

type Body = z.output<typeof api.contacts.transcript.body>;
type Reply = z.input<typeof api.contacts.transcript.reply>;

/** Turns shown of a long conversation. */
const SHOWN = 200;

/**
 * Brings a conversation in: the customer's turns become voices, the staff's stay beside them.
 *
 * @throws {AppError} INVALID_INPUT when nobody in it is known to be the customer
 */
export async function bringTranscript(ctx: Context, body: Body): Promise<Reply> {
  const unit = await unitOf(ctx, body.unitId);
  const at = momentOf(ctx, body.occurredAt);
  await requireTouchpoint(ctx, body.touchpointId);
  const turns = readTranscript(body.text, body.customer ?? null);
  const texts = customerWords(turns, body.per);
  const shown = turns.slice(0, SHOWN).map(({ speaker, side, text }) => ({ speaker, side, text: maskPii(text) }));
  if (body.try) return { turns: shown, voices: texts.length, stored: 0, unchanged: 0 };
  if (texts.length === 0)
    throw new AppError("INVALID_INPUT", [
      {
        path: "body.customer",
        "zh-CN": "分不出哪一方是客户，请填写客户在记录中的称呼",
        en: "Say by which name the customer appears in it",
      },
    ]);
  const speaker = turns.find(({ side }) => side === "customer")?.speaker.trim() ?? "";
  const author = sideOf(speaker) === "customer" ? null : speaker || null;
  const mail = readMails(body.text).find(({ from, address }) => from === speaker && address !== null);
  const person: Record<string, string> = {
    ...(author === null ? {} : { name: author }),
    ...(mail?.address ? { email: mail.address } : {}),
    ...filled(body.person),
  };
  const isReachable = person.phone !== undefined || person.email !== undefined;
  const customer = await customerOf(ctx, body.customerId, person);
  const voices = texts.map(
    (text, turn): NewVoice => ({
      tenantId: ctx.tenantId,
      id: ctx.ids.uuid(),
      clientKey: `transcript:${body.clientKey}#${turn + 1}`,
      source: body.kind,
      channel: body.kind === "call" ? "phone" : body.kind,
      unitId: unit.id,
      touchpointId: body.touchpointId ?? null,
      customerId: customer?.id ?? null,
      segmentId: customer?.segmentId ?? null,
      locale: body.locale,
      anonymity: "identified",
      ...dayColumns(at, unit.timeZone),
      completeness: "complete",
      answers: isReachable ? { contact: person } : {},
      comment: text,
      detail: { turns, author: person.name ?? null, ...(body.product ? { product: body.product } : {}) },
    }),
  );
  const stored = await ctx.ingest.submitMany(voices);
  const fresh = stored.filter(({ status }) => status === "stored").length;
  return { turns: shown, voices: texts.length, stored: fresh, unchanged: stored.length - fresh };
}
