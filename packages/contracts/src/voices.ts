import { z } from "zod";
import { day, filters, instant, localText, pageOf, pageQuery } from "./common.js";
import { route } from "./route.js";

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
  comment: z.string().nullable(),
  quality: z.enum(["valid", "flagged", "excluded"]),
  flags: z.array(z.string()),
  case: z.object({ id: z.uuid(), reference: z.string(), state: z.string() }).nullable(),
});
export type Voice = z.output<typeof voice>;

export const voices = {
  list: route({
    method: "GET",
    path: "/api/v1/voices",
    may: "voices:read",
    summary: "Voices within scope, newest first; comments of anonymous surveys need ten answers.",
    query: filters.extend({
      ...pageQuery,
      metric: z.string().max(60).optional(),
      min: z.coerce.number().optional(),
      max: z.coerce.number().optional(),
      withComment: z.enum(["true", "false"]).optional(),
      text: z.string().max(200).optional(),
      /** what the figures count, what waits for review, what was excluded, or everything */
      quality: z.enum(["counted", "flagged", "excluded", "all"]).default("counted"),
      /** one mark of doubtful quality, such as `speeding` */
      flag: z.string().max(40).optional(),
    }),
    reply: pageOf(voice).extend({ total: z.number().int(), suppressed: z.boolean() }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SUPPRESSED"],
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
