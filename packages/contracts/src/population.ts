import { z } from "zod";
import { day, filters, idNumber, instant, localText, smallId } from "./common.js";
import { figure, statement } from "./figures.js";
import { route } from "./route.js";

/** What a population can be told apart by: what the answers carry too. */
const dimension = z.enum(["segment", "unit", "touchpoint", "channel", "locale"]);
export type PopulationDimension = z.output<typeof dimension>;

/** `level` as the answers carry it: an id as text, or a code. */
const level = z.string().min(1).max(40);
const ends = z.object({ low: z.number(), high: z.number() });

const margin = z.object({
  id: z.uuid(),
  dimension,
  version: z.number().int(),
  source: z.string(),
  asOf: day,
  createdAt: instant,
  people: z.number(),
  levels: z.array(z.object({ level: z.string(), label: localText, people: z.number() })),
});
export type Margin = z.output<typeof margin>;

const weighting = z.strictObject({
  surveyId: idNumber,
  from: day,
  to: day,
  /** the margins to meet, in this order */
  margins: z.array(z.uuid()).min(1).max(5),
  /** how far a weight may lie from the mean, as a multiple; null lets weights run free */
  caps: z
    .strictObject({ low: z.number().min(0).max(1), high: z.number().min(1).max(100) })
    .nullable()
    .default({ low: 0.3, high: 3 }),
  /** strata with people and without answers: refuse, or weight to the others and leave them unheard */
  empty: z.enum(["refuse", "leave_out"]).default("refuse"),
});
export type Weighting = z.output<typeof weighting>;

const stratum = z.object({ dimension, level: z.string(), label: localText, people: z.number() });

/** What weighting would do; nothing has been applied. */
const weightPlan = z.object({
  accepted: z.boolean(),
  reason: z.enum(["EMPTY_STRATUM", "NOT_CONVERGED", "CAPS_TOO_TIGHT", "NO_ANSWERS", "ANONYMOUS", "OWN_WEIGHTS"]).nullable(),
  method: z.enum(["post_stratification", "raking"]),
  n: z.number().int(),
  iterations: z.number().int().nullable(),
  effectiveN: z.number().nullable(),
  designEffect: z.number().nullable(),
  lowest: z.number().nullable(),
  highest: z.number().nullable(),
  /** strata with people and without a single answer */
  empty: z.array(stratum),
  /** answers that carry no level of the margin; they keep their share */
  unrecorded: z.array(z.object({ dimension, n: z.number().int() })),
  /** the cells that weigh most */
  heaviest: z.array(z.object({ labels: z.array(localText), n: z.number().int(), weight: z.number() })),
  metrics: z.array(
    z.object({
      metric: z.string(),
      n: z.number().int(),
      unweighted: z.number().nullable(),
      weighted: z.number().nullable(),
      /** knows that the margins are fixed */
      standardError: z.number().nullable(),
      interval: ends.nullable(),
    }),
  ),
});
export type WeightPlan = z.output<typeof weightPlan>;

const weightVersion = z.object({
  id: z.uuid(),
  survey: z.object({ id: z.number().int(), title: localText }),
  number: z.number().int(),
  state: z.enum(["applied", "undone"]),
  from: day,
  to: day,
  method: z.enum(["post_stratification", "raking"]),
  margins: z.array(z.object({ dimension, version: z.number().int(), source: z.string() })),
  answers: z.number().int(),
  effectiveN: z.number(),
  designEffect: z.number(),
  lowest: z.number(),
  highest: z.number(),
  /** counted answers of its survey and days today, those that came since included */
  answersNow: z.number().int(),
  appliedAt: instant,
  undoneAt: instant.nullable(),
});
export type WeightVersion = z.output<typeof weightVersion>;

const refusals = ["INVALID_INPUT", "NOT_FOUND", "NOT_ALLOWED"] as const;

/** text that should be a number: what is wrong with it is said in words, not by a pattern */
const numeral = z.string().max(30).optional();

