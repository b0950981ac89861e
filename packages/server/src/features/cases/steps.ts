import { missingForUnverified, missingFromAnswer, outcomeOf, REOPEN_DAYS, replayCase, type Severity } from "@manyi/core/cases";
import { appendEvent, type Tx } from "@manyi/store";
import { AppError, type Fault } from "../../platform/errors.js";
import type { Desk } from "./desk.js";
import { ownerFor } from "./owners.js";
import { type CaseRow, type Draft, eventsOf, logOf, record } from "./record.js";
import { tellAcknowledged, tellAnswered, tellAsked, tellClosed, tellReopened, tellVerify } from "./tell.js";

/*
 * What may happen to a case, one function a step. Each takes the locked row, refuses what the state or the rules forbid, appends the
 * events, and writes the message to the customer — all in the caller's transaction.
 */

export async function acknowledge(tx: Tx, desk: Desk, row: CaseRow, note: string): Promise<CaseRow> {
  const after = await record(tx, desk, row, [{ type: "acknowledged", payload: { note } }]);
  await tellAcknowledged(tx, desk, after, note);
  return after;
}

export type Assessment = {
  readonly severity: Severity;
  readonly causeCode?: string | undefined;
  readonly causedBy?: string | undefined;
  readonly note?: string | undefined;
};

export function assess(tx: Tx, desk: Desk, row: CaseRow, assessment: Assessment): Promise<CaseRow> {
  const set = {
    ...(assessment.causeCode === undefined ? {} : { cause_code: assessment.causeCode }),
    ...(assessment.causedBy === undefined ? {} : { caused_by: assessment.causedBy }),
  };
  return record(tx, desk, row, [{ type: "assessed", payload: { ...assessment }, set }]);
}

/** Hands a case over; the clocks keep running. Before the answer it is the “assigned” step, later only the owner changes. */
export function assign(tx: Tx, desk: Desk, row: CaseRow, ownerId: string, note: string): Promise<CaseRow> {
  const early = ["acknowledged", "assessed", "assigned", "investigating"].includes(row.state);
  return record(tx, desk, row, [
    { type: early ? "handed_over" : "assigned", payload: { from: row.owner_id, ownerId, note }, set: { owner_id: ownerId } },
  ]);
}

/** A note stays inside; a finding is the investigation itself. */
export function addNote(tx: Tx, desk: Desk, row: CaseRow, note: string, kind: "note" | "finding"): Promise<CaseRow> {
  return record(tx, desk, row, [{ type: kind === "finding" ? "investigated" : "noted", payload: { note } }]);
}

export async function askCustomer(tx: Tx, desk: Desk, row: CaseRow, note: string): Promise<CaseRow> {
  const after = await record(tx, desk, row, [{ type: "asked", payload: { note } }]);
  await tellAsked(tx, desk, after, note);
  return after;
}

export function resume(tx: Tx, desk: Desk, row: CaseRow, note: string): Promise<CaseRow> {
  return record(tx, desk, row, [{ type: "resumed", payload: { note } }]);
}

export type CaseReply = {
  readonly cause: string;
  readonly remedy: string;
  readonly apology: string;
  readonly override?: string | undefined;
};

const PARTS: Readonly<Record<"cause" | "remedy" | "apology", Omit<Fault, "path">>> = {
  cause: { "zh-CN": "请写明原因", en: "Say what the cause was" },
  remedy: { "zh-CN": "请写明补救", en: "Say what you do about it" },
  apology: { "zh-CN": "请致歉，或说明理由", en: "Apologise, or give the reason" },
};

/** @throws {AppError} ANSWER_INCOMPLETE when cause, remedy or apology is missing and no reason is given for leaving it out */
export async function respond(tx: Tx, desk: Desk, row: CaseRow, answer: CaseReply): Promise<CaseRow> {
  const missing = missingFromAnswer(answer);
  if (missing.length > 0 && answer.override === undefined)
    throw new AppError(
      "ANSWER_INCOMPLETE",
      missing.map((part) => ({ path: `body.${part}`, ...PARTS[part] })),
    );
  const sent = { cause: answer.cause, remedy: answer.remedy, apology: answer.apology, sentAt: desk.now().toISOString() };
  const set = { answer: sent, ...(desk.actor.id === null ? {} : { solver_id: desk.actor.id }) };
  const after = await record(tx, desk, row, [{ type: "answered", payload: { ...answer }, set }]);
  await tellAnswered(tx, desk, after, [answer.cause, answer.remedy, answer.apology].filter((part) => part !== "").join("\n"));
  return after;
}

/** The customer takes the offer on the tracking page. */
export function accept(tx: Tx, desk: Desk, row: CaseRow, note: string): Promise<CaseRow> {
  return record(tx, desk, row, [{ type: "accepted", payload: { note } }]);
}

/** The customer refuses the offer: back to work, one level up, new clocks. */
export async function reject(tx: Tx, desk: Desk, row: CaseRow, note: string): Promise<CaseRow> {
  return comeBack(tx, desk, row, { type: "rejected", payload: { note } });
}

/** The remedy has been carried out. The customer is asked at once; somebody else than the solver may also ask by phone. */
export async function implement(tx: Tx, desk: Desk, row: CaseRow, note: string): Promise<CaseRow> {
  const solver = desk.actor.kind === "user" ? { solver_id: desk.actor.id } : {};
  const after = await record(tx, desk, row, [{ type: "implemented", payload: { note }, set: solver }, { type: "verification_requested" }]);
  await tellVerify(tx, desk, after);
  return after;
}

