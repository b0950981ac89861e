import type { Context } from "./context.js";
import { AppError } from "./errors.js";
import { unitsBelow } from "./organisation.js";
import { narrowed } from "./scope.js";

/**
 * The units of a filter within scope.
 *
 * @returns `null` when no unit is asked for: the scope alone decides
 * @throws {AppError} NOT_FOUND for a unit that is not there or not the reader's
 */
export async function unitsAsked(ctx: Context, unit: number | undefined): Promise<readonly number[] | null> {
  if (unit === undefined) return null;
  const units = narrowed(ctx.scope, (await unitsBelow(ctx.db, ctx.tenantId, [unit])) ?? []);
  if (units.length === 0) throw new AppError("NOT_FOUND");
  return units;
}
