import { z } from "zod";
import { day, idNumber, instant, smallId } from "./common.js";
import { route } from "./route.js";

const term = z.string().trim().min(1).max(60);
const words = z.strictObject({ zh: z.array(term).max(400), en: z.array(term).max(400) });
const bothNames = z.strictObject({ "zh-CN": z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) });

/** One topic: its words in each language, what they do not mean, opinions that already say it, the attribute it explains. */
export const topicEntry = z.strictObject({
  /** `staff.attitude` stands below `staff` */
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+){0,2}$/)
    .max(60),
  name: bothNames,
  terms: words,
  except: words.optional(),
  opinions: z.strictObject({ good: words, bad: words }).optional(),
  /** what a customer gets out of it: the thing itself, the way there, or how people treat each other */
  benefit: z.enum(["functional", "process", "relational"]).optional(),
});

/** A whole tree of topics, as files hold it and the editor saves it. */
export const taxonomyTree = z.object({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*$/)
    .max(40),
  version: z.string().max(20).default("1"),
  name: bothNames,
  topics: z.array(topicEntry).min(1).max(400),
});

/** A topic as it stands in the tree in force. */
const topicInForce = topicEntry.extend({ id: z.number().int(), attribute: z.string().nullable(), isRetired: z.boolean() });
/** A topic as the editor sends it; `id` is missing for a new one. The order of the list is the order of the tree. */
const topicDraft = topicEntry.extend({ id: idNumber.optional(), attribute: z.string().max(60).nullable().default(null) });
const topicDrafts = z.array(topicDraft).min(1).max(400);
const fault = z.object({
  code: z.string(),
  /** only one language has words: a warning; the others stop the saving */
  fault: z.enum(["DUPLICATE", "NO_PARENT", "NO_TERMS", "ONE_LANGUAGE", "UNKNOWN_ATTRIBUTE"]),
});
/** Reading everything again after a change. */
export const readingRun = z.object({
  id: z.uuid(),
  state: z.enum(["running", "done"]),
  total: z.number().int(),
  done: z.number().int(),
  startedAt: instant,
});
const example = z.object({
  voiceId: z.uuid(),
  /** masked */
  text: z.string(),
  on: day,
  gained: z.array(z.string()),
  lost: z.array(z.string()),
  /** where the words stand that made or broke it, by offset into `text` */
  spans: z.array(z.tuple([z.number().int(), z.number().int()])),
});

export const taxonomy = {
  get: route({
    method: "GET",
    path: "/api/v1/taxonomy",
    may: "figures:read",
    summary: "The tree of topics in force, and whether everything is being read again.",
    reply: z.object({
      version: z.number().int(),
      topics: z.array(topicInForce),
      run: readingRun.nullable(),
      faults: z.array(fault),
    }),
    errors: [],
  }),
  preview: route({
    method: "POST",
    path: "/api/v1/taxonomy/preview",
    may: "surveys:write",
    summary: "What a changed tree would do to real comments: counts moved, and examples. Nothing is stored.",
    body: z.strictObject({ topics: topicDrafts }),
    reply: z.object({
      faults: z.array(fault),
      /** comments looked at, drawn evenly from `comments` */
      looked: z.number().int(),
      comments: z.number().int(),
      moved: z.number().int(),
      withTopicBefore: z.number().int(),
      withTopicAfter: z.number().int(),
      topics: z.array(
        z.object({
          code: z.string(),
          before: z.number().int(),
          after: z.number().int(),
          gained: z.number().int(),
          lost: z.number().int(),
        }),
      ),
      examples: z.array(example),
    }),
    errors: ["INVALID_INPUT"],
  }),
  save: route({
    method: "PUT",
    path: "/api/v1/taxonomy",
    may: "surveys:write",
    summary: "Put a tree in force as a new version; every comment is read again. Labels of people stay.",
    body: z.strictObject({ version: idNumber, note: z.string().trim().max(200).default(""), topics: topicDrafts }),
    reply: z.object({ version: z.number().int(), run: readingRun }),
    errors: ["INVALID_INPUT", "CONFLICT"],
  }),
  versions: route({
    method: "GET",
    path: "/api/v1/taxonomy/versions",
    may: "figures:read",
    summary: "Every version of the tree, newest first.",
    reply: z.object({
      items: z.array(
        z.object({
          version: z.number().int(),
          topics: z.number().int(),
          changedBy: z.string().nullable(),
          changedAt: instant,
          note: z.string().nullable(),
        }),
      ),
    }),
    errors: [],
  }),
  version: route({
    method: "GET",
    path: "/api/v1/taxonomy/versions/:version",
    may: "figures:read",
    summary: "The tree as it stood in one version, to look at or to put in force again.",
    params: z.object({ version: smallId }),
    reply: z.object({ version: z.number().int(), topics: z.array(topicInForce) }),
    errors: ["NOT_FOUND"],
  }),
  starters: route({
    method: "GET",
    path: "/api/v1/taxonomy/starters",
    may: "surveys:write",
    summary: "Trees to begin from, one per trade.",
    reply: z.object({ items: z.array(taxonomyTree) }),
    errors: [],
  }),
  suggestions: route({
    method: "GET",
    path: "/api/v1/taxonomy/suggestions",
    may: "surveys:write",
    summary: "Words of the organisation's own comments that no topic knows, and words that stand near one topic.",
    query: z.object({ topic: z.string().max(60).optional() }),
    reply: z.object({
      looked: z.number().int(),
      comments: z.number().int(),
      unmapped: z.array(z.object({ term: z.string(), language: z.enum(["zh", "en"]), n: z.number().int() })),
      near: z.array(z.object({ term: z.string(), language: z.enum(["zh", "en"]), n: z.number().int(), logOdds: z.number() })),
    }),
    errors: ["INVALID_INPUT"],
  }),
};
