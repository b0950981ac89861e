import type { PackedAnswers } from "@manyi/core/survey";

/** A detractor, one of the two lowest grades, or a hard time: the customer is asked whether we should get in touch. */
export function isBadScore({ nps, csat, ces }: Pick<PackedAnswers, "nps" | "csat" | "ces">): boolean {
  return (nps !== null && nps <= 6) || (csat !== null && csat <= 2) || (ces !== null && ces <= 3);
}
