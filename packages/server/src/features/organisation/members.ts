import type { Role } from "@manyi/core/access";
import type { Db } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { rolesOf } from "../../platform/identify.js";
import { invalid } from "./faults.js";

export type Member = {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly roles: Role[];
  readonly unitIds: number[];
  readonly active: boolean;
};

/** People of the organisation whose whole scope the reader also has. */
export async function listMembers(ctx: Context): Promise<Member[]> {
  return (await membersOf(ctx.db, ctx.tenantId)).filter((member) => covers(ctx, member.unitIds));
}

export async function membersOf(db: Db, tenantId: number): Promise<Member[]> {
  const rows = await db
    .selectFrom("memberships as m")
    .innerJoin("auth_users as u", "u.id", "m.user_id")
    .select(["m.user_id", "u.email", "u.name", "m.roles", "m.unit_ids", "m.active"])
    .where("m.tenant_id", "=", tenantId)
    .orderBy("m.created_at")
    .orderBy("m.user_id")
    .execute();
  return rows.map((row) => ({
    userId: row.user_id,
    email: row.email,
    name: row.name,
    roles: [...rolesOf(row.roles)],
    unitIds: [...row.unit_ids],
    active: row.active,
  }));
}

/** Whether the caller's scope holds all of this scope; no units = the whole organisation. */
export function covers(ctx: Pick<Context, "scope">, unitIds: readonly number[]): boolean {
  const own = ctx.scope.units;
  return own === null || (unitIds.length > 0 && unitIds.every((id) => own.includes(id)));
}

/** @throws {AppError} INVALID_INPUT when a unit does not exist or is more than the caller may give */
export async function requireGivable(db: Db, ctx: Context, unitIds: readonly number[]): Promise<void> {
  const wanted = [...new Set(unitIds)];
  const known =
    wanted.length === 0
      ? []
      : await db.selectFrom("org_units").select("id").where("tenant_id", "=", ctx.tenantId).where("id", "in", wanted).execute();
  if (known.length < wanted.length || !covers(ctx, wanted)) {
    throw invalid("unitIds", "请在您自己的范围内选择组织单元。", "Choose units within your own scope.");
  }
}
