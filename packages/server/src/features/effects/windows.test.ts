import { expect, test } from "vitest";
import { blocksOf, piecesOf, startsOf, stepOf, windowsAt } from "./windows.js";

test("windows: the day it began is the first day after; earlier periods are as long, oldest first, and stop where the question was another", () => {
  const found = windowsAt(100, { beforeDays: 10, afterDays: 5 });
  expect(found.before).toEqual({ from: 90, to: 99 });
  expect(found.after).toEqual({ from: 100, to: 104 });
  expect(found.earlier).toEqual([
    { from: 60, to: 69 },
    { from: 70, to: 79 },
    { from: 80, to: 89 },
  ]);
  expect(windowsAt(100, { beforeDays: 10, afterDays: 5 }, 75).earlier).toEqual([{ from: 80, to: 89 }]);
});

test("blocks: none holds days on both sides of the start; the ends are cut", () => {
  expect(blocksOf({ from: 90, to: 110 }, 100, 7)).toEqual([
    { from: 90, to: 92 },
    { from: 93, to: 99 },
    { from: 100, to: 106 },
    { from: 107, to: 110 },
  ]);
});

test("pieces: ranges that overlap become whole pieces, days in none are left out", () => {
  const ranges = [
    { from: 1, to: 10 },
    { from: 5, to: 7 },
    { from: 20, to: 21 },
  ];
  expect(piecesOf(ranges)).toEqual([
    { from: 1, to: 4 },
    { from: 5, to: 7 },
    { from: 8, to: 10 },
    { from: 20, to: 21 },
  ]);
});

test("starts: together or in steps, oldest first; a roll-out in steps is drawn by four weeks", () => {
  const treated = [
    { unitId: 1, startDay: 50 },
    { unitId: 2, startDay: 40 },
    { unitId: 3, startDay: 50 },
  ];
  expect(startsOf(treated)).toEqual([
    { startDay: 40, units: [2] },
    { startDay: 50, units: [1, 3] },
  ]);
  const lengths = { beforeDays: 28, afterDays: 28 };
  expect([stepOf(treated, lengths), stepOf(treated.slice(0, 1), lengths)]).toEqual([28, 7]);
});
