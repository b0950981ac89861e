import fc from "fast-check";
import { expect, test } from "vitest";
import { factorability, floorCeiling, itemMoments, reliability, reverseScore, spearmanBrown } from "./index.js";

const five = [
  [4, 5, 4],
  [3, 3, 4],
  [5, 5, 5],
  [2, 3, 2],
  [4, 4, 3],
];

test("T-01 Cronbach: five people on three items give 0.9130", () => {
  const result = reliability(itemMoments(five))!;
  expect(result.alpha).toBeCloseTo(0.913, 4);
  expect(result.items.map((item) => item.standardDeviation ** 2)).toEqual([
    expect.closeTo(1.3, 12),
    expect.closeTo(1, 12),
    expect.closeTo(1.3, 12),
  ]);
});

test("reliability: order of people and of items changes nothing; a shifted or stretched scale neither", () => {
  const row = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 4, maxLength: 30 }), (rows) => {
      const base = reliability(itemMoments(rows));
      fc.pre(base !== null);
      const others = [rows.toReversed(), rows.map((answers) => answers.toReversed()), rows.map((answers) => answers.map((x) => 3 * x + 7))];
      for (const other of others) expect(reliability(itemMoments(other))!.alpha).toBeCloseTo(base!.alpha, 8);
    }),
  );
});

test("reliability: answering every item alike is perfect; no variation is nothing to compute", () => {
  const alike = [1, 2, 3, 5].map((x) => [x, x, x]);
  expect(reliability(itemMoments(alike))!.alpha).toBeCloseTo(1, 12);
  expect(factorability(itemMoments(alike))).toBeNull();
  expect(
    reliability(
      itemMoments([
        [3, 3],
        [3, 3],
      ]),
    ),
  ).toBeNull();
  expect(reliability(itemMoments([[1, 2, 3]]))).toBeNull();
  const flat = reliability(
    itemMoments([
      [1, 2, 3],
      [2, 3, 3],
      [3, 5, 3],
    ]),
  )!;
  expect(flat.standardisedAlpha).toBeNull();
  expect(flat.items[2]!.restCorrelation).toBeNull();
});

test("factorability: eigenvalues add up to the number of items", () => {
  const { eigenvalues } = factorability(itemMoments(five))!;
  expect(eigenvalues.reduce((total, value) => total + value, 0)).toBeCloseTo(3, 10);
});

test("reversing twice gives the answer back; an answer outside the scale is refused", () => {
  expect(reverseScore(reverseScore(2, { min: 1, max: 7 }), { min: 1, max: 7 })).toBe(2);
  expect(() => reverseScore(8, { min: 1, max: 7 })).toThrow(RangeError);
});

test("Spearman–Brown: doubling 0.5 gives two thirds", () => {
  expect(spearmanBrown(0.5, 2)).toBeCloseTo(2 / 3, 12);
});

test("floor and ceiling: exactly 15 % is no effect, more is", () => {
  const scale = { min: 1, max: 3 };
  expect(floorCeiling({ scale, counts: [15, 84, 1] })).toMatchObject({ hasFloor: false, hasCeiling: false });
  expect(floorCeiling({ scale, counts: [16, 83, 1] })).toMatchObject({ hasFloor: true, hasCeiling: false });
  expect(floorCeiling({ scale, counts: [0, 0, 0] })).toBeNull();
});
