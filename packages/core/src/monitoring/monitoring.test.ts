import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { normalStream } from "../drivers/index.js";
import { seedRng, uniformStream } from "../numeric/index.js";
import {
  clusterAlerts,
  clusterLimit,
  cusumChart,
  ewmaChart,
  individualsChart,
  laneyChart,
  latestAgainstHistory,
  type MeasuredChange,
  mannKendall,
  meanShift,
  npsChart,
  pettitt,
  realChanges,
  shareChart,
  subgroupChart,
} from "./index.js";

// simulations and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

const series = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 40 });

test("T-32: p 4 %, n 400 has its upper limit at 6.94 %; 28 complaints alert and 27 do not", () => {
  expect(clusterLimit(0.04, 400)).toBeCloseTo(0.0694, 4);
  expect(clusterAlerts([{ x: 28, n: 400 }], 0.04)[0]).toMatchObject({ isAboveLimit: true, isAlert: true });
  expect(clusterAlerts([{ x: 27, n: 400 }], 0.04)[0]).toMatchObject({ isAboveLimit: false, isAlert: false });
});

test("cluster: two complaints among fifty are above three sigmas at 0.5 % and still no alert; an empty unit is unknown", () => {
  const [small, empty] = clusterAlerts(
    [
      { x: 2, n: 50 },
      { x: 0, n: 0 },
    ],
    0.005,
  );
  expect(small).toMatchObject({ isAboveLimit: true, isAlert: false });
  expect(empty).toMatchObject({ share: null, p: null, isAlert: false });
  expect(() => clusterAlerts([{ x: 3, n: 2 }])).toThrow(RangeError);
  expect(clusterAlerts([{ x: 0, n: 100 }], 0)[0]!.isAlert).toBe(false);
});

test("cluster: a quiet year of 200 units has a false alert in at most one week in ten; a planted cluster is found", () => {
  const uniform = uniformStream(seedRng("quiet year"));
  const week = (planted: boolean) =>
    Array.from({ length: 200 }, (_, unit) => {
      const n = 20 + ((unit * 37) % 380);
      const rate = planted && unit === 199 ? 0.12 : 0.03;
      let x = 0;
      for (let i = 0; i < n; i++) if (uniform() < rate) x++;
      return { x, n };
    });
  let weeksWithFalseAlert = 0;
  let found = 0;
  for (let w = 0; w < 52; w++) {
    if (clusterAlerts(week(false), 0.03).some((unit) => unit.isAlert)) weeksWithFalseAlert++;
    if (clusterAlerts(week(true), 0.03)[199]!.isAlert) found++;
  }
  console.info(`clusters: ${weeksWithFalseAlert} of 52 quiet weeks with a false alert, planted cluster found in ${found} of 52`);
  expect(weeksWithFalseAlert).toBeLessThanOrEqual(6);
  expect(found).toBeGreaterThanOrEqual(47);
});

/** A metric measured in two periods from the same distribution. */
function noise(seed: number, kind: MeasuredChange["kind"], n: number): MeasuredChange {
  const uniform = uniformStream(seedRng(seed));
  const key = `${kind} ${seed}`;
  const draw = () => Array.from({ length: n }, () => Math.floor(uniform() * 11));
  const share = (scores: number[]) => ({ successes: scores.filter((score) => score >= 8).length, n });
  const mean = (scores: number[]) => ({ n, sum: scores.reduce((a, b) => a + b, 0), sumSquares: scores.reduce((a, b) => a + b * b, 0) });
  const nps = (scores: number[]) => {
    const promoters = scores.filter((score) => score >= 9).length;
    const detractors = scores.filter((score) => score <= 6).length;
    return { promoters, detractors, passives: n - promoters - detractors };
  };
  if (kind === "share") return { key, kind, before: share(draw()), after: share(draw()) };
  if (kind === "mean") return { key, kind, before: mean(draw()), after: mean(draw()) };
  return { key, kind, before: nps(draw()), after: nps(draw()) };
}

test("what really changed: at most 7 % of noise series are flagged, alone or in a page of fifty", () => {
  let [alone, together, pages] = [0, 0, 0];
  for (let page = 0; page < 40; page++) {
    const metrics = Array.from({ length: 50 }, (_, i) =>
      noise(1000 * page + i, (["share", "mean", "nps"] as const)[i % 3]!, 40 + 17 * (i % 9)),
    );
    alone += metrics.filter((metric) => realChanges([metric]).changes[0]!.verdict !== "noChange").length;
    const flagged = realChanges(metrics).changes.filter((change) => change.verdict !== "noChange").length;
    together += flagged;
    if (flagged > 0) pages++;
  }
  console.info(`changes: of 2,000 noise series ${alone} flagged alone, ${together} flagged in pages of fifty (${pages} of 40 pages)`);
  expect(alone).toBeLessThanOrEqual(140);
  expect(together).toBeLessThanOrEqual(20);
});

