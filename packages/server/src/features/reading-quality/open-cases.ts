import { sql } from "kysely";
import { type Services, systemContext } from "../../platform/services.js";
import { isForRule, openCaseOfVoice } from "../cases/index.js";
import { mayAutomate } from "./automation.js";

/** How sure the machine must be, and how many cases one round opens. */
const LEAST_CONFIDENCE = 0.9;
const MOST = 50;

/**
 * Opens cases from bad comments that came without a score, where a person has allowed it and the machine still agrees with people. A voice
 * has one case at most, whoever opens it.
 *
 * @returns how many were opened
 */
export async function openAutomaticCases(services: Services): Promise<number> {
  const { store } = services;
  const tenants = await sql<{ id: number; since: Date }>`
    select id, (settings -> 'readingAutomation' ->> 'changedAt')::timestamptz as since from tenants
    where (settings -> 'readingAutomation' ->> 'isOn')::boolean`.execute(store.db);
  let opened = 0;
  for (const { id: tenantId, since } of tenants.rows) {
    if (!(await mayAutomate(store.db, tenantId))) continue;
    const found = await sql<{ voice_id: string }>`
      select r.voice_id from voice_readings r
      join voice_topics t on t.tenant_id = r.tenant_id and t.voice_id = r.voice_id and t.topic_id = 0
      join voices v on v.tenant_id = r.tenant_id and v.id = r.voice_id
      where r.tenant_id = ${tenantId} and r.confidence >= ${LEAST_CONFIDENCE} and t.sentiment = -1 and v.occurred_at >= ${since}
        and v.nps is null and v.csat is null and v.ces is null and v.scores = '{}'::jsonb
        and not exists (select 1 from cases c where c.tenant_id = v.tenant_id and c.voice_id = v.id)
      order by r.voice_id limit ${MOST}`.execute(store.db);
    const ctx = await systemContext(services, tenantId, "reading");
    for (const { voice_id } of found.rows) {
      await ctx.tx(async (tx) => {
        const row = await tx
          .selectFrom("voices")
          .selectAll()
          .where("tenant_id", "=", tenantId)
          .where("id", "=", voice_id)
          .executeTakeFirst();
        if (row === undefined || !isForRule(row, ctx.now())) return;
        if ((await openCaseOfVoice(tx, ctx, row)) !== null) opened++;
      });
    }
  }
  return opened;
}
