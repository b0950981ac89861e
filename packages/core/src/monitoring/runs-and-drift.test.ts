import { expect, test } from "vitest";
import { seedRng, uniformStream } from "../numeric/index.js";
import { levelDrift, meanChart, runSignals } from "./index.js";

/** Standard normal values from a seed. */
function noise(seed: string) {
  const uniform = uniformStream(seedRng(seed));
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

test("U3.6 drift of a level: a planted rise alerts at the period that completes the second move only", () => {
  const month = (value: number) => ({ value, standardError: 0.03 });
  const alerts = levelDrift([4, 4.01, 4, 4.15, 4.3, 4.29, 4.3].map(month));
  expect(alerts).toEqual([{ at: 4, from: 4, to: 4.3, direction: "up" }]);
  expect(levelDrift([4.3, 4.2, 4.0].map(month))[0]!.direction).toBe("down");
});

test("U3.6 drift of a level: one move is none, a gap breaks a run, and noise alerts in at most 5 % of series", () => {
  const month = (value: number | null) => ({ value, standardError: value === null ? null : 0.03 });
  expect(levelDrift([4, 4.5, 4.5].map(month))).toEqual([]);
  expect(levelDrift([4, null, 4.3, 4.5].map(month))).toEqual([]);
  const draw = noise("drift");
  const runs = 1000;
  let alerts = 0;
  for (let run = 0; run < runs; run++) {
    const series = Array.from({ length: 12 }, () => ({ value: 4 + 0.05 * draw(), standardError: 0.05 }));
    if (levelDrift(series).length > 0) alerts += 1;
  }
  expect(alerts / runs).toBeLessThanOrEqual(0.05);
});

test("runs: each rule at its edge, and a gap breaks a run", () => {
  expect(runSignals([3, -3, 3.01, -3.01]).map(({ at, rule }) => [at, rule])).toEqual([
    [2, "above"],
    [3, "below"],
  ]);
  expect(runSignals([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])).toEqual([{ at: 5, rule: "rising" }]);
  expect(runSignals([0.1, 0.2, 0.3, null, 0.4, 0.5, 0.6])).toEqual([]);
  const side = [1, 0.5, 1, 0.5, 1, 0.5, 1, 0.5];
  expect(runSignals(side)).toEqual([{ at: 7, rule: "run_above" }]);
  expect(runSignals(side.map((z) => -z))).toEqual([{ at: 7, rule: "run_below" }]);
  expect(runSignals([-2.1, 1, -2.1])).toEqual([{ at: 2, rule: "near_lower" }]);
});

test("x̄ chart: limits are those of the base of each period, and a period without answers has none", () => {
  const chart = meanChart([
    { n: 100, mean: 4, standardDeviation: 1 },
    { n: 25, mean: 4, standardDeviation: 1 },
    { n: 0, mean: null, standardDeviation: null },
    { n: 100, mean: 5, standardDeviation: 1 },
  ])!;
  const width = (i: number) => chart.points[i]!.upper - chart.centre;
  expect(width(1) / width(0)).toBeCloseTo(2, 12);
  expect([chart.points[2]!.value, chart.outside]).toEqual([null, [0, 3]]);
  expect(meanChart([{ n: 1, mean: 4, standardDeviation: null }])).toBeNull();
});
