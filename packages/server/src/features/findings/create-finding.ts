import type { api, Finding } from "@manyi/contracts";
import { periodText } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { ask } from "../figures/index.js";
import { collectEvidence } from "./collect-evidence.js";
import { insertFinding } from "./insert-finding.js";
import { requireOwner } from "./owners.js";
import { findOne } from "./read-findings.js";

type Body = z.output<typeof api.findings.create.body>;

/**
 * Freezes what the answers say about an attribute as a finding. The days are spelled out, so that the question stays the one it was.
 *
 * @throws {AppError} INVALID_INPUT when there is no evidence, or the owner may not own it
 */
export async function createFinding(ctx: Context, body: Body): Promise<Finding> {
  const asked = await ask(ctx, body.question.filters);
  const question = { ...body.question, filters: { ...body.question.filters, ...periodText(asked.period) } };
  const [evidence] = await Promise.all([collectEvidence(ctx, body.kind, body.attribute, question), requireOwner(ctx, body.ownerId)]);
  if (evidence === null) {
    throw new AppError("INVALID_INPUT", [
      {
        path: "body.attribute",
        "zh-CN": "这些筛选下没有可用的证据：没有问过、答卷太少，或已隐藏。",
        en: "There is no evidence under these filters: not asked, too few answers, or hidden.",
      },
    ]);
  }
  const facts = {
    kind: body.kind,
    attribute: body.attribute,
    title: body.title,
    unit_id: question.filters.unit ?? null,
    scope_units: asked.where.units === null || asked.where.units === undefined ? null : [...asked.where.units],
    question: JSON.stringify(question),
    evidence: JSON.stringify(evidence),
  };
  const id = await insertFinding(ctx, facts, body, { kind: body.kind, attribute: body.attribute });
  return findOne(ctx, id);
}
