import type { SampleGrouping } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";
import type { Person } from "./person.js";

type Placed = Pick<Person, "unitId" | "segmentId" | "stratum">;
type Named = { readonly code: string; readonly label: LocalText };
export type Part<T> = { readonly code: string; readonly label: LocalText | null; readonly people: readonly T[] };

export const GROUPINGS: readonly SampleGrouping[] = ["unit", "parent", "segment", "stratum"];

/** Says of anybody which part of a grouping they fall into; null where it is not known. */
export type Grouper = (by: SampleGrouping, person: Placed) => Named | null;

/** Names and codes of units and segments; a unit without one above it stands for itself. */
export async function readGrouper({ db, tenantId }: Pick<Context, "db" | "tenantId">): Promise<Grouper> {
  const [units, segments] = await Promise.all([
    db.selectFrom("org_units").select(["id", "parent_id", "code", "name"]).where("tenant_id", "=", tenantId).execute(),
    db.selectFrom("segments").select(["id", "code", "name"]).where("tenant_id", "=", tenantId).execute(),
  ]);
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const segmentOf = new Map(segments.map((segment) => [segment.id, segment]));
  const named = (row: { readonly code: string; readonly name: LocalText } | undefined) =>
    row === undefined ? null : { code: row.code, label: row.name };
  return (by, { unitId, segmentId, stratum }) => {
    const unit = unitId === null ? undefined : unitOf.get(unitId);
    switch (by) {
      case "unit":
        return named(unit);
      case "parent":
        return named(unit?.parent_id == null ? unit : unitOf.get(unit.parent_id));
      case "segment":
        return named(segmentId === null ? undefined : segmentOf.get(segmentId));
      case "stratum":
        return stratum === null ? null : { code: stratum, label: { "zh-CN": stratum, en: stratum } };
    }
  };
}

/** The frame parted by a grouping, parts by code, those of whom it is not known last and with an empty code; each in frame order. */
export function partsOf<T extends Placed>(frame: readonly T[], by: SampleGrouping, groupOf: Grouper): Part<T>[] {
  const parts = new Map<string, { code: string; label: LocalText | null; people: T[] }>();
  for (const person of frame) {
    const { code, label } = groupOf(by, person) ?? { code: "", label: null };
    const part = parts.get(code);
    if (part === undefined) parts.set(code, { code, label, people: [person] });
    else part.people.push(person);
  }
  return [...parts.values()].sort((a, b) => (a.code === "" ? 1 : b.code === "" ? -1 : a.code < b.code ? -1 : 1));
}
