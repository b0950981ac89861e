import type { Evidence, Finding } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { kano } from "./kano.js";

/** Below this many answers a category would be about these people. */
const FEWEST = 10;

/**
 * What Kano pairs, or else ratings, say about one attribute.
 *
 * @returns `null` when neither was asked or too few answered
 */
export async function kanoEvidence(ctx: Context, attribute: string, { filters, outcome }: Finding["question"]): Promise<Evidence | null> {
  const found = await kano(ctx, { ...filters, outcome });
  const row = found.rows.find((one) => one.attribute === attribute);
  const shared = { asOf: ctx.now().toISOString(), statement: found.statement };
  if (row?.kano && row.kano.n >= FEWEST) {
    const { n, better, worse, betterInterval, worseInterval, categoryStrength, questionableShare, category, isDistinct, needsRewording } =
      row.kano;
    type Ends = typeof betterInterval;
    const plain = (code: string, value: number | null, interval: Ends = null) => ({ code, value, interval, n });
    return {
      ...shared,
      method: "kano",
      n,
      figures: [
        plain("better", better, betterInterval),
        plain("worse", worse, worseInterval),
        plain("strength", categoryStrength),
        plain("questionable", questionableShare),
      ].filter(({ value }) => value !== null),
      place: category,
      isUncertain: !isDistinct,
      cautions: needsRewording ? ["REWORD"] : [],
    };
  }
  if (!row?.ratings || row.ratings.asymmetry === null || row.ratings.n < FEWEST) return null;
  const { n, asymmetry, interval, tier } = row.ratings;
  return {
    ...shared,
    method: "penaltyReward",
    n,
    figures: [{ code: "asymmetry", value: asymmetry, interval, n }],
    place: tier,
    isUncertain: tier === null,
    cautions: ["NOT_A_CAUSE"],
  };
}
