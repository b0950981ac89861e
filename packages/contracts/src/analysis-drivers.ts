import { z } from "zod";
import { filters, localText } from "./common.js";
import { statement } from "./figures.js";
import { route } from "./route.js";

const attributeCode = z.string().max(60);
const ends = z.object({ low: z.number(), high: z.number() });
const scale = z.object({ min: z.number(), max: z.number() });
/** Attribute codes apart by commas; without: every attribute asked together with the outcome. */
const chosen = z
  .string()
  .max(2000)
  .optional()
  .transform((list) => list?.split(",").filter((code) => code !== ""));
const outcome = z.string().max(60).default("nps");
const question = filters.extend({ outcome, drivers: chosen });
const errors = ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"] as const;

/** basic 基本期望, expected 期望期望, delight 惊喜期望 */
export const expectationTier = z.enum(["basic", "expected", "delight"]);
const quadrant = z.enum(["fix", "keep", "later", "maintain"]);

const driver = z.object({
  attribute: attributeCode,
  label: localText,
  /** share of what is explained, 0–1; null where nothing is ranked or its effect is not worth naming */
  share: z.number().nullable(),
  interval: ends.nullable(),
  correlation: z.number().nullable(),
  rankCorrelation: z.number().nullable(),
  beta: z.number().nullable(),
  vif: z.number().nullable(),
  mean: z.number(),
  meanInterval: ends.nullable(),
  scale,
  /** people who answered it */
  n: z.number().int(),
  rank: z.number().int().nullable(),
  /** drivers with one number cannot be told apart; 1 leads */
  group: z.number().int().nullable(),
  notRanked: z.enum(["NEGATIVE", "TINY", "CONSTANT"]).nullable(),
  quadrant: quadrant.nullable(),
  /** an interval reaches across a cross-hair */
  isUncertain: z.boolean(),
  /** what customers say it matters to them, or the weight given by hand: see `statedBy` */
  stated: z.number().nullable(),
  statedInterval: ends.nullable(),
  statedRank: z.number().nullable(),
  derivedRank: z.number().nullable(),
  /** ranks three or more apart */
  disagrees: z.boolean(),
  reading: z.enum(["agree", "quietDriver", "lipService"]).nullable(),
});

