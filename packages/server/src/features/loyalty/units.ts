import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { readUnits } from "../figures/index.js";

export type OpenUnits = {
  /** by code and by the names in both languages; only what the caller may see */
  readonly byName: ReadonlyMap<string, number>;
  /** whoever sees a part of the organisation brings purchases of that part only */
  readonly isNarrowed: boolean;
};

/** The units a purchase may name. */
export async function unitsToName(ctx: Context): Promise<OpenUnits> {
  const units = await readUnits(ctx);
  const rows = await ctx.db.selectFrom("org_units").select(["id", "code"]).where("tenant_id", "=", ctx.tenantId).execute();
  const codes = new Map(rows.map(({ id, code }) => [id, code]));
  const byName = new Map<string, number>();
  for (const { id, name } of units)
    for (const word of [name["zh-CN"], name.en, codes.get(id)]) if (word !== undefined && !byName.has(word)) byName.set(word, id);
  // a code is exact: it wins over a name that reads the same
  for (const { id } of units) byName.set(codes.get(id)!, id);
  return { byName, isNarrowed: ctx.scope.units !== null };
}

/** @throws {AppError} NOT_ALLOWED: tiers and cut-points are of the whole organisation */
export function requireWhole(ctx: Context): void {
  if (ctx.scope.units !== null) throw new AppError("NOT_ALLOWED");
}
