import type { api } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { requireLink } from "./links.js";

type Item = z.output<typeof api.surveys.recordOutcomes.body>["items"][number];
type Reply = z.input<typeof api.surveys.recordOutcomes.reply>;

const REASONS = { bounced: "BOUNCED", ineligible: "INELIGIBLE", unknown: "UNKNOWN", other: "OTHER", refused: "REFUSED" } as const;

/**
 * What became of invitations that were sent by another system: letters that came back, people who are no customers any more, refusals by
 * telephone. The response rates count them by it. Whoever has answered stays answered, and a refusal ends every further asking.
 *
 * @returns in the order asked; `recorded` is false for people without an unanswered invitation by this link
 * @throws {AppError} NOT_FOUND
 */
export async function recordOutcomes(ctx: Context, surveyId: number, linkId: string, items: readonly Item[]): Promise<Reply> {
  await requireLink(ctx, surveyId, linkId);
  const spelled = items.map(({ externalId, outcome }) => ({ external_id: externalId, reason: REASONS[outcome] }));
  const found = await sql<{ external_id: string }>`
    update invitations i set reason = a.reason, state = case when a.reason = 'REFUSED' then 'opted_out' else i.state end
    from jsonb_to_recordset(${JSON.stringify(spelled)}::jsonb) as a (external_id text, reason text)
    join customers c on c.tenant_id = ${ctx.tenantId} and c.external_id = a.external_id
    where i.tenant_id = ${ctx.tenantId} and i.survey_id = ${surveyId} and i.link_id = ${linkId}::uuid and i.customer_id = c.id
      and i.state in ('sent', 'expired')
    returning c.external_id`.execute(ctx.db);
  const recorded = new Set(found.rows.map(({ external_id }) => external_id));
  return { items: items.map(({ externalId }) => ({ externalId, recorded: recorded.has(externalId) })) };
}
