import { type CaseEvent, replayCase, type Severity } from "@manyi/core/cases";
import { nextId, type Tx } from "@manyi/store";
import { sql } from "kysely";
import type { Desk } from "./desk.js";
import { type CaseRow, columnsOf } from "./record.js";
import { secretHash, secretOf } from "./secret.js";
import type { UnitTerms } from "./service-levels.js";

/** A case that has already happened: brought from elsewhere, or made for the demo. Nobody is written to about it. */
export type CaseHistory = {
  readonly id: string;
  readonly triggerKey: string;
  readonly unitId: number;
  readonly channel: string;
  readonly title: string;
  readonly description: string;
  readonly requestedRemedy: string | null;
  readonly attribute: string | null;
  readonly causeCode: string | null;
  readonly causedBy: string | null;
  readonly touchpointId: number | null;
  readonly customerId: string | null;
  readonly voiceId: string | null;
  readonly firstScore: Readonly<Record<string, number>> | null;
  readonly locale: "zh-CN" | "en";
  readonly ownerId: string;
  readonly solverId: string | null;
  readonly verifierId: string | null;
  readonly answer: NonNullable<CaseRow["answer"]> | null;
  readonly outcome: CaseRow["outcome"];
  /** day and month for the reference, `0618` */
  readonly monthDay: string;
  readonly events: readonly (CaseEvent & { readonly actorKind: "user" | "customer" | "system"; readonly actorId: string | null })[];
};

const BATCH = 200;

/**
 * Writes whole case histories, in batches. State, clocks and due times follow from the events as for any other case; a known trigger
 * key is left as it is.
 *
 * @param termsOf terms in force for a unit when its case was opened
 * @returns how many were new
 */
export async function insertHistories(
  tx: Tx,
  desk: Desk,
  histories: readonly CaseHistory[],
  termsOf: (unitId: number) => UnitTerms,
): Promise<number> {
  let inserted = 0;
  for (let start = 0; start < histories.length; start += BATCH) {
    const batch = histories.slice(start, start + BATCH);
    const rows = [];
    for (const history of batch) rows.push(await rowOf(tx, desk, history, termsOf(history.unitId)));
    const stored = await tx
      .insertInto("cases")
      .values(rows)
      .onConflict((conflict) => conflict.columns(["tenant_id", "trigger_key"]).doNothing())
      .returning("id")
      .execute();
    const fresh = new Set(stored.map((row) => row.id));
    inserted += fresh.size;
    const events = batch
      .filter((history) => fresh.has(history.id))
      .flatMap((history) =>
        history.events.map((event, index) => ({
          tenant_id: desk.tenantId,
          id: desk.ids.uuid(),
          case_id: history.id,
          seq: index + 1,
          type: event.type,
          actor_kind: event.actorKind,
          actor_id: event.actorId,
          payload: event.payload,
          at: new Date(event.at).toISOString(),
        })),
      );
    await sql`
      insert into case_events (tenant_id, id, case_id, seq, type, actor_kind, actor_id, payload, at)
      select tenant_id, id, case_id, seq, type, actor_kind, actor_id, payload, at
      from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
        as e (tenant_id smallint, id uuid, case_id uuid, seq int, type text, actor_kind text, actor_id text, payload jsonb, at timestamptz)`.execute(
      tx,
    );
  }
  return inserted;
}

async function rowOf(tx: Tx, desk: Desk, history: CaseHistory, terms: UnitTerms) {
  const facts = replayCase(history.events);
  const columns = columnsOf(facts, terms, desk.now());
  const number = await nextId(tx, desk.tenantId, `case:${history.monthDay}`);
  return {
    ...columns,
    // a limit that had passed before the case was written is looked at at once
    next_check: columns.next_due !== null && columns.next_due <= desk.now() ? desk.now() : columns.next_check,
    tenant_id: desk.tenantId,
    id: history.id,
    reference: `C-${history.monthDay}-${String(number).padStart(3, "0")}`,
    secret_hash: secretHash(secretOf(desk, history.id)),
    severity: facts.severity as Severity,
    channel: history.channel,
    title: history.title,
    description: history.description,
    requested_remedy: history.requestedRemedy,
    cause_code: history.causeCode,
    caused_by: history.causedBy,
    answer: history.answer === null ? null : JSON.stringify(history.answer),
    unit_id: history.unitId,
    touchpoint_id: history.touchpointId,
    attribute_code: history.attribute,
    customer_id: history.customerId,
    locale: history.locale,
    owner_id: history.ownerId,
    solver_id: history.solverId,
    verifier_id: history.verifierId,
    trigger_key: history.triggerKey,
    voice_id: history.voiceId,
    first_score: history.firstScore === null ? null : JSON.stringify(history.firstScore),
    calendar_id: terms.calendarId,
    calendar_version: terms.calendarVersion,
    opened_at: new Date(facts.openedAt),
    outcome: history.outcome,
    revision: history.events.length,
  };
}
