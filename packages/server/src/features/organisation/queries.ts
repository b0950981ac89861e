import type { Db, Tables } from "@manyi/store";
import type { Selectable } from "kysely";
import type { Context } from "../../platform/context.js";
import { scopeWhere } from "../../platform/scope.js";
import type { UnitMove } from "./tree-on-day.js";

export type UnitRow = Pick<
  Selectable<Tables["org_units"]>,
  "id" | "parent_id" | "type" | "code" | "name" | "path" | "closed_on" | "time_zone"
>;
const UNIT = ["id", "parent_id", "type", "code", "name", "path", "closed_on", "time_zone"] as const;

/** Units within scope, top down. */
export function unitsInScope(ctx: Context): Promise<UnitRow[]> {
  return ctx.db
    .selectFrom("org_units")
    .select(UNIT)
    .where(scopeWhere(ctx, { tenant: "tenant_id", unit: "id" }))
    .orderBy("path")
    .execute();
}

/** One unit of an organisation, whoever asks; the caller checks the scope. */
export function findUnit(db: Db, tenantId: number, id: number): Promise<UnitRow | undefined> {
  return db.selectFrom("org_units").select(UNIT).where("tenant_id", "=", tenantId).where("id", "=", id).executeTakeFirst();
}

/** Changes of one organisation's tree and members queue behind each other until the transaction ends. */
export async function lockOrganisation(db: Db, tenantId: number): Promise<void> {
  await db.selectFrom("tenants").select("id").where("id", "=", tenantId).forUpdate().executeTakeFirstOrThrow();
}

/** The lists of choice besides units: small tables, whole. */
export async function choices(db: Db, tenantId: number) {
  const [touchpoints, segments, attributes, surveys] = await Promise.all([
    db.selectFrom("touchpoints").select(["id", "code", "name", "stage"]).where("tenant_id", "=", tenantId).orderBy("id").execute(),
    db.selectFrom("segments").select(["id", "code", "name"]).where("tenant_id", "=", tenantId).orderBy("id").execute(),
    db
      .selectFrom("attributes")
      .select(["id", "code", "name", "parent_code", "level"])
      .where("tenant_id", "=", tenantId)
      .orderBy("id")
      .execute(),
    db
      .selectFrom("surveys")
      .select(["id", "key", "title", "state"])
      .where("tenant_id", "=", tenantId)
      .where("state", "!=", "archived")
      .orderBy("id", "desc")
      .limit(500)
      .execute(),
  ]);
  return { touchpoints, segments, attributes, surveys };
}

/** Moves that took effect after a day, any order. */
export async function movesAfter(db: Db, tenantId: number, day: string): Promise<readonly UnitMove[]> {
  const rows = await db
    .selectFrom("org_unit_moves")
    .select(["unit_id", "moved_on", "from_parent_id", "to_parent_id"])
    .where("tenant_id", "=", tenantId)
    .where("moved_on", ">", day)
    .execute();
  return rows.map((row) => ({
    unitId: row.unit_id,
    movedOn: row.moved_on,
    fromParentId: row.from_parent_id,
    toParentId: row.to_parent_id,
  }));
}
