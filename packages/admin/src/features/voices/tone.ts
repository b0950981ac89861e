import type { Voice } from "@manyi/contracts";

/** How well a voice speaks of us, 0–1, from whichever score it gave; null when it gave none. */
export function toneOf(scores: Voice["scores"]): number | null {
  const { nps, csat, ces } = scores;
  if (nps !== undefined) return nps / 10;
  if (csat !== undefined) return (csat - 1) / 4;
  return ces === undefined ? null : (ces - 1) / 6;
}
