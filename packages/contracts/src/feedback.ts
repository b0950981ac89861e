import { FEEDBACK_STATES, ROUTING_CONDITIONS } from "@manyi/core/feedback";
import { z } from "zod";
import { day, instant, localText, narrowedPageQuery, pageOf, smallId } from "./common.js";
import { route } from "./route.js";

const side = z.union([z.literal(-1), z.literal(0), z.literal(1)]);

/** Signals that want somebody at once. */
const signal = z.enum(["safety", "legal", "urgency", "churn"]);

/** Items of a kind go to one person; `value` is a source, a topic's number or a signal, empty for items without a unit. */
const routingRule = z.strictObject({ when: z.enum(ROUTING_CONDITIONS), value: z.string().max(60), ownerId: z.string().min(1).max(100) });

export const feedbackItem = z.object({
  /** the voice's id */
  id: z.uuid(),
  source: z.string(),
  platform: z.string().nullable(),
  product: z.string().nullable(),
  /** what staff asked before the words came; nothing the customer said */
  question: z.string().nullable(),
  /** on the scale of its source */
  rating: z.object({ value: z.number(), min: z.number().nullable(), max: z.number().nullable() }).nullable(),
  /** names, numbers and addresses in it are masked */
  text: z.string().nullable(),
  locale: z.string(),
  unit: z.object({ id: z.number().int(), name: localText }).nullable(),
  /** masked; null when nobody is known or may be known */
  author: z.string().nullable(),
  identified: z.boolean(),
  askedForAnswer: z.boolean(),
  state: z.enum(FEEDBACK_STATES),
  ended: z.boolean(),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  occurredAt: instant.nullable(),
  openedAt: instant,
  dueAt: instant.nullable(),
  /** what the text says, a person's correction before the machine; null while it is unread or uncertain */
  sentiment: side.nullable(),
  topics: z.array(z.object({ name: localText, sentiment: side.nullable() })),
  /** what presses: corrected by people, most pressing first */
  signals: z.array(signal),
  case: z.object({ id: z.uuid(), reference: z.string(), state: z.string() }).nullable(),
  /** how often the same words came again under another number or author */
  copies: z.number().int(),
  revision: z.number().int(),
});
export type FeedbackItem = z.output<typeof feedbackItem>;

export const feedbackDetail = feedbackItem.extend({
  sourceUrl: z.string().nullable(),
  /** masked: how the author can be reached */
  contact: z.string().nullable(),
  /** null until the original is asked for */
  phone: z.string().nullable(),
  email: z.string().nullable(),
  touchpoint: localText.nullable(),
  repliedAt: instant.nullable(),
  informedAt: instant.nullable(),
  reason: z.string().nullable(),
  events: z.array(
    z.object({
      seq: z.number().int(),
      type: z.string(),
      actorKind: z.enum(["user", "customer", "system"]),
      actorName: z.string().nullable(),
      at: instant,
      payload: z.record(z.string(), z.unknown()),
    }),
  ),
  /** a conversation told apart by speaker; personal data masked */
  turns: z.array(z.object({ speaker: z.string(), side: z.enum(["customer", "staff", "unknown"]), text: z.string() })),
  /** steps open to this reader now; `unmask` when the original may be asked for */
  actions: z.array(z.string()),
});
export type FeedbackDetail = z.output<typeof feedbackDetail>;

const id = z.object({ id: z.uuid() });
const revision = z.int32();
const words = z.string().trim().min(1).max(2000);
const ids = z.array(z.uuid()).min(1).max(200);
const outcome = z.object({
  changed: z.number().int(),
  /** items this step is not possible for now, with the reason */
  refused: z.array(z.object({ id: z.uuid(), "zh-CN": z.string(), en: z.string() })),
});

