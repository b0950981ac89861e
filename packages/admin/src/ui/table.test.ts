import { expect, test } from "vitest";
import { inSight, sorted } from "./table.js";

const rows = [{ v: 3 }, { v: null }, { v: 1 }, { v: 2 }];

test("rows without a value stand last in either direction", () => {
  const by = ({ v }: { v: number | null }) => v;
  expect(sorted(rows, by, false).map(({ v }) => v)).toEqual([1, 2, 3, null]);
  expect(sorted(rows, by, true).map(({ v }) => v)).toEqual([3, 2, 1, null]);
  expect(sorted(rows, undefined, true)).toEqual(rows);
});

test("rows are cut only where a step shows the rest: an attribute beyond the fiftieth had no way into its table", () => {
  expect(inSight(rows, 2)).toHaveLength(2);
  expect(inSight(rows, null)).toEqual(rows);
});
