import { z } from "zod";
import { expectationTier } from "./analysis-drivers.js";
import { day, filters, instant, localText } from "./common.js";
import { statement } from "./figures.js";
import { route } from "./route.js";

const category = z.enum(["M", "O", "A", "I", "R", "Q"]);
const counts = z.object({
  M: z.number().int(),
  O: z.number().int(),
  A: z.number().int(),
  I: z.number().int(),
  R: z.number().int(),
  Q: z.number().int(),
});
const errors = ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"] as const;
/** What ratings are held against where nobody asked a Kano pair. */
const outcome = z.string().max(60).default("csat");

const kanoResult = z.object({
  n: z.number().int(),
  counts,
  category,
  tier: expectationTier.nullable(),
  better: z.number().nullable(),
  worse: z.number().nullable(),
  /** 95 %, of those who chose A, O, M or I; null with `better` and `worse` where nobody did */
  betterInterval: z.object({ low: z.number(), high: z.number() }).nullable(),
  worseInterval: z.object({ low: z.number(), high: z.number() }).nullable(),
  caring: z.number().int(),
  /** lead of the first category over the second, as a share of n */
  categoryStrength: z.number(),
  totalStrength: z.number(),
  /** Fong's test: the first category leads beyond chance at 90 % */
  isDistinct: z.boolean(),
  questionableShare: z.number(),
  needsRewording: z.boolean(),
});
const ratingResult = z.object({
  n: z.number().int(),
  asymmetry: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  tier: expectationTier.nullable(),
});
const manualTier = z.object({ tier: expectationTier, reason: z.string(), by: z.string().nullable(), at: instant });

export const kanoAnalysis = {
  kano: route({
    method: "GET",
    path: "/api/v1/analysis/kano",
    may: "figures:read",
    summary: "Expectation tier of each attribute: from Kano pairs, else from how ratings punish and reward, or set by hand.",
    query: filters.extend({ outcome }),
    reply: z.object({
      statement,
      rows: z.array(
        z.object({
          attribute: z.string(),
          label: localText,
          kano: kanoResult.nullable(),
          ratings: ratingResult.nullable(),
          manual: manualTier.nullable(),
          /** the tier in force, and what says so */
          tier: expectationTier.nullable(),
          source: z.enum(["manual", "kano", "ratings"]).nullable(),
        }),
      ),
    }),
    errors,
  }),
  kanoSegments: route({
    method: "GET",
    path: "/api/v1/analysis/kano/segments",
    may: "figures:read",
    summary: "Tier of each attribute in each segment.",
    query: filters.extend({ outcome }),
    reply: z.object({
      statement,
      segments: z.array(z.object({ id: z.number().int(), label: localText })),
      rows: z.array(
        z.object({
          attribute: z.string(),
          label: localText,
          cells: z.array(
            z.object({
              n: z.number().int(),
              tier: expectationTier.nullable(),
              /** of a Kano pair; null where ratings speak */
              category: category.nullable(),
              source: z.enum(["kano", "ratings"]).nullable(),
            }),
          ),
        }),
      ),
    }),
    errors,
  }),
  kanoDrift: route({
    method: "GET",
    path: "/api/v1/analysis/kano/drift",
    may: "figures:read",
    summary:
      "Tiers month by month up to the end of the period, with an alert after two moves down in a row; a question that became another one starts anew.",
    query: filters.extend({ outcome, months: z.coerce.number().int().min(3).max(36).default(12) }),
    reply: z.object({
      statement,
      /** year·12 + month − 1 */
      months: z.array(z.number().int()),
      rows: z.array(
        z.object({
          attribute: z.string(),
          label: localText,
          source: z.enum(["kano", "ratings"]),
          /** one a month; a month in which the question became another one has one on each side of that day */
          points: z.array(
            z.object({
              month: z.number().int(),
              start: day,
              /** points of one number may be joined and compared */
              stretch: z.number().int(),
              n: z.number().int(),
              tier: expectationTier.nullable(),
              /** Kano: 2 delight … 0 basic; ratings: the asymmetry −1…1 */
              score: z.number().nullable(),
              standardError: z.number().nullable(),
            }),
          ),
          /** days on which a new version changed the question or its words, as at a trend */
          breaks: z.array(z.object({ on: day, kind: z.enum(["wording", "incomparable"]), label: localText })),
          alerts: z.array(z.object({ month: z.number().int(), from: expectationTier, to: expectationTier })),
        }),
      ),
    }),
    errors,
  }),
  setTier: route({
    method: "POST",
    path: "/api/v1/analysis/tiers",
    may: "analysis:write",
    summary: "Set the expectation tier of an attribute by hand, with the reason; null gives the word back to the answers.",
    body: z.strictObject({
      attribute: z.string().min(1).max(60),
      tier: expectationTier.nullable(),
      reason: z.string().trim().min(1).max(500),
    }),
    reply: z.object({ manual: manualTier.nullable() }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
};
