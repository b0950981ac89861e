import type { Voice } from "@manyi/contracts";
import type { Tx } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { presentOne } from "./read-voice.js";
import { lockVoice, setQuality } from "./set-quality.js";

type Kind = "excluded" | "reinstated" | "kept";

/**
 * Takes a voice out of the figures, or back in. The answer itself stays as it was given; the mark keeps who and why, and the projection
 * follows the event.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE when it is so already, or when the voice is an anonymous one already
 *   counted: taking out a single one of a step would show what it said
 */
export async function markVoice(
  ctx: Context,
  id: string,
  { kind, reason }: { readonly kind: "excluded" | "reinstated"; readonly reason: string },
): Promise<Voice> {
  await ctx.tx(async (tx) => {
    if (!(await decide(tx, ctx, id, { kind, reason, batchId: null }))) throw new AppError("INVALID_STATE");
  });
  return presentOne(ctx, id);
}

/**
 * One decision about one voice: exclude it, reinstate an excluded one, or keep a flagged one as looked at and fine.
 *
 * @returns whether it could be made; `false` when the voice is so already, or an anonymous one already counted
 * @throws {AppError} NOT_FOUND, also out of scope
 */
export async function decide(
  tx: Tx,
  ctx: Context,
  id: string,
  { kind, reason, batchId }: { readonly kind: Kind; readonly reason: string; readonly batchId: string | null },
): Promise<boolean> {
  const voice = await lockVoice(tx, ctx, id);
  const isPossible =
    kind === "excluded" ? voice.quality !== "excluded" : voice.quality === (kind === "reinstated" ? "excluded" : "flagged");
  if (!isPossible || voice.isCounted) return false;
  const to = kind === "excluded" ? "excluded" : kind === "reinstated" && voice.flags.length > 0 ? "flagged" : "valid";
  await setQuality(tx, ctx, voice, { to, kind, reason, batchId });
  return true;
}
