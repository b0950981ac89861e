import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type NameFinder, nameFinder } from "../../platform/name-finder.js";
import { scopeWhere } from "../../platform/scope.js";

export type OpenUnits = {
  /** by code or by name; only what the caller may see */
  readonly find: NameFinder;
  /** whoever sees a part of the organisation brings purchases of that part only */
  readonly isNarrowed: boolean;
};

/** The units a purchase may name. */
export async function unitsToName(ctx: Context): Promise<OpenUnits> {
  const units = await ctx.db
    .selectFrom("org_units")
    .select(["id", "code", "name"])
    .where(scopeWhere(ctx, { tenant: "tenant_id", unit: "id" }))
    .execute();
  return { find: nameFinder(units), isNarrowed: ctx.scope.units !== null };
}

/** @throws {AppError} NOT_ALLOWED: tiers and cut-points are of the whole organisation */
export function requireWhole(ctx: Context): void {
  if (ctx.scope.units !== null) throw new AppError("NOT_ALLOWED");
}
