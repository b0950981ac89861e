import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { Context } from "./context.js";
import { AppError } from "./errors.js";
import { requireInScope } from "./scope.js";

/** A unit that still takes voices. */
export type OpenUnit = { readonly id: number; readonly name: LocalText; readonly timeZone: string };

/** @throws {AppError} NOT_FOUND for a unit that is closed, not there or not the caller's */
export async function openUnit(ctx: Context, id: number): Promise<OpenUnit> {
  const unit = await ctx.db
    .selectFrom("org_units")
    .select(["id", "name", "time_zone"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .where("closed_on", "is", null)
    .executeTakeFirst();
  if (unit === undefined) throw new AppError("NOT_FOUND");
  requireInScope(ctx, unit.id);
  return { id: unit.id, name: unit.name as LocalText, timeZone: unit.time_zone };
}

/** The customer who goes by this number in the organisation's own systems; `null` when nobody does. */
export async function findCustomer(
  { db, tenantId }: Context,
  externalId: string,
): Promise<{ readonly id: string; readonly segmentId: number | null } | null> {
  const found = await db
    .selectFrom("customers")
    .select(["id", "segment_id"])
    .where("tenant_id", "=", tenantId)
    .where("external_id", "=", externalId)
    .executeTakeFirst();
  return found === undefined ? null : { id: found.id, segmentId: found.segment_id };
}

/** The employee who signs in as the caller; `null` when nobody of the list does. */
export async function findOwnEmployee({ db, tenantId, actor }: Context): Promise<number | null> {
  if (actor.id === null) return null;
  const found = await db
    .selectFrom("employees")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("user_id", "=", actor.id)
    .executeTakeFirst();
  return found?.id ?? null;
}

/** Whether the caller belongs to this very unit, as member or as employee; a head of region does not belong to its stores. */
export async function isOwnUnit({ db, tenantId, actor }: Context, unitId: number): Promise<boolean> {
  if (actor.id === null) return false;
  const found = await sql<{ is_own: boolean }>`
    select exists (
        select from memberships where tenant_id = ${tenantId} and user_id = ${actor.id} and unit_ids @> ${JSON.stringify([unitId])}::jsonb
      ) or exists (
        select from employees where tenant_id = ${tenantId} and user_id = ${actor.id} and unit_id = ${unitId} and left_on is null
      ) as is_own`.execute(db);
  return found.rows[0]!.is_own;
}
