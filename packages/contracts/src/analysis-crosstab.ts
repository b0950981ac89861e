import { z } from "zod";
import { day, filters, instant, localText } from "./common.js";
import { period, statement } from "./figures.js";
import { route } from "./route.js";

const key = z.union([z.number(), z.string(), z.null()]);
/** What opens the voices of a row or column; null where the list of voices cannot be narrowed to it. */
const drill = z
  .object({
    unit: z.number().optional(),
    touchpoint: z.number().optional(),
    segment: z.number().optional(),
    survey: z.number().optional(),
    channel: z.string().optional(),
    topic: z.number().optional(),
    metric: z.string().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    from: day.optional(),
    to: day.optional(),
  })
  .nullable();
const category = z.object({
  /** null: not recorded */
  key,
  label: localText,
  /** the first day of a week or month */
  start: day.nullable(),
  drill,
});
const axis = z.object({
  code: z.string(),
  label: localText,
  /** people may stand in several categories: a multiple choice, topics of comments */
  overlaps: z.boolean(),
  categories: z.array(category),
});
const metricCell = z.object({ value: z.number().nullable(), n: z.number().int(), low: z.number().nullable(), high: z.number().nullable() });
const verdict = z.enum(["higher", "lower"]).nullable();
const cell = z.object({
  /** null: hidden */
  n: z.number().int().nullable(),
  /** Σ of weights; null unless weighted */
  weighted: z.number().nullable(),
  columnShare: z.number().nullable(),
  rowShare: z.number().nullable(),
  totalShare: z.number().nullable(),
  /** adjusted residual, beyond ±2 the cell stands out */
  residual: z.number().nullable(),
  /** columns this one is significantly higher than */
  letters: z.array(z.string()),
  /** against everybody in the other columns */
  againstRest: verdict,
  metric: metricCell.nullable(),
});
const compared = z.object({ compared: z.number().int(), rule: z.enum(["each-at-0.05", "benjamini-hochberg-at-0.10"]) });
const reasonRow = z.object({
  n: z.number().int(),
  /** of all complaints of the period, 0–1 */
  share: z.number(),
  /** customers who said whether the matter is settled */
  verified: z.number().int(),
  satisfied: z.number().int(),
  /** satisfied of verified, 0–1; null while nobody has said */
  fair: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  againstRest: verdict,
});
const layer = z.object({
  key,
  label: localText.nullable(),
  drill,
  cells: z.array(z.array(cell)),
  rows: z.array(
    z.object({
      n: z.number().int().nullable(),
      weighted: z.number().nullable(),
      share: z.number().nullable(),
      metric: metricCell.nullable(),
    }),
  ),
  columns: z.array(
    z.object({
      letter: z.string(),
      /** people in this column who answered the rows' question */
      n: z.number().int(),
      weighted: z.number().nullable(),
      effectiveN: z.number().nullable(),
      base: z.enum(["none", "low", "small", "ok"]),
      share: z.number().nullable(),
      metric: metricCell.extend({ letters: z.array(z.string()), againstRest: verdict }).nullable(),
    }),
  ),
  total: z.object({ n: z.number().int(), weighted: z.number().nullable(), metric: metricCell.nullable() }),
  /** null: fewer than two rows or columns, overlapping ones, or a hidden cell */
  test: z
    .object({
      chiSquare: z.number(),
      df: z.number().int(),
      p: z.number(),
      cramersV: z.number(),
      minExpected: z.number(),
      smallExpectedShare: z.number(),
    })
    .nullable(),
  pairs: compared,
  rest: compared,
  /** cells hidden to protect anonymous people */
  hidden: z.number().int(),
});

export const crosstabAnalysis = {
  axes: route({
    method: "GET",
    path: "/api/v1/analysis/axes",
    may: "figures:read",
    summary:
      "What a cross-table can be made of: places, times, groups of a metric, topics of comments, and every score or choice question.",
    query: z.object({}),
    reply: z.object({
      items: z.array(
        z.object({
          code: z.string(),
          label: localText,
          group: z.enum(["place", "time", "metric", "attribute", "comment", "question"]),
          survey: z.object({ id: z.number().int(), title: localText }).nullable(),
          overlaps: z.boolean(),
          /** people chose among answers in words: a reason, how they heard of us */
          isChoice: z.boolean(),
        }),
      ),
    }),
    errors: [],
  }),
  complaintReasons: route({
    method: "GET",
    path: "/api/v1/analysis/complaint-reasons",
    may: "figures:read",
    summary: "Complaints opened in the period by who caused them and by cause, and whether the customers found the outcome satisfactory.",
    query: filters.pick({ from: true, to: true, unit: true }),
    reply: z.object({
      period,
      asOf: instant,
      /** complaints opened in the period, withdrawn and merged ones left out */
      n: z.number().int(),
      whole: reasonRow,
      /** those found at fault most often first; `null`: nobody has said yet. Their shares sum to 100 % */
      causedBy: z.array(reasonRow.extend({ by: z.enum(["us", "supplier", "customer", "nobody", "unknown"]).nullable() })),
      causes: z.array(reasonRow.extend({ code: z.string().nullable() })),
      /** rows compared with all others; a row with fewer than thirty verified complaints is not */
      compared,
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  crosstab: route({
    method: "GET",
    path: "/api/v1/analysis/crosstab",
    may: "figures:read",
    summary: "Two dimensions or questions against each other, nested in a third: counts, shares, means, significance.",
    query: filters.extend({
      rows: z.string().max(120).default("nps:groups"),
      columns: z.string().max(120).default("unit"),
      nest: z.string().max(120).optional(),
      metric: z.string().max(60).optional(),
    }),
    reply: z.object({
      statement,
      rows: axis,
      columns: axis,
      nest: axis.nullable(),
      metric: z.string().nullable(),
      /** one table, or one per category of `nest` */
      layers: z.array(layer),
      /** answers of anonymous surveys exist and had to stay out of this cut */
      anonymousLeftOut: z.boolean(),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
};
