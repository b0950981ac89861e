import { z } from "zod";
import { filters, idNumber, instant, localText, smallId } from "./common.js";
import { figure, statement } from "./figures.js";
import { route } from "./route.js";

/** A calendar month, `2026-01`. */
const month = z.string().regex(/^(19[7-9]\d|20\d\d|21\d\d)-(0[1-9]|1[0-2])$/);
const ends = z.object({ low: z.number(), high: z.number() });
const unitName = z.object({ id: z.number().int(), name: localText });

/** Where a value comes from and when it came: stands on every chart. */
const origin = z.object({
  entryId: z.uuid(),
  kind: z.enum(["file", "pasted", "edited"]),
  source: z.string(),
  fileName: z.string().nullable(),
  at: instant,
  by: z.string().nullable(),
});
export type BusinessOrigin = z.output<typeof origin>;

const definition = {
  name: localText,
  /** written with a number: %, ¥, orders */
  unit: z.string().trim().max(20),
  direction: z.enum(["higher", "lower"]),
  /** how the months of a quarter make one number */
  rollup: z.enum(["sum", "mean"]),
  source: z.string().trim().min(2).max(300),
  ownerId: z.string().max(80).nullable().default(null),
};

const businessFigure = z.object({
  ...definition,
  id: z.uuid(),
  owner: z.string().nullable(),
  /** of the units in scope */
  values: z.number().int(),
  units: z.number().int(),
  from: month.nullable(),
  to: month.nullable(),
  /** the entry that came last and is in force; null while there is none */
  latest: origin.nullable(),
  isRetired: z.boolean(),
  /** definitions belong to the whole organisation: somebody who sees a part of it changes values only */
  mayChange: z.boolean(),
});
export type BusinessFigure = z.output<typeof businessFigure>;

const fault = z.object({
  line: z.number().int(),
  column: z.number().int(),
  text: z.string(),
  /** `unit` is unknown or out of reach; `ambiguous`: two units have this name; `twice`: a unit has two values for one month */
  why: z.enum(["unit", "ambiguous", "month", "future", "number", "twice"]),
});
export type BusinessFault = z.output<typeof fault>;

/** What a table was read as; nothing has been taken. */
const reading = z.object({
  /** `long`: unit, month and value in columns; `months_across`: months are columns; `units_across`: units are columns; `none`: no such table */
  shape: z.enum(["long", "months_across", "units_across", "none"]),
  columns: z.array(z.string()),
  /** columns a long table could take its values from, and the one it was taken from */
  choices: z.array(z.number().int()),
  chosen: z.number().int().nullable(),
  values: z.array(
    z.object({
      unitId: z.number().int(),
      unit: localText,
      month,
      value: z.number(),
      /** in force now; null where there is none */
      known: z.number().nullable(),
    }),
  ),
  faults: z.array(fault),
  /** cells without a value, and lines of totals */
  empty: z.number().int(),
  totals: z.number().int(),
  /** the unit is % and nothing is above 1: shares that were meant as percentages */
  looksLikeShares: z.boolean(),
});
export type BusinessReading = z.output<typeof reading>;

/** `month` as `2026-01`: what is wrong with it is said in words, not by a pattern */
const newValue = z.strictObject({ unitId: idNumber, month: z.string().max(10), value: z.number().min(-1e15).max(1e15).nullable() });

const entry = origin.extend({
  rows: z.number().int(),
  undoneAt: instant.nullable(),
  undoneBy: z.string().nullable(),
  /** whether the reader may undo it: every unit in it is in scope */
  mayUndo: z.boolean(),
});
export type BusinessEntry = z.output<typeof entry>;

const estimate = z.object({ value: z.number(), interval: ends.nullable(), p: z.number().nullable() });
export type BusinessEstimate = z.output<typeof estimate>;

const linkAtLag = z.object({
  lag: z.number().int(),
  pairs: z.number().int(),
  units: z.number().int(),
  refused: z.enum(["TOO_FEW_PAIRS", "NO_VARIATION"]).nullable(),
  /** what uncertainty was taken from, see the help of the page */
  basis: z.enum(["pairs", "units", "within"]).nullable(),
  pearson: estimate.nullable(),
  spearman: estimate.nullable(),
  /** with the other business figure held fixed */
  partial: estimate.nullable(),
  between: estimate.nullable(),
  within: estimate.nullable(),
  /** Holm, over the lags that were looked at */
  adjustedP: z.number().nullable(),
  isFound: z.boolean(),
});

