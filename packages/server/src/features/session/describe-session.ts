import type { SessionReply } from "@manyi/contracts";
import { permissionsOf } from "@manyi/core/access";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { rolesOf } from "../../platform/identify.js";
import { presentOrganisation } from "./present.js";
import { organisationsOf, userOf } from "./queries.js";

/** Who is signed in, in which organisation, with which rights there. */
export async function describeSession(ctx: Context, userId: string, tenantId = ctx.tenantId): Promise<SessionReply> {
  const [user, rows] = await Promise.all([userOf(ctx.db, userId), organisationsOf(ctx.db, userId)]);
  const current = rows.find((row) => row.id === tenantId);
  if (current === undefined) throw new AppError("NOT_SIGNED_IN");
  const roles = rolesOf(current.roles);
  return {
    user: { id: user.id, email: user.email, name: user.name, locale: user.locale === "en" ? "en" : "zh-CN" },
    organisation: presentOrganisation(current),
    organisations: rows.map(presentOrganisation),
    roles: [...roles],
    permissions: [...permissionsOf(roles)].sort(),
    unitIds: [...current.unit_ids],
    now: ctx.now().toISOString(),
  };
}
