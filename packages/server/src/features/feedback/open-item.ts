import { FEEDBACK_DUE_DAYS, HANDLED_SOURCES, replayFeedback } from "@manyi/core/feedback";
import { appendEvent, type Tables, type Tx } from "@manyi/store";
import type { Selectable } from "kysely";
import type { Desk } from "./desk.js";
import { columnsOf, dueAfter } from "./record.js";

type VoiceRow = Pick<
  Selectable<Tables["voices"]>,
  "tenant_id" | "id" | "source" | "anonymity" | "unit_id" | "customer_id" | "answers" | "detail"
>;

/** What a voice of another source than a survey carries beside its text. */
export type VoiceDetail = {
  readonly platform?: string | null;
  readonly product?: string | null;
  /** what staff asked before the words came */
  readonly question?: string | null;
  readonly author?: string | null;
  readonly title?: string | null;
  readonly url?: string | null;
  readonly rating?: number | null;
  readonly ratingMin?: number | null;
  readonly ratingMax?: number | null;
  /** the author wants an answer */
  readonly asked?: boolean;
  /** `false`: history, which opens no item */
  readonly handling?: boolean;
  readonly turns?: readonly { readonly speaker: string; readonly side: "customer" | "staff" | "unknown"; readonly text: string }[];
};

export type Reach = { readonly name?: string | undefined; readonly phone?: string | undefined; readonly email?: string | undefined };

/** How the author can be reached, as the answers hold it. */
export function reachOf(answers: VoiceRow["answers"]): Reach | null {
  const contact = (answers as Record<string, unknown>).contact;
  if (typeof contact !== "object" || contact === null) return null;
  const { name, phone, email } = contact as Reach;
  return phone === undefined && email === undefined ? null : { name, phone, email };
}

/** Whether a voice becomes an item by itself. Anonymous ones never do: nobody can be told what came of it. */
export function wantsHandling(voice: Pick<VoiceRow, "source" | "anonymity" | "detail">): boolean {
  const detail = (voice.detail ?? {}) as VoiceDetail;
  return voice.anonymity !== "anonymous" && detail.handling !== false && (HANDLED_SOURCES as readonly string[]).includes(voice.source);
}

/** The row of an item and its opening, before anybody has looked at it. */
export function newItem(voice: VoiceRow, openedAt: Date) {
  const detail = (voice.detail ?? {}) as VoiceDetail;
  const reach = reachOf(voice.answers);
  const identified = voice.customer_id !== null || reach !== null;
  const asked = detail.asked === true || voice.source === "request";
  const days = identified && asked ? FEEDBACK_DUE_DAYS.asked : FEEDBACK_DUE_DAYS.other;
  const payload = { identified, asked, dueAt: dueAfter(openedAt.getTime(), days) };
  return {
    payload,
    row: {
      tenant_id: voice.tenant_id,
      voice_id: voice.id,
      unit_id: voice.unit_id,
      source: voice.source,
      ...columnsOf(replayFeedback([{ type: "opened", at: openedAt.getTime(), payload }]), null),
      contact: reach === null ? null : JSON.stringify(reach),
      platform: detail.platform ?? null,
      product: detail.product ?? null,
      author: detail.author ?? null,
      source_url: detail.url ?? null,
      rating: detail.rating ?? null,
      rating_min: detail.ratingMin ?? null,
      rating_max: detail.ratingMax ?? null,
      opened_at: openedAt,
    },
  };
}

/** Opens the item of a voice, once. @returns whether it is new */
export async function openItem(tx: Tx, desk: Desk, voice: VoiceRow): Promise<boolean> {
  const at = desk.now();
  const { row, payload } = newItem(voice, at);
  const inserted = await tx
    .insertInto("feedback_items")
    .values(row)
    .onConflict((conflict) => conflict.columns(["tenant_id", "voice_id"]).doNothing())
    .returning("voice_id")
    .executeTakeFirst();
  if (inserted === undefined) return false;
  const actorKind = desk.actor.kind === "user" ? ("user" as const) : ("system" as const);
  const event = { tenant_id: voice.tenant_id, id: desk.ids.uuid(), voice_id: voice.id, seq: 1, type: "opened", actor_kind: actorKind };
  await tx
    .insertInto("feedback_events")
    .values({ ...event, actor_id: desk.actor.id, payload: JSON.stringify(payload), at })
    .execute();
  await appendEvent(tx, {
    tenantId: voice.tenant_id,
    id: desk.ids.uuid(),
    type: "feedback.changed",
    subjectId: voice.id,
    payload: { state: "new", unitId: voice.unit_id },
    at,
  });
  return true;
}