const asked = {
  metric: z.string().max(60).default("nps"),
  by: z.enum(["month", "quarter"]).default("month"),
};
const refusals = ["INVALID_INPUT", "NOT_FOUND"] as const;
const id = z.object({ id: z.uuid() });

export const business = {
  list: route({
    method: "GET",
    path: "/api/v1/business/figures",
    may: "figures:read",
    summary: "Business figures with the units and months in reach, and where the latest values came from.",
    query: z.object({ retired: z.enum(["true", "false"]).default("false") }),
    reply: z.object({ items: z.array(businessFigure), mayAdd: z.boolean() }),
    errors: [],
  }),
  add: route({
    method: "POST",
    path: "/api/v1/business/figures",
    may: "business:write",
    summary: "Define a business figure: name, unit, direction, how months add up, source and owner.",
    body: z.strictObject(definition),
    reply: businessFigure,
    errors: refusals,
  }),
  change: route({
    method: "PUT",
    path: "/api/v1/business/figures/:id",
    may: "business:write",
    summary: "Change what a business figure is called and how it is read; values stay as they are.",
    params: id,
    body: z.strictObject(definition),
    reply: businessFigure,
    errors: refusals,
  }),
  retire: route({
    method: "DELETE",
    path: "/api/v1/business/figures/:id",
    may: "business:write",
    summary: "Take a business figure off the lists; its values stay and it can be taken back.",
    params: id,
    reply: z.object({}),
    errors: ["NOT_FOUND"],
  }),
  restore: route({
    method: "POST",
    path: "/api/v1/business/figures/:id/restore",
    may: "business:write",
    summary: "Take a retired business figure back.",
    params: id,
    reply: businessFigure,
    errors: ["NOT_FOUND"],
  }),
  values: route({
    method: "GET",
    path: "/api/v1/business/figures/:id/values",
    may: "figures:read",
    summary: "The values in force of one year, unit by unit, each with its source and version.",
    params: id,
    query: z.object({ year: z.coerce.number().int().min(1970).max(2199).optional() }),
    reply: z.object({
      year: z.number().int(),
      years: z.array(z.number().int()),
      origins: z.array(origin),
      /** units in reach, top down */
      units: z.array(unitName.extend({ depth: z.number().int() })),
      values: z.array(z.object({ unitId: z.number().int(), month, value: z.number(), version: z.number().int(), entryId: z.uuid() })),
    }),
    errors: refusals,
  }),
  versions: route({
    method: "GET",
    path: "/api/v1/business/figures/:id/versions",
    may: "figures:read",
    summary: "Every version of the values, newest first, undone ones included: who, when, from which file.",
    params: id,
    query: z.object({ unit: smallId.optional(), month: month.optional() }),
    reply: z.object({
      items: z.array(
        z.object({
          unit: unitName,
          month,
          version: z.number().int(),
          /** null: taken away */
          value: z.number().nullable(),
          origin,
          isUndone: z.boolean(),
          isInForce: z.boolean(),
        }),
      ),
    }),
    errors: refusals,
  }),
  readText: route({
    method: "POST",
    path: "/api/v1/business/figures/:id/read-text",
    may: "business:write",
    summary: "Read a pasted table of units, months and values; stores nothing.",
    params: id,
    body: z.strictObject({ text: z.string().max(900_000), column: z.int().min(0).max(200).optional() }),
    reply: reading,
    errors: [...refusals, "UNREADABLE_FILE"],
  }),
  /** multipart/form-data, one field `file` */
  readFile: route({
    method: "POST",
    path: "/api/v1/business/figures/:id/read-file",
    may: "business:write",
    summary: "Read a CSV or XLSX file of units, months and values; stores nothing.",
    params: id,
    query: z.object({ column: z.coerce.number().int().min(0).max(200).optional() }),
    reply: reading,
    errors: [...refusals, "UNREADABLE_FILE", "TOO_LARGE"],
  }),
  take: route({
    method: "POST",
    path: "/api/v1/business/figures/:id/entries",
    may: "business:write",
    summary: "Take values, all or none; each that differs from what is in force becomes its next version.",
    params: id,
    body: z.strictObject({
      kind: z.enum(["file", "pasted", "edited"]),
      source: z.string().trim().min(2).max(300),
      fileName: z.string().max(300).nullable().default(null),
      values: z.array(newValue).min(1).max(20_000),
    }),
    reply: z.object({
      /** null: everything stood there already */
      entry: entry.nullable(),
      added: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
    }),
    errors: refusals,
  }),
  entries: route({
    method: "GET",
    path: "/api/v1/business/figures/:id/entries",
    may: "figures:read",
    summary: "Imports and corrections of a business figure that touch units in scope, newest first.",
    params: id,
    reply: z.object({ items: z.array(entry) }),
    errors: ["NOT_FOUND"],
  }),
  undo: route({
    method: "POST",
    path: "/api/v1/business/entries/:id/undo",
    may: "business:write",
    summary: "Undo an import or correction as a whole; what stood before is in force again.",
    params: id,
    reply: entry,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  redo: route({
    method: "POST",
    path: "/api/v1/business/entries/:id/redo",
    may: "business:write",
    summary: "Put an undone import or correction back in force.",
    params: id,
    reply: entry,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  link: route({
    method: "GET",
    path: "/api/v1/business/figures/:id/link",
    may: "figures:read",
    summary: "An experience metric against the business figure, unit by unit and period by period, with lags 0 to 3.",
    params: id,
    query: filters.extend({
      ...asked,
      /** without: the lag that fits best, when a link is found; else 0 */
      lag: z.coerce.number().int().min(0).max(3).optional(),
      /** another business figure that is held fixed */
      control: z.uuid().optional(),
      /** a pair needs at least so many answers */
      answers: z.coerce.number().int().min(1).max(1000).default(10),
      periods: z.coerce.number().int().min(1).max(60).default(24),
    }),
    reply: z.object({
      statement,
      figure: businessFigure,
      metric: z.string(),
      label: localText.nullable(),
      by: z.enum(["month", "quarter"]),
      lag: z.number().int(),
      control: z.object({ id: z.uuid(), name: localText }).nullable(),
      lags: z.array(linkAtLag),
      pairs: z.array(
        z.object({
          unitId: z.number().int(),
          label: localText,
          period: z.object({ from: z.string(), to: z.string() }),
          /** first month of the outcome */
          outcomeMonth: month,
          metric: z.number(),
          outcome: z.number(),
          n: z.number().int(),
        }),
      ),
      /** unit-periods that made no pair at the lag shown, by reason */
      leftOut: z.object({
        /** fewer answers than a pair needs, or none */
        answers: z.number().int(),
        hidden: z.number().int(),
        /** no business value in that period */
        outcome: z.number().int(),
        /** before the question became another one */
        incomparable: z.number().int(),
      }),
      /** the line through the pairs of the lag shown; null when refused */
      line: z.object({ slope: estimate, intercept: z.number() }).nullable(),
      worth: z
        .object({
          conditions: z.array(z.object({ code: z.enum(["found", "straight", "steady", "answers"]), holds: z.boolean() })),
          perPoint: estimate.nullable(),
          medianAnswers: z.number(),
        })
        .nullable(),
      origins: z.array(origin),
    }),
    errors: [...refusals, "SCALE_MISMATCH"],
  }),
  beside: route({
    method: "GET",
    path: "/api/v1/business/figures/:id/beside",
    may: "figures:read",
    summary: "An experience metric and the business figure of one unit on one time axis.",
    params: id,
    query: filters.extend({ ...asked, periods: z.coerce.number().int().min(2).max(60).default(24) }),
    reply: z.object({
      statement,
      figure: businessFigure,
      metric: z.string(),
      label: localText.nullable(),
      /** null: no unit in reach has values */
      unit: unitName.nullable(),
      /** units that have values of their own */
      units: z.array(unitName),
      points: z.array(
        z.object({ start: z.string(), stretch: z.number().int(), figure, value: z.number().nullable(), entryId: z.uuid().nullable() }),
      ),
      breaks: z.array(z.object({ on: z.string(), kind: z.enum(["version", "wording", "incomparable"]), label: localText })),
      origins: z.array(origin),
    }),
    errors: [...refusals, "SCALE_MISMATCH"],
  }),
};
