import fc from "fast-check";
import { expect, test } from "vitest";
import { isSpeeder, isStraightLine, longstring, mahalanobis, missingShare, modalShare, responseVariability, speeders } from "./index.js";

test("straight-lining: five equal answers are, four are not, one other breaks it", () => {
  expect(isStraightLine([3, 3, 3, 3, 3])).toBe(true);
  expect(isStraightLine([3, 3, 3, 3])).toBe(false);
  expect(isStraightLine([3, 3, 3, 3, 4])).toBe(false);
  expect(isStraightLine([3, null, 3, 3, 3, 3])).toBe(true);
  expect(isStraightLine([null, null])).toBe(false);
});

test("speeder: less than a third of the median, not exactly a third", () => {
  expect([isSpeeder(59, 180), isSpeeder(60, 180), isSpeeder(0, 1)]).toEqual([true, false, true]);
  expect(speeders([])).toEqual([]);
  expect(speeders([null])).toEqual([null]);
});

test("patterns: nothing answered is null, not 0", () => {
  expect([longstring([null]), responseVariability([null, 3]), modalShare([null]), missingShare([])]).toEqual([0, null, null, null]);
  expect(missingShare([null])).toBe(1);
});

test("variability: 0 for any straight line, also one of 0.1; a number that is none is refused", () => {
  expect(responseVariability([0.1, 0.1, 0.1])).toBe(0);
  expect(() => responseVariability([1, Number.NaN, 3])).toThrow(RangeError);
});

test("patterns: turning the row around or renaming the answers changes nothing", () => {
  const row = fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(row, (answers) => {
      const mirrored = answers.toReversed().map((answer) => (answer === null ? null : 6 - answer));
      expect(longstring(mirrored)).toBe(longstring(answers));
      expect(modalShare(mirrored)).toBe(modalShare(answers));
      const [one, other] = [responseVariability(answers), responseVariability(mirrored)];
      if (one === null) expect(other).toBeNull();
      else expect(other).toBeCloseTo(one, 12);
    }),
  );
});

test("Mahalanobis: stretching an item changes nothing; the distances add up to (n − 1)·k", () => {
  const rows = [
    [1, 2, 5],
    [2, 1, 4],
    [4, 4, 2],
    [5, 3, 1],
    [3, 5, 3],
    [2, 2, 2],
  ];
  const base = mahalanobis(rows)!;
  const stretched = mahalanobis(rows.map(([a, b, c]) => [10 * a! + 3, b!, -c!]))!;
  stretched.forEach((distance, i) => {
    expect(distance.squared).toBeCloseTo(base[i]!.squared, 8);
  });
  expect(base.reduce((total, { squared }) => total + squared, 0)).toBeCloseTo(15, 8);
  expect(mahalanobis(rows.map(([a]) => [a!, 2 * a!]))).toBeNull();
  expect(mahalanobis([[1, 2]])).toBeNull();
});
