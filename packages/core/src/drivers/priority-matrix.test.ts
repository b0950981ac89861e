import { expect, test } from "vitest";
import { compareImportance, priorityMatrix } from "./index.js";

const four = [
  { name: "Delivery", importance: 4.6, performance: 3.6 },
  { name: "Staff", importance: 4.4, performance: 4.5 },
  { name: "Parking", importance: 3.2, performance: 3.0 },
  { name: "Décor", importance: 3.0, performance: 4.2 },
];

test("T-25: cross-hairs at the means 3.8 and 3.825 send Delivery to fix, Staff to keep, Parking to later, Décor to maintain", () => {
  const matrix = priorityMatrix(four)!;
  expect(matrix.importanceCut).toBeCloseTo(3.8, 12);
  expect(matrix.performanceCut).toBeCloseTo(3.825, 12);
  expect(matrix.points.map((point) => point.quadrant)).toEqual(["fix", "keep", "later", "maintain"]);
});

test("a value that equals the cross-hair counts as high, also when the mean carries a rounding error", () => {
  expect(priorityMatrix(four, { importance: 4.6, performance: 3.6 })!.points[0]!.quadrant).toBe("keep");
  const equal = [0.1, 0.1, 0.1].map((value, i) => ({ name: String(i), importance: value, performance: value }));
  expect(priorityMatrix(equal)!.points.map((point) => point.quadrant)).toEqual(["keep", "keep", "keep"]);
});

test("median cross-hair; nothing to place is null; a number that is not one is refused", () => {
  expect(priorityMatrix(four, "median")!.importanceCut).toBeCloseTo(3.8, 12);
  expect(priorityMatrix([])).toBeNull();
  expect(() => priorityMatrix([{ name: "x", importance: Number.NaN, performance: 1 }])).toThrow(RangeError);
});

test("points whose interval crosses a line are named; one that only touches it from above is not", () => {
  const points = [
    { ...four[0]!, performanceInterval: { low: 3.4, high: 3.9 } },
    { ...four[1]!, performanceInterval: { low: 4.3, high: 4.7 }, importanceInterval: { low: 4.2, high: 4.6 } },
    { ...four[2]! },
    { ...four[3]!, importanceInterval: { low: 2.6, high: 3.8 } },
  ];
  expect(priorityMatrix(points)!.uncertain).toEqual(["Delivery", "Décor"]);
});

test("the order of points does not move a quadrant", () => {
  const reversed = priorityMatrix([...four].reverse())!.points;
  expect(reversed.map((point) => point.quadrant)).toEqual(["maintain", "later", "keep", "fix"]);
});

test("stated against derived: three ranks apart is flagged, two is not", () => {
  const pairs = [
    { name: "price", stated: 5, derived: 0.1 },
    { name: "staff", stated: 4, derived: 0.4 },
    { name: "speed", stated: 3, derived: 0.3 },
    { name: "care", stated: 2, derived: 0.5 },
  ];
  const found = compareImportance(pairs);
  expect(found.map((row) => [row.statedRank, row.derivedRank])).toEqual([
    [1, 4],
    [2, 2],
    [3, 3],
    [4, 1],
  ]);
  expect(found.map((row) => row.reading)).toEqual(["lipService", "agree", "agree", "quietDriver"]);
});
