import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { unitsAsked } from "../../platform/units-asked.js";
import type { Person } from "./person.js";

export type CustomerFilter = { readonly unit: number | null; readonly segment: number | null };

/**
 * Customers within scope, by their number: each belongs to the unit last heard from, and to none when nobody was heard.
 *
 * @param most one more than may be read, so that a larger source can be refused
 * @throws {AppError} NOT_FOUND for a unit that is not there or not the reader's
 */
export async function readCustomers(ctx: Context, { unit, segment }: CustomerFilter, most: number): Promise<readonly Person[]> {
  const units = (await unitsAsked(ctx, unit ?? undefined)) ?? ctx.scope.units;
  const { rows } = await sql<Person>`
    select k.id as "customerId", k.external_id as "externalId", k.name, k.phone, k.email, v.unit_id as "unitId",
      k.segment_id as "segmentId", null as stratum
    from customers k
    left join lateral (
      -- no "limit 1": on tables without statistics that walks through the voices of everybody, day by day
      select (array_agg(v.unit_id order by v.local_day desc, v.id desc))[1] as unit_id from voices v
      where v.tenant_id = k.tenant_id and v.customer_id = k.id and v.unit_id is not null
    ) v on true
    where k.tenant_id = ${ctx.tenantId} and (${segment}::int is null or k.segment_id = ${segment}::int)
      and (${units === null} or v.unit_id = any(${[...(units ?? [])]}::int[]))
    order by k.external_id nulls last, k.id limit ${most}`.execute(ctx.db);
  return rows;
}
