import { HANDLED_SOURCES, ITEM_FIELDS, isPath } from "@manyi/core/feedback";
import { z } from "zod";
import { day, idNumber, instant, localText, shortNumber, smallId } from "./common.js";
import { route } from "./route.js";

const path = z.string().trim().max(200).refine(isPath, "not a path such as review.text or items[0].id");
const sentences = z.object({ path: z.string(), "zh-CN": z.string(), en: z.string() });

/** Where each part of an item stands in a sender's JSON. */
export const inboundMapping = z.strictObject({
  items: path.optional(),
  fields: z.strictObject(
    Object.fromEntries(ITEM_FIELDS.map((field) => [field, path.optional()])) as Record<
      (typeof ITEM_FIELDS)[number],
      z.ZodOptional<typeof path>
    >,
  ),
  scale: z.strictObject({ min: z.number().int().min(0).max(1), max: z.number().int().min(2).max(100) }).optional(),
  /** stands for the platform where no field tells it */
  platform: z.string().trim().max(60).optional(),
  turns: z.strictObject({ list: path, speaker: path, text: path }).optional(),
  isTranscript: z.boolean().optional(),
  customer: z.string().trim().max(60).optional(),
  per: z.enum(["turn", "thread"]).default("thread"),
  locale: z.enum(["zh-CN", "en"]).default("zh-CN"),
  /** words of the sender for our units and touchpoints; names and codes are known by themselves */
  units: z.record(z.string().max(100), idNumber).default({}),
  touchpoints: z.record(z.string().max(100), idNumber).default({}),
});
export type InboundMapping = z.output<typeof inboundMapping>;

const kind = z.enum(HANDLED_SOURCES);
export const inboundSource = z.object({
  id: z.number().int(),
  name: z.string(),
  kind,
  /** last characters of the token, to recognise it by */
  tokenEnd: z.string(),
  signed: z.boolean(),
  paused: z.boolean(),
  mapping: inboundMapping,
  unitId: z.number().int().nullable(),
  touchpointId: z.number().int().nullable(),
  lastAt: instant.nullable(),
  /** items stored in the last 7 days */
  recent: z.number().int(),
  createdAt: instant,
});
export type InboundSource = z.output<typeof inboundSource>;

export const delivery = z.object({
  id: z.uuid(),
  at: instant,
  outcome: z.enum(["stored", "unchanged", "partly", "refused"]),
  stored: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  code: z.string().nullable(),
  faults: z.array(sentences),
  bytes: z.number().int(),
});

const settings = {
  name: z.string().trim().min(1).max(80),
  kind,
  mapping: inboundMapping,
  unitId: idNumber.nullable(),
  touchpointId: shortNumber.nullable(),
};
const id = z.object({ id: smallId });
/** Shown once: where to send, and the secret to sign with. */
const opened = z.object({ source: inboundSource, url: z.string(), signingSecret: z.string().nullable() });

