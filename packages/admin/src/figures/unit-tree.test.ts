import { expect, test } from "vitest";
import { unitTree } from "./unit-tree.js";

const unit = (id: number, parentId: number | null, closedOn: string | null = null) => ({
  id,
  parentId,
  type: "store" as const,
  code: `u${id}`,
  name: { en: `Unit ${id}` },
  closedOn,
});

test("units become a tree; out of scope parents make roots; closed units are left out", () => {
  const tree = unitTree([unit(2, 1), unit(3, 2), unit(4, 2, "2026-01-01"), unit(5, 9)], (name) => name.en ?? "");
  expect(tree.map(({ value }) => value)).toEqual([2, 5]);
  expect(tree[0]?.children.map(({ title }) => title)).toEqual(["Unit 3"]);
});
