import type { FeedbackDetail, FeedbackItem } from "@manyi/contracts";
import { FEEDBACK_STEPS, type FeedbackState, feedbackPath, sideOf } from "@manyi/core/feedback";
import { routingSignals } from "@manyi/core/text";
import type { Context } from "../../platform/context.js";
import { maskContact, maskName } from "../../platform/mask.js";
import type { NamedEvent } from "../../platform/named-events.js";
import { maskedPayload, maskedWords, type NotPersonal } from "../reading/index.js";
import { type Reach, reachOf } from "./open-item.js";
import type { InboxRow } from "./queries.js";
import { refusalOf } from "./record.js";

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Whoever answered confidentially stays unknown to who handles it; a message still reaches them. */
const isNamed = ({ anonymity }: Pick<InboxRow, "anonymity">): boolean => anonymity === "identified";

function nameOf(row: InboxRow): string {
  return isNamed(row) ? (row.customer_name ?? (row.contact as Reach | null)?.name ?? row.author ?? "") : "";
}

/** An item as everybody sees it in lists: nobody by name, no number in its words. */
export function presentItem(row: InboxRow, known?: NotPersonal): FeedbackItem {
  const text = row.comment === null || row.comment === "" ? null : row.comment;
  const name = nameOf(row);
  return {
    id: row.voice_id,
    source: row.source,
    platform: row.platform,
    product: row.product,
    rating: row.rating === null ? null : { value: row.rating, min: row.rating_min, max: row.rating_max },
    question: row.detail?.question ?? null,
    text: text === null ? null : maskedWords(text, known),
    locale: row.locale,
    unit: row.unit_id === null || row.unit_name === null ? null : { id: row.unit_id, name: row.unit_name },
    author: name === "" ? null : maskName(name),
    identified: row.identified,
    askedForAnswer: row.asked_for_answer,
    state: row.state as FeedbackState,
    ended: row.ended_at !== null,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? row.owner_id },
    occurredAt: iso(row.occurred_at),
    openedAt: row.opened_at.toISOString(),
    dueAt: iso(row.due_at),
    sentiment: row.sentiment,
    topics: row.topics.map(({ name: topic, sentiment }) => ({ name: topic, sentiment })),
    signals: routingSignals.filter((kind) => row.raised?.includes(kind)) as FeedbackItem["signals"],
    case:
      row.case_id === null || row.case_reference === null || row.case_state === null
        ? null
        : { id: row.case_id, reference: row.case_reference, state: row.case_state },
    copies: row.copies,
    revision: row.revision,
  };
}

/** How the author can be reached: what came with the voice, else what the customer's record holds. */
export function reach(row: Pick<InboxRow, "contact" | "customer_email" | "customer_phone" | "customer_name">): Reach {
  const own = reachOf({ contact: row.contact } as Parameters<typeof reachOf>[0]);
  return {
    name: own?.name ?? row.customer_name ?? undefined,
    email: own?.email ?? row.customer_email ?? undefined,
    phone: own?.phone ?? row.customer_phone ?? undefined,
  };
}

/** Who handles an item reaches its author: the owner, and who may identify customers anyway. */
export function mayUnmask(ctx: Context, row: InboxRow): boolean {
  if (!isNamed(row) || !ctx.permissions.has("cases:work")) return false;
  return ctx.permissions.has("voices:identify") || (ctx.actor.id !== null && ctx.actor.id === row.owner_id);
}

/** Buttons a reader may press now, in the words of the API. */
function actionsFor(ctx: Context, row: InboxRow): string[] {
  if (!ctx.permissions.has("cases:work")) return [];
  const state = row.state as FeedbackState;
  const possible = FEEDBACK_STEPS.filter((step) => feedbackPath(state, step) !== null && refusalOf(row, step) === null);
  const { email, phone } = reach(row);
  const steps = possible.flatMap((step): string[] => {
    if (step === "routed") return [];
    if (step === "replied")
      return [...(email === undefined && phone === undefined ? [] : ["message"]), ...(isPublic(row) ? ["posted"] : [])];
    if (step === "case_opened") return row.case_id === null && row.unit_id !== null ? ["case"] : [];
    return [step];
  });
  return mayUnmask(ctx, row) ? [...steps, "unmask"] : steps;
}

const isPublic = ({ source }: Pick<InboxRow, "source">): boolean => source === "review" || source === "social";

/** @param isMasked `false` only where the reading of the original is logged */
export function presentDetail(
  ctx: Context,
  row: InboxRow,
  {
    events,
    known,
    isMasked,
  }: { readonly events: readonly NamedEvent[]; readonly known: NotPersonal | undefined; readonly isMasked: boolean },
): FeedbackDetail {
  const { email, phone } = isNamed(row) ? reach(row) : {};
  const contact = phone ?? email;
  const item = presentItem(row, known);
  const shown = (words: string) => (isMasked ? maskedWords(words, known) : words);
  const name = nameOf(row);
  return {
    ...item,
    text: item.text === null || row.comment === null ? null : shown(row.comment),
    author: isMasked || name === "" ? item.author : name,
    sourceUrl: row.source_url,
    contact: contact === undefined ? null : maskContact(contact),
    phone: isMasked ? null : (phone ?? null),
    email: isMasked ? null : (email ?? null),
    touchpoint: row.touchpoint_name,
    repliedAt: iso(row.replied_at),
    informedAt: iso(row.informed_at),
    reason: row.reason === null ? null : shown(row.reason),
    events: events.map((event) => ({
      seq: event.seq,
      type: event.type,
      actorKind: event.actor_kind,
      actorName: event.actor_name,
      at: event.at.toISOString(),
      payload: isMasked ? maskedPayload(event.payload, known) : event.payload,
    })),
    turns: (row.detail?.turns ?? []).map(({ speaker, side, text }) => ({
      // “客户” says which side, a name says who
      speaker: !isMasked || side !== "customer" || sideOf(speaker) === "customer" ? speaker : maskName(speaker),
      side,
      text: shown(text),
    })),
    actions: actionsFor(ctx, row),
  };
}
