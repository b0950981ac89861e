import { expect, test } from "vitest";
import { compare, filterRows, numbers, readReference, readTable } from "./index.js";

test("compare: a number passes within max(abs, rel·|expected|) and fails beyond it", () => {
  expect(compare({ x: 1.00005 }, { x: 1 }, { rel: 1e-4 }).differences).toEqual([]);
  expect(compare({ x: 1.0002 }, { x: 1 }, { rel: 1e-4 }).differences).toHaveLength(1);
  expect(compare({ x: 1e-9 }, { x: 0 }, { rel: 1e-4, abs: 1e-8 }).differences).toEqual([]);
});

test("compare: missing keys, NaN, null for a number and short arrays are differences", () => {
  for (const got of [{}, { x: Number.NaN }, { x: null }, null]) {
    expect(compare(got, { x: 0 }, { abs: 1 }).differences).toHaveLength(1);
  }
  expect(compare({ x: [1] }, { x: [1, 2] }, { abs: 0 }).differences).toHaveLength(2);
  expect(compare({ x: 0 }, { x: null }, { abs: 0 }).differences).toHaveLength(1);
});

test("readReference and readTable: read cases and their data", () => {
  expect(readReference("01_nps")).toHaveLength(14);
  const { rows } = readTable("nps_utility.csv");
  expect(rows).toHaveLength(10408);
  expect(numbers(filterRows(rows, { year: 2021 }), "ltr")).toHaveLength(5942);
});
