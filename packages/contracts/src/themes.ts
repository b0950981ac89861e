import { z } from "zod";
import { day, filters, localText, shortId, smallId } from "./common.js";
import { period } from "./figures.js";
import { route } from "./route.js";

const bothNames = z.object({ "zh-CN": z.string(), en: z.string() });
const whole = z.number().int();
const sides = z.object({ bad: whole, neutral: whole, good: whole, uncertain: whole });
const range = { low: z.number(), high: z.number() };
const share = z.object({ value: z.number(), ...range });

/** What all theme figures rest on. Anonymous answers declare survey, unit and time only and stand in no topic. */
const themeStatement = z.object({
  period,
  comparePeriod: period.nullable(),
  comments: whole,
  commentsBefore: whole,
  withTopic: whole,
  uncertain: whole,
  anonymous: z.boolean(),
  asOf: z.iso.datetime(),
});
const metric = z.enum(["nps", "csat", "ces"]).default("nps");

export const themeRow = z.object({
  id: whole,
  code: z.string(),
  name: bothNames,
  parent: bothNames.nullable(),
  attribute: z.string().nullable(),
  n: whole,
  share,
  /** of all comments in the period before; null when nothing is compared */
  before: z.object({ n: whole, share: z.number() }).nullable(),
  /** share now less share before, in percentage points, corrected for the number of topics */
  change: z.object({ difference: z.number(), ...range, p: z.number(), significant: z.boolean() }).nullable(),
  sides,
  /** its part of all bad mentions, 0–1, and the running total in this order; null when nothing bad was said */
  badShare: z.number().nullable(),
  /** mean (or NPS) of those who mention it less that of the others; null with fewer than ten scores on a side */
  effect: z
    .object({
      difference: z.number(),
      ...range,
      mentioned: z.number(),
      others: z.number(),
      n: whole,
      otherN: whole,
      p: z.number().nullable(),
      significant: z.boolean(),
    })
    .nullable(),
  /** volume × effect × trend, in points of the score: what it takes from the score, more where it grows; null without effect or comparison */
  urgency: z.number().nullable(),
});
export type ThemeRow = z.output<typeof themeRow>;

export const themeQuote = z.object({
  voiceId: z.uuid(),
  /** names and contacts masked */
  text: z.string(),
  kind: z.enum(["typical", "extreme", "new"]),
  on: day,
  unit: localText.nullable(),
  sentiment: z.number().int().nullable(),
});

const wordGroup = z.object({
  /** comments of the group, and those whose words were counted */
  comments: whole,
  counted: whole,
});

export const themes = {
  overview: route({
    method: "GET",
    path: "/api/v1/themes",
    may: "voices:read",
    summary:
      "Topics of the comments: volume, sides, change, and how the score goes with each, corrected for their number; the most urgent (volume × effect × trend) first, where that is known.",
    query: filters.extend({ metric }),
    reply: z.object({
      statement: themeStatement,
      score: z.object({ metric: z.enum(["nps", "csat", "ces"]), value: z.number().nullable(), n: whole }),
      compared: whole,
      isCorrected: z.boolean(),
      topics: z.array(themeRow),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  topic: route({
    method: "GET",
    path: "/api/v1/themes/topics/:id",
    may: "voices:read",
    summary: "One topic: its course over time, and quotes that stand for the rest.",
    params: z.object({ id: shortId }),
    query: filters,
    reply: z.object({
      id: whole,
      code: z.string(),
      name: bothNames,
      by: z.enum(["week", "month"]),
      points: z.array(z.object({ start: day, n: whole, bad: whole, total: whole, share: share.nullable() })),
      quotes: z.array(themeQuote),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  words: route({
    method: "GET",
    path: "/api/v1/themes/words",
    may: "voices:read",
    summary:
      "Words that set two groups of comments apart: log-odds with counts and intervals. Words are counted in up to 4,000 comments a group, drawn evenly.",
    query: filters.extend({
      contrast: z.enum(["score", "sentiment", "period", "unit", "segment"]).default("sentiment"),
      metric,
      /** the two sides of `unit` (b: its peers) and `segment` */
      a: smallId.optional(),
      b: smallId.optional(),
      topic: shortId.optional(),
    }),
    reply: z.object({
      period,
      comparePeriod: period.nullable(),
      contrast: z.enum(["score", "sentiment", "period", "unit", "segment"]),
      groups: z.object({ a: wordGroup, b: wordGroup }),
      /** false when a side has fewer than 30 comments */
      isEnough: z.boolean(),
      terms: z.array(z.object({ term: z.string(), a: whole, b: whole, logOdds: z.number(), ...range })),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  emerging: route({
    method: "GET",
    path: "/api/v1/themes/emerging",
    may: "voices:read",
    summary: "Topics and words that are new or rising in the last period, with false alarms held down.",
    query: filters,
    reply: z.object({
      by: z.enum(["week", "month"]),
      /** oldest first; the last one is looked at */
      periods: z.array(z.object({ start: day, comments: whole, counted: whole })),
      looked: whole,
      found: z.array(
        z.object({
          kind: z.enum(["new", "rising"]),
          topic: z.object({ id: whole, name: bothNames }).nullable(),
          term: z.string().nullable(),
          n: whole,
          total: whole,
          expected: z.number(),
          ratio: z.number().nullable(),
          adjustedP: z.number(),
        }),
      ),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  copies: route({
    method: "GET",
    path: "/api/v1/themes/copies",
    may: "voices:read",
    summary: "Comments that are nearly the same, most repeated first.",
    query: filters,
    reply: z.object({
      compared: whole,
      copied: whole,
      groups: z.array(
        z.object({ voiceId: z.uuid(), text: z.string(), n: whole, first: day, last: day, units: whole, channels: z.array(z.string()) }),
      ),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  subjects: route({
    method: "GET",
    path: "/api/v1/themes/subjects",
    may: "voices:read",
    summary: "What a product page can be about: products named in voices, touchpoints and units within scope, most spoken of first.",
    query: filters,
    reply: z.object({
      items: z.array(z.object({ kind: z.enum(["product", "touchpoint", "unit"]), key: z.string(), name: localText, voices: whole })),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  subject: route({
    method: "GET",
    path: "/api/v1/themes/subjects/:kind/:key",
    may: "voices:read",
    summary: "Everything said about one product, touchpoint or unit: scores, ratings, topics, strengths, weaknesses and open cases.",
    params: z.object({ kind: z.enum(["product", "touchpoint", "unit"]), key: z.string().min(1).max(120) }),
    query: filters.extend({ metric }),
    reply: z.object({
      kind: z.enum(["product", "touchpoint", "unit"]),
      key: z.string(),
      name: localText,
      statement: themeStatement,
      voices: whole,
      scores: z.array(z.object({ metric: z.enum(["nps", "csat", "ces"]), value: z.number(), n: whole, ...range })),
      /** scores of sources of their own, such as stars of reviews, over the last year: each scale for itself, the most used first */
      ratings: z.array(
        z.object({
          min: z.number(),
          max: z.number(),
          n: whole,
          months: z.array(z.object({ month: day, mean: z.number(), n: whole, ...range })),
        }),
      ),
      topics: z.array(themeRow),
      openCases: z.array(z.object({ id: z.uuid(), reference: z.string(), state: z.string() })).nullable(),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
};