export const sources = {
  list: route({
    method: "GET",
    path: "/api/v1/sources",
    may: "imports:run",
    summary: "Doors through which other systems send feedback.",
    reply: z.object({ items: z.array(inboundSource) }),
    errors: [],
  }),
  create: route({
    method: "POST",
    path: "/api/v1/sources",
    may: "imports:run",
    summary: "Open a door; its address, and the secret to sign with, stand in this reply and nowhere else.",
    body: z.strictObject({ ...settings, signed: z.boolean().default(false) }),
    reply: opened,
    errors: ["INVALID_INPUT", "NOT_FOUND", "ALREADY_EXISTS"],
  }),
  /** stores nothing */
  preview: route({
    method: "POST",
    path: "/api/v1/sources/preview",
    may: "imports:run",
    summary: "Read a pasted payload by a mapping: what would be stored, and what is wrong with it.",
    body: z.strictObject({ ...settings, payload: z.string().max(1_000_000) }),
    reply: z.object({
      items: z.array(
        z.object({
          index: z.number().int(),
          texts: z.array(z.string()),
          rating: z.number().nullable(),
          platform: z.string().nullable(),
          product: z.string().nullable(),
          author: z.string().nullable(),
          id: z.string().nullable(),
          url: z.string().nullable(),
          on: day,
          unit: localText.nullable(),
          touchpoint: localText.nullable(),
        }),
      ),
      faults: z.array(sentences.extend({ index: z.number().int(), code: z.string() })),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  change: route({
    method: "PUT",
    path: "/api/v1/sources/:id",
    may: "imports:run",
    summary: "Change name, mapping or place of a door, pause it or let it go on.",
    params: id,
    body: z.strictObject({ ...settings, paused: z.boolean() }),
    reply: inboundSource,
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  renew: route({
    method: "POST",
    path: "/api/v1/sources/:id/renew",
    may: "imports:run",
    summary: "Give a door a new address; the old one stops at once.",
    params: id,
    body: z.strictObject({ signed: z.boolean() }),
    reply: opened,
    errors: ["NOT_FOUND"],
  }),
  deliveries: route({
    method: "GET",
    path: "/api/v1/sources/:id/deliveries",
    may: "imports:run",
    summary: "The last 50 deliveries with their outcome, and the last payload for setting up the mapping.",
    params: id,
    reply: z.object({ items: z.array(delivery), lastPayload: z.string().nullable() }),
    errors: ["NOT_FOUND"],
  }),
  remove: route({
    method: "DELETE",
    path: "/api/v1/sources/:id",
    may: "imports:run",
    summary: "Close a door for good; what came through it stays.",
    params: id,
    reply: z.object({ removed: z.boolean() }),
    errors: ["NOT_FOUND"],
  }),
  spikes: route({
    method: "GET",
    path: "/api/v1/sources/spikes",
    may: "cases:read",
    summary: "Whether reviews and posts within scope turn bad, or speak of a watched word, more than usual: yesterday and today.",
    reply: z.object({
      /** the greatest excess first; empty on a usual day */
      items: z.array(
        z.object({
          /** null: bad reviews and posts of every kind */
          word: z.string().nullable(),
          on: day,
          n: z.number().int(),
          /** mean a day over the eight weeks before */
          usual: z.number(),
          /** the largest count that is still usual */
          upper: z.number().int(),
          /** the source most of them came through */
          source: z.string(),
        }),
      ),
      /** what was looked at together; an alarm is false once in a thousand days over all of it */
      compared: z.number().int(),
    }),
    errors: [],
  }),
  watchWords: route({
    method: "GET",
    path: "/api/v1/sources/watch-words",
    may: "imports:run",
    summary: "Words the organisation wants to hear of at once when reviews and posts bring them up.",
    reply: z.object({ items: z.array(z.string()) }),
    errors: [],
  }),
  saveWatchWords: route({
    method: "PUT",
    path: "/api/v1/sources/watch-words",
    may: "imports:run",
    summary: "Replace the watched words.",
    body: z.strictObject({ items: z.array(z.string().trim().min(2).max(40)).max(30) }),
    reply: z.object({ items: z.array(z.string()) }),
    errors: ["INVALID_INPUT"],
  }),
  coverage: route({
    method: "GET",
    path: "/api/v1/coverage",
    may: "figures:read",
    summary:
      "Voices by source, touchpoint and segment: which cells hear nobody, how many voices the empty ones miss, and which sources fell silent.",
    query: z.object({ from: day.optional(), to: day.optional(), unit: smallId.optional() }),
    reply: z.object({
      period: z.object({ from: day, to: day }),
      n: z.number().int(),
      sources: z.array(z.string()),
      touchpoints: z.array(z.object({ id: z.number().int(), name: localText })),
      segments: z.array(z.object({ id: z.number().int(), name: localText })),
      cells: z.array(
        z.object({
          source: z.string(),
          touchpointId: z.number().int().nullable(),
          segmentId: z.number().int().nullable(),
          n: z.number().int(),
        }),
      ),
      /** cells that hear nobody, by what would be expected of them if source and place were independent */
      empty: z.array(z.object({ source: z.string(), touchpointId: z.number().int(), segmentId: z.number().int(), missed: z.number() })),
      /** sources heard within the year or set up, and quiet now: the greatest loss first */
      silent: z.array(
        z.object({
          source: z.string(),
          /** null: never heard */
          lastOn: day.nullable(),
          quietDays: z.number().int().nullable(),
          /** voices a week while it was heard */
          perWeek: z.number().nullable(),
          missed: z.number().nullable(),
          /** so long a silence is no chance; the others are merely without a voice in this period */
          isUnusual: z.boolean(),
          /** addresses, survey links or checklists that stand open for it */
          open: z.number().int(),
        }),
      ),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
};

/** The answer to a delivery at `POST /api/v1/hooks/<token>`. */
export const hookReply = z.object({
  stored: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  faults: z.array(sentences),
});
export type HookReply = z.output<typeof hookReply>;
