import { expect, test } from "vitest";
import { shiftScores } from "./index.js";

const counts = [1, 0, 0, 1, 0, 0, 1, 1, 2, 2, 2];
const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]) => values.reduce((sum, n, score) => sum + n * score, 0) / total(values);

test("what if everybody scored more: zero changes nothing, nobody is lost, the mean rises with the change and never beyond the scale", () => {
  expect(shiftScores(counts, 0)).toEqual(counts);
  let last = -1;
  for (const change of [-12, -1.5, -0.2, 0, 0.1, 0.9, 1, 2.3, 12]) {
    const moved = shiftScores(counts, change);
    expect(total(moved)).toBeCloseTo(10, 12);
    expect(mean(moved)).toBeGreaterThan(last);
    last = mean(moved);
  }
  expect(last).toBe(10);
  expect(shiftScores(counts, 1)).toEqual([0, 1, 0, 0, 1, 0, 0, 1, 1, 2, 4]);
  expect(() => shiftScores([-1], 0)).toThrow(RangeError);
});