export const driverAnalysis = {
  drivers: route({
    method: "GET",
    path: "/api/v1/analysis/drivers",
    may: "figures:read",
    summary: "Drivers of an outcome by a chosen method, with resampled intervals, conditions, collinear pairs and the priority matrix.",
    query: question.extend({
      method: z.enum(["relativeWeights", "shapley", "rankCorrelation"]).default("relativeWeights"),
      /** what the matrix places attributes by */
      importance: z.enum(["derived", "stated"]).default("derived"),
      /** where its lines cross; without: at the means */
      crossImportance: z.coerce.number().min(0).max(1000).optional(),
      crossPerformance: z.coerce.number().min(-1000).max(1000).optional(),
    }),
    reply: z.object({
      statement,
      outcome: z.string(),
      /** `asked` of nobody, too `few` to tell anything, `indicative`, `notRanked` for want of explained variance, `ranked` */
      status: z.enum(["asked", "few", "indicative", "notRanked", "ranked"]),
      method: z.enum(["relativeWeights", "shapley", "rankCorrelation"]),
      n: z.number().int(),
      neededN: z.number().int(),
      nAvailable: z.number().int(),
      r2: z.number().nullable(),
      adjustedR2: z.number().nullable(),
      cautions: z.array(
        z.enum(["NOT_A_CAUSE", "SMALL_BASE", "WEAK_MODEL", "COLLINEAR", "CONSTANT_DRIVER", "CONSTANT_OUTCOME", "MISSING_ANSWERS"]),
      ),
      collinear: z.array(z.object({ a: attributeCode, b: attributeCode, correlation: z.number() })),
      drivers: z.array(driver),
      /** `asked`: mean of the surveys' importance ratings; `weights`: of the attributes in the whole tree; null: nobody said */
      statedBy: z.enum(["asked", "weights"]).nullable(),
      /** the scale importance was rated on */
      statedScale: scale.nullable(),
      /** where the matrix crosses; null without ranked drivers, or without stated importance */
      cross: z.object({ importance: z.number(), performance: z.number() }).nullable(),
      /** what may be explained, and by what */
      outcomes: z.array(z.string()),
      attributes: z.array(z.object({ code: attributeCode, label: localText })),
    }),
    errors,
  }),
  driverOutcomes: route({
    method: "GET",
    path: "/api/v1/analysis/drivers/outcomes",
    may: "figures:read",
    summary: "Two outcomes of the same people side by side: which drivers matter more for the one.",
    query: question.extend({ second: z.string().max(60) }),
    reply: z.object({
      statement,
      n: z.number().int(),
      neededN: z.number().int(),
      r2: z.object({ first: z.number().nullable(), second: z.number().nullable() }),
      rows: z.array(
        z.object({
          attribute: attributeCode,
          label: localText,
          /** share of what is explained of each; null where that outcome is not ranked */
          firstShare: z.number().nullable(),
          secondShare: z.number().nullable(),
          /** standardised coefficients, −1…1 */
          first: z.number(),
          second: z.number(),
          difference: z.number(),
          p: z.number(),
          isDifferent: z.boolean(),
        }),
      ),
    }),
    errors,
  }),
  driverSegments: route({
    method: "GET",
    path: "/api/v1/analysis/drivers/segments",
    may: "figures:read",
    summary: "Drivers per segment, each compared with everybody else.",
    query: question,
    reply: z.object({
      statement,
      neededN: z.number().int(),
      attributes: z.array(z.object({ code: attributeCode, label: localText })),
      segments: z.array(
        z.object({
          id: z.number().int(),
          label: localText,
          n: z.number().int(),
          status: z.enum(["few", "indicative", "notRanked", "ranked"]),
          r2: z.number().nullable(),
          /** in the order of `attributes`; `isDifferent`: points of the outcome per point differ from everybody else's */
          drivers: z.array(z.object({ share: z.number().nullable(), interval: ends.nullable(), isDifferent: z.boolean() })),
        }),
      ),
    }),
    errors,
  }),
  asymmetry: route({
    method: "GET",
    path: "/api/v1/analysis/asymmetry",
    may: "figures:read",
    summary: "Penalty and reward per attribute: what a weak one costs and a strong one brings, and the expectation tier this suggests.",
    query: question,
    reply: z.object({
      statement,
      rows: z.array(
        z.object({
          attribute: attributeCode,
          label: localText,
          low: z.object({ n: z.number().int(), mean: z.number().nullable() }),
          mid: z.object({ n: z.number().int(), mean: z.number().nullable() }),
          top: z.object({ n: z.number().int(), mean: z.number().nullable() }),
          penalty: z.number().nullable(),
          reward: z.number().nullable(),
          asymmetry: z.number().nullable(),
          interval: ends.nullable(),
          tier: expectationTier.nullable(),
        }),
      ),
    }),
    errors,
  }),
  simulate: route({
    method: "GET",
    path: "/api/v1/analysis/simulate",
    may: "figures:read",
    summary: "What the outcome would be if the mean of some drivers moved, should the relation hold as it stands.",
    query: question.extend({
      /** `delivery:0.2,price:-0.1`, points of the scale */
      changes: z
        .string()
        .max(2000)
        .regex(/^([^:,]{1,60}:-?\d{1,2}(\.\d{1,3})?(,(?=.)|$))*$/)
        .default(""),
    }),
    reply: z.object({
      statement,
      n: z.number().int(),
      neededN: z.number().int(),
      /** null when there are too few answers or the drivers are collinear */
      result: z
        .object({
          before: z.number(),
          after: z.number(),
          change: z.number(),
          changeInterval: ends,
          outcomeScale: scale,
          r2: z.number(),
          /** NPS or CSAT and its categories, best first, if everybody's score moved alike; null for other outcomes */
          headline: z
            .object({
              n: z.number().int(),
              before: z.object({ value: z.number(), shares: z.array(z.number()) }),
              after: z.object({ value: z.number(), shares: z.array(z.number()) }),
            })
            .nullable(),
          /** place of the chosen unit among those beside it, 1 leads; only units with thirty answers or more are ranked */
          rank: z.object({ before: z.number().int(), after: z.number().int(), of: z.number().int() }).nullable(),
          /** why there is no rank: no unit is chosen, none beside it is the reader's, it or all beside it have too few answers */
          noRank: z.enum(["no_unit", "no_peers", "few"]).nullable(),
        })
        .nullable(),
      drivers: z.array(
        z.object({
          attribute: attributeCode,
          label: localText,
          scale,
          before: z.number(),
          after: z.number(),
          /** points of the outcome per point of this driver, the others held still */
          perPoint: z.number().nullable(),
          perPointInterval: ends.nullable(),
          effect: z.number(),
        }),
      ),
    }),
    errors,
  }),
  ratioWhatIf: route({
    method: "GET",
    path: "/api/v1/analysis/ratio-what-if",
    may: "figures:read",
    summary: "What the ratio and its bands would be if everybody expected or perceived so many points more or less of one attribute.",
    query: filters.extend({
      attribute: attributeCode,
      expected: z.coerce.number().min(-9).max(9).default(0),
      perceived: z.coerce.number().min(-9).max(9).default(0),
    }),
    reply: z.object({
      statement,
      n: z.number().int(),
      scale: scale.nullable(),
      before: z.object({ ratio: z.number(), bands: z.array(z.number().int()) }).nullable(),
      after: z.object({ ratio: z.number(), bands: z.array(z.number().int()) }).nullable(),
    }),
    errors,
  }),
  preferenceMap: route({
    method: "GET",
    path: "/api/v1/analysis/preference-map",
    may: "figures:read",
    summary: "Preference map: which segments are above the average in being pleased with which attributes.",
    query: filters,
    reply: z.object({
      statement,
      n: z.number().int(),
      /** null with fewer than two segments or attributes */
      map: z
        .object({
          attributes: z.array(z.object({ code: attributeCode, label: localText, x: z.number(), y: z.number(), n: z.number().int() })),
          segments: z.array(z.object({ id: z.number().int(), label: localText, x: z.number(), y: z.number(), n: z.number().int() })),
          explained: z.array(z.number()),
          shown: z.number(),
          isMisleading: z.boolean(),
        })
        .nullable(),
    }),
    errors,
  }),
  threshold: route({
    method: "GET",
    path: "/api/v1/analysis/threshold",
    may: "figures:read",
    summary: "Where satisfaction starts to bring loyalty: mean loyalty at each score, and the score at which the slope changes.",
    query: filters.extend({ satisfaction: z.string().max(60).default("csat"), loyalty: z.string().max(60).default("nps") }),
    reply: z.object({
      statement,
      n: z.number().int(),
      points: z.array(z.object({ score: z.number(), n: z.number().int(), mean: z.number(), interval: ends.nullable() })),
      /** null with fewer than five scores in use */
      fit: z
        .object({
          threshold: z.number().nullable(),
          slopeBelow: z.number().nullable(),
          slopeAbove: z.number().nullable(),
          slope: z.number(),
          p: z.number(),
        })
        .nullable(),
      measures: z.array(z.string()),
    }),
    errors,
  }),
};
