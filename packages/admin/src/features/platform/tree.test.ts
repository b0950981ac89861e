import type { Unit } from "@manyi/contracts";
import { expect, test } from "vitest";
import { possibleParents, treeRows } from "./tree.js";

const unit = (id: number, parentId: number | null, code: string, closedOn: string | null = null): Unit => ({
  id,
  parentId,
  type: "store",
  code,
  name: {},
  closedOn,
});
const units = [unit(3, 2, "S-10"), unit(4, 2, "S-2"), unit(1, null, "G"), unit(2, 1, "R"), unit(5, 1, "X", "2026-01-01")];

test("children stand below their parent in the order of their codes; closed units only where asked for", () => {
  expect(treeRows(units, false).map(({ unit: { id }, depth }) => [id, depth])).toEqual([
    [1, 0],
    [2, 1],
    [4, 2],
    [3, 2],
  ]);
  expect(treeRows(units, true).map(({ unit: { id } }) => id)).toContain(5);
});

test("a unit whose parent is out of sight is a root", () => {
  expect(treeRows([unit(7, 99, "A")], false)).toEqual([{ unit: unit(7, 99, "A"), depth: 0, children: 0 }]);
});

test("a unit cannot move below itself", () => {
  expect(possibleParents(units, 2).map(({ id }) => id)).toEqual([1]);
  expect(possibleParents(units, 3).map(({ id }) => id)).toEqual([4, 1, 2]);
});
