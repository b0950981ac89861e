import { uuidv7 } from "./ids.js";
import type { Tx } from "./store.js";

/** Something that happened and that others follow. */
export type NewEvent = {
  readonly tenantId: number;
  /** what happened, for example "case.opened" */
  readonly type: string;
  /** whom it is about: a case, a voice, a survey … */
  readonly subjectId: string;
  readonly payload?: { readonly [key: string]: unknown };
  readonly at: Date;
  /** made from `at` unless given */
  readonly id?: string;
};

/**
 * Writes an event in the same transaction as the change it speaks of: both happen or neither.
 *
 * @returns the event's id
 * @example
 * await appendEvent(tx, { tenantId: 1, type: "case.opened", subjectId: caseId, at: ctx.now() });
 */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<string> {
  const id = event.id ?? uuidv7(event.at.getTime());
  await tx
    .insertInto("events")
    .values({
      tenant_id: event.tenantId,
      id,
      type: event.type,
      subject_id: event.subjectId,
      payload: JSON.stringify(event.payload ?? {}),
      at: event.at,
    })
    .execute();
  return id;
}
