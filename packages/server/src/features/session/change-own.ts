import type { SessionReply } from "@manyi/contracts";
import type { Context, Locale } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { describeSession } from "./describe-session.js";

/** Changes the own language, or the organisation looked at. @throws {AppError} NOT_FOUND when the person is no member there */
export async function changeOwn(
  ctx: Context,
  userId: string,
  change: { locale?: Locale | undefined; organisationId?: number | undefined },
): Promise<SessionReply> {
  const tenantId = change.organisationId ?? ctx.tenantId;
  await ctx.tx(async (tx) => {
    const member = await tx
      .selectFrom("memberships")
      .select("tenant_id")
      .where("tenant_id", "=", tenantId)
      .where("user_id", "=", userId)
      .where("active", "=", true)
      .executeTakeFirst();
    if (member === undefined) throw new AppError("NOT_FOUND");
    await tx
      .updateTable("auth_users")
      .set({ last_tenant_id: tenantId, updated_at: ctx.now(), ...(change.locale === undefined ? {} : { locale: change.locale }) })
      .where("id", "=", userId)
      .execute();
  });
  return describeSession(ctx, userId, tenantId);
}
