import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Context } from "../../platform/context.js";

/** The where-clause of `messages as m` within scope: for a scoped reader only what belongs to a case of their units. */
export function isInOutbox(ctx: Pick<Context, "tenantId" | "scope">): RawBuilder<SqlBool> {
  const { units } = ctx.scope;
  if (units === null) return sql<SqlBool>`m.tenant_id = ${ctx.tenantId}`;
  return sql<SqlBool>`(m.tenant_id = ${ctx.tenantId} and exists (
    select from cases c where c.tenant_id = m.tenant_id and c.id = m.case_id and c.unit_id = any(${[...units]}::int[])))`;
}
