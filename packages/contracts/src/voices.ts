import { FEEDBACK_STATES } from "@manyi/core/feedback";
import { z } from "zod";
import { day, filters, idNumber, instant, localText, pageOf, pageQuery, productName, sentiment } from "./common.js";
import { route } from "./route.js";

/** A stretch of the comment as it is shown, in UTF-16 units, end exclusive. */
const span = z.tuple([z.number().int(), z.number().int()]);
const signal = z.enum(["safety", "legal", "urgency", "churn", "anger", "joy", "worry", "thanks"]);

/** What a comment says: the machine's reading with the corrections of people. */
export const reading = z.object({
  sentiment,
  /** whether a person said so */
  byPerson: z.boolean(),
  topics: z.array(z.object({ id: z.number().int(), sentiment, byPerson: z.boolean(), spans: z.array(span) })),
  signals: z.array(z.object({ kind: signal, spans: z.array(span) })),
  /** other comments within scope that say nearly the same, up to 99 */
  copies: z.number().int(),
});
export type VoiceReading = z.output<typeof reading>;

/** A correction: it wins over the machine, now and after every new reading. `sentiment` is what is said (about the topic). */
const label = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("sentiment"), sentiment }),
  z.strictObject({ kind: z.literal("topic_on"), topic: idNumber, sentiment }),
  z.strictObject({ kind: z.literal("topic_off"), topic: idNumber }),
  z.strictObject({ kind: z.enum(["signal_on", "signal_off"]), signal }),
  /** what stands behind a mask is nobody's data; `mask` counts the voice's masks from 0. Shows it to everybody, so it needs voices:identify */
  z.strictObject({ kind: z.literal("not_personal"), mask: z.number().int().min(0).max(200) }),
]);
export type VoiceLabel = z.output<typeof label>;

export const voice = z.object({
  id: z.uuid(),
  source: z.string(),
  channel: z.string(),
  survey: z.object({ id: z.number().int(), title: localText, version: z.number().int() }).nullable(),
  unit: z.object({ id: z.number().int(), name: localText }).nullable(),
  touchpoint: z.object({ id: z.number().int(), name: localText }).nullable(),
  /** masked, e.g. 张**; null when nobody is known or may be known */
  customer: z.object({ id: z.uuid(), name: z.string(), segment: localText.nullable() }).nullable(),
  locale: z.string(),
  anonymity: z.string(),
  /** null in anonymous surveys: the day is all that is kept */
  occurredAt: instant.nullable(),
  occurredOn: day,
  scores: z.record(z.string(), z.number()),
  /** of a public review, on the scale of its source; no CSAT */
  rating: z.object({ value: z.number(), min: z.number().nullable(), max: z.number().nullable() }).nullable(),
  /** what staff asked before the words came; nothing the customer said */
  question: z.string().nullable(),
  /** what the words are about, where the source names it */
  product: z.string().nullable(),
  /** names, numbers and addresses in it are masked */
  comment: z.string().nullable(),
  /** whether something in the comment is masked */
  isMasked: z.boolean(),
  /** what is taken for personal data: the words around each, and by which label a person said that it is none */
  masks: z.array(z.object({ words: z.string(), labelId: z.uuid().nullable() })),
  /** null before the comment is read, a second after it came, and without words */
  reading: reading.nullable(),
  quality: z.enum(["valid", "flagged", "excluded"]),
  flags: z.array(z.string()),
  case: z.object({ id: z.uuid(), reference: z.string(), state: z.string() }).nullable(),
});
export type Voice = z.output<typeof voice>;

/** What the stream and its export ask for beyond the filter bar. */
const search = filters.extend({
  metric: z.string().max(60).optional(),
  min: z.coerce.number().optional(),
  max: z.coerce.number().optional(),
  /** of a metric of expectations: leave those recalled afterwards out, or take only them */
  recalled: z.enum(["without", "only"]).optional(),
  withComment: z.enum(["true", "false"]).optional(),
  /** words that the comment must all hold, Chinese or English; "…" keeps words together */
  text: z.string().max(200).optional(),
  /** whether a case was opened from it, and whether that is closed */
  handling: z.enum(["none", "open", "closed"]).optional(),
  signal: signal.optional(),
  /** the product named with it, whole */
  product: productName.optional(),
  /** nearly the same as this one */
  like: z.uuid().optional(),
  /** what the figures count, what waits for review, what was excluded, or everything */
  quality: z.enum(["counted", "flagged", "excluded", "all"]).default("counted"),
  /** one mark of doubtful quality, such as `speeding` */
  flag: z.string().max(40).optional(),
});

