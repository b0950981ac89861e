import { z } from "zod";
import { day, idNumber, instant } from "./common.js";
import { route } from "./route.js";

const whole = z.number().int();
const side = z.union([z.literal(-1), z.literal(0), z.literal(1)]);
const bothNames = z.object({ "zh-CN": z.string(), en: z.string() });
const language = z.enum(["zh", "en"]);

const training = z.object({
  id: z.uuid(),
  language,
  state: z.enum(["waiting", "running", "accepted", "refused", "failed"]),
  reason: z.enum(["TOO_FEW", "ONE_SIDED", "NOT_BETTER"]).nullable(),
  comments: whole,
  figures: z
    .object({ trainedOn: whole, heldBack: whole, before: z.number(), after: z.number(), corrected: whole, broken: whole })
    .nullable(),
  version: z.string().nullable(),
  askedAt: instant,
  finishedAt: instant.nullable(),
});

export const readingQuality = {
  get: route({
    method: "GET",
    path: "/api/v1/reading-quality",
    may: "figures:read",
    summary: "How well the machine reads this organisation's own comments: coverage, agreement with people, models, and the switch.",
    reply: z.object({
      coverage: z.object({
        comments: whole,
        /** not in a language that is read */
        unread: whole,
        sure: whole,
        withTopic: whole,
        /** read with the tree in force */
        current: whole,
      }),
      sample: z.object({ drawn: whole, labelled: whole, waiting: whole, needed: whole }),
      sentiment: z.object({
        /** rows: bad, neutral, good as people say; columns: bad, neutral, good, uncertain as the machine says */
        table: z.array(z.array(whole)),
        /** of the comments the machine was sure about */
        kappa: z.object({ value: z.number(), low: z.number(), high: z.number(), n: whole }).nullable(),
        agreement: z.number().nullable(),
      }),
      topics: z.array(
        z.object({
          id: whole,
          name: bothNames,
          people: whole,
          machine: whole,
          both: whole,
          precision: z.number().nullable(),
          recall: z.number().nullable(),
        }),
      ),
      automation: z.object({ isOn: z.boolean(), isAllowed: z.boolean(), changedBy: z.string().nullable(), changedAt: instant.nullable() }),
      models: z.array(
        z.object({
          language,
          version: z.string(),
          isShipped: z.boolean(),
          isUsed: z.boolean(),
          madeBy: z.string().nullable(),
          madeAt: instant.nullable(),
          before: z.number().nullable(),
          after: z.number().nullable(),
          heldBack: whole.nullable(),
        }),
      ),
      /** comments with a score of their own, which training learns from */
      rated: z.object({ zh: whole, en: whole, least: whole }),
      trainings: z.array(training),
    }),
    errors: [],
  }),
  waiting: route({
    method: "GET",
    path: "/api/v1/reading-quality/sample",
    may: "voices:label",
    summary: "Comments drawn by chance that wait for a label. What the machine said is not told, so that it does not lead.",
    reply: z.object({
      items: z.array(z.object({ voiceId: z.uuid(), text: z.string(), on: day })),
      topics: z.array(z.object({ id: whole, name: bothNames, parent: bothNames.nullable() })),
    }),
    errors: [],
  }),
  draw: route({
    method: "POST",
    path: "/api/v1/reading-quality/sample",
    may: "voices:label",
    summary: "Draw more comments by chance to label.",
    body: z.strictObject({ count: z.int().min(1).max(100).default(20) }),
    reply: z.object({ drawn: whole }),
    errors: ["INVALID_STATE"],
  }),
  label: route({
    method: "POST",
    path: "/api/v1/reading-quality/sample/:voiceId",
    may: "voices:label",
    summary: "Say what a drawn comment means. The label wins over the machine and counts for the agreement.",
    params: z.object({ voiceId: z.uuid() }),
    body: z.strictObject({ sentiment: side, topics: z.array(idNumber).max(50).default([]) }),
    reply: z.object({ labelled: whole, waiting: whole }),
    errors: ["NOT_FOUND", "INVALID_INPUT", "INVALID_STATE"],
  }),
  automate: route({
    method: "PUT",
    path: "/api/v1/reading-quality/automation",
    may: "surveys:write",
    summary: "Let the machine's reading open cases, or stop it. Refused until κ ≥ 0.6 on at least 200 labelled comments.",
    body: z.strictObject({ on: z.boolean() }),
    reply: z.object({ isOn: z.boolean() }),
    errors: ["INVALID_STATE"],
  }),
  train: route({
    method: "POST",
    path: "/api/v1/reading-quality/trainings",
    may: "surveys:write",
    summary:
      "Train the sentiment model of one language on the organisation's own rated comments; it replaces the old one only when it is better.",
    body: z.strictObject({ language }),
    reply: z.object({ id: z.uuid() }),
    errors: ["INVALID_STATE"],
  }),
  useModel: route({
    method: "PUT",
    path: "/api/v1/reading-quality/models",
    may: "surveys:write",
    summary: "Read with another model of one language: one trained here, or `shipped`. Everything is read again.",
    body: z.strictObject({ language, version: z.string().max(80) }),
    reply: z.object({ version: z.string() }),
    errors: ["NOT_FOUND"],
  }),
};