test("what really changed: planted changes are named with their direction, thin bases are not judged", () => {
  const flat = Array.from({ length: 20 }, (_, i) => noise(i, "mean", 200));
  const planted: MeasuredChange[] = [
    { key: "up", kind: "share", before: { successes: 120, n: 400 }, after: { successes: 200, n: 400 } },
    {
      key: "down",
      kind: "nps",
      before: { promoters: 200, passives: 100, detractors: 100 },
      after: { promoters: 100, passives: 100, detractors: 200 },
    },
    { key: "thin", kind: "share", before: { successes: 0, n: 29 }, after: { successes: 29, n: 29 } },
    { key: "empty", kind: "mean", before: { n: 0, sum: 0, sumSquares: 0 }, after: { n: 50, sum: 200, sumSquares: 850 } },
  ];
  const { changes, compared, rule } = realChanges([...flat, ...planted]);
  const verdict = (key: string) => changes.find((change) => change.key === key)!.verdict;
  expect([verdict("up"), verdict("down"), verdict("thin"), verdict("empty")]).toEqual(["up", "down", "tooFew", "tooFew"]);
  expect(compared).toBe(22);
  expect(rule).toBe("benjamini-hochberg-at-0.10");
  expect(changes.at(-1)!.difference).toBeNull();
});

test("latest against history: noise is flagged in at most 7 % of series, a jump is found, a short history is not judged", () => {
  const normal = normalStream(uniformStream(seedRng(12)));
  let flagged = 0;
  for (let i = 0; i < 1000; i++) {
    const values = Array.from({ length: 13 }, normal);
    if (latestAgainstHistory([{ key: "x", values }]).changes[0]!.verdict !== "noChange") flagged++;
  }
  console.info(`latest against history: ${flagged} of 1,000 noise series flagged`);
  expect(flagged).toBeLessThanOrEqual(70);
  expect(latestAgainstHistory([{ key: "x", values: [1, 2, 1, 2, 1, 2, 1, 2, -5] }]).changes[0]!.verdict).toBe("down");
  expect(latestAgainstHistory([{ key: "x", values: [1, 2, 1, 2, 1, 2, 1, 9] }]).changes[0]!.verdict).toBe("tooFew");
});

test("p chart: a point on its limit is inside, an empty period is a gap, nothing counted is null", () => {
  const chart = shareChart([
    { x: 5, n: 50 },
    { x: 0, n: 0 },
    { x: 30, n: 50 },
  ])!;
  expect(chart.points[1]).toMatchObject({ value: null, lower: 0, upper: 1, isOutside: false });
  expect(chart.outside).toEqual([0, 2]);
  expect(shareChart([{ x: 0, n: 0 }])).toBeNull();
  expect(
    shareChart([
      { x: 4, n: 4 },
      { x: 2, n: 2 },
    ])!.outside,
  ).toEqual([]);
  expect(
    laneyChart([
      { x: 0, n: 10 },
      { x: 0, n: 10 },
    ]),
  ).toBeNull();
  expect(() => shareChart([{ x: 5, n: 4 }])).toThrow(RangeError);
});

test("Laney: shares that move as chance says give limits close to those of a p chart", () => {
  const uniform = uniformStream(seedRng(77));
  const counts = Array.from({ length: 400 }, () => {
    let x = 0;
    for (let i = 0; i < 200; i++) if (uniform() < 0.2) x++;
    return { x, n: 200 };
  });
  expect(laneyChart(counts)!.sigmaZ).toBeCloseTo(1, 1);
});

test("NPS chart: all promoters stand at 100 without limits to cross", () => {
  const chart = npsChart([
    { promoters: 5, passives: 0, detractors: 0 },
    { promoters: 0, passives: 0, detractors: 0 },
  ])!;
  expect(chart).toMatchObject({ centre: 100, outside: [] });
  expect(chart.points[1]).toMatchObject({ value: null, n: 0 });
  expect(npsChart([])).toBeNull();
});

