import fc from "fast-check";
import { expect, test } from "vitest";
import { displayFigure, displayInterval, roundHalfAway } from "./index.js";

test("rounding: ties go away from zero on both sides", () => {
  expect([2.5, -2.5, 0.5, -0.5, 1.5].map((x) => roundHalfAway(x))).toEqual([3, -3, 1, -1, 2]);
  expect([1.005, -1.005, 2.675, 0.285].map((x) => roundHalfAway(x, 2))).toEqual([1.01, -1.01, 2.68, 0.29]);
  expect(roundHalfAway(75.25, 1)).toBe(75.3);
  expect(roundHalfAway(1e-9, 8)).toBe(0);
});

test("rounding: never gives −0, and never moves more than half a unit", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 4 }), (value, decimals) => {
      const rounded = roundHalfAway(value, decimals);
      expect(Object.is(rounded, -0)).toBe(false);
      expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals * (1 + 1e-9) + 1e-9);
      expect(roundHalfAway(-value, decimals)).toBe(rounded === 0 ? 0 : -rounded);
    }),
  );
});

test("display: signs, decimals, nothing and limits that a figure can reach", () => {
  expect(displayFigure("nps", 10)).toBe("+10");
  expect(displayFigure("nps", -36.2)).toBe("−36");
  expect(displayFigure("nps", -0.4)).toBe("0");
  expect(displayFigure("percent", -0.04)).toBe("0.0%");
  expect(displayFigure("index", 75.25)).toBe("75.3");
  expect(displayFigure("mean", 4.01)).toBe("4.01");
  expect(displayFigure("ratio", null)).toBe("—");
  expect(displayInterval("percent", { low: -4.3, high: 32.1 })).toBe("[0.0%, 32.1%]");
});
