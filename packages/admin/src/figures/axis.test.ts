import { expect, test } from "vitest";
import { axisFor, placeOn } from "./axis.js";

test("an axis is round, holds every value and has three ticks at least", () => {
  expect(axisFor([25, 29, 30, 34]).ticks).toEqual([25, 30, 35]);
  expect(axisFor([0.73, 0.83, 0.86, 0.96]).ticks).toEqual([0.7, 0.8, 0.9, 1]);
  expect(axisFor([5, 5]).ticks.length).toBeGreaterThanOrEqual(3);
});

test("an axis holds negative values and respects its number of ticks", () => {
  const { low, high, ticks } = axisFor([-37, 62], 6);
  expect(low).toBeLessThanOrEqual(-37);
  expect(high).toBeGreaterThanOrEqual(62);
  expect(ticks.length).toBeLessThanOrEqual(6);
  expect(ticks).toContain(0);
});

test("what lies beyond the axis is cut at its edge", () => {
  const axis = axisFor([0, 100], 3);
  expect(placeOn(axis, -20)).toBe(0);
  expect(placeOn(axis, 50)).toBe(0.5);
  expect(placeOn(axis, 500)).toBe(1);
});
