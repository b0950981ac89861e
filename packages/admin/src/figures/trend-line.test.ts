import type { Figure } from "@manyi/contracts";
import { expect, test } from "vitest";
import { baseRange, limitsOf, placeOfBreak, sharedAxis, spanOf, type TrendPoint, trendSeries } from "./trend-line.js";

function point(start: string, value: number | null, n: number, half: number | null, base: Figure["base"] = "ok"): TrendPoint {
  const interval = value === null || half === null ? null : { low: value - half, high: value + half, level: 0.95, method: "adjusted-wald" };
  return {
    start,
    stretch: 0,
    figure: {
      metric: "nps",
      attribute: null,
      version: 1,
      value,
      n,
      interval,
      base,
      suppressed: null,
      period: { from: start, to: start },
      weighting: "none",
      distribution: [],
      parts: {},
      target: null,
      change: null,
    },
  };
}

test("a trend leaves a gap where nothing was computed, marks low bases and cuts intervals at the scale", () => {
  const series = trendSeries(
    [point("2026-06-01", 90, 40, 20), point("2026-06-08", null, 0, null, "none"), point("2026-06-15", 10, 7, 60, "low")],
    limitsOf("nps"),
  );
  expect(series.values).toEqual([90, null, 10]);
  expect(series.lows).toEqual([70, null, -50]);
  expect(series.widths).toEqual([30, null, 120]);
  expect(series.hollow).toEqual([false, false, true]);
});

test("panels share one axis; the interval of a low base does not stretch it", () => {
  const steady = trendSeries([point("2026-06-01", 20, 400, 4), point("2026-06-08", 30, 400, 4)], limitsOf("nps"));
  const wild = trendSeries([point("2026-06-01", 25, 7, 90, "low")], limitsOf("nps"));
  const axis = sharedAxis([steady, wild]);
  expect(axis?.min).toBeLessThanOrEqual(16);
  expect(axis?.min).toBeGreaterThan(-65);
  expect(axis?.max).toBeLessThan(100);
  expect(sharedAxis([])).toBeNull();
});

test("bases run from the smallest to the largest that is not empty", () => {
  expect(baseRange([point("2026-06-01", 1, 388, 1), point("2026-06-08", null, 0, null), point("2026-06-15", 1, 1252, 1)])).toEqual({
    low: 388,
    high: 1252,
  });
  expect(baseRange([])).toBeNull();
});

test("a break stands at the first span that begins on or after its day, and not before the trend begins", () => {
  const starts = ["2026-06-01", "2026-06-08", "2026-06-15"];
  expect(placeOfBreak(starts, "2026-06-08")).toBe(1);
  expect(placeOfBreak(starts, "2026-06-03")).toBe(1);
  expect(placeOfBreak(starts, "2026-06-20")).toBe(2);
  expect(placeOfBreak(starts, "2026-05-20")).toBeNull();
});

test("a preset looks back half a year by week; chosen dates are kept", () => {
  expect(spanOf({}, "week")).toEqual({ from: undefined, to: undefined, periods: 26 });
  expect(spanOf({ period: "365d" }, "week").periods).toBe(54);
  expect(spanOf({ period: "90d" }, "day").periods).toBe(90);
  expect(spanOf({ from: "2021-01-01" }, "month")).toEqual({ periods: 120 });
});
