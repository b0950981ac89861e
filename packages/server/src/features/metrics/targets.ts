import { type Target, targetOf } from "@manyi/core/metrics";
import type { Context } from "../../platform/context.js";

/** A target with who answers for it. */
export type PlacedTarget = Target & { readonly ownerId: string | null };

/**
 * The targets of an organisation as a question: which holds for a metric at a place on a day. A reader of one subtree who names no unit
 * stands at its root.
 *
 * @returns a function of metric code, unit (`null`: all the reader sees) and day; `null` where nothing is aimed at
 */
export async function readTargets(
  ctx: Pick<Context, "db" | "tenantId" | "scope">,
): Promise<(metric: string, unit: number | null, day: number) => PlacedTarget | null> {
  const [rows, units] = await Promise.all([
    ctx.db
      .selectFrom("metric_targets")
      .select(["metric", "unit_id", "value", "owner_id", "from_day"])
      .where("tenant_id", "=", ctx.tenantId)
      .orderBy("set_at")
      .orderBy("id")
      .execute(),
    ctx.db.selectFrom("org_units").select(["id", "path"]).where("tenant_id", "=", ctx.tenantId).execute(),
  ]);
  const targets = rows.map(
    (row): PlacedTarget => ({ metric: row.metric, unit: row.unit_id, value: row.value, from: row.from_day, ownerId: row.owner_id }),
  );
  const paths = new Map(units.map(({ id, path }) => [id, path.split("/").filter(Boolean).map(Number)]));
  const root = rootOf(ctx.scope.units, paths);
  return (metric, unit, day) => targetOf(targets, { metric, path: paths.get(unit ?? root ?? 0) ?? [], day });
}

/** The one unit above all others in scope; `null` for the whole organisation, or when several stand side by side. */
function rootOf(scope: readonly number[] | null, paths: ReadonlyMap<number, readonly number[]>): number | null {
  if (scope === null) return null;
  const seen = new Set(scope);
  const tops = scope.filter((id) => {
    const above = paths.get(id)?.at(-2);
    return above === undefined || !seen.has(above);
  });
  return tops.length === 1 ? tops[0]! : null;
}
