import type { Unit } from "@manyi/contracts";
import type { UnitRow } from "./queries.js";

/** A unit as the contract describes it. A parent outside the reader's scope is no parent: the reader's tree begins here. */
export function presentUnit(row: UnitRow, isVisible: (id: number) => boolean = () => true): Unit {
  const parentId = row.parent_id !== null && isVisible(row.parent_id) ? row.parent_id : null;
  return { id: row.id, parentId, type: row.type, code: row.code, name: row.name, closedOn: row.closed_on };
}