export const feedback = {
  list: route({
    method: "GET",
    path: "/api/v1/feedback",
    may: "voices:read",
    summary: "The inbox: danger first, then what nobody owns, then what is due, the oldest on top.",
    query: z.object({
      ...narrowedPageQuery,
      view: z.enum(["open", "unrouted", "mine", "owed", "ended", "all"]).default("open"),
      source: z.string().max(40).optional(),
      sentiment: z.enum(["-1", "0", "1"]).optional(),
      signal: signal.optional(),
      owner: z.string().max(100).optional(),
    }),
    reply: pageOf(feedbackItem).extend({
      counts: z.object({
        open: z.number().int(),
        unrouted: z.number().int(),
        mine: z.number().int(),
        /** decided, but the author still waits for the answer */
        owed: z.number().int(),
        late: z.number().int(),
      }),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  routing: route({
    method: "GET",
    path: "/api/v1/feedback/routing",
    may: "routing:write",
    summary: "Who takes what arrives: rules in their order, then the manager of the unit.",
    reply: z.object({ byUnit: z.boolean(), rules: z.array(routingRule.extend({ ownerName: z.string() })) }),
    errors: [],
  }),
  saveRouting: route({
    method: "PUT",
    path: "/api/v1/feedback/routing",
    may: "routing:write",
    summary: "Change who takes what arrives; what is in the inbox stays with whom it is.",
    body: z.strictObject({ byUnit: z.boolean(), rules: z.array(routingRule).max(50) }),
    reply: z.object({ byUnit: z.boolean(), rules: z.array(routingRule.extend({ ownerName: z.string() })) }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  summary: route({
    method: "GET",
    path: "/api/v1/feedback/summary",
    may: "voices:read",
    summary: "How feedback is handled: open items per owner, response time, and the share of authors who were told.",
    query: z.object({ from: day.optional(), to: day.optional(), unit: smallId.optional() }),
    reply: z.object({
      period: z.object({ from: day, to: day }),
      /** items that came in the period */
      n: z.number().int(),
      ended: z.number().int(),
      /** median hours until the first reply, or the end without one; null when nothing was answered */
      responseHours: z.number().nullable(),
      responded: z.number().int(),
      /** of the authors who asked for an answer and can be reached: how many were told */
      owed: z.number().int(),
      informed: z.number().int(),
      owners: z.array(
        z.object({
          id: z.string().nullable(),
          name: z.string(),
          open: z.number().int(),
          requests: z.number().int(),
          late: z.number().int(),
          responseHours: z.number().nullable(),
          n: z.number().int(),
        }),
      ),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  get: route({
    method: "GET",
    path: "/api/v1/feedback/:id",
    may: "voices:read",
    summary: "One item with its original text, its history and what can be done now.",
    params: id,
    reply: feedbackDetail,
    errors: ["NOT_FOUND"],
  }),
  unmask: route({
    method: "POST",
    path: "/api/v1/feedback/:id/unmasked",
    may: "cases:work",
    summary:
      "The item as it was written and how to reach its author, for its owner or who may identify customers; leaves an entry in the audit log.",
    params: id,
    reply: feedbackDetail,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  add: route({
    method: "POST",
    path: "/api/v1/feedback",
    may: "cases:work",
    summary: "Put any voice into the inbox by hand; a second call changes nothing.",
    body: z.strictObject({ voiceId: z.uuid() }),
    reply: feedbackDetail,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  assign: route({
    method: "POST",
    path: "/api/v1/feedback/assign",
    may: "cases:work",
    summary: "Give items to an owner, with a due day.",
    body: z.strictObject({ ids, ownerId: z.string().max(100), dueOn: day.optional(), unitId: z.int32().optional() }),
    reply: outcome,
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  putAway: route({
    method: "POST",
    path: "/api/v1/feedback/put-away",
    may: "cases:work",
    summary: "Archive items, or mark them as spam; a reason is kept.",
    body: z.strictObject({ ids, as: z.enum(["archived", "spam"]), reason: z.string().trim().min(2).max(500) }),
    reply: outcome,
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  step: route({
    method: "POST",
    path: "/api/v1/feedback/:id/steps",
    may: "cases:work",
    summary: "One step: read, note, resolve, no action with a reason, inform, reopen, or correct whether an answer was asked for.",
    params: id,
    body: z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("analysed"), revision, note: words.optional() }),
      z.strictObject({ type: z.literal("noted"), revision, note: words }),
      z.strictObject({ type: z.literal("resolved"), revision, note: words }),
      z.strictObject({ type: z.literal("no_action"), revision, reason: words }),
      z.strictObject({
        type: z.literal("informed"),
        revision,
        how: z.enum(["phone", "visit", "platform", "message"]),
        note: words.optional(),
      }),
      z.strictObject({ type: z.literal("reopened"), revision, reason: words }),
      z.strictObject({ type: z.literal("answer_wish"), revision, asked: z.boolean(), reason: words }),
    ]),
    reply: feedbackDetail,
    errors: ["NOT_FOUND", "CONFLICT", "INVALID_STATE", "INVALID_INPUT"],
  }),
  reply: route({
    method: "POST",
    path: "/api/v1/feedback/:id/reply",
    may: "cases:work",
    summary: "Reply: a message to an author who can be reached, or the words that were posted by hand on the platform.",
    params: id,
    body: z.strictObject({
      revision,
      text: z.string().trim().min(1).max(4000),
      how: z.enum(["message", "posted"]),
    }),
    reply: feedbackDetail,
    errors: ["NOT_FOUND", "CONFLICT", "INVALID_STATE", "INVALID_INPUT"],
  }),
  openCase: route({
    method: "POST",
    path: "/api/v1/feedback/:id/case",
    may: "cases:work",
    summary: "Open a case from an item; the item follows the case. A second call returns the same case.",
    params: id,
    reply: z.object({ caseId: z.uuid(), reference: z.string() }),
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
};
