import { expect, test } from "vitest";
import { partsOf } from "./distribution.js";
import { kindOf, verdictOf } from "./metrics.js";

const change = (difference: number | null, significant: boolean) => ({
  metric: "nps",
  change: {
    period: { from: "2026-04-23", to: "2026-05-20" },
    value: 27,
    n: 4655,
    interval: null,
    difference,
    low: null,
    high: null,
    p: 0.01,
    significant,
    incomparable: false,
  },
});

test("metrics are written by their kind, attributes as means, the loop as percentages", () => {
  expect(["nps", "csat", "ces", "ratio", "ratio:speed", "p:speed", "closed_loop"].map(kindOf)).toEqual([
    "nps",
    "percent",
    "mean",
    "ratio",
    "ratio",
    "mean",
    "percent",
  ]);
});

test("a change is better or worse only where a test supports it", () => {
  expect(verdictOf(change(5, true))).toBe("better");
  expect(verdictOf(change(-5, true))).toBe("worse");
  expect(verdictOf(change(5, false))).toBe("unclear");
  expect(verdictOf(change(null, true))).toBe("unclear");
  expect(verdictOf({ metric: "nps", change: null })).toBe("unclear");
});

test("a distribution adds single answers up to the parts a bar shows, best first", () => {
  const answers = ["5", "4", "3", "2", "1"].map((code, index) => ({ code, n: index + 1, share: (index + 1) / 15 }));
  expect(partsOf("csat", answers).map(({ code, n }) => [code, n])).toEqual([
    ["top2", 3],
    ["middle", 3],
    ["bottom2", 9],
  ]);
  expect(partsOf("p", answers)).toEqual([]);
});
