import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";

/** People who may answer for a finding or a metric: managers and analysts of the whole organisation, or of a unit the caller sees. */
export async function possibleOwners(ctx: Context): Promise<{ id: string; name: string }[]> {
  const { units } = ctx.scope;
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.name
    from memberships m join auth_users u on u.id = m.user_id
    where m.tenant_id = ${ctx.tenantId} and m.active and m.roles ?| array['cx_manager','frontline_manager','analyst']
      ${units === null ? sql`` : sql`and (m.unit_ids = '[]'::jsonb or exists (select from jsonb_array_elements(m.unit_ids) as one where one::int = any(${[...units]}::int[])))`}
    order by u.name, u.id
    limit 500`.execute(ctx.db);
  return rows;
}

/** @throws {AppError} INVALID_INPUT for somebody who may not answer for it here */
export async function requireOwner(ctx: Context, ownerId: string | null | undefined): Promise<void> {
  if (ownerId === null || ownerId === undefined) return;
  if ((await possibleOwners(ctx)).some(({ id }) => id === ownerId)) return;
  throw new AppError("INVALID_INPUT", [
    { path: "body.ownerId", "zh-CN": "此人不能负责这里的事", en: "This person cannot answer for it here" },
  ]);
}
