import { z } from "zod";
import { idNumber, instant, localText, smallId } from "./common.js";
import { route } from "./route.js";

const state = z.enum(["heard", "planned", "done", "declined"]);
export type SuggestionState = z.output<typeof state>;
const outcome = z.enum(["rule", "service", "product"]);

export const suggestion = z.object({
  /** the voice's id */
  id: z.uuid(),
  /** our short name of it; null while nobody gave one */
  headline: z.string().nullable(),
  /** as the customer said it, personal data masked */
  text: z.string().nullable(),
  locale: z.string(),
  unit: z.object({ id: z.number().int(), name: localText }).nullable(),
  product: z.string().nullable(),
  topics: z.array(z.number().int()),
  occurredAt: instant.nullable(),
  state,
  outcome: outcome.nullable(),
  /** what author and voters were told: what was done, or why not */
  answer: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** customers who want it too, the author not among them */
  votes: z.number().int(),
  /** whether the author wants to hear and can be told, and whether that has happened */
  author: z.enum(["nobody", "owed", "told"]),
  /** voters who have been told */
  told: z.number().int(),
  revision: z.number().int(),
});
export type Suggestion = z.output<typeof suggestion>;

const id = z.object({ id: z.uuid() });

export const suggestions = {
  list: route({
    method: "GET",
    path: "/api/v1/suggestions",
    may: "cases:read",
    summary: "Ideas of customers within scope, most wanted first, with what became of them; how many were taken up, and how soon.",
    query: z.object({ state: state.optional(), unit: smallId.optional() }),
    reply: z.object({
      items: z.array(suggestion),
      counts: z.object({ heard: z.number().int(), planned: z.number().int(), done: z.number().int(), declined: z.number().int() }),
      /** done of all decided (done or declined); null before one is */
      adopted: z.object({ share: z.number(), n: z.number().int() }).nullable(),
      /** median days from the idea to its decision, over those decided */
      daysToAnswer: z.number().nullable(),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  decide: route({
    method: "POST",
    path: "/api/v1/suggestions/:id",
    may: "cases:work",
    summary: "Name an idea and say what becomes of it. Done or declined, author and voters who can be reached are told, each once.",
    params: id,
    body: z.strictObject({
      revision: idNumber,
      headline: z.string().trim().max(120).default(""),
      state,
      outcome: outcome.nullable().default(null),
      /** needed when it is done or declined; goes to author and voters as it stands */
      answer: z.string().trim().max(2000).default(""),
    }),
    reply: suggestion.extend({ queued: z.number().int() }),
    errors: ["NOT_FOUND", "CONFLICT", "INVALID_INPUT"],
  }),
  vote: route({
    method: "POST",
    path: "/api/v1/suggestions/:id/votes",
    may: "cases:work",
    summary: "A customer wants it too; the same customer again, or its author, changes nothing.",
    params: id,
    body: z.strictObject({ customerId: z.uuid() }),
    reply: z.object({ votes: z.number().int(), counted: z.boolean() }),
    errors: ["NOT_FOUND"],
  }),
};
