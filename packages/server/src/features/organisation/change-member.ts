import type { api } from "@manyi/contracts";
import type { z } from "zod";
import type { Auth } from "../../platform/auth.js";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { covers, type Member, membersOf, requireGivable } from "./members.js";
import { lockOrganisation } from "./queries.js";

/**
 * Changes roles, scope or whether a person may sign in; it holds from their next request on.
 *
 * @throws {AppError} NOT_FOUND for people with more scope than the caller; LAST_ADMIN when no admin of the whole would be left
 */
export async function changeMember(
  ctx: Context,
  auth: Auth,
  userId: string,
  change: z.output<typeof api.org.changeMember.body>,
): Promise<Member> {
  const changed = await ctx.tx(async (tx) => {
    await lockOrganisation(tx, ctx.tenantId);
    const members = await membersOf(tx, ctx.tenantId);
    const member = members.find((one) => one.userId === userId);
    if (member === undefined || !covers(ctx, member.unitIds)) throw new AppError("NOT_FOUND");
    if (change.unitIds !== undefined) await requireGivable(tx, ctx, change.unitIds);
    const after: Member = {
      ...member,
      roles: change.roles ?? member.roles,
      unitIds: change.unitIds ?? member.unitIds,
      active: change.active ?? member.active,
    };
    if (isWholeAdmin(member) && ![...members.filter((one) => one !== member), after].some(isWholeAdmin)) throw new AppError("LAST_ADMIN");
    await tx
      .updateTable("memberships")
      .set({ roles: JSON.stringify(after.roles), unit_ids: JSON.stringify(after.unitIds), active: after.active })
      .where("tenant_id", "=", ctx.tenantId)
      .where("user_id", "=", userId)
      .execute();
    await ctx.audit(tx, {
      action: "organisation.changeMember",
      object: `user ${userId}`,
      detail: { roles: after.roles, unitIds: after.unitIds, active: after.active },
    });
    return after;
  });
  if (!changed.active) await auth.endSessions(userId);
  return changed;
}

function isWholeAdmin(member: Member): boolean {
  return member.active && member.roles.includes("admin") && member.unitIds.length === 0;
}
