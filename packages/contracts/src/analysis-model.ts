import { z } from "zod";
import { day, filters, idNumber, instant, localText, smallId } from "./common.js";
import { period, statement } from "./figures.js";
import { route } from "./route.js";

const code = z.string().max(70);
const kind = z.enum(["CCSI", "ECSI", "ACSI"]);
const latent = z.enum(["Image", "Expectation", "Quality", "Value", "Satisfaction", "Complaints", "Loyalty"]);
const ends = z.object({ low: z.number(), high: z.number() });
const items = z.partialRecord(latent, z.array(code).max(20));
/** Overall, against the expectation, against the ideal. */
const threeItems = z.tuple([code, code, code]);
/** How much each of the three items counts; null: alike. Only their proportions matter. */
const threeWeights = z
  .tuple([z.number().positive().max(1000), z.number().positive().max(1000), z.number().positive().max(1000)])
  .nullable();
/** Weight by metric code; what is not named weighs what its attribute weighs, else 1. */
const weights = z.record(code, z.number().positive().max(1000));
const definition = z.object({
  surveyId: z.number().int(),
  kind,
  items,
  weights,
  threeItems: threeItems.nullable(),
  threeWeights,
});

const estimate = z.object({ value: z.number(), interval: ends.nullable() });
const group = z.object({
  id: z.number().int(),
  label: localText,
  n: z.number().int(),
  /** `few`: below the base a model needs, only the index is shown; `hidden`: fewer than ten, nothing is */
  state: z.enum(["ok", "few", "hidden"]),
  /** index 0–100 per latent, by the weights of everybody */
  indices: z.array(z.object({ latent, index: estimate.nullable() })),
  /** paths fitted for this group alone; empty when it is too small */
  paths: z.array(z.object({ from: latent, to: latent, ...estimate.shape })),
});
/** One line of the index tree, top down; `depth` 0 is the whole. */
const node = z.object({
  name: z.string(),
  /** null: the whole */
  label: localText.nullable(),
  depth: z.number().int(),
  /** among its siblings, 0–1 */
  weight: z.number(),
  value: z.number().nullable(),
  n: z.number().int(),
  /** share of the weight below it that has answers */
  presentShare: z.number(),
  isThin: z.boolean(),
});

const historyStep = z.enum(["week", "month", "quarter"]);
/** The index of one unit, or of the whole, in one period. */
const indexPoint = z.object({
  /** 0–100, unrounded; null where nothing can be computed or is hidden */
  value: z.number().nullable(),
  interval: ends.nullable(),
  /** the smallest base among the attributes used */
  n: z.number().int(),
  base: z.enum(["none", "low", "small", "ok"]),
  /** some answers are hidden, so the value rests on the others or is missing */
  isHidden: z.boolean(),
  /** share of the weight that has answers */
  presentShare: z.number(),
  /** less than half of the weight has answers */
  isThin: z.boolean(),
  /** weighed attributes without answers: theirs is shared out among their siblings */
  missing: z.array(code),
  /** pulled towards the whole, the more the smaller n; null for the whole itself */
  shrunk: z.number().nullable(),
  /** by the shrunken value, 1 is highest; null below n 30 */
  rank: z.number().int().nullable(),
});
export type IndexPoint = z.output<typeof indexPoint>;

