import { CASE_STATES, CLOCKS, SEVERITIES } from "@manyi/core/cases";
import { z } from "zod";
import { idNumber, instant, localText, narrowedPageQuery, pageOf, smallId } from "./common.js";
import { route } from "./route.js";

export const clock = z.object({
  kind: z.enum(CLOCKS),
  due: instant.nullable(),
  doneAt: instant.nullable(),
  /** share of the allowed time used, 0–1 and beyond; null while the clock has not started */
  used: z.number().nullable(),
  state: z.enum(["not_started", "running", "warning", "breached", "paused", "done", "done_late"]),
  limitMinutes: z.number().int(),
  business: z.boolean(),
});

export const caseSummary = z.object({
  id: z.uuid(),
  reference: z.string(),
  /** personal data in it is masked */
  title: z.string(),
  state: z.enum(CASE_STATES),
  severity: z.enum(SEVERITIES),
  escalation: z.number().int(),
  channel: z.string(),
  unit: z.object({ id: z.number().int(), name: localText }),
  owner: z.object({ id: z.string(), name: z.string() }),
  openedAt: instant,
  nextClock: clock.nullable(),
  reopened: z.number().int(),
  revision: z.number().int(),
});
export type CaseSummary = z.output<typeof caseSummary>;

export const caseEvent = z.object({
  seq: z.number().int(),
  type: z.string(),
  actorKind: z.enum(["user", "customer", "system"]),
  actorName: z.string().nullable(),
  at: instant,
  payload: z.record(z.string(), z.unknown()),
});

export const caseDetail = caseSummary.extend({
  /** personal data is masked, here and in every other word of the case */
  description: z.string(),
  requestedRemedy: z.string().nullable(),
  attribute: z.object({ code: z.string(), name: localText }).nullable(),
  causeCode: z.string().nullable(),
  causedBy: z.string().nullable(),
  customer: z.object({
    id: z.uuid().nullable(),
    /** masked, like the contact */
    name: z.string(),
    contact: z.string().nullable(),
    /** how to reach the customer; null until the original is asked for */
    phone: z.string().nullable(),
    email: z.string().nullable(),
    segment: localText.nullable(),
    tier: z.string().nullable(),
    earlier: z.array(z.object({ on: z.string(), score: z.string(), value: z.number() })),
    earlierCases: z.number().int(),
  }),
  voiceId: z.uuid().nullable(),
  firstScore: z.record(z.string(), z.number()).nullable(),
  clocks: z.array(clock),
  events: z.array(caseEvent),
  next: z.object({ action: z.string(), dueAt: instant.nullable() }).nullable(),
  /** state-table actions open to this reader now; `unmask` when the original may be asked for */
  actions: z.array(z.string()),
  similar: z.array(
    z.object({
      id: z.uuid(),
      reference: z.string(),
      title: z.string(),
      unit: localText,
      outcome: z.string().nullable(),
      remedy: z.string().nullable(),
      days: z.number().nullable(),
    }),
  ),
  answer: z.object({ cause: z.string(), remedy: z.string(), apology: z.string(), sentAt: instant }).nullable(),
  outcome: z.string().nullable(),
  solverId: z.string().nullable(),
  verification: z.object({ attempts: z.number().int(), score: z.number().nullable(), recovered: z.boolean().nullable() }).nullable(),
  trackUrl: z.string(),
  sameCause: z.number().int(),
});
export type CaseDetail = z.output<typeof caseDetail>;

const id = z.object({ id: z.uuid() });
const revision = idNumber;
const note = z.string().trim().min(1).max(2000);
const changed = ["NOT_FOUND", "CONFLICT", "INVALID_STATE", "INVALID_INPUT"] as const;