test("I-MR, EWMA and CUSUM: moving or stretching a series moves no signal", () => {
  fc.assert(
    fc.property(series, fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 20 }), (values, shift, scale) => {
      const moved = values.map((value) => scale * value + shift);
      const straight = individualsChart(values)!;
      const turned = individualsChart(moved)!;
      expect(turned.upper).toBeCloseTo(scale * straight.upper + shift, 6);
      const ewma = ewmaChart(values, { mean: 0, sigma: 10.3 });
      const cusum = cusumChart(values, { mean: 0, sigma: 10.3 });
      const base = { mean: shift, sigma: 10.3 * scale };
      expect(ewmaChart(moved, base).firstSignal).toBe(ewma.firstSignal);
      expect(cusumChart(moved, base).firstSignal).toBe(cusum.firstSignal);
    }),
  );
});

test("EWMA and CUSUM: a planted shift of one sigma signals soon, a quiet series rarely", () => {
  const normal = normalStream(uniformStream(seedRng(3)));
  let early = 0;
  let false50 = 0;
  for (let run = 0; run < 200; run++) {
    const quiet = Array.from({ length: 50 }, normal);
    const shifted = Array.from({ length: 30 }, () => normal() + 1);
    if (cusumChart(shifted, { mean: 0, sigma: 1 }).firstSignal !== null) early++;
    if (cusumChart(quiet, { mean: 0, sigma: 1 }).firstSignal !== null) false50++;
  }
  expect(early).toBeGreaterThan(185);
  expect(false50).toBeLessThan(40);
  expect(() => cusumChart([1], { mean: 0, sigma: 0 })).toThrow(RangeError);
});

test("trend: reversing time turns S and the slope round; a rising transformation keeps S", () => {
  fc.assert(
    fc.property(series, (values) => {
      const forward = mannKendall(values)!;
      const backward = mannKendall([...values].reverse())!;
      expect(backward.s).toBe(0 - forward.s || 0);
      expect(backward.slope).toBeCloseTo(-forward.slope, 9);
      expect(mannKendall(values.map((value) => value ** 3))!.s).toBe(forward.s);
      expect(forward.slopeInterval.low).toBeLessThanOrEqual(forward.slope);
      expect(forward.slopeInterval.high).toBeGreaterThanOrEqual(forward.slope);
    }),
  );
  expect(mannKendall([5, 5, 5])).toMatchObject({ s: 0, z: 0, p: 1, tau: null, slope: 0 });
  expect(mannKendall([1, 2])).toBeNull();
});

test("trend: noise is called a trend in at most 7 % of series", () => {
  const normal = normalStream(uniformStream(seedRng(8)));
  let called = 0;
  for (let i = 0; i < 500; i++) if (mannKendall(Array.from({ length: 12 }, normal))!.p < 0.05) called++;
  expect(called).toBeLessThanOrEqual(35);
});

test("change points: a planted step is found by both, and the split equals a search of all splits", () => {
  const step = [...Array.from({ length: 12 }, (_, i) => i % 3), ...Array.from({ length: 9 }, (_, i) => 20 + (i % 3))];
  expect(pettitt(step)).toMatchObject({ lastBefore: 11 });
  expect(meanShift(step)).toMatchObject({ lastBefore: 11, meanBefore: 1, meanAfter: 21 });
  fc.assert(
    fc.property(series, (values) => {
      const errorAt = (k: number) => {
        const [left, right] = [values.slice(0, k), values.slice(k)];
        const spread = (part: number[]) => {
          const mean = part.reduce((a, b) => a + b, 0) / part.length;
          return part.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        };
        return spread(left) + spread(right);
      };
      const best = Math.min(...values.slice(1).map((_, i) => errorAt(i + 1)));
      expect(meanShift(values)!.squaredError).toBeCloseTo(best, 6);
    }),
  );
});

test("subgroups: c4 is as tabled, and limits from standard deviations and from ranges agree", () => {
  const normal = normalStream(uniformStream(seedRng(30)));
  const chart = subgroupChart(Array.from({ length: 400 }, () => Array.from({ length: 5 }, normal)))!;
  expect(chart).toMatchObject({ size: 5, groups: 400 });
  expect(chart.c4).toBeCloseTo(0.9399856, 6);
  expect(Math.abs(chart.mean.upper - chart.range!.mean.upper)).toBeLessThan(0.03);
  expect(chart.sd.lower).toBe(0);
  expect(() => subgroupChart([[1, 2], [1]])).toThrow(RangeError);
});
