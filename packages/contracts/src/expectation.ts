import { z } from "zod";
import { day, filters, localText } from "./common.js";
import { figure, statement } from "./figures.js";
import { route } from "./route.js";

/** Whether expectations remembered afterwards take part. */
const recalled = z.enum(["with", "without", "only"]).default("with");
const ends = z.object({ low: z.number(), high: z.number() });
const scale = z.object({ min: z.number(), max: z.number() });

/** Expectation and perception of the same people; `figure` is their ratio. */
const pair = z.object({
  e: z.number().nullable(),
  p: z.number().nullable(),
  gap: z.number().nullable(),
  /** of the gap, 95 %; null when weighted or nothing varies */
  gapInterval: ends.nullable(),
  figure,
  recalledN: z.number().int(),
});

export const expectation = {
  gaps: route({
    method: "GET",
    path: "/api/v1/expectation",
    may: "figures:read",
    summary: "Attributes by importance × shortfall, with the strengths apart and what a point more goes with.",
    query: filters.extend({ recalled, outcome: z.string().max(60).optional() }),
    reply: z.object({
      statement,
      /** whose drivers give the importance; null when no metric is asked together with attributes */
      outcome: z.string().nullable(),
      outcomes: z.array(z.string()),
      /** complete answers behind the importance */
      driversN: z.number().int(),
      rows: z.array(
        pair.extend({
          attribute: z.string(),
          label: localText,
          scale,
          /** share of what the attributes explain of the outcome, 0–1; null when it cannot be told */
          importance: z.number().nullable(),
          /** importance × (E − P); 0 or less where nothing is missing */
          priority: z.number().nullable(),
          rank: z.number().int().nullable(),
          /** points of the outcome that go with one point more of perception, the other attributes held still */
          gain: ends.extend({ value: z.number() }).nullable(),
        }),
      ),
      /** attributes somebody asks in pairs, and nobody answered in the period */
      unanswered: z.array(localText),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  cells: route({
    method: "GET",
    path: "/api/v1/expectation/cells",
    may: "figures:read",
    summary: "Expectation and perception of every attribute by segment, unit or touchpoint.",
    query: filters.extend({ recalled, by: z.enum(["segment", "unit", "touchpoint", "survey"]).default("segment") }),
    reply: z.object({
      statement,
      columns: z.array(z.object({ key: z.union([z.number(), z.string()]), label: localText })),
      rows: z.array(z.object({ attribute: z.string(), label: localText, cells: z.array(pair) })),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  drift: route({
    method: "GET",
    path: "/api/v1/expectation/drift",
    may: "figures:read",
    summary: "How expectation and perception of each attribute move: two moves in a row beyond chance are a drift.",
    query: filters.extend({
      recalled,
      by: z.enum(["month", "quarter"]).default("month"),
      periods: z.coerce.number().int().min(3).max(36).default(12),
    }),
    reply: z.object({
      statement,
      rows: z.array(
        z.object({
          attribute: z.string(),
          label: localText,
          scale,
          points: z.array(pair.extend({ start: day, eInterval: ends.nullable(), pInterval: ends.nullable(), stretch: z.number().int() })),
          /** drifts of the expectation, oldest first: the period that completes the second move */
          drifts: z.array(z.object({ on: day, from: z.number(), to: z.number(), direction: z.enum(["up", "down"]) })),
          /** change of E per period by Sen's slope; null with fewer than four periods */
          slope: ends.extend({ value: z.number(), p: z.number(), significant: z.boolean() }).nullable(),
        }),
      ),
      tested: z.number().int(),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  segments: route({
    method: "GET",
    path: "/api/v1/expectation/segments",
    may: "figures:read",
    summary: "Where to begin in every segment: rank, gap and importance of the attributes, each by the segment's own answers.",
    query: filters.omit({ segment: true }).extend({ recalled, outcome: z.string().max(60).optional() }),
    reply: z.object({
      statement,
      outcome: z.string().nullable(),
      segments: z.array(z.object({ id: z.number().int(), label: localText, driversN: z.number().int() })),
      rows: z.array(
        z.object({
          attribute: z.string(),
          label: localText,
          /** as the segments stand; null where nobody of the segment answered */
          cells: z.array(
            pair
              .extend({ importance: z.number().nullable(), priority: z.number().nullable(), rank: z.number().int().nullable() })
              .nullable(),
          ),
        }),
      ),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  competitors: route({
    method: "GET",
    path: "/api/v1/expectation/competitors",
    may: "figures:read",
    summary: "Own perception beside benchmarks of competitors: the difference, with its interval where their base is known.",
    query: filters,
    reply: z.object({
      statement,
      /** differences that were tested, and by which rule: many are corrected for */
      compared: z.number().int(),
      rule: z.enum(["each-at-0.05", "benjamini-hochberg-at-0.10"]),
      rows: z.array(
        z.object({
          attribute: z.string(),
          label: localText,
          competitor: z.string(),
          value: z.number(),
          unit: z.string(),
          base: z.number().int().nullable(),
          interval: ends.nullable(),
          knowsBoth: z.boolean(),
          newlyOffered: z.boolean(),
          source: z.string(),
          method: z.string(),
          licence: z.string().nullable(),
          region: z.string().nullable(),
          from: day,
          to: day,
          /** mean perception of our customers */
          own: figure,
          /** own − theirs; the interval is null while their base is not known */
          difference: z.object({ value: z.number(), interval: ends.nullable() }).nullable(),
          /** scale: theirs is another one · own: nothing to show of ours */
          incomparable: z.enum(["scale", "own"]).nullable(),
          /** one of the two bases is too small to rank by */
          isLow: z.boolean(),
          /** ours against theirs; `unknown` where something is missing for it */
          verdict: z.enum(["strength", "weakness", "unclear", "unknown"]),
          /** what is missing: scale and own as above · knowsBoth: the people asked need not know both · base: theirs is not given · low: one base is too small */
          unknown: z.enum(["scale", "own", "knowsBoth", "base", "low"]).nullable(),
        }),
      ),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  competitorMap: route({
    method: "GET",
    path: "/api/v1/expectation/competitor-map",
    may: "figures:read",
    summary:
      "Preference map by means: attributes × our segments, all our customers, and competitors with benchmarks of at least three of them.",
    query: filters,
    reply: z.object({
      statement,
      /** the smallest base of ours */
      n: z.number().int(),
      /** competitors that stand not on the map, and of how many attributes they have a benchmark that can be compared */
      leftOut: z.array(z.object({ name: z.string(), attributes: z.number().int() })),
      /** null without a competitor to show */
      map: z
        .object({
          attributes: z.array(z.object({ code: z.string(), label: localText, x: z.number(), y: z.number(), n: z.number().int() })),
          own: z.object({ x: z.number(), y: z.number(), n: z.number().int() }),
          segments: z.array(z.object({ id: z.number().int(), label: localText, x: z.number(), y: z.number(), n: z.number().int() })),
          competitors: z.array(
            z.object({
              name: z.string(),
              x: z.number(),
              y: z.number(),
              /** the smallest of its bases; null where one is not given */
              base: z.number().int().nullable(),
              /** where its benchmarks come from, with their region */
              sources: z.array(z.string()),
            }),
          ),
          /** share of what is told apart, per axis */
          explained: z.array(z.number()),
          shown: z.number(),
          /** the two axes show less than 60 % */
          isMisleading: z.boolean(),
        })
        .nullable(),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
};
