import { z } from "zod";
import { day, instant, smallId } from "./common.js";

/** What every figure of the page rests on. */
export const basis = z.object({
  customers: z.number().int(),
  purchases: z.number().int(),
  /** returned in full, and returns without an order of ours: neither counts */
  returned: z.number().int(),
  from: day.nullable(),
  until: day.nullable(),
  hasAmounts: z.boolean(),
  modelVersion: z.number().int(),
  asOf: instant,
  k: z.number().int(),
});
export type LoyaltyBasis = z.output<typeof basis>;
export const ends = z.object({ low: z.number(), high: z.number() });
export const where = z.object({ unit: smallId.optional() });

/** `null` figures with a `hidden`: too few customers, or they could be told from the others */
export const hidden = z.enum(["SMALL", "COMPLEMENTARY"]).nullable();

export const cell = z.enum(["trueLoyalty", "atRisk", "captive", "neither"]);
export type LoyaltyCellName = z.output<typeof cell>;
export const group = z.enum(["best", "promising", "needsAttention", "atRisk", "lapsed"]);
export type RfmGroupName = z.output<typeof group>;
export const tier = z.enum(["gold", "silver", "regular"]);