export const voices = {
  list: route({
    method: "GET",
    path: "/api/v1/voices",
    may: "voices:read",
    summary: "Voices within scope, newest first; comments of anonymous surveys need ten answers.",
    query: search.extend(pageQuery),
    reply: pageOf(voice.extend({ found: z.array(span) })).extend({
      /** a search in words, signals, products, cases or marks is counted up to 1,000 */
      total: z.number().int(),
      isTotalCut: z.boolean(),
      suppressed: z.boolean(),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SUPPRESSED"],
  }),
  export: route({
    method: "GET",
    path: "/api/v1/voices.csv",
    may: "voices:read",
    summary: "The same voices as a table, comments masked, up to 100,000 lines; leaves an entry in the audit log.",
    query: search,
    reply: null,
    content: "text/csv",
    errors: ["INVALID_INPUT", "NOT_FOUND", "SUPPRESSED"],
  }),
  label: route({
    method: "POST",
    path: "/api/v1/voices/:id/labels",
    may: "voices:label",
    summary: "Correct what a comment says. Kept with who and when; no new reading overwrites it.",
    params: z.object({ id: z.uuid() }),
    body: label,
    reply: z.object({ labelId: z.uuid(), voice }),
    errors: ["NOT_FOUND", "INVALID_STATE", "INVALID_INPUT"],
  }),
  unlabel: route({
    method: "POST",
    path: "/api/v1/voices/:id/labels/:labelId/undo",
    may: "voices:label",
    summary: "Take a correction back.",
    params: z.object({ id: z.uuid(), labelId: z.uuid() }),
    reply: voice,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  unmask: route({
    method: "POST",
    path: "/api/v1/voices/:id/unmasked",
    may: "voices:identify",
    summary: "A comment as it was written, with names and numbers; leaves an entry in the audit log.",
    params: z.object({ id: z.uuid() }),
    reply: voice,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  get: route({
    method: "GET",
    path: "/api/v1/voices/:id",
    may: "voices:read",
    summary: "One voice with its answers in words.",
    params: z.object({ id: z.uuid() }),
    reply: voice.extend({
      answers: z.array(
        z.object({
          key: z.string(),
          question: localText,
          type: z.string(),
          value: localText.nullable(),
          number: z.number().nullable(),
          scale: z.string().nullable(),
        }),
      ),
      verificationOf: z.object({ id: z.uuid(), reference: z.string() }).nullable(),
      /** where it came from, when it was not a survey: the run of a check, or the interview */
      origin: z.object({ kind: z.enum(["check", "interview", "note", "contact"]), id: z.string() }).nullable(),
      /** its item in the inbox */
      inbox: z.object({ state: z.enum(FEEDBACK_STATES), ended: z.boolean() }).nullable(),
      /** remarks of staff, oldest first; personal data is masked */
      notes: z.array(z.object({ id: z.uuid(), text: z.string(), by: z.string().nullable(), at: instant })),
    }),
    errors: ["NOT_FOUND", "SUPPRESSED"],
  }),
  mark: route({
    method: "POST",
    path: "/api/v1/voices/:id/marks",
    may: "surveys:write",
    summary: "Exclude a voice from the figures, or take it back in; a reason is kept.",
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ kind: z.enum(["excluded", "reinstated"]), reason: z.string().trim().min(3).max(500) }),
    reply: voice,
    errors: ["NOT_FOUND", "INVALID_STATE", "INVALID_INPUT"],
  }),
  note: route({
    method: "POST",
    path: "/api/v1/voices/:id/notes",
    may: "notes:write",
    summary: "Remark something on a voice, for colleagues; the voice itself stays as it was given.",
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ text: z.string().trim().min(1).max(2000) }),
    reply: z.object({ id: z.uuid() }),
    errors: ["NOT_FOUND", "INVALID_STATE", "INVALID_INPUT"],
  }),
  openCase: route({
    method: "POST",
    path: "/api/v1/voices/:id/case",
    may: "cases:work",
    summary: "Open a case from a voice; a second call returns the same case.",
    params: z.object({ id: z.uuid() }),
    reply: z.object({ caseId: z.uuid(), reference: z.string() }),
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
};
export type VoiceDetail = z.output<typeof voices.get.reply>;
