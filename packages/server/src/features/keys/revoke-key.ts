import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireInScope } from "../../platform/scope.js";

/** Ends a key at once; a second call changes nothing. @throws {AppError} NOT_FOUND when unknown or out of scope */
export async function revokeKey(ctx: Context, id: string): Promise<{ ok: true }> {
  return ctx.tx(async (tx) => {
    const key = await tx
      .selectFrom("api_keys")
      .select(["unit_id", "revoked_at"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (key === undefined) throw new AppError("NOT_FOUND");
    requireInScope(ctx, key.unit_id);
    if (key.revoked_at === null) {
      await tx.updateTable("api_keys").set({ revoked_at: ctx.now() }).where("tenant_id", "=", ctx.tenantId).where("id", "=", id).execute();
      await ctx.audit(tx, { action: "keys.revoke", object: `key ${id}` });
    }
    return { ok: true as const };
  });
}
