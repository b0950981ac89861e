import { z } from "zod";
import { day, filters, instant, localText } from "./common.js";
import { route } from "./route.js";

export const interval = z.object({ low: z.number(), high: z.number(), level: z.number(), method: z.string() });
export const period = z.object({ from: day, to: day });

/** A number that can stand in public: value, base, interval, period, weighting, and why it may be missing. */
export const figure = z.object({
  metric: z.string(),
  attribute: z.string().nullable(),
  /** of the formula it was computed with */
  version: z.number().int(),
  /** unrounded; null when there is nothing to compute or it is suppressed */
  value: z.number().nullable(),
  n: z.number().int().nullable(),
  interval: interval.nullable(),
  base: z.enum(["none", "low", "small", "ok"]),
  suppressed: z.enum(["k", "complement", "differencing", "unanimous", "step"]).nullable(),
  period,
  weighting: z.enum(["none", "weighted"]),
  /** categories in their fixed order: promoters/passives/detractors, 5…1, the four bands */
  distribution: z.array(z.object({ code: z.string(), n: z.number().int(), share: z.number() })),
  /** parts shown beside the value: mean, e, p, top2 … */
  parts: z.record(z.string(), z.number().nullable()),
  /** in force on the last day of the period; `close`: below it by no more than chance alone would do */
  target: z.object({ value: z.number(), standing: z.enum(["reached", "close", "missed"]).nullable() }).nullable(),
  change: z
    .object({
      period,
      value: z.number().nullable(),
      n: z.number().int().nullable(),
      interval: interval.nullable(),
      difference: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      p: z.number().nullable(),
      significant: z.boolean(),
      /** the question or its scale became another one between the two: nothing is compared */
      incomparable: z.boolean(),
    })
    .nullable(),
});
export type Figure = z.output<typeof figure>;

/** Stands on every page, export and chart. */
export const statement = z.object({
  period,
  comparePeriod: period.nullable(),
  timeZone: z.string(),
  answers: z.number().int(),
  excluded: z.number().int(),
  partial: z.number().int(),
  /** marked as doubtful and not decided on; counted unless the cleaning is strict */
  flagged: z.number().int().optional(),
  /** `strict`: flagged answers are left out too; `none`: excluded ones are counted too */
  cleaning: z.enum(["strict", "none"]).optional(),
  /** of the one survey looked at: serious findings of the linter that were kept at publishing, with the reason */
  kept: z.array(z.object({ version: z.number().int(), rule: z.string(), reason: z.string() })).optional(),
  weighting: z.enum(["none", "weighted"]),
  designEffect: z.number().nullable(),
  asOf: instant,
  anonymous: z.boolean(),
});
export type Statement = z.output<typeof statement>;

const key = z.union([z.number(), z.string()]);
const row = z.object({ key, label: localText, figure });

