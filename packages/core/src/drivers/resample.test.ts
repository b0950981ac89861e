import { expect, test } from "vitest";
import { coxModel } from "../customers/index.js";
import { completeCases, eachAnswerResample, logisticRegression, momentsOf, ordinalRegression } from "./index.js";

const n = 700;
const names = ["a", "b"];
const ratings = completeCases({ a: Array.from({ length: n }, (_, i) => i % 17), b: Array.from({ length: n }, (_, i) => i % 5) }, names);

test("resampled answers: a draw in which one answer comes every time is summed like any other", () => {
  const scatters: number[][] = [];
  eachAnswerResample(ratings, { draws: 2, uniform: () => 0.5 }, ({ scatter }) => scatters.push([...scatter]));
  expect(scatters).toEqual([
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ]);
});

test("weights: one per row, none below 0, and not all 0", () => {
  const cases = completeCases({ a: [1, 2], b: [3, 5] }, names);
  for (const weights of [[1], [0, 0], [-1, 2], [1, Number.NaN]]) expect(() => momentsOf(cases, weights)).toThrow(RangeError);
  expect(momentsOf(cases, [0, 3])).toMatchObject({ n: 2, sums: new Float64Array([4, 10]) });
});

test("regressions refuse a predictor that is no number instead of calling it collinear", () => {
  const broken = [{ name: "x", values: [1, Number.NaN, 2, 3] }];
  expect(() => logisticRegression([0, 1, 1, 0], broken)).toThrow(RangeError);
  expect(() => ordinalRegression([0, 1, 2, 0], broken)).toThrow(RangeError);
  expect(() => coxModel({ times: [1, 2, 3, 4], events: [1, 1, 1, 0] }, broken)).toThrow(RangeError);
  expect(() => logisticRegression([0, 1, 1, 0], [{ name: "x", values: [1, 4, 2, 3] }], [1, -1, 1, 1])).toThrow(RangeError);
});
