import { sql } from "kysely";
import { type Looked, purchasesVersion } from "./buyers.js";
import { remember } from "./remember.js";

/** What a known customer said on one day. Anonymous voices carry no customer and are never here. */
export type Answer = {
  readonly day: number;
  readonly csat: number | null;
  readonly nps: number | null;
  /** promised not to be told to those who work with the customer: counted, never listed */
  readonly isConfidential: boolean;
};

/** The version of what customers said and bought: the projection moves with every voice. */
export async function dataVersion({ ctx }: Looked): Promise<string> {
  return `${await purchasesVersion(ctx)} ${ctx.analytics.duck.version?.() ?? 0}`;
}

/** Answers on satisfaction or recommendation by customer, oldest first. */
export async function readAnswers(looked: Looked): Promise<ReadonlyMap<string, readonly Answer[]>> {
  const { ctx, units, name } = looked;
  return remember(ctx.store, `answers ${name}`, await dataVersion(looked), async () => {
    const within = units === null ? sql`true` : sql`unit_id = any(${[...units]}::int[])`;
    const { rows } = await sql<{ customer_id: string; local_day: number; csat: number | null; nps: number | null; anonymity: string }>`
      select customer_id, local_day, csat, nps, anonymity from voices
      where tenant_id = ${ctx.tenantId} and customer_id is not null and anonymity <> 'anonymous' and quality <> 'excluded'
        and source <> 'verification' and (csat is not null or nps is not null) and ${within}
      order by customer_id, local_day, id`.execute(ctx.db);
    const byCustomer = new Map<string, Answer[]>();
    for (const { customer_id, local_day, csat, nps, anonymity } of rows) {
      const list = byCustomer.get(customer_id) ?? [];
      list.push({ day: local_day, csat, nps, isConfidential: anonymity !== "identified" });
      byCustomer.set(customer_id, list);
    }
    return byCustomer;
  });
}
