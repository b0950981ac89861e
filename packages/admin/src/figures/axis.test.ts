import { expect, test } from "vitest";
import { axisFor, placeOn, tickTexts } from "./axis.js";

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

test("where everybody recommends, the axis ends at 100: no tick stands beyond what a metric can reach", () => {
  expect(axisFor([100, 100], 7, 100).ticks).toEqual([98, 99, 100]);
  expect(axisFor([100], 7).ticks).toEqual([100, 101, 102]);
  expect(axisFor([25, 30], 4, 100)).toEqual(axisFor([25, 30], 4));
  // a control limit may lie beyond
  expect(axisFor([90, 104], 4, 100).high).toBeGreaterThanOrEqual(104);
});

test("two ticks never read alike, however close the values lie", () => {
  expect(tickTexts([3, 3.5, 4])).toEqual(["3.0", "3.5", "4.0"]);
  expect(tickTexts([4.9, 4.925, 4.95])).toEqual(["4.900", "4.925", "4.950"]);
});
