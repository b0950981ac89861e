import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Context } from "./context.js";
import { AppError } from "./errors.js";

/** The org units a caller may see: `null` is the whole organisation, otherwise every unit id of the granted subtrees. */
export type Scope = { readonly units: readonly number[] | null };

/**
 * Whether a row that belongs to this unit may be seen. A row without a unit belongs to the whole organisation.
 *
 * @example
 * inScope({ scope: { units: [4, 5] } }, 5) // => true
 * inScope({ scope: { units: [4, 5] } }, null) // => false
 * inScope({ scope: { units: null } }, null) // => true
 */
export function inScope(ctx: Pick<Context, "scope">, unitId: number | null): boolean {
  return ctx.scope.units === null || (unitId !== null && ctx.scope.units.includes(unitId));
}

/** @throws {AppError} NOT_FOUND, the same answer as for a row that does not exist */
export function requireInScope(ctx: Pick<Context, "scope">, unitId: number | null): void {
  if (!inScope(ctx, unitId)) throw new AppError("NOT_FOUND");
}

/**
 * The where-clause of a query: organisation and scope in one. Every read of rows that belong to units carries it.
 *
 * @param columns column names as they stand in the query, e.g. `{ tenant: "c.tenant_id", unit: "c.unit_id" }`
 * @example
 * db.selectFrom("cases as c").where(scopeWhere(ctx, { tenant: "c.tenant_id", unit: "c.unit_id" }))
 */
export function scopeWhere(
  ctx: Pick<Context, "scope" | "tenantId">,
  columns: { tenant: string; unit: string } = { tenant: "tenant_id", unit: "unit_id" },
): RawBuilder<SqlBool> {
  const tenant = sql<SqlBool>`${sql.ref(columns.tenant)} = ${ctx.tenantId}`;
  if (ctx.scope.units === null) return tenant;
  return sql<SqlBool>`(${tenant} and ${sql.ref(columns.unit)} = any(${[...ctx.scope.units]}::int[]))`;
}

/** The units of a filter inside the scope: the subtree asked for, cut down to what the caller may see. */
export function narrowed(scope: Scope, subtree: readonly number[]): readonly number[] {
  if (scope.units === null) return subtree;
  const allowed = new Set(scope.units);
  return subtree.filter((id) => allowed.has(id));
}
