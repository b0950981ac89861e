import { expect, test } from "vitest";
import {
  baselineOf,
  cusumChart,
  ewmaChart,
  individualsChart,
  mannKendall,
  meanChart,
  meanShift,
  npsChart,
  pettitt,
  subgroupChart,
} from "./index.js";

// 0.1 cannot be written exactly: its mean differs from it in the last digit
const constant = new Array<number>(9).fill(0.1);

test("a series that never moves: nothing is outside, no run, no shift, no baseline", () => {
  expect(individualsChart(constant)).toMatchObject({ outside: [], runsOfEight: [] });
  expect(subgroupChart([constant, constant.slice()])!.outside).toEqual([]);
  expect(meanShift(constant)).toMatchObject({ lastBefore: 0 });
  expect(baselineOf(constant, 9)).toBeNull();
});

test("shift: of two splits that fit equally well the first is named", () => {
  expect(meanShift([4, 4, 1, 4, 2, 4, 2, 1])!.lastBefore).toBe(1);
});

test("a series with a number that is none is refused, never counted as something", () => {
  const broken = [1, 2, Number.NaN, 4];
  const known = { mean: 0, sigma: 1 };
  for (const chart of [individualsChart, mannKendall, pettitt, meanShift]) expect(() => chart(broken)).toThrow(RangeError);
  expect(() => ewmaChart(broken, known)).toThrow(RangeError);
  expect(() => cusumChart(broken, known)).toThrow(RangeError);
  expect(() => baselineOf(broken, 4)).toThrow(RangeError);
  expect(() => subgroupChart([broken])).toThrow(RangeError);
  expect(() => meanChart([{ n: 3, mean: Number.NaN, standardDeviation: 1 }])).toThrow(RangeError);
  expect(() => npsChart([{ detractors: -1, passives: 2, promoters: 3 }])).toThrow(RangeError);
});