export const modelAnalysis = {
  modelSettings: route({
    method: "GET",
    path: "/api/v1/analysis/model/settings",
    may: "figures:read",
    summary: "Which questions stand for which part of the index model: as saved, or a guess; and the questions to choose from.",
    query: z.object({ survey: smallId.optional(), kind: kind.optional() }),
    reply: z.object({
      /** 0: nothing saved yet */
      version: z.number().int(),
      isGuess: z.boolean(),
      definition: definition.nullable(),
      /** what a guess leaves out because too few answer it */
      leftOut: z.array(code),
      surveys: z.array(z.object({ id: z.number().int(), title: localText })),
      questions: z.array(z.object({ code, label: localText, min: z.number(), max: z.number() })),
      history: z.array(z.object({ version: z.number().int(), kind, surveyId: z.number().int(), by: z.string().nullable(), at: instant })),
    }),
    errors: ["NOT_FOUND"],
  }),
  saveModel: route({
    method: "POST",
    path: "/api/v1/analysis/model/settings",
    may: "analysis:write",
    summary: "Save which questions stand for which part of the index model, as a new version.",
    body: z.strictObject({
      version: idNumber,
      surveyId: idNumber,
      kind,
      items,
      weights,
      threeItems: threeItems.nullable(),
      threeWeights: threeWeights.default(null),
    }),
    reply: z.object({ version: z.number().int() }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "CONFLICT"],
  }),
  modelHistory: route({
    method: "GET",
    path: "/api/v1/analysis/model/history",
    may: "figures:read",
    summary:
      "The weighted index over time, as a whole and by unit, by the weights of each period or by today's, with shrinkage for small units.",
    query: filters.extend({
      by: historyStep.default("month"),
      periods: z.coerce.number().int().min(2).max(60).default(12),
      /** `own`: each period by the weights in force at its end */
      weights: z.enum(["own", "today"]).default("own"),
    }),
    reply: z.object({
      statement,
      surveyId: z.number().int().nullable(),
      /** oldest first; at least one where there is an index */
      versions: z.array(
        z.object({
          version: z.number().int(),
          /** null: since the beginning */
          since: day.nullable(),
          by: z.string().nullable(),
          shares: z.array(
            z.object({
              code,
              label: localText,
              /** of the whole, 0–1; 0 where it does not count */
              share: z.number(),
              /** in the version before; null for the first */
              before: z.number().nullable(),
            }),
          ),
        }),
      ),
      periods: z.array(
        z.object({
          ...period.shape,
          /** of the weights applied */
          version: z.number().int(),
          /** periods of one number may be joined and compared */
          stretch: z.number().int(),
        }),
      ),
      breaks: z.array(z.object({ on: day, kind: z.enum(["version", "wording", "incomparable", "weights"]), label: localText })),
      /** the whole first (no unit), then the units below it; points in the order of the periods */
      lines: z.array(z.object({ unitId: z.number().int().nullable(), label: localText.nullable(), points: z.array(indexPoint) })),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  model: route({
    method: "GET",
    path: "/api/v1/analysis/model",
    may: "figures:read",
    summary: "The satisfaction index model by PLS: paths, loadings, reliability, indices with resampled intervals, by segment and unit.",
    query: filters,
    reply: z.object({
      statement,
      version: z.number().int(),
      isGuess: z.boolean(),
      kind: kind.nullable(),
      surveyId: z.number().int().nullable(),
      /** parts of the model that no question stands for: without them there is no model */
      missing: z.array(latent),
      n: z.number().int(),
      neededN: z.number().int(),
      result: z
        .object({
          draws: z.number().int(),
          goodnessOfFit: z.number(),
          latents: z.array(
            z.object({
              latent,
              index: estimate,
              r2: estimate.nullable(),
              alpha: z.number(),
              compositeReliability: z.number(),
              ave: z.number(),
              items: z.array(z.object({ code, label: localText, loading: estimate, weight: z.number(), n: z.number().int() })),
            }),
          ),
          paths: z.array(z.object({ from: latent, to: latent, ...estimate.shape, perPoint: z.number() })),
          effects: z.array(z.object({ from: latent, to: latent, ...estimate.shape })),
          /** correlation of every question with every part; its own should be the largest */
          crossLoadings: z.array(z.object({ code, label: localText, latent, values: z.array(z.object({ latent, value: z.number() })) })),
          htmt: z.array(z.object({ a: latent, b: latent, value: z.number() })),
          warnings: z.array(
            z.object({
              code: z.enum([
                "NOT_CONVERGED",
                "SMALL_BASE",
                "LOW_ALPHA",
                "LOW_COMPOSITE_RELIABILITY",
                "LOW_AVE",
                "LOW_LOADING",
                "NEGATIVE_WEIGHT",
                "CROSS_LOADING",
                "NOT_DISTINCT",
              ]),
              latent: latent.nullable(),
              other: latent.nullable(),
              item: z.string().nullable(),
              value: z.number().nullable(),
            }),
          ),
        })
        .nullable(),
      segments: z.array(group),
      units: z.array(group),
      /** weighted index tree over the rated attributes; null when none is rated */
      tree: z.array(node).nullable(),
      threeItem: z
        .object({
          value: z.number(),
          n: z.number().int(),
          means: z.array(z.number()),
          /** shares of 1 */
          weights: z.array(z.number()),
        })
        .nullable(),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
};