export const population = {
  margins: route({
    method: "GET",
    path: "/api/v1/population/margins",
    may: "figures:read",
    summary: "Known numbers of people by stratum, newest version first, and the levels a stratum can have.",
    reply: z.object({
      items: z.array(margin),
      choices: z.array(
        z.object({ dimension, levels: z.array(z.object({ level: z.string(), label: localText, parent: z.string().nullable() })) }),
      ),
    }),
    errors: [],
  }),
  saveMargin: route({
    method: "POST",
    path: "/api/v1/population/margins",
    may: "weights:write",
    summary: "Write down how many people there are by stratum, with source and date, as a new version.",
    body: z.strictObject({
      dimension,
      source: z.string().trim().min(3).max(300),
      asOf: day,
      levels: z
        .array(z.strictObject({ level, people: z.number().int().min(0).max(2_000_000_000) }))
        .min(1)
        .max(1000),
    }),
    reply: margin,
    errors: refusals,
  }),
  readMargin: route({
    method: "POST",
    path: "/api/v1/population/margins/read",
    may: "weights:write",
    summary: "Read a table of names or codes and numbers, as CSV text; stores nothing.",
    body: z.strictObject({ dimension, text: z.string().max(200_000) }),
    reply: z.object({
      levels: z.array(z.object({ level: z.string(), label: localText, people: z.number() })),
      rejected: z.array(z.object({ line: z.number().int(), text: z.string(), why: z.enum(["unknown", "number", "twice"]) })),
    }),
    errors: refusals,
  }),
  sample: route({
    method: "GET",
    path: "/api/v1/population/sample",
    may: "figures:read",
    summary: "The sample against the population, stratum by stratum; strata nobody answered from come first.",
    query: filters,
    reply: z.object({
      statement,
      /** (Σw)²/Σw² of the weights in force */
      effectiveN: z.number().nullable(),
      /** the filters look at a part of the people, and the margins are of all: nothing is held against them */
      isNarrowed: z.boolean(),
      strata: z.array(
        z.object({
          dimension,
          source: z.string(),
          version: z.number().int(),
          asOf: day,
          people: z.number(),
          n: z.number().int(),
          /** answers that carry no level of the margin */
          unrecorded: z.number().int(),
          levels: z.array(
            z.object({
              level: z.string(),
              label: localText,
              people: z.number(),
              populationShare: z.number(),
              n: z.number().int(),
              share: z.number(),
              interval: ends.nullable(),
              /** `unheard` nobody answered; `under` and `over` beyond what chance gives; else `fair` */
              state: z.enum(["unheard", "under", "over", "fair"]),
            }),
          ),
        }),
      ),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  rates: route({
    method: "GET",
    path: "/api/v1/population/rates",
    may: "figures:read",
    summary: "Response rates by the formula's name where there is a frame; counts and completion only where there is none.",
    query: filters,
    reply: z.object({
      surveys: z.array(
        z.object({
          surveyId: z.number().int(),
          label: localText,
          /** null: open links only, nobody was drawn */
          frame: z
            .object({
              invited: z.number().int(),
              complete: z.number().int(),
              /** sent with half to four fifths answered */
              partial: z.number().int(),
              /** sent with less, or begun and never sent; counted within `refusal` */
              breakOff: z.number().int(),
              refusal: z.number().int(),
              /** silent so far, and letters that came back */
              nonContact: z.number().int(),
              other: z.number().int(),
              /** recorded as not known to belong to the population */
              unknown: z.number().int(),
              /** recorded as not belonging to it; in no denominator */
              ineligible: z.number().int(),
              /** of `ineligible`: their quota was full, by the same standard definitions */
              quotaFull: z.number().int(),
              /** of `nonContact`: the invitation is still open */
              waiting: z.number().int(),
              /** e: the share that belongs to the population, among those of whom it is known */
              eligibleShare: z.number().nullable(),
              /** I complete, P partial, R refusal and break-off, NC non-contact, O other, U unknown; D = I + P + R + NC + O */
              rates: z.array(
                z.object({
                  name: z.enum(["RR1", "RR2", "RR3", "RR4", "RR5", "RR6", "COOP1", "REF1", "CON1"]),
                  formula: z.string(),
                  value: z.number().nullable(),
                }),
              ),
            })
            .nullable(),
          /** answers from open links */
          open: z.object({
            answers: z.number().int(),
            complete: z.number().int(),
            begun: z.number().int(),
            completion: z.number().nullable(),
          }),
        }),
      ),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  modes: route({
    method: "GET",
    path: "/api/v1/population/modes",
    may: "figures:read",
    summary: "Whether answers differ by the way they came in, and early ones from late ones.",
    query: filters.extend({ metric: z.string().max(60).default("nps") }),
    reply: z.object({
      statement,
      tested: z.number().int(),
      rule: z.enum(["each-at-0.05", "benjamini-hochberg-at-0.10"]),
      channels: z.array(
        z.object({
          channel: z.string(),
          figure,
          /** against all other channels together */
          difference: ends.extend({ value: z.number(), p: z.number().nullable(), significant: z.boolean() }).nullable(),
        }),
      ),
      /** the first and the second half of the answers, by day; null when they cannot be parted */
      halves: z
        .object({
          early: figure,
          late: figure,
          difference: ends.extend({ value: z.number(), p: z.number().nullable(), significant: z.boolean() }).nullable(),
        })
        .nullable(),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  weights: route({
    method: "GET",
    path: "/api/v1/population/weights",
    may: "figures:read",
    summary: "Weight versions, newest first.",
    query: z.object({ survey: smallId.optional() }),
    reply: z.object({ items: z.array(weightVersion) }),
    errors: ["NOT_FOUND"],
  }),
  planWeights: route({
    method: "POST",
    path: "/api/v1/population/weights/plan",
    may: "weights:write",
    summary: "What weighting to chosen margins would do; applies nothing.",
    body: weighting,
    reply: weightPlan,
    errors: refusals,
  }),
  applyWeights: route({
    method: "POST",
    path: "/api/v1/population/weights",
    may: "weights:write",
    summary: "Weight a survey's answers of some days to chosen margins, as a new version; a refused plan applies nothing.",
    body: weighting,
    reply: z.object({ plan: weightPlan, version: weightVersion.nullable() }),
    errors: refusals,
  }),
  undoWeights: route({
    method: "POST",
    path: "/api/v1/population/weights/:id/undo",
    may: "weights:write",
    summary: "Take a weight version back; the one before it is in force again.",
    params: z.object({ id: z.uuid() }),
    reply: weightVersion,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  sampleSize: route({
    method: "GET",
    path: "/api/v1/population/sample-size",
    may: "figures:read",
    summary: "How many answers a margin of error needs, and how many invitations.",
    query: z.object({
      /** half the width of the interval in percentage points, 5 is ± 5; for a net promoter score in points */
      margin: numeral,
      of: z.enum(["share", "nps"]).default("share"),
      /** expected share 0–1, 0.5 needs most */
      share: numeral,
      promoters: numeral,
      detractors: numeral,
      population: numeral,
      designEffect: numeral,
      responseRate: numeral,
      level: z.enum(["0.9", "0.95", "0.99"]).default("0.95"),
    }),
    reply: z.object({
      base: z.number(),
      afterPopulation: z.number(),
      completes: z.number().int(),
      invitations: z.number().int(),
      isCensusOffered: z.boolean(),
    }),
    errors: ["INVALID_INPUT"],
  }),
  marginOfError: route({
    method: "GET",
    path: "/api/v1/population/margin-of-error",
    may: "figures:read",
    summary: "The other way round: what margin of error a number of answers gives.",
    query: z.object({
      /** answers one can afford */
      answers: numeral,
      of: z.enum(["share", "nps"]).default("share"),
      share: numeral,
      promoters: numeral,
      detractors: numeral,
      population: numeral,
      designEffect: numeral,
      responseRate: numeral,
      level: z.enum(["0.9", "0.95", "0.99"]).default("0.95"),
    }),
    reply: z.object({
      /** half the width of the interval, in percentage points or in points */
      margin: z.number(),
      invitations: z.number().int(),
    }),
    errors: ["INVALID_INPUT"],
  }),
  allocate: route({
    method: "POST",
    path: "/api/v1/population/allocation",
    may: "figures:read",
    summary: "Spread a sample over strata: in proportion, equally, or by how much answers vary.",
    body: z.strictObject({
      n: z.number(),
      method: z.enum(["proportional", "equal", "neyman"]).default("proportional"),
      minimum: z.number().default(0),
      strata: z
        .array(z.strictObject({ code: z.string().max(80), population: z.number(), deviation: z.number().optional() }))
        .min(1)
        .max(500),
    }),
    reply: z.object({ strata: z.array(z.object({ code: z.string(), exact: z.number(), size: z.number().int() })) }),
    errors: ["INVALID_INPUT"],
  }),
};
