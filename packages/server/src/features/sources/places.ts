import type { InboundMapping } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import type { Db } from "@manyi/store";

export type Place = { readonly id: number; readonly name: LocalText; readonly timeZone: string };
export type Touchpoint = { readonly id: number; readonly name: LocalText };

/** What a sender's words for places lead to: the mapping's own words first, then codes and names of both languages. */
export type Places = {
  unit(word: string): Place | null;
  unitById(id: number | null): Place | null;
  touchpoint(word: string): Touchpoint | null;
  touchpointById(id: number | null): Touchpoint | null;
  readonly timeZone: string;
};

export async function readPlaces(db: Db, tenantId: number, mapping: Pick<InboundMapping, "units" | "touchpoints">): Promise<Places> {
  const [units, touchpoints, tenant] = await Promise.all([
    db
      .selectFrom("org_units")
      .select(["id", "code", "name", "time_zone"])
      .where("tenant_id", "=", tenantId)
      .where("closed_on", "is", null)
      .execute(),
    db.selectFrom("touchpoints").select(["id", "code", "name"]).where("tenant_id", "=", tenantId).execute(),
    db.selectFrom("tenants").select("time_zone").where("id", "=", tenantId).executeTakeFirstOrThrow(),
  ]);
  const named = <T extends { readonly code: string; readonly name: LocalText }>(rows: readonly T[], word: string): T | undefined =>
    rows.find(({ code, name }) => code === word || name["zh-CN"] === word || name.en === word);
  const place = (row: (typeof units)[number] | undefined): Place | null =>
    row === undefined ? null : { id: row.id, name: row.name, timeZone: row.time_zone };
  const touch = (row: (typeof touchpoints)[number] | undefined): Touchpoint | null =>
    row === undefined ? null : { id: row.id, name: row.name };
  const unitById = (id: number | null) => place(units.find((row) => row.id === id));
  const touchpointById = (id: number | null) => touch(touchpoints.find((row) => row.id === id));
  return {
    unit: (word) => unitById(mapping.units[word] ?? null) ?? place(named(units, word)),
    unitById,
    touchpoint: (word) => touchpointById(mapping.touchpoints[word] ?? null) ?? touch(named(touchpoints, word)),
    touchpointById,
    timeZone: tenant.time_zone,
  };
}
