import type { api, Finding } from "@manyi/contracts";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { presentOne } from "../voices/index.js";
import { insertFinding } from "./insert-finding.js";
import { requireOwner } from "./owners.js";
import { findOne } from "./read-findings.js";
import { voiceEvidence } from "./voice-evidence.js";

type Body = z.output<typeof api.findings.ofVoice.body>;

/**
 * Starts from what one customer said. Who sees the voice's unit sees the finding; one without a unit is for those who see everything.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE for a voice without words or an anonymous one; INVALID_INPUT for an owner
 *   who may not own it
 */
export async function createOfVoice(ctx: Context, voiceId: string, body: Body): Promise<Finding> {
  const { unit, occurredOn } = await presentOne(ctx, voiceId);
  const days = { from: occurredOn, to: occurredOn };
  const filters = { ...days, ...(unit === null ? {} : { unit: unit.id }), compare: "none", weighting: "none" } as const;
  const [evidence] = await Promise.all([voiceEvidence(ctx, voiceId, { filters }), requireOwner(ctx, body.ownerId)]);
  if (evidence === null) throw new AppError("INVALID_STATE");
  const facts = {
    kind: "voice" as const,
    attribute: voiceId,
    title: body.title,
    unit_id: unit?.id ?? null,
    scope_units: unit === null ? null : [unit.id],
    question: JSON.stringify({ filters, outcome: "nps", method: "relativeWeights", drivers: [] }),
    evidence: JSON.stringify(evidence),
  };
  const id = await insertFinding(ctx, facts, body, { kind: "voice", voice: voiceId });
  return findOne(ctx, id);
}
