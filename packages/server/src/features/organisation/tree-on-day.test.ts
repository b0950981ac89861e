import { expect, test } from "vitest";
import { parentsOn } from "./tree-on-day.js";

test("the tree of a day: later moves are taken back, the newest first; the day of the move already counts", () => {
  const today = new Map([
    [1, null],
    [2, 1],
    [3, 1],
    [4, 3],
  ]);
  const moves = [
    { unitId: 4, movedOn: "2026-02-01", fromParentId: 1, toParentId: 2 },
    { unitId: 4, movedOn: "2026-03-01", fromParentId: 2, toParentId: 3 },
  ];
  expect(parentsOn(today, moves, "2026-01-31").get(4)).toBe(1);
  expect(parentsOn(today, moves, "2026-02-01").get(4)).toBe(2);
  expect(parentsOn(today, moves, "2026-03-01").get(4)).toBe(3);
});
