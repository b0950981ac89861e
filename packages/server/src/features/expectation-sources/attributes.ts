import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";

/** @throws {AppError} INVALID_INPUT for an attribute that is not there */
export async function requireAttribute(ctx: Context, code: string): Promise<void> {
  const known = await ctx.db
    .selectFrom("attributes")
    .select("id")
    .where("tenant_id", "=", ctx.tenantId)
    .where("code", "=", code)
    .executeTakeFirst();
  if (known === undefined)
    throw new AppError("INVALID_INPUT", [{ path: "body.attribute", "zh-CN": "没有这个测评要素", en: "No such attribute" }]);
}
