import type { CaseDetail, CaseSummary } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { CaseEvent, CaseFacts } from "@manyi/core/cases";
import { type CaseEventType, type Clock, clocksOf, isOpenCase, nextClock, possibleEvents, replayCase } from "@manyi/core/cases";
import { maskContact, maskName } from "../../platform/mask.js";
import type { NamedEvent } from "../../platform/named-events.js";
import { maskedPayload, maskedWords, type NotPersonal } from "../reading/index.js";
import { headOf } from "./head-of.js";
import { NOBODY } from "./owners.js";
import type { DetailRow, EarlierScore, QueueRow, SimilarRow } from "./queries.js";
import type { UnitTerms } from "./service-levels.js";

export type Reader = {
  readonly id: string | null;
  readonly permissions: ReadonlySet<string>;
  readonly now: Date;
  readonly publicUrl: string;
};
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export function presentClock(clock: Clock): CaseDetail["clocks"][number] {
  return {
    kind: clock.kind,
    due: iso(clock.dueAt),
    doneAt: iso(clock.doneAt),
    used: clock.used,
    state: clock.state,
    limitMinutes: clock.limit.minutes,
    business: clock.limit.business,
  };
}

/**
 * What a case is called, masked. One named after the beginning of what was said is named after its masked words: the cut could have gone
 * through a number, which then looks like none.
 */
export function shownTitle({ title, description }: Pick<QueueRow, "title" | "description">, known?: NotPersonal): string {
  return title === headOf(description) ? headOf(maskedWords(description, known)) : maskedWords(title, known);
}

/** In a list only the next clock counts; its warning is told by share of the time between opening and due. */
export function presentSummary(row: QueueRow | DetailRow, now: Date, known?: NotPersonal): CaseSummary {
  return {
    id: row.id,
    reference: row.reference,
    title: shownTitle(row, known),
    state: row.state as CaseSummary["state"],
    severity: row.severity,
    escalation: row.escalation,
    channel: row.channel,
    unit: { id: row.unit_id, name: row.unit_name },
    owner: { id: row.owner_id, name: row.owner_name ?? (row.owner_id === NOBODY ? "" : row.owner_id) },
    openedAt: row.opened_at.toISOString(),
    nextClock: summaryClock(row, now),
    reopened: row.reopened_count,
    revision: row.revision,
  };
}

function summaryClock(row: QueueRow | DetailRow, now: Date): CaseSummary["nextClock"] {
  if (row.next_due === null || row.closed_at !== null) return null;
  const due = row.next_due.getTime();
  const kinds = [
    ["acknowledge", row.acknowledged_at, row.acknowledge_due],
    ["answer", row.answered_at, row.answer_due],
    ["resolve", row.implemented_at, row.resolve_due],
    ["verify", row.closed_at, row.verify_due],
  ] as const;
  const kind = kinds.find(([, done, at]) => done === null && at?.getTime() === due)?.[0] ?? "resolve";
  const minutesLeft = (due - now.getTime()) / 60_000;
  const state =
    row.state === "waiting_customer" && kind === "resolve"
      ? "paused"
      : minutesLeft < 0
        ? "breached"
        : row.next_check?.getTime() === due
          ? "warning"
          : "running";
  return {
    kind,
    due: row.next_due.toISOString(),
    doneAt: null,
    used: null,
    state,
    limitMinutes: 0,
    business: kind === "answer" || kind === "resolve",
  };
}

/** Buttons a reader may press now, in the words of the API. */
function actionsFor(facts: CaseFacts, row: DetailRow, reader: Reader): string[] {
  const possible = new Set<CaseEventType>(possibleEvents(facts));
  const may = (permission: string, ...events: CaseEventType[]) =>
    reader.permissions.has(permission) && events.some((event) => possible.has(event));
  const own = reader.id !== null && (reader.id === row.solver_id || (row.solver_id === null && reader.id === row.owner_id));
  return [
    ...(may("cases:work", "acknowledged") ? ["acknowledge"] : []),
    ...(may("cases:work", "assessed") ? ["assess"] : []),
    ...(may("cases:work", "assigned") ? ["assign"] : []),
    ...(may("cases:work", "noted") ? ["note"] : []),
    ...(may("cases:work", "asked") ? ["ask"] : []),
    ...(may("cases:work", "resumed") ? ["resume"] : []),
    ...(may("cases:work", "answered") ? ["answer"] : []),
    ...(may("cases:work", "implemented") ? ["implement"] : []),
    ...(may("cases:work", "escalated") ? ["escalate"] : []),
    ...(!own && may("cases:verify", "confirmed") ? ["verify"] : []),
    ...(!own && may("cases:verify", "closed_unverified") ? ["close"] : []),
    ...(may("cases:work", "reopened") ? ["reopen"] : []),
    ...(mayUnmask(facts, row, reader) ? ["unmask"] : []),
  ];
}

/**
 * Who works a case reaches its customer: the owner, whoever may verify it while it waits for that, and who may identify customers anyway.
 * A confidential answer names nobody.
 */
export function mayUnmask(facts: Pick<CaseFacts, "state" | "previous">, row: DetailRow, reader: Reader): boolean {
  if (row.anonymity === "confidential" || !reader.permissions.has("cases:work")) return false;
  if (reader.permissions.has("voices:identify") || (reader.id !== null && reader.id === row.owner_id)) return true;
  return (
    reader.permissions.has("cases:verify") && reader.id !== row.solver_id && possibleEvents(facts).some((event) => event === "confirmed")
  );
}

