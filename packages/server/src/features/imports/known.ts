import type { Mapping } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import { isEmptyCell } from "@manyi/core/tabular";
import { nextId, type Tx } from "@manyi/store";
import { AppError } from "../../platform/errors.js";
import type { ImportDesk } from "./desk.js";
import type { Known } from "./read-row.js";

/** Context words that a file may bring along by itself; units may not, they carry scope. */
const MOST_NEW = 200;

/** Both languages' names and the code lead to the same entry. */
function byName<T>(rows: readonly { readonly code: string; readonly name: LocalText }[], value: (index: number) => T): Map<string, T> {
  const map = new Map<string, T>();
  for (const [index, row] of rows.entries())
    for (const name of [row.name["zh-CN"], row.name.en, row.code]) if (name !== undefined) map.set(name, value(index));
  return map;
}

/**
 * What cells of a file may name. Touchpoints and segments that are not there yet are added as they are met, see `learn`.
 *
 * @throws {AppError} INVALID_INPUT when the default unit does not exist
 */
export async function whatIsKnown(
  desk: ImportDesk,
  mapping: Mapping,
): Promise<Known & { learn(tx: Tx, kind: "touchpoints" | "segments", name: string): Promise<void> }> {
  const { tenantId } = desk;
  const { db } = desk.store;
  const tenant = await db.selectFrom("tenants").select("time_zone").where("id", "=", tenantId).executeTakeFirstOrThrow();
  const units = await db
    .selectFrom("org_units")
    .select(["id", "code", "name", "time_zone", "parent_id"])
    .where("tenant_id", "=", tenantId)
    .execute();
  const touchpoints = await db.selectFrom("touchpoints").select(["id", "code", "name"]).where("tenant_id", "=", tenantId).execute();
  const segments = await db.selectFrom("segments").select(["id", "code", "name"]).where("tenant_id", "=", tenantId).execute();
  const needsCustomers = Object.values(mapping.columns).some((target) => target.to === "customer");
  const customers = needsCustomers
    ? await db
        .selectFrom("customers")
        .select(["id", "external_id"])
        .where("tenant_id", "=", tenantId)
        .where("external_id", "is not", null)
        .execute()
    : [];
  const placeOf = (index: number) => ({ id: units[index]!.id, timeZone: units[index]!.time_zone });
  const named = byName(units, placeOf);
  const root = units.findIndex((unit) => unit.parent_id === null);
  const wanted = mapping.defaultUnitCode;
  if (wanted !== undefined && !named.has(wanted))
    throw new AppError("INVALID_INPUT", [{ path: "body.defaultUnitCode", "zh-CN": "没有这个单位", en: "No such unit" }]);
  const maps = {
    touchpoints: byName(touchpoints, (index) => touchpoints[index]!.id),
    segments: byName(segments, (index) => segments[index]!.id),
  };
  return {
    units: named,
    ...maps,
    customers: new Map(customers.map((row) => [row.external_id!, row.id])),
    defaultPlace: wanted === undefined ? (root === -1 ? null : placeOf(root)) : named.get(wanted)!,
    timeZone: tenant.time_zone,
    async learn(tx, kind, name) {
      if (isEmptyCell(name) || maps[kind].has(name) || maps[kind].size >= MOST_NEW) return;
      const id = await nextId(tx, tenantId, kind);
      const row = {
        tenant_id: tenantId,
        id,
        code: name.slice(0, 60),
        name: JSON.stringify({ "zh-CN": name.slice(0, 60), en: name.slice(0, 60) }),
      };
      if (kind === "segments") await tx.insertInto("segments").values(row).execute();
      else
        await tx
          .insertInto("touchpoints")
          .values({ ...row, stage: "use" })
          .execute();
      maps[kind].set(name, id);
    },
  };
}
