import type { Evidence, Finding } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { driverEvidence, kanoEvidence } from "../analysis/index.js";
import { gapEvidence } from "./gap-evidence.js";
import { voiceEvidence } from "./voice-evidence.js";

type Question = Finding["question"];

/**
 * The figures behind a finding, computed now.
 *
 * @returns `null` where there is nothing to show: nobody asked, too few answers, or hidden; and for what rests on indirect evidence,
 *   which is proposed with its figures by the feature that found it
 */
export async function collectEvidence(
  ctx: Context,
  kind: Finding["kind"],
  attribute: string,
  question: Question,
): Promise<Evidence | null> {
  switch (kind) {
    case "driver":
      return driverEvidence(ctx, attribute, question);
    case "kano":
      return kanoEvidence(ctx, attribute, question);
    case "gap":
      return gapEvidence(ctx, attribute, question);
    case "voice":
      return voiceEvidence(ctx, attribute, question);
    case "shift":
    case "retest":
      return null;
  }
}