/** What happens next, and until when. */
function nextStep(facts: CaseFacts, clocks: readonly Clock[]): CaseDetail["next"] {
  if (!isOpenCase(facts.state)) return null;
  const due = iso(nextClock(clocks)?.dueAt ?? null);
  const action = {
    received: "acknowledge",
    acknowledged: "assess",
    assessed: "answer",
    assigned: "answer",
    investigating: "answer",
    responded: "implement",
    decided: "implement",
    implemented: "verify",
    verifying: "verify",
    waiting_customer: "wait",
    external_dispute: "wait",
  }[facts.state as string];
  return { action: action ?? "wait", dueAt: due };
}

const FIRST = ["nps", "csat", "ces"] as const;
function headline(scores: Readonly<Record<string, number>>): { score: string; value: number } | null {
  const named = FIRST.find((metric) => scores[metric] !== undefined);
  if (named !== undefined) return { score: named, value: scores[named]! };
  const other = Object.entries(scores)[0];
  return other === undefined ? null : { score: other[0], value: other[1] };
}

export type DetailParts = {
  readonly row: DetailRow;
  readonly events: readonly NamedEvent[];
  readonly terms: UnitTerms;
  readonly similar: readonly SimilarRow[];
  readonly sameCause: number;
  readonly past: { readonly scores: readonly EarlierScore[]; readonly cases: number };
  readonly verificationScore: number | null;
  /** words of the voice that are no personal data */
  readonly known: NotPersonal | undefined;
  /** `false`: as it was written */
  readonly isMasked: boolean;
};

export function factsOf(events: readonly NamedEvent[]): CaseFacts {
  return replayCase(
    events.map((event): CaseEvent => ({ type: event.type as CaseEventType, at: event.at.getTime(), payload: event.payload })),
  );
}

export function presentDetail(
  { row, events, terms, similar, sameCause, past, verificationScore, known, isMasked }: DetailParts,
  reader: Reader,
): CaseDetail {
  const facts = factsOf(events);
  const shown = (text: string) => (isMasked ? maskedWords(text, known) : text);
  const summary = presentSummary(row, reader.now, known);
  const clocks = clocksOf(facts, { ...terms, now: reader.now.getTime() });
  // a confidential answer names nobody; messages still reach its author
  const contact = row.anonymity === "confidential" ? {} : ((row.contact ?? {}) as { name?: string; phone?: string; email?: string });
  const [phone, email] = [contact.phone ?? row.customer_phone, contact.email ?? row.customer_email];
  const reach = phone ?? email;
  const name = row.customer_name ?? contact.name ?? "";
  const first = headline(row.first_score ?? {});
  return {
    ...summary,
    title: isMasked ? summary.title : row.title,
    nextClock: nextClock(clocks) === null ? null : presentClock(nextClock(clocks)!),
    description: shown(row.description),
    requestedRemedy: row.requested_remedy === null ? null : shown(row.requested_remedy),
    attribute:
      row.attribute_code === null
        ? null
        : { code: row.attribute_code, name: row.attribute_name ?? { "zh-CN": row.attribute_code, en: row.attribute_code } },
    causeCode: row.cause_code,
    causedBy: row.caused_by,
    customer: {
      id: row.customer_id,
      name: isMasked ? maskName(name) : name,
      contact: reach === undefined || reach === null ? null : maskContact(reach),
      phone: isMasked ? null : (phone ?? null),
      email: isMasked ? null : (email ?? null),
      segment: row.segment_name,
      tier: row.tier,
      earlier: past.scores.flatMap(({ day, scores }) => {
        const found = headline(scores);
        return found === null ? [] : [{ on: isoDateOf(day), ...found }];
      }),
      earlierCases: past.cases,
    },
    voiceId: row.voice_id,
    firstScore: row.first_score,
    clocks: clocks.map(presentClock),
    events: events.map((event) => ({
      seq: event.seq,
      type: event.type,
      actorKind: event.actor_kind,
      actorName: event.actor_name,
      at: event.at.toISOString(),
      payload: isMasked ? maskedPayload(event.payload, known) : event.payload,
    })),
    next: nextStep(facts, clocks),
    actions: actionsFor(facts, row, reader),
    similar: similar.map((one) => ({
      id: one.id,
      reference: one.reference,
      title: shownTitle(one),
      unit: one.unit_name,
      outcome: one.outcome,
      remedy: one.remedy === null ? null : maskedWords(one.remedy),
      days: one.days,
    })),
    answer:
      row.answer === null
        ? null
        : { ...row.answer, cause: shown(row.answer.cause), remedy: shown(row.answer.remedy), apology: shown(row.answer.apology) },
    outcome: row.outcome,
    solverId: row.solver_id,
    verification:
      facts.implementedAt === null && row.verification_voice_id === null
        ? null
        : { attempts: facts.attempts.length, score: verificationScore, recovered: recovered(first, verificationScore) },
    trackUrl: `${reader.publicUrl}/track?c=${row.reference}`,
    sameCause,
  };
}

/** Recovered: the first score was bad, the verification score (1–5) is 4 or 5. `null` when one of them is missing. */
function recovered(first: { score: string; value: number } | null, verification: number | null): boolean | null {
  return first === null || verification === null ? null : verification >= 4;
}
