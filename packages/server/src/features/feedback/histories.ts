import { type FeedbackEvent, isEndedFeedback, replayFeedback } from "@manyi/core/feedback";
import type { NewVoice, Tx } from "@manyi/store";
import type { Desk } from "./desk.js";
import { newItem } from "./open-item.js";
import { columnsOf } from "./record.js";

/** An item with everything that has happened to it so far. */
export type ItemHistory = {
  readonly voice: NewVoice;
  readonly openedAt: Date;
  readonly events: readonly (FeedbackEvent & { readonly actorId: string | null })[];
};

const CHUNK = 200;

/** Stores items with their logs, for organisations whose past is known. Items that are there already stay as they are. */
export async function insertItems(tx: Tx, desk: Desk, histories: readonly ItemHistory[]): Promise<number> {
  let stored = 0;
  for (let from = 0; from < histories.length; from += CHUNK) {
    const items = histories.slice(from, from + CHUNK).map(({ voice, openedAt, events }) => {
      const { row, payload } = newItem(
        {
          tenant_id: voice.tenantId,
          id: voice.id,
          source: voice.source,
          anonymity: voice.anonymity,
          unit_id: voice.unitId ?? null,
          customer_id: voice.customerId ?? null,
          answers: voice.answers ?? {},
          detail: voice.detail ?? null,
        },
        openedAt,
      );
      const log = [{ type: "opened" as const, at: openedAt.getTime(), payload, actorId: null }, ...events];
      const facts = replayFeedback(log);
      const endedAt = isEndedFeedback(facts) ? new Date(log.at(-1)!.at) : null;
      return { row: { ...row, ...columnsOf(facts, endedAt), revision: log.length, routed_at: openedAt, copies_looked_at: openedAt }, log };
    });
    const fresh = await tx
      .insertInto("feedback_items")
      .values(items.map(({ row }) => row))
      .onConflict((conflict) => conflict.columns(["tenant_id", "voice_id"]).doNothing())
      .returning("voice_id")
      .execute();
    const isFresh = new Set(fresh.map((row) => row.voice_id));
    stored += fresh.length;
    const events = items
      .filter(({ row }) => isFresh.has(row.voice_id))
      .flatMap(({ row, log }) =>
        log.map((event, index) => ({
          tenant_id: row.tenant_id,
          id: desk.ids.uuid(),
          voice_id: row.voice_id,
          seq: index + 1,
          type: event.type,
          actor_kind: event.actorId === null ? ("system" as const) : ("user" as const),
          actor_id: event.actorId,
          payload: JSON.stringify(event.payload),
          at: new Date(event.at),
        })),
      );
    if (events.length > 0) await tx.insertInto("feedback_events").values(events).execute();
  }
  return stored;
}
