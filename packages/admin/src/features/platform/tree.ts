import type { Unit } from "@manyi/contracts";

export type TreeRow = { readonly unit: Unit; readonly depth: number; readonly children: number };

/** Units as an indented list: children below their parent in order of code; closed ones only where asked for. */
export function treeRows(units: readonly Unit[], withClosed: boolean): readonly TreeRow[] {
  const shown = units.filter(({ closedOn }) => withClosed || closedOn === null);
  const ids = new Set(shown.map(({ id }) => id));
  const below = (parent: number | null) =>
    shown
      .filter(({ parentId }) => (parent === null ? parentId === null || !ids.has(parentId) : parentId === parent))
      .toSorted((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }));
  const walk = (parent: number | null, depth: number): TreeRow[] =>
    below(parent).flatMap((unit) => [{ unit, depth, children: below(unit.id).length }, ...walk(unit.id, depth + 1)]);
  return walk(null, 0);
}

/** Where a unit may move: anywhere but into itself or what is below it. */
export function possibleParents(units: readonly Unit[], id: number): readonly Unit[] {
  const under = new Set([id]);
  for (let size = 0; size !== under.size; ) {
    size = under.size;
    for (const unit of units) if (unit.parentId !== null && under.has(unit.parentId)) under.add(unit.id);
  }
  return units.filter((unit) => unit.closedOn === null && !under.has(unit.id));
}