export const figures = {
  overview: route({
    method: "GET",
    path: "/api/v1/figures",
    may: "figures:read",
    summary: "Headline figures for the filters, each against the period before.",
    query: filters,
    reply: z.object({ statement, figures: z.array(figure) }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  trend: route({
    method: "GET",
    path: "/api/v1/figures/trend",
    may: "figures:read",
    summary: "One metric over time, with interval and breaks.",
    query: filters.extend({
      metric: z.string().max(60).default("nps"),
      by: z.enum(["day", "week", "month"]).default("week"),
      periods: z.coerce.number().int().min(2).max(120).default(26),
    }),
    reply: z.object({
      statement,
      /** `stretch`: points of one number may be joined; a question that became another one starts the next */
      points: z.array(z.object({ start: day, figure, stretch: z.number().int() })),
      /**
       * `version`: a new version that asks for the metric as before; `wording`: the same question in other words; `incomparable`: another
       * question or scale, what lies on its two sides is not joined by a line nor compared
       */
      breaks: z.array(z.object({ on: day, kind: z.enum(["version", "wording", "incomparable"]), label: localText })),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  breakdown: route({
    method: "GET",
    path: "/api/v1/figures/breakdown",
    may: "figures:read",
    summary:
      "One metric by unit, touchpoint, segment, channel, survey, topic or sentiment. A voice counts in each of its topics; then the total is of all voices with words.",
    query: filters.extend({
      metric: z.string().max(60).default("nps"),
      by: z.enum(["unit", "touchpoint", "segment", "channel", "survey", "locale", "topic", "sentiment"]).default("unit"),
    }),
    reply: z.object({ statement, rows: z.array(row), total: figure }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  expectation: route({
    method: "GET",
    path: "/api/v1/figures/expectation",
    may: "figures:read",
    summary: "Expectation, perception, gap and ratio per attribute.",
    query: filters.extend({ recalled: z.enum(["with", "without", "only"]).default("with") }),
    reply: z.object({
      statement,
      rows: z.array(
        z.object({
          attribute: z.string(),
          label: localText,
          scale: z.object({ min: z.number(), max: z.number() }),
          e: z.number().nullable(),
          p: z.number().nullable(),
          gap: z.number().nullable(),
          figure,
          recalledN: z.number().int(),
        }),
      ),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  drivers: route({
    method: "GET",
    path: "/api/v1/figures/drivers",
    may: "figures:read",
    summary: "Key drivers of an outcome: relative weights with intervals, conditions and cautions.",
    query: filters.extend({ outcome: z.string().max(60).default("nps") }),
    reply: z.object({
      statement,
      outcome: z.string(),
      method: z.enum(["relative_weights", "rank_correlation", "none"]),
      r2: z.number().nullable(),
      n: z.number().int(),
      nAvailable: z.number().int(),
      /** why no ranking, or what to mind: "n_too_small", "r2_low", "collinear:…" */
      cautions: z.array(z.string()),
      drivers: z.array(
        z.object({
          attribute: z.string(),
          label: localText,
          share: z.number().nullable(),
          low: z.number().nullable(),
          high: z.number().nullable(),
          correlation: z.number().nullable(),
          mean: z.number().nullable(),
          n: z.number().int(),
          group: z.number().int(),
        }),
      ),
      outcomes: z.array(z.string()),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  changes: route({
    method: "GET",
    path: "/api/v1/figures/changes",
    may: "figures:read",
    summary: "What really changed: at most three priorities out of every metric tested, corrected for the number of tests.",
    query: filters.extend({ all: z.enum(["true", "false"]).default("false") }),
    reply: z.object({
      statement,
      tested: z.number().int(),
      significant: z.number().int(),
      items: z.array(
        z.object({
          metric: z.string(),
          attribute: z.string().nullable(),
          unitId: z.number().int().nullable(),
          label: localText,
          figure,
          significant: z.boolean(),
        }),
      ),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  /** pairs, matrices of sums for analysts and exports */
  loop: route({
    method: "GET",
    path: "/api/v1/figures/loop",
    may: "figures:read",
    summary: "Loop figures: due, on time, closed, verified, satisfied; the harshest first. By unit when asked.",
    query: filters.extend({ by: z.enum(["none", "unit"]).default("none") }),
    reply: z.object({
      period,
      rows: z.array(
        z.object({
          unitId: z.number().int().nullable(),
          label: localText.nullable(),
          due: z.number().int(),
          acknowledgedOnTime: z.number().int(),
          closed: z.number().int(),
          verified: z.number().int(),
          satisfied: z.number().int(),
          reopened: z.number().int(),
          recovered: z.number().int(),
          recoverable: z.number().int(),
          closedLoop: figure,
          recovery: figure,
          per1000: z.number().nullable(),
          transactions: z.number().int().nullable(),
        }),
      ),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
};

export const live = {
  /** server-sent events: `voice` {count, cursor}, `case` {id, state}; clients re-read what they show */
  stream: route({
    method: "GET",
    path: "/api/v1/live",
    may: "session",
    summary: "Live notices by server-sent events.",
    reply: null,
    content: "text/event-stream",
    errors: ["NOT_SIGNED_IN"],
  }),
};
