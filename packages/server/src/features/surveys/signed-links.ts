import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope } from "../../platform/scope.js";
import { signedPath } from "../respond/index.js";
import { requireLink } from "./links.js";

type Wanted = {
  readonly unitCode?: string | undefined;
  readonly employeeCode?: string | undefined;
  readonly touchpointCode?: string | undefined;
};

/**
 * One link for many places: the codes stand in the address, signed for this link.
 *
 * @throws {AppError} NOT_FOUND when any code is unknown, closed or out of scope
 */
export async function signLinks(ctx: Context, surveyId: number, linkId: string, items: readonly Wanted[]): Promise<{ url: string }[]> {
  const link = await requireLink(ctx, surveyId, linkId);
  await Promise.all([
    requireUnits(ctx, codesOf(items, "unitCode")),
    requireEmployees(ctx, codesOf(items, "employeeCode")),
    requireTouchpoints(ctx, codesOf(items, "touchpointCode")),
  ]);
  return items.map((item) => {
    const codes = { unit: item.unitCode, employee: item.employeeCode, touchpoint: item.touchpointCode };
    return { url: `${ctx.publicUrl()}${signedPath(ctx.vault, link.slug, codes)}` };
  });
}

function codesOf(items: readonly Wanted[], name: keyof Wanted): string[] {
  return [...new Set(items.map((item) => item[name]).filter((code) => code !== undefined))];
}

async function requireUnits(ctx: Context, codes: string[]): Promise<void> {
  if (codes.length === 0) return;
  const rows = await ctx.db
    .selectFrom("org_units")
    .select("id")
    .where("tenant_id", "=", ctx.tenantId)
    .where("code", "in", codes)
    .where("closed_on", "is", null)
    .execute();
  if (rows.filter((row) => inScope(ctx, row.id)).length !== codes.length) throw new AppError("NOT_FOUND");
}

async function requireEmployees(ctx: Context, codes: string[]): Promise<void> {
  if (codes.length === 0) return;
  const rows = await ctx.db
    .selectFrom("employees")
    .select("unit_id")
    .where("tenant_id", "=", ctx.tenantId)
    .where("code", "in", codes)
    .execute();
  if (rows.filter((row) => inScope(ctx, row.unit_id)).length !== codes.length) throw new AppError("NOT_FOUND");
}

async function requireTouchpoints(ctx: Context, codes: string[]): Promise<void> {
  if (codes.length === 0) return;
  const rows = await ctx.db
    .selectFrom("touchpoints")
    .select("id")
    .where("tenant_id", "=", ctx.tenantId)
    .where("code", "in", codes)
    .execute();
  if (rows.length !== codes.length) throw new AppError("NOT_FOUND");
}
