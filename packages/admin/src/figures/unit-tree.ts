import type { Unit } from "@manyi/contracts";

export type UnitNode = { readonly value: number; readonly key: number; readonly title: string; readonly children: UnitNode[] };

/** Org units as a tree; a unit whose parent is out of the reader's sight becomes a root. Closed units are left out. */
export function unitTree(units: readonly Unit[], words: (name: Unit["name"]) => string): UnitNode[] {
  const open = units.filter(({ closedOn }) => closedOn === null);
  const nodes = new Map(open.map(({ id, name }): [number, UnitNode] => [id, { value: id, key: id, title: words(name), children: [] }]));
  const roots: UnitNode[] = [];
  for (const { id, parentId } of open) {
    const node = nodes.get(id);
    const parent = parentId === null ? undefined : nodes.get(parentId);
    if (node !== undefined) (parent?.children ?? roots).push(node);
  }
  return roots;
}
