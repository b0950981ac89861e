import { z } from "zod";
import { instant, localText } from "./common.js";
import { route } from "./route.js";

export const indicatorName = z.enum(["repeatPurchases", "choosingTime", "priceSensitivity", "competitorAttraction", "incidentTolerance"]);
export type LoyaltyIndicatorName = z.output<typeof indicatorName>;
const source = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("purchases") }),
  /** whether the customer came back within so many days of an incident */
  z.strictObject({ from: z.literal("cases"), days: z.number().int().min(7).max(730) }),
  z.strictObject({ from: z.literal("question"), survey: z.number().int().min(1).max(2_000_000_000), part: z.string().min(1).max(120) }),
  z.strictObject({ from: z.literal("attribute"), code: z.string().min(1).max(60) }),
]);
export type LoyaltySource = z.output<typeof source>;
const indicator = z.strictObject({
  weight: z.number().min(0).max(100),
  /** raw values that score 0 and 100 */
  disloyal: z.number().min(-1e6).max(1e6),
  loyal: z.number().min(-1e6).max(1e6),
  source: source.nullable(),
});
const indicators = z.strictObject({
  repeatPurchases: indicator,
  choosingTime: indicator,
  priceSensitivity: indicator,
  competitorAttraction: indicator,
  incidentTolerance: indicator,
});
export const loyaltyModel = z.strictObject({
  /** days looked back for repeat purchases and for answers */
  days: z.number().int().min(28).max(1095),
  satisfaction: z.enum(["csat", "nps"]),
  satisfiedFrom: z.number().min(0).max(10),
  /** what stands for behaviour in the matrix: the index, or repeat purchases alone */
  behaviour: z.enum(["index", "purchases"]),
  loyalFrom: z.number().min(0).max(100),
  silverFrom: z.number().min(0).max(100),
  goldFrom: z.number().min(0).max(100),
  indicators,
});
export type LoyaltyModel = z.output<typeof loyaltyModel>;

/** How loyalty is scored; each change is a version. */
export const modelRoutes = {
  model: route({
    method: "GET",
    path: "/api/v1/loyalty/model",
    may: "figures:read",
    summary: "Cut-points, weights, sources and thresholds in force, what may be chosen, and every version before.",
    reply: z.object({
      version: z.number().int(),
      model: loyaltyModel,
      choices: z.array(
        z.object({
          source,
          label: localText,
          survey: localText.nullable(),
          min: z.number(),
          max: z.number(),
          /** answers with a customer; null when too few to tell */
          n: z.number().int().nullable(),
        }),
      ),
      versions: z.array(z.object({ version: z.number().int(), changedBy: z.string().nullable(), changedAt: instant, model: loyaltyModel })),
    }),
    errors: [],
  }),
  saveModel: route({
    method: "POST",
    path: "/api/v1/loyalty/model",
    may: "analysis:write",
    summary: "Save cut-points, weights, sources and thresholds as a new version.",
    body: z.strictObject({ after: z.number().int().min(0).max(2_000_000_000), model: loyaltyModel }),
    reply: z.object({ version: z.number().int() }),
    errors: ["INVALID_INPUT", "CONFLICT", "NOT_ALLOWED"],
  }),
};
