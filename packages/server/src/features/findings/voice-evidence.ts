import type { Evidence, Finding } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { ask, readStatement } from "../figures/index.js";
import { presentOne } from "../voices/index.js";

/**
 * What one customer said, masked, and how many others say nearly the same.
 *
 * @param voiceId stands in the place of an attribute
 * @returns `null` for a voice without words, and for an anonymous one, whose words stand with ten others or not at all
 * @throws {AppError} NOT_FOUND, also out of scope
 */
export async function voiceEvidence(
  ctx: Context,
  voiceId: string,
  { filters }: Pick<Finding["question"], "filters">,
): Promise<Evidence | null> {
  const voice = await presentOne(ctx, voiceId);
  if (voice.comment === null || voice.anonymity === "anonymous") return null;
  return {
    asOf: ctx.now().toISOString(),
    statement: await readStatement(await ask(ctx, filters)),
    method: "voice",
    n: 1,
    figures: [{ code: "alike", value: voice.reading?.copies ?? null, interval: null, n: 1 }],
    quote: { voiceId, words: voice.comment, locale: voice.locale },
    place: null,
    isUncertain: false,
    cautions: [],
  };
}
