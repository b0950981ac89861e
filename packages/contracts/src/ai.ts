import { z } from "zod";
import { filters, idNumber, instant, pageOf, pageQuery } from "./common.js";
import { period } from "./figures.js";
import { route } from "./route.js";

const whole = z.number().int();
const outcome = z.enum([
  "done",
  "refused_off",
  "refused_cap",
  "unreachable",
  "timeout",
  "redirected",
  "too_large",
  "http_error",
  "unreadable",
]);

/** A text about a theme that a language model wrote; `isEdited` when a person changed it since. */
export const themeText = z.object({
  id: z.uuid(),
  topic: whole,
  period,
  quotes: whole,
  body: z.string(),
  model: z.string(),
  madeBy: z.string(),
  madeAt: instant,
  isEdited: z.boolean(),
  editedAt: instant.nullable(),
});
const settings = z.object({
  isOn: z.boolean(),
  url: z.string(),
  model: z.string(),
  hasKey: z.boolean(),
  monthTokens: whole,
  monthCost: z.number(),
  /** cost of a million tokens sent and received, in the currency of the bill */
  priceIn: z.number(),
  priceOut: z.number(),
  used: z.object({ calls: whole, tokens: whole, cost: z.number() }),
});
const sent = z.object({ system: z.string(), user: z.string() });

export const ai = {
  state: route({
    method: "GET",
    path: "/api/v1/ai",
    may: "session",
    summary: "Whether a language model outside may be asked at all.",
    reply: z.object({ isOn: z.boolean(), model: z.string() }),
    errors: [],
  }),
  settings: route({
    method: "GET",
    path: "/api/v1/ai/settings",
    may: "settings:write",
    summary: "The language model, its limits and what was used this month; never its key.",
    reply: settings,
    errors: [],
  }),
  configure: route({
    method: "PUT",
    path: "/api/v1/ai/settings",
    may: "settings:write",
    summary: "Set address, model, key and monthly limits. A key left out stays, unless the address changes.",
    body: z.strictObject({
      isOn: z.boolean(),
      url: z.string().trim().max(300),
      model: z.string().trim().max(120),
      key: z.string().trim().max(500).optional(),
      monthTokens: z.int().min(0).max(1_000_000_000),
      monthCost: z.number().min(0).max(1_000_000),
      priceIn: z.number().min(0).max(100_000),
      priceOut: z.number().min(0).max(100_000),
    }),
    reply: settings,
    errors: ["INVALID_INPUT"],
  }),
  test: route({
    method: "POST",
    path: "/api/v1/ai/test",
    may: "settings:write",
    summary: "Ask the model for one word. No customer text is sent.",
    reply: z.object({ outcome, ms: whole }),
    errors: ["AI_OFF", "AI_CAP"],
  }),
  calls: route({
    method: "GET",
    path: "/api/v1/ai/calls",
    may: "settings:write",
    summary: "Every call: purpose, tokens, cost, outcome, who and when. No text is kept.",
    query: z.object({ ...pageQuery }),
    reply: pageOf(
      z.object({
        id: z.uuid(),
        purpose: z.enum(["summary", "name", "test"]),
        model: z.string(),
        outcome,
        tokensIn: whole,
        tokensOut: whole,
        cost: z.number(),
        ms: whole,
        by: z.string().nullable(),
        at: instant,
      }),
    ),
    errors: ["INVALID_INPUT"],
  }),
  preview: route({
    method: "POST",
    path: "/api/v1/ai/preview",
    may: "analysis:write",
    summary: "Exactly what a summary of one theme would send. Nothing is sent.",
    query: filters,
    body: z.strictObject({ topic: idNumber }),
    reply: z.object({ sent, quotes: whole, url: z.string(), model: z.string() }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "AI_OFF"],
  }),
  summarise: route({
    method: "POST",
    path: "/api/v1/ai/summaries",
    may: "analysis:write",
    summary: "Have the quotes of one theme summed up. Personal data is masked first; the text is marked and can be edited.",
    query: filters,
    body: z.strictObject({ topic: idNumber }),
    reply: themeText,
    errors: ["INVALID_INPUT", "NOT_FOUND", "AI_OFF", "AI_CAP", "AI_FAILED"],
  }),
  name: route({
    method: "POST",
    path: "/api/v1/ai/names",
    may: "surveys:write",
    summary: "Have a name proposed for words that belong together.",
    body: z.strictObject({ terms: z.array(z.string().trim().min(1).max(60)).min(1).max(30) }),
    reply: z.object({ name: z.string(), model: z.string() }),
    errors: ["INVALID_INPUT", "AI_OFF", "AI_CAP", "AI_FAILED"],
  }),
  texts: route({
    method: "GET",
    path: "/api/v1/ai/texts",
    may: "voices:read",
    summary: "Texts about one theme, newest first.",
    query: z.object({ topic: z.coerce.number().int().min(1).max(2_000_000_000) }),
    reply: z.object({ items: z.array(themeText) }),
    errors: ["INVALID_INPUT"],
  }),
  edit: route({
    method: "PUT",
    path: "/api/v1/ai/texts/:id",
    may: "analysis:write",
    summary: "Change a text a model wrote; it stays marked as such.",
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ body: z.string().trim().min(1).max(4000) }),
    reply: themeText,
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  remove: route({
    method: "DELETE",
    path: "/api/v1/ai/texts/:id",
    may: "analysis:write",
    summary: "Remove a text a model wrote.",
    params: z.object({ id: z.uuid() }),
    reply: z.object({ id: z.uuid() }),
    errors: ["NOT_FOUND"],
  }),
};
