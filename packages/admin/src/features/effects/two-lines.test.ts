import { presentFigure } from "@manyi/core/metrics";
import { expect, test } from "vitest";
import { formatter } from "../../format/index.js";
import { twoLines } from "./two-lines.js";

const point = (day: number, value: number | null) =>
  presentFigure({
    metric: { family: "nps", attribute: null },
    period: { from: day, to: day + 6 },
    weighting: "none",
    scored:
      value === null
        ? null
        : { value, n: 60, interval: { low: value - 5, high: value + 5 }, method: "", standardError: 2.5, distribution: [], parts: {} },
    suppressed: null,
  });
const option = (treated: (number | null)[], comparison: (number | null)[]) =>
  twoLines({
    lines: [
      { group: "treated", points: treated.map((value, i) => point(20_000 + 7 * i, value)) },
      { group: "comparison", points: comparison.map((value, i) => point(20_000 + 7 * i, value)) },
    ],
    metric: "nps",
    starts: [{ on: "2024-10-18", label: "began" }],
    names: { treated: "changed", comparison: "compared" },
    value: String,
    interval: () => "",
    format: formatter("en", "UTC", "2024-12-01"),
  });

test("two lines: one axis holds both with their intervals, and the rule stands at the span that begins on the day", () => {
  const drawn = option([10, 12, 30, 31], [11, 10, 12, 12])!;
  const axis = drawn.yAxis as { min: number; max: number };
  expect([axis.min <= 5, axis.max >= 36]).toEqual([true, true]);
  const marks = (drawn.series as { markLine?: { data: { xAxis: number }[] } }[]).flatMap(({ markLine }) => markLine?.data ?? []);
  expect(marks.map(({ xAxis }) => xAxis)).toEqual([2]);
});

test("two lines: without any figure there is nothing to draw", () => {
  expect(option([null], [null])).toBeNull();
});
