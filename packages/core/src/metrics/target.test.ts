import { expect, test } from "vitest";
import { METRICS } from "./metric.js";
import { reachTarget, type Target, targetOf, targetRange } from "./target.js";

test("a figure below its target is close as long as the target lies within its interval", () => {
  const interval = { low: 40, high: 50 };
  expect(reachTarget({ value: 45, interval }, 45)).toBe("reached");
  expect(reachTarget({ value: 45, interval }, 50)).toBe("close");
  expect(reachTarget({ value: 45, interval }, 50.1)).toBe("missed");
  expect(reachTarget({ value: 45, interval: null }, 46)).toBe("missed");
  expect(reachTarget({ value: null, interval: null }, 46)).toBeNull();
});

test("the nearest target above a unit holds, from its day on, until another one begins or it is taken back", () => {
  const set = (unit: number | null, value: number | null, from: number): Target => ({ metric: "nps", unit, value, from });
  const targets = [set(null, 40, 0), set(2, 50, 10), set(2, 55, 20), set(3, 60, 30), set(3, null, 40), set(2, 52, 20)];
  const at = (path: readonly number[], day: number) => targetOf(targets, { metric: "nps", path, day })?.value ?? null;
  expect([at([], 5), at([1, 2], 5), at([1, 2], 10), at([1, 2], 25)]).toEqual([40, 40, 50, 52]);
  expect([at([1, 2, 3], 29), at([1, 2, 3], 30), at([1, 2, 3], 40)]).toEqual([52, 60, 52]);
  expect(at([9], 50)).toBe(40);
  expect(targetOf(targets, { metric: "csat", path: [2], day: 50 })).toBeNull();
  expect(at([], -1)).toBeNull();
});

test("metrics of which more is better take a target, the others none", () => {
  for (const { family, better } of Object.values(METRICS)) {
    expect(targetRange({ family, attribute: null }) === null, family).toBe(better !== "higher");
  }
});