export const cases = {
  list: route({
    method: "GET",
    path: "/api/v1/cases",
    may: "cases:read",
    summary: "The queue: breach risk and severity first, the oldest waiting on top.",
    query: z.object({
      ...narrowedPageQuery,
      view: z.enum(["open", "mine", "verify", "closed", "all"]).default("open"),
      severity: z.enum(SEVERITIES).optional(),
    }),
    reply: pageOf(caseSummary).extend({
      counts: z.object({
        open: z.number().int(),
        mine: z.number().int(),
        verify: z.number().int(),
        breached: z.number().int(),
        dueSoon: z.number().int(),
      }),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  get: route({
    method: "GET",
    path: "/api/v1/cases/:id",
    may: "cases:read",
    summary: "One case with clocks, timeline and precedent.",
    params: id,
    reply: caseDetail,
    errors: ["NOT_FOUND"],
  }),
  unmask: route({
    method: "POST",
    path: "/api/v1/cases/:id/unmasked",
    may: "cases:work",
    summary:
      "The case as it was written and how to reach the customer, for its owner, who verifies it, or who may identify customers; leaves an entry in the audit log.",
    params: id,
    reply: caseDetail,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  open: route({
    method: "POST",
    path: "/api/v1/cases",
    may: "cases:work",
    summary: "Log a complaint by phone, counter or chat.",
    body: z.strictObject({
      clientKey: z.string().min(8).max(100),
      unitId: idNumber,
      severity: z.enum(SEVERITIES),
      channel: z.enum(["phone", "store", "chat", "email", "web", "api"]),
      title: z.string().trim().min(1).max(120),
      description: z.string().trim().min(1).max(4000),
      requestedRemedy: z.string().max(1000).optional(),
      attribute: z.string().max(60).optional(),
      contact: z.strictObject({
        name: z.string().max(100).optional(),
        phone: z.string().max(40).optional(),
        email: z.email().max(200).optional(),
      }),
      locale: z.enum(["zh-CN", "en"]),
    }),
    reply: z.object({ id: z.uuid(), reference: z.string(), trackUrl: z.string() }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  acknowledge: route({
    method: "POST",
    path: "/api/v1/cases/:id/acknowledge",
    may: "cases:work",
    summary: "Tell the customer that somebody has taken it.",
    params: id,
    body: z.strictObject({ revision, note: note.optional() }),
    reply: caseDetail,
    errors: changed,
  }),
  assess: route({
    method: "POST",
    path: "/api/v1/cases/:id/assess",
    may: "cases:work",
    summary: "Set severity, cause and who caused it.",
    params: id,
    body: z.strictObject({
      revision,
      severity: z.enum(SEVERITIES),
      causeCode: z.string().max(60).optional(),
      causedBy: z.enum(["us", "supplier", "customer", "nobody", "unknown"]).optional(),
      note: note.optional(),
    }),
    reply: caseDetail,
    errors: changed,
  }),
  assign: route({
    method: "POST",
    path: "/api/v1/cases/:id/assign",
    may: "cases:work",
    summary: "Hand over; the clocks keep running.",
    params: id,
    body: z.strictObject({ revision, ownerId: z.string().max(100), note: note.optional() }),
    reply: caseDetail,
    errors: changed,
  }),
  note: route({
    method: "POST",
    path: "/api/v1/cases/:id/notes",
    may: "cases:work",
    summary: "Add an internal note or a finding.",
    params: id,
    body: z.strictObject({ revision, note, kind: z.enum(["note", "finding"]).default("note") }),
    reply: caseDetail,
    errors: changed,
  }),
  /** pauses the resolution clock until the customer answers */
  askCustomer: route({
    method: "POST",
    path: "/api/v1/cases/:id/ask",
    may: "cases:work",
    summary: "Ask the customer for something; the resolution clock pauses.",
    params: id,
    body: z.strictObject({ revision, note }),
    reply: caseDetail,
    errors: changed,
  }),
  resume: route({
    method: "POST",
    path: "/api/v1/cases/:id/resume",
    may: "cases:work",
    summary: "Go on without waiting.",
    params: id,
    body: z.strictObject({ revision, note: note.optional() }),
    reply: caseDetail,
    errors: changed,
  }),
  respond: route({
    method: "POST",
    path: "/api/v1/cases/:id/answer",
    may: "cases:work",
    summary: "Answer the customer with cause, remedy, and apology or reason.",
    params: id,
    body: z.strictObject({
      revision,
      cause: z.string().trim().max(2000),
      remedy: z.string().trim().max(2000),
      apology: z.string().trim().max(2000),
      override: z.string().trim().min(5).max(500).optional(),
    }),
    reply: caseDetail,
    errors: [...changed, "ANSWER_INCOMPLETE"],
  }),
  implement: route({
    method: "POST",
    path: "/api/v1/cases/:id/implement",
    may: "cases:work",
    summary: "The remedy has been carried out; verification is asked for.",
    params: id,
    body: z.strictObject({ revision, note: note.optional() }),
    reply: caseDetail,
    errors: changed,
  }),
  escalate: route({
    method: "POST",
    path: "/api/v1/cases/:id/escalate",
    may: "cases:work",
    summary: "One level up.",
    params: id,
    body: z.strictObject({ revision, reason: note }),
    reply: caseDetail,
    errors: changed,
  }),
  /** by phone or visit, by somebody else than the solver */
  verify: route({
    method: "POST",
    path: "/api/v1/cases/:id/verify",
    may: "cases:verify",
    summary: "Record what the customer says: solved, not solved, refused for good, or not reached.",
    params: id,
    body: z.strictObject({
      revision,
      result: z.enum(["solved", "not_solved", "unaccepted", "no_answer"]),
      score: z.number().int().min(1).max(5).optional(),
      channel: z.enum(["phone", "email", "sms", "visit"]),
      note: note.optional(),
    }),
    reply: caseDetail,
    errors: [...changed, "SELF_VERIFICATION"],
  }),
  close: route({
    method: "POST",
    path: "/api/v1/cases/:id/close",
    may: "cases:verify",
    summary: "Close as unverified, after three tries on two channels over seven days.",
    params: id,
    body: z.strictObject({ revision }),
    reply: caseDetail,
    errors: [...changed, "OUTCOME_REQUIRED", "SELF_VERIFICATION"],
  }),
  reopen: route({
    method: "POST",
    path: "/api/v1/cases/:id/reopen",
    may: "cases:work",
    summary: "Reopen within 30 days of closing.",
    params: id,
    body: z.strictObject({ revision, reason: note }),
    reply: caseDetail,
    errors: changed,
  }),
  owners: route({
    method: "GET",
    path: "/api/v1/cases/owners",
    may: "cases:work",
    summary: "People who may own a case here.",
    query: z.object({ unit: smallId.optional() }),
    reply: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
    errors: [],
  }),
};
