import type { Unit } from "@manyi/contracts";

const PREFIX = "manyi.note-unit.";

/** The unit a note starts with: the one used last on this device, else the only open one, else the first leaf of the tree. */
export function presetUnit(units: readonly Unit[], owner: string): number | undefined {
  const open = units.filter(({ closedOn }) => closedOn === null);
  const last = Number(localStorage.getItem(PREFIX + owner));
  if (open.some(({ id }) => id === last)) return last;
  const parents = new Set(open.map(({ parentId }) => parentId));
  return (open.find(({ id }) => !parents.has(id)) ?? open[0])?.id;
}

export function rememberUnit(owner: string, unitId: number): void {
  localStorage.setItem(PREFIX + owner, String(unitId));
}
