import {
  type CaseEvent,
  type CaseEventType,
  type CaseFacts,
  clocksOf,
  isOpenCase,
  nextClock,
  replayCase,
  stepCase,
} from "@manyi/core/cases";
import { appendEvent, type Tables, type Tx } from "@manyi/store";
import type { Selectable } from "kysely";
import { AppError } from "../../platform/errors.js";
import type { Desk } from "./desk.js";
import { termsOfCase, type UnitTerms } from "./service-levels.js";

export type CaseRow = Selectable<Tables["cases"]>;
export type CaseEventRow = Selectable<Tables["case_events"]>;

/** An event about to happen to a case, and the columns it sets beside those that follow from the log. */
export type Draft = {
  readonly type: Exclude<CaseEventType, "opened">;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly set?: Partial<
    Pick<
      CaseRow,
      | "owner_id"
      | "solver_id"
      | "verifier_id"
      | "cause_code"
      | "caused_by"
      | "outcome"
      | "contact"
      | "verification_voice_id"
      | "merged_into"
      | "answer"
    >
  >;
};

const date = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** The log of a case as the core replays it. */
export function logOf(rows: readonly CaseEventRow[]): readonly CaseEvent[] {
  return rows.map((row) => ({ type: row.type as CaseEventType, at: row.at.getTime(), payload: row.payload as Record<string, unknown> }));
}

/** Reads a case for a change: the row stays locked until the transaction ends. @returns `null` when there is none */
export async function lockCase(tx: Tx, tenantId: number, id: string): Promise<CaseRow | null> {
  return (
    (await tx.selectFrom("cases").selectAll().where("tenant_id", "=", tenantId).where("id", "=", id).forUpdate().executeTakeFirst()) ?? null
  );
}

export async function eventsOf(tx: Tx, tenantId: number, caseId: string): Promise<readonly CaseEventRow[]> {
  return tx.selectFrom("case_events").selectAll().where("tenant_id", "=", tenantId).where("case_id", "=", caseId).orderBy("seq").execute();
}

/** Columns that are copies of what the log and the terms say. */
export function columnsOf(facts: CaseFacts, terms: UnitTerms, now: Date) {
  const clocks = clocksOf(facts, { ...terms, now: now.getTime() });
  const [acknowledge, answer, resolve, verify] = clocks;
  const isOpen = isOpenCase(facts.state);
  const looks = clocks
    .flatMap((clock) => (clock.doneAt === null && clock.state !== "paused" ? [clock.warnAt, clock.dueAt] : []))
    .filter((at): at is number => at !== null && at > now.getTime());
  return {
    state: facts.state,
    severity: facts.severity,
    escalation: facts.escalation,
    reopened_count: facts.reopened,
    acknowledged_at: date(facts.acknowledgedAt),
    answered_at: date(facts.answeredAt),
    implemented_at: date(facts.implementedAt),
    closed_at: date(facts.closedAt),
    acknowledge_due: date(acknowledge!.dueAt)!,
    answer_due: date(answer!.dueAt)!,
    resolve_due: date(resolve!.dueAt)!,
    verify_due: date(verify!.dueAt),
    next_due: date(isOpen ? (nextClock(clocks)?.dueAt ?? null) : null),
    next_check: isOpen && looks.length > 0 ? new Date(Math.min(...looks)) : null,
  };
}

/**
 * Appends events to a locked case and brings its columns up to date.
 *
 * @throws {AppError} INVALID_STATE when an event is not possible now
 */
export async function record(tx: Tx, desk: Desk, row: CaseRow, drafts: readonly Draft[]): Promise<CaseRow> {
  const before = await eventsOf(tx, desk.tenantId, row.id);
  const log: CaseEvent[] = [...logOf(before)];
  let standing = replayCase(log) as Pick<CaseFacts, "state" | "previous">;
  const at = desk.now();
  const rows = drafts.map((draft, index) => {
    const next = stepCase(standing, draft.type);
    if (next === null) throw new AppError("INVALID_STATE");
    standing = next;
    log.push({ type: draft.type, at: at.getTime(), payload: draft.payload ?? {} });
    return {
      tenant_id: desk.tenantId,
      id: desk.ids.uuid(),
      case_id: row.id,
      seq: before.length + index + 1,
      type: draft.type,
      actor_kind: desk.actor.kind === "user" || desk.actor.kind === "customer" ? desk.actor.kind : ("system" as const),
      actor_id: desk.actor.id,
      payload: JSON.stringify(draft.payload ?? {}),
      at,
    };
  });
  await tx.insertInto("case_events").values(rows).execute();
  const set = Object.assign({}, ...drafts.map((draft) => draft.set ?? {})) as NonNullable<Draft["set"]>;
  const { contact, answer, ...plain } = set;
  const updated = await tx
    .updateTable("cases")
    .set({
      ...columnsOf(replayCase(log), await termsOfCase(tx, row), at),
      ...plain,
      ...(contact === undefined ? {} : { contact: JSON.stringify(contact) }),
      ...(answer === undefined ? {} : { answer: JSON.stringify(answer) }),
      revision: row.revision + 1,
    })
    .where("tenant_id", "=", desk.tenantId)
    .where("id", "=", row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendEvent(tx, {
    tenantId: desk.tenantId,
    id: desk.ids.uuid(),
    type: "case.changed",
    subjectId: row.id,
    payload: { state: updated.state, unitId: updated.unit_id },
    at,
  });
  return updated;
}
