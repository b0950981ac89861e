import type { api } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { withdrawInvitations } from "../respond/index.js";
import { requireLink } from "./links.js";

type Item = z.output<typeof api.surveys.recordOutcomes.body>["items"][number];
type Reply = z.input<typeof api.surveys.recordOutcomes.reply>;

const REASONS = { bounced: "BOUNCED", ineligible: "INELIGIBLE", unknown: "UNKNOWN", other: "OTHER", refused: "REFUSED" } as const;

/**
 * What became of invitations that were sent by another system: letters that came back, people who are no customers any more, refusals by
 * telephone. The response rates count them by it. Whoever has answered stays answered, and a refusal ends every further asking.
 *
 * @returns in the order asked; `recorded` is false for people without an unanswered invitation by this link
 * @throws {AppError} NOT_FOUND; INVALID_INPUT when somebody is named twice
 */
export async function recordOutcomes(ctx: Context, surveyId: number, linkId: string, items: readonly Item[]): Promise<Reply> {
  await requireLink(ctx, surveyId, linkId);
  refuseRepeats(items);
  const spelled = items.map(({ externalId, outcome }) => ({ external_id: externalId, reason: REASONS[outcome] }));
  const recorded = await ctx.tx(async (tx) => {
    const { rows } = await sql<{ id: string; customer_id: string; external_id: string; reason: string }>`
      update invitations i set reason = a.reason
      from jsonb_to_recordset(${JSON.stringify(spelled)}::jsonb) as a (external_id text, reason text)
      join customers c on c.tenant_id = ${ctx.tenantId} and c.external_id = a.external_id
      where i.tenant_id = ${ctx.tenantId} and i.survey_id = ${surveyId} and i.link_id = ${linkId}::uuid and i.customer_id = c.id
        and i.state in ('sent', 'expired')
      returning i.id, i.customer_id, c.external_id, i.reason`.execute(tx);
    const refused = rows.filter(({ reason }) => reason === REASONS.refused);
    for (const { id, customer_id: customerId } of refused) await withdrawInvitations(tx, ctx.tenantId, { id, customerId });
    // the invitation that was refused says so; the others of the same person were withdrawn
    const ids = refused.map(({ id }) => id);
    await sql`update invitations set reason = ${REASONS.refused} where tenant_id = ${ctx.tenantId} and id = any(${ids}::uuid[])`.execute(
      tx,
    );
    return new Set(rows.map(({ external_id }) => external_id));
  });
  return { items: items.map(({ externalId }) => ({ externalId, recorded: recorded.has(externalId) })) };
}

/** Of two outcomes of one person only one can be true. @throws {AppError} INVALID_INPUT with the place */
function refuseRepeats(items: readonly Item[]): void {
  const first = new Map<string, number>();
  const faults = items.flatMap(({ externalId }, index) => {
    const before = first.get(externalId);
    if (before === undefined) first.set(externalId, index);
    const path = `body.items[${index}].externalId`;
    return before === undefined ? [] : [{ path, "zh-CN": `与第 ${before + 1} 条是同一个人`, en: `The same person as entry ${before + 1}` }];
  });
  if (faults.length > 0) throw new AppError("INVALID_INPUT", faults);
}
