import { z } from "zod";
import { day, filters, idNumber, localText, smallId } from "./common.js";
import { figure, statement } from "./figures.js";
import { route } from "./route.js";

const span = { by: z.enum(["day", "week", "month"]).default("week"), periods: z.coerce.number().int().min(2).max(120).default(26) };
const ends = z.object({ low: z.number(), high: z.number() });

/** `stretch`: points of one number may be joined and compared; a question that became another one starts the next. */
const point = z.object({ start: day, figure, stretch: z.number().int() });
const versionBreak = z.object({ on: day, kind: z.enum(["version", "wording", "incomparable"]), label: localText });

const chartKind = z.enum(["nps", "share", "laney", "mean", "individuals", "ewma", "cusum"]);
export type ChartKind = z.output<typeof chartKind>;

/** Why a point stands out: beyond a limit, two of three near one, six in a row moving, eight in a row on one side, or by the sums. */
const signalRule = z.enum([
  "above",
  "below",
  "near_upper",
  "near_lower",
  "rising",
  "falling",
  "run_above",
  "run_below",
  "drift_up",
  "drift_down",
]);

export type SignalRule = z.output<typeof signalRule>;

const trendTest = z.object({
  /** periods tested: those of the latest stretch that have a value */
  n: z.number().int(),
  from: day,
  to: day,
  /** Mann–Kendall, and Sen's slope per period */
  p: z.number(),
  slope: ends.extend({ value: z.number() }),
  rises: z.boolean(),
  falls: z.boolean(),
  /** Pettitt: the first period of the new level; null where no change of level is found */
  shift: z
    .object({ on: day, p: z.number(), before: z.number(), after: z.number(), difference: ends.extend({ value: z.number() }).nullable() })
    .nullable(),
});

const noteKind = z.enum(["campaign", "price", "outage", "process", "product", "staff", "other"]);
const timelineNote = z.object({
  id: z.uuid(),
  day,
  unit: z.object({ id: z.number().int(), name: localText }).nullable(),
  kind: noteKind,
  text: localText,
  /** whether the reader may change it */
  mayChange: z.boolean(),
});
export type TimelineNote = z.output<typeof timelineNote>;
const noteBody = z.strictObject({ day, unitId: idNumber.nullable().default(null), kind: noteKind, text: localText });
const noteId = z.object({ id: z.uuid() });

export const trends = {
  chart: route({
    method: "GET",
    path: "/api/v1/trends/chart",
    may: "figures:read",
    summary: "One metric over time with control limits, signals, version breaks, and whether there is a trend.",
    query: filters.extend({ metric: z.string().max(60).default("nps"), ...span, chart: chartKind.optional() }),
    reply: z.object({
      statement,
      metric: z.string(),
      label: localText.nullable(),
      chart: chartKind,
      /** charts that fit the metric, the usual one first */
      charts: z.array(chartKind),
      points: z.array(
        point.extend({
          /** of the control chart; null where it has none */
          limits: z.object({ centre: z.number(), lower: z.number(), upper: z.number() }).nullable(),
          /** the smoothed value of an EWMA chart */
          smoothed: z.number().nullable(),
          /** the two sums of a CUSUM chart, in standard deviations */
          sums: z.object({ rise: z.number(), fall: z.number() }).nullable(),
        }),
      ),
      signals: z.array(z.object({ at: z.number().int(), rule: signalRule })),
      breaks: z.array(versionBreak),
      trend: trendTest.nullable(),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  units: route({
    method: "GET",
    path: "/api/v1/trends/units",
    may: "figures:read",
    summary: "The same metric for every unit below the one looked at; trends are corrected for the number of units.",
    query: filters.extend({ metric: z.string().max(60).default("nps"), ...span }),
    reply: z.object({
      statement,
      tested: z.number().int(),
      rule: z.enum(["each-at-0.05", "benjamini-hochberg-at-0.10"]),
      units: z.array(
        z.object({
          unitId: z.number().int(),
          label: localText,
          points: z.array(point),
          trend: z
            .object({ p: z.number(), adjustedP: z.number(), slope: ends.extend({ value: z.number() }), significant: z.boolean() })
            .nullable(),
        }),
      ),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  notes: route({
    method: "GET",
    path: "/api/v1/trends/notes",
    may: "figures:read",
    summary: "What else happened: notes on the time line, oldest first.",
    query: z.object({ from: day.optional(), to: day.optional(), unit: smallId.optional() }),
    reply: z.object({ items: z.array(timelineNote) }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  addNote: route({
    method: "POST",
    path: "/api/v1/trends/notes",
    may: "timeline:write",
    summary: "Write a note on the time line, for one unit or for the whole organisation.",
    body: noteBody,
    reply: timelineNote,
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  changeNote: route({
    method: "PUT",
    path: "/api/v1/trends/notes/:id",
    may: "timeline:write",
    summary: "Change a note.",
    params: noteId,
    body: noteBody,
    reply: timelineNote,
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  removeNote: route({
    method: "DELETE",
    path: "/api/v1/trends/notes/:id",
    may: "timeline:write",
    summary: "Take a note off the time line; it can be put back.",
    params: noteId,
    reply: z.object({}),
    errors: ["NOT_FOUND"],
  }),
  restoreNote: route({
    method: "POST",
    path: "/api/v1/trends/notes/:id/restore",
    may: "timeline:write",
    summary: "Put a removed note back.",
    params: noteId,
    reply: timelineNote,
    errors: ["NOT_FOUND"],
  }),
};
