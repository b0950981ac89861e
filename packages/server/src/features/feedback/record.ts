import {
  type FeedbackEvent,
  type FeedbackEventType,
  type FeedbackFacts,
  feedbackPath,
  feedbackRefusal,
  isEndedFeedback,
  replayFeedback,
} from "@manyi/core/feedback";
import { appendEvent, type Tables, type Tx } from "@manyi/store";
import type { Selectable } from "kysely";
import { AppError } from "../../platform/errors.js";
import type { Desk } from "./desk.js";

export type ItemRow = Selectable<Tables["feedback_items"]>;
type Step = Exclude<FeedbackEventType, "opened">;
export type Draft = { readonly type: Step; readonly payload?: Readonly<Record<string, unknown>> };

const date = (at: number | null): Date | null => (at === null ? null : new Date(at));
const inDays = (at: number, days: number): number => at + days * 86_400_000;
export const dueAfter = inDays;

/** Columns that are copies of what the log says. */
export function columnsOf(facts: FeedbackFacts, endedAt: Date | null) {
  return {
    state: facts.state,
    owner_id: facts.ownerId,
    due_at: date(facts.dueAt),
    identified: facts.isIdentified,
    asked_for_answer: facts.isAnswerAsked,
    replied_at: date(facts.repliedAt),
    decided_at: date(facts.decidedAt),
    informed_at: date(facts.informedAt),
    ended_at: endedAt,
    reason: facts.reason,
    case_id: facts.caseId,
  };
}

/** Reads an item for a change: the row stays locked until the transaction ends. @returns `null` when there is none */
export async function lockItem(tx: Tx, tenantId: number, voiceId: string): Promise<ItemRow | null> {
  return (
    (await tx
      .selectFrom("feedback_items")
      .selectAll()
      .where("tenant_id", "=", tenantId)
      .where("voice_id", "=", voiceId)
      .forUpdate()
      .executeTakeFirst()) ?? null
  );
}

async function logOf(tx: Tx, tenantId: number, voiceId: string): Promise<FeedbackEvent[]> {
  const rows = await tx
    .selectFrom("feedback_events")
    .select(["type", "at", "payload"])
    .where("tenant_id", "=", tenantId)
    .where("voice_id", "=", voiceId)
    .orderBy("seq")
    .execute();
  return rows.map((row) => ({ type: row.type as FeedbackEventType, at: row.at.getTime(), payload: row.payload }));
}

const OWED = {
  path: "body",
  "zh-CN": "客户要求答复且联系得上，请先答复再收起",
  en: "The author asked for an answer and can be reached: answer first",
};

/** Why a step cannot be taken, in both languages; `null` when it can. */
export function refusalOf(row: ItemRow, step: Step): { readonly "zh-CN": string; readonly en: string } | null {
  if (feedbackRefusal({ isIdentified: row.identified, isAnswerAsked: row.asked_for_answer }, step) !== null) return OWED;
  if (feedbackPath(row.state as FeedbackFacts["state"], step) === null)
    return { "zh-CN": "现在这一步不能这样做", en: "This step is not possible now" };
  return null;
}

/**
 * Appends steps to a locked item and brings its columns up to date. Steps that are implied (who resolves has read and taken it) are
 * written too, under the same name.
 *
 * @param set columns that do not follow from the log
 * @throws {AppError} INVALID_STATE when a step is not possible now, with the reason
 */
export async function record(
  tx: Tx,
  desk: Desk,
  row: ItemRow,
  drafts: readonly Draft[],
  set: { readonly unit_id?: number } = {},
): Promise<ItemRow> {
  const log = await logOf(tx, desk.tenantId, row.voice_id);
  const known = log.length;
  const at = desk.now();
  let facts = replayFeedback(log);
  for (const { type, payload = {} } of drafts) {
    const path = feedbackPath(facts.state, type);
    if (path === null) throw new AppError("INVALID_STATE");
    if (feedbackRefusal(facts, type) !== null) throw new AppError("INVALID_STATE", [OWED]);
    for (const step of path) {
      const taken = step === "assigned" && type !== "assigned" ? { ownerId: facts.ownerId ?? desk.actor.id } : {};
      log.push({ type: step, at: at.getTime(), payload: step === type ? payload : { implied: true, ...taken } });
    }
    facts = replayFeedback(log);
  }
  const actorKind = desk.actor.kind === "user" || desk.actor.kind === "customer" ? desk.actor.kind : ("system" as const);
  await tx
    .insertInto("feedback_events")
    .values(
      log.slice(known).map((event, index) => ({
        tenant_id: desk.tenantId,
        id: desk.ids.uuid(),
        voice_id: row.voice_id,
        seq: known + index + 1,
        type: event.type,
        actor_kind: actorKind,
        actor_id: desk.actor.id,
        payload: JSON.stringify(event.payload),
        at,
      })),
    )
    .execute();
  const endedAt = isEndedFeedback(facts) ? (row.ended_at ?? at) : null;
  const updated = await tx
    .updateTable("feedback_items")
    .set({ ...columnsOf(facts, endedAt), ...set, revision: row.revision + 1 })
    .where("tenant_id", "=", desk.tenantId)
    .where("voice_id", "=", row.voice_id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const { state, unit_id: unitId } = updated;
  await appendEvent(tx, {
    tenantId: desk.tenantId,
    id: desk.ids.uuid(),
    type: "feedback.changed",
    subjectId: row.voice_id,
    payload: { state, unitId },
    at,
  });
  return updated;
}
