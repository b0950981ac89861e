import type { LocalText } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";
import { scopeWhere } from "../../platform/scope.js";

export type Unit = { readonly id: number; readonly parent_id: number | null; readonly name: LocalText; readonly path: string };

/** Units within the reader's scope, top down. */
export function readUnits(ctx: Context): Promise<Unit[]> {
  return ctx.db
    .selectFrom("org_units")
    .select(["id", "parent_id", "name", "path"])
    .where(scopeWhere(ctx, { tenant: "tenant_id", unit: "id" }))
    .orderBy("path")
    .execute();
}

/** A unit and everything below it. */
export function unitsBelow(units: readonly Unit[], unit: Unit): Unit[] {
  return units.filter(({ path }) => path.startsWith(unit.path));
}

/**
 * The units a breakdown compares: those directly below the one looked at. Without one, the tops of the reader's scope, or what is below
 * a single top.
 */
export function unitsToCompare(units: readonly Unit[], unit: Unit | null): readonly Unit[] {
  if (unit !== null) return units.filter(({ parent_id }) => parent_id === unit.id);
  const visible = new Set(units.map(({ id }) => id));
  const tops = units.filter(({ parent_id }) => parent_id === null || !visible.has(parent_id));
  const [only] = tops;
  if (tops.length !== 1 || only === undefined) return tops;
  const below = units.filter(({ parent_id }) => parent_id === only.id);
  return below.length > 0 ? below : tops;
}

/** Says for each unit id under which of the compared units it falls; `undefined` for those above them. */
export function unitGroups(units: readonly Unit[], compared: readonly Unit[]): (id: number | null) => number | undefined {
  const groups = new Map<number, number>();
  for (const group of compared) for (const { id } of unitsBelow(units, group)) groups.set(id, group.id);
  return (id) => (id === null ? undefined : groups.get(id));
}
