import type { Context } from "../../platform/context.js";
import { inScope } from "../../platform/scope.js";

/** Keys within the reader's scope, newest first; secrets are not stored. */
export async function listKeys(ctx: Context) {
  const rows = await ctx.db
    .selectFrom("api_keys")
    .select(["id", "prefix", "name", "permissions", "unit_id", "expires_at", "revoked_at", "last_used_on"])
    .where("tenant_id", "=", ctx.tenantId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows
    .filter((row) => inScope(ctx, row.unit_id))
    .map((row) => ({
      id: row.id,
      prefix: row.prefix,
      name: row.name,
      permissions: [...row.permissions],
      unitId: row.unit_id,
      expiresAt: row.expires_at.toISOString(),
      revokedAt: row.revoked_at?.toISOString() ?? null,
      lastUsedOn: row.last_used_on,
    }));
}