/** One level up, by a person with a reason or by a clock that ran out. */
export function escalate(tx: Tx, desk: Desk, row: CaseRow, reason: string, clock: string | null = null): Promise<CaseRow> {
  return raise(tx, desk, row, { type: "escalated", payload: clock === null ? { reason } : { clock } });
}

export type Word = { readonly solved: boolean; readonly score: number | null; readonly channel: string; readonly note: string };

/**
 * The customer's own word. Solved closes the case; not solved reopens it under the same reference, one level up.
 *
 * @throws {AppError} SELF_VERIFICATION when the solver or owner would record it
 */
export async function verify(tx: Tx, desk: Desk, row: CaseRow, word: Word): Promise<CaseRow> {
  forbidSelf(desk, row);
  const verificationId = desk.ids.uuid();
  const payload = { score: word.score, channel: word.channel, note: word.note };
  const verified = { verification_voice_id: verificationId, ...(desk.actor.kind === "user" ? { verifier_id: desk.actor.id } : {}) };
  const after = word.solved
    ? await record(tx, desk, row, [{ type: "confirmed", payload, set: { ...verified, outcome: outcomeOf(word) } }])
    : await comeBack(tx, desk, row, { type: "not_solved", payload, set: verified });
  await appendEvent(tx, {
    tenantId: desk.tenantId,
    id: desk.ids.uuid(),
    type: "case.verified",
    subjectId: row.id,
    payload: { ...word, voiceId: verificationId, round: row.reopened_count },
    at: desk.now(),
  });
  await (word.solved ? tellClosed : tellReopened)(tx, desk, after);
  return after;
}

/** A try to reach the customer that found nobody; the third kind of outcome rests on these. */
export function recordAttempt(tx: Tx, desk: Desk, row: CaseRow, channel: string, note: string): Promise<CaseRow> {
  forbidSelf(desk, row);
  return record(tx, desk, row, [{ type: "verification_attempted", payload: { channel, note } }]);
}

/** The customer refuses the final decision after every option was offered and outside routes were told. */
export async function refuseForGood(tx: Tx, desk: Desk, row: CaseRow, note: string): Promise<CaseRow> {
  forbidSelf(desk, row);
  return record(tx, desk, row, [{ type: "refused_for_good", payload: { note }, set: { outcome: "unaccepted" } }]);
}

/** @throws {AppError} OUTCOME_REQUIRED, naming what is missing of three tries, two channels, seven days */
export async function closeUnverified(tx: Tx, desk: Desk, row: CaseRow): Promise<CaseRow> {
  forbidSelf(desk, row);
  const facts = replayCase(logOf(await eventsOf(tx, row.tenant_id, row.id)));
  const missing = missingForUnverified(facts.attempts, desk.now().getTime());
  if (missing.tries + missing.channels + missing.days > 0) {
    throw new AppError("OUTCOME_REQUIRED", [
      {
        path: "attempts",
        "zh-CN": `还差 ${missing.tries} 次联系、${missing.channels} 种渠道、${missing.days} 天`,
        en: `Still needed: ${missing.tries} tries, ${missing.channels} channels, ${missing.days} days`,
      },
    ]);
  }
  return record(tx, desk, row, [{ type: "closed_unverified", set: { outcome: "unverified" } }]);
}

/** New contact on the same matter within 30 days of closing. @throws {AppError} INVALID_STATE when it is too late: that is a new case */
export async function reopen(tx: Tx, desk: Desk, row: CaseRow, reason: string): Promise<CaseRow> {
  const closed = row.closed_at;
  if (closed === null || desk.now().getTime() - closed.getTime() > REOPEN_DAYS * 86_400_000) throw new AppError("INVALID_STATE");
  const after = await comeBack(tx, desk, row, { type: "reopened", payload: { reason } });
  await tellReopened(tx, desk, after);
  return after;
}

/** Facts from the customer; a case that waited for them goes on. */
export function addFacts(tx: Tx, desk: Desk, row: CaseRow, text: string): Promise<CaseRow> {
  const facts: Draft = { type: "facts_added", payload: { text } };
  return record(tx, desk, row, row.state === "waiting_customer" ? [facts, { type: "resumed", payload: {} }] : [facts]);
}

export function changeContact(
  tx: Tx,
  desk: Desk,
  row: CaseRow,
  contact: { name?: string; phone?: string; email?: string },
): Promise<CaseRow> {
  return record(tx, desk, row, [{ type: "contact_changed", payload: {}, set: { contact } }]);
}

export function withdraw(tx: Tx, desk: Desk, row: CaseRow, note: string): Promise<CaseRow> {
  return record(tx, desk, row, [{ type: "withdrawn", payload: { note }, set: { outcome: "withdrawn" } }]);
}

async function comeBack(tx: Tx, desk: Desk, row: CaseRow, draft: Draft): Promise<CaseRow> {
  return raise(tx, desk, row, { ...draft, set: { ...draft.set, outcome: null } });
}

/** One level up: the next person takes over, never the one who tried. */
async function raise(tx: Tx, desk: Desk, row: CaseRow, draft: Draft): Promise<CaseRow> {
  const except = [row.owner_id, ...(row.solver_id === null ? [] : [row.solver_id])];
  const owner = await ownerFor(tx, row.tenant_id, row.unit_id, row.escalation + 1, except);
  return record(tx, desk, row, [{ ...draft, payload: { ...draft.payload, ownerId: owner }, set: { ...draft.set, owner_id: owner } }]);
}

/** Nobody verifies the own work (D§4.3); the customer always may. */
function forbidSelf(desk: Desk, row: CaseRow): void {
  if (desk.actor.kind === "user" && (desk.actor.id === row.solver_id || (row.solver_id === null && desk.actor.id === row.owner_id)))
    throw new AppError("SELF_VERIFICATION");
}
