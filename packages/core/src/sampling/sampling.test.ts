import fc from "fast-check";
import { expect, test } from "vitest";
import {
  allocate,
  calibratedMean,
  classifyOutcome,
  clusterMean,
  clusterSample,
  compareClusters,
  marginOfNps,
  marginOfShare,
  outcomeRates,
  postStratify,
  rake,
  type Selection,
  sampleSizeForNps,
  sampleSizeForShare,
  simpleSample,
  sizeSample,
  stratifiedMean,
  stratifiedSample,
  systematicSample,
  trimWeights,
  twoStageSample,
  weightEffect,
  weightedMean,
  weightedSums,
  weightTotals,
} from "./index.js";

test("T-02 sample size: 385, 1068, and 357, 278, 132 in small populations; 1112 invitations at 25 %", () => {
  const completes = (margin: number, population?: number) =>
    sampleSizeForShare(margin, 0.5, population === undefined ? {} : { population }).completes;
  expect([completes(0.05), completes(0.03), completes(0.05, 5000), completes(0.05, 1000), completes(0.05, 200)]).toEqual([
    385, 1068, 357, 278, 132,
  ]);
  expect(sampleSizeForShare(0.05, 0.5, { population: 1000, responseRate: 0.25 }).invitations).toBe(1112);
});

test("margin: the answers a margin needs give that margin back, in small populations and with a design effect too", () => {
  const plans = [{}, { population: 1000 }, { population: 200, designEffect: 1.4 }, { level: 0.99 }];
  for (const plan of plans) {
    const { afterPopulation } = sampleSizeForShare(0.05, 0.3, plan);
    expect(marginOfShare(afterPopulation, 0.3, plan)).toBeCloseTo(0.05, 10);
    const nps = { promoters: 0.5, detractors: 0.2 };
    expect(marginOfNps(sampleSizeForNps(6, nps, plan).afterPopulation, nps, plan)).toBeCloseTo(6, 8);
  }
  expect(marginOfShare(200, 0.5, { population: 200 })).toBe(0);
  expect(() => marginOfShare(201, 0.5, { population: 200 })).toThrow(RangeError);
  expect(() => marginOfShare(0)).toThrow(RangeError);
});

test("sample size: a census is offered when the population is at most half of n₀", () => {
  expect(sampleSizeForShare(0.05, 0.5, { population: 192 }).isCensusOffered).toBe(true);
  expect(sampleSizeForShare(0.05, 0.5, { population: 193 }).isCensusOffered).toBe(false);
  expect(() => sampleSizeForShare(0)).toThrow(RangeError);
});

test("T-03 allocation: 143/85/50 by largest remainder, ties to the lower code", () => {
  const strata = [515, 305, 180].map((population, i) => ({ code: String(i + 1), population }));
  expect(allocate(278, strata).map(({ size }) => size)).toEqual([143, 85, 50]);
  const even = ["b", "a", "c"].map((code) => ({ code, population: 10 }));
  expect(allocate(4, even).map(({ size }) => size)).toEqual([1, 2, 1]);
  const tens = ["10", "9", "2"].map((code) => ({ code, population: 10 }));
  expect(allocate(5, tens).map(({ size }) => size)).toEqual([1, 2, 2]);
});

test("allocation: adds up to n, keeps minima, never asks for more people than there are", () => {
  const stratum = fc.record({ population: fc.nat(300), deviation: fc.integer({ min: 1, max: 30 }), cost: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(
      fc.array(stratum, { minLength: 1, maxLength: 8 }),
      fc.constantFrom("proportional" as const, "equal" as const, "neyman" as const, "cost" as const),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(5),
      (list, method, part, minimum) => {
        const strata = list.map((item, i) => ({ ...item, code: String(i) }));
        const people = strata.reduce((total, { population }) => total + population, 0);
        const least = strata.reduce((total, { population }) => total + Math.min(minimum, population), 0);
        const n = Math.max(least, Math.floor(part * people));
        fc.pre(people > 0);
        const sizes = allocate(n, strata, { method, minimum }).map(({ size }) => size);
        expect(sizes.reduce((total, size) => total + size, 0)).toBe(n);
        sizes.forEach((size, i) => {
          expect(size).toBeLessThanOrEqual(strata[i]!.population);
          expect(size).toBeGreaterThanOrEqual(Math.min(minimum, strata[i]!.population));
        });
      },
    ),
  );
});

const frame = Array.from({ length: 12 }, (_, i) => i);

/** Draws often and checks that every unit comes as often as its probability says, within 4 standard errors. */
function expectFair(draw: (seed: number) => Selection<number>, draws = 10_000) {
  const seen = new Map<number, number>();
  const chances = new Map<number, number>();
  for (let seed = 0; seed < draws; seed += 1) {
    for (const { unit, probability } of draw(seed).selected) {
      seen.set(unit, (seen.get(unit) ?? 0) + 1);
      chances.set(unit, probability);
    }
  }
  expect(seen.size).toBeGreaterThan(1);
  for (const [unit, times] of seen) {
    const chance = chances.get(unit)!;
    expect(Math.abs(times / draws - chance)).toBeLessThanOrEqual(4 * Math.sqrt((chance * (1 - chance)) / draws) + 1e-12);
  }
}

test("selection: every unit comes as often as its inclusion probability says", () => {
  const clusters = [0, 1, 2, 3].map((c) => ({ code: `c${c}`, units: frame.slice(3 * c, 3 * c + 3) }));
  const uneven = [frame.slice(0, 2), frame.slice(2, 5), frame.slice(5, 12)].map((units, i) => ({ code: `u${i}`, units }));
  expectFair((seed) => simpleSample(frame, 5, seed));
  expectFair((seed) => systematicSample(frame, 5, seed));
  expectFair((seed) =>
    stratifiedSample(
      [
        { code: "a", frame: frame.slice(0, 4), n: 1 },
        { code: "b", frame: frame.slice(4), n: 3 },
      ],
      seed,
    ),
  );
  expectFair((seed) => clusterSample(clusters, 2, seed));
  expectFair((seed) => twoStageSample(uneven, { clusters: 2, perCluster: 2, chance: "equal" }, seed));
  expectFair((seed) => twoStageSample(uneven, { clusters: 1, perCluster: 2, chance: "size" }, seed));
  expectFair((seed) =>
    sizeSample(
      frame.map((unit) => ({ unit, size: unit + 1 })),
      4,
      seed,
    ),
  );
});

test("selection: the same frame and seed give the same sample; the size is kept and nobody comes twice", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer(), (size, part, seed) => {
      const units = Array.from({ length: size }, (_, i) => `u${i}`);
      const n = Math.round(part * size);
      const sized = units.map((unit, i) => ({ unit, size: 1 + ((i * 7) % 11) ** 2 }));
      for (const draw of [() => simpleSample(units, n, seed), () => systematicSample(units, n, seed), () => sizeSample(sized, n, seed)]) {
        const { selected } = draw();
        expect(draw().selected).toEqual(selected);
        expect(new Set(selected.map(({ unit }) => unit)).size).toBe(n);
      }
    }),
  );
  expect(() => simpleSample(frame, 13, 1)).toThrow(RangeError);
});

test("selection by size: a unit too large for chance is certain", () => {
  const sized = [100, 1, 1, 1].map((size, unit) => ({ unit, size }));
  const { selected } = sizeSample(sized, 2, 9);
  expect(selected[0]).toEqual({ unit: 0, probability: 1 });
  expect(selected[1]!.probability).toBeCloseTo(1 / 3, 12);
});

test("T-04 weights: 16 and 4 give an effective base of 73.53 and a design effect of 1.36", () => {
  const weights = postStratify([
    { code: "A", population: 800, n: 50 },
    { code: "B", population: 200, n: 50 },
  ]);
  expect(weights).toEqual({ accepted: true, weights: [16, 4] });
  const effect = weightEffect(weightTotals([...new Array<number>(50).fill(16), ...new Array<number>(50).fill(4)]))!;
  expect(effect.effectiveN).toBeCloseTo(73.53, 2);
  expect(effect.designEffect).toBeCloseTo(1.36, 10);
});

const sexAge = (counts: readonly number[]) =>
  [
    ["M", "Y"],
    ["M", "O"],
    ["F", "Y"],
    ["F", "O"],
  ].map(([sex, age], i) => ({ levels: { sex: sex!, age: age! }, n: counts[i]!, baseWeight: counts[i]! }));
const half = { sex: { M: 50, F: 50 }, age: { Y: 50, O: 50 } };

test("T-05 raking: weights 1.1835, 0.7247, 1.4495, 0.8876 and an effective base of 95.19", () => {
  const cells = sexAge([30, 20, 10, 40]);
  const raked = rake(cells, half);
  if (!raked.accepted) throw new Error(raked.reason);
  expect(raked.factors.map((factor) => Number(factor.toFixed(4)))).toEqual([1.1835, 0.7247, 1.4495, 0.8876]);
  const all = cells.flatMap(({ n }, i) => new Array<number>(n).fill(raked.factors[i]!));
  expect(weightEffect(weightTotals(all))!.effectiveN).toBeCloseTo(95.19, 2);
});

test("raking: refuses what it cannot do, names it, and applies nothing", () => {
  expect(rake(sexAge([30, 20, 0, 0]), half)).toEqual({ accepted: false, reason: "EMPTY_CELL", at: "sex/F" });
  expect(rake(sexAge([30, 20, 10, 40]), { sex: { M: 50, F: 50 }, age: { Y: 50, O: 60 } })).toMatchObject({ reason: "MARGINS_DISAGREE" });
  expect(rake(sexAge([30, 20, 10, 40]), { sex: { M: 100 }, age: half.age })).toMatchObject({ reason: "UNKNOWN_LEVEL", at: "sex/F" });
  const impossible = { sex: { M: 60, F: 40 }, age: { Y: 50, O: 50 } };
  expect(rake(sexAge([50, 0, 0, 50]), impossible)).toMatchObject({ accepted: false, reason: "NOT_CONVERGED" });
});

test("raking with caps: margins still hold and weights stay inside, or it is refused", () => {
  const cells = sexAge([45, 5, 10, 40]);
  const capped = rake(cells, half, { caps: { low: 0.3, high: 3 } });
  if (!capped.accepted) throw new Error(capped.reason);
  for (const factor of capped.factors) {
    expect(factor).toBeLessThanOrEqual(3.00001);
    expect(factor).toBeGreaterThanOrEqual(0.29999);
  }
  const skewed = { sex: { M: 1, F: 99 }, age: { Y: 50, O: 50 } };
  expect(rake(cells, skewed, { caps: { low: 0.3, high: 3 } })).toMatchObject({ accepted: false, reason: "CAPS_TOO_TIGHT" });
});

test("raking: any sample with answers in every cell meets its margins", () => {
  const count = fc.integer({ min: 1, max: 200 });
  fc.assert(
    fc.property(fc.tuple(count, count, count, count), fc.tuple(count, count, count, count), (counts, people) => {
      const [my, mo, fy, fo] = people;
      const margins = { sex: { M: my + mo, F: fy + fo }, age: { Y: my + fy, O: mo + fo } };
      const cells = sexAge(counts);
      const raked = rake(cells, margins);
      if (!raked.accepted) throw new Error(raked.reason);
      const held = (dimension: "sex" | "age", level: string) =>
        cells.reduce((total, cell, i) => total + (cell.levels[dimension] === level ? cell.n * raked.factors[i]! : 0), 0);
      expect(held("sex", "M")).toBeCloseTo(margins.sex.M, 6);
      expect(held("age", "O")).toBeCloseTo(margins.age.O, 6);
    }),
  );
});

test("trimming: keeps the total and the limits", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 50, noNaN: true }), { minLength: 1, maxLength: 40 }), (weights) => {
      const { w, n } = weightTotals(weights);
      const limits = { low: (0.3 * w) / n, high: (3 * w) / n };
      const trimmed = trimWeights(weights, limits)!;
      expect(weightTotals(trimmed).w).toBeCloseTo(w, 6);
      for (const weight of trimmed) {
        expect(weight).toBeLessThanOrEqual(limits.high * (1 + 1e-9));
        expect(weight).toBeGreaterThanOrEqual(limits.low * (1 - 1e-9));
      }
    }),
  );
  expect(trimWeights([1, 1], { low: 2, high: 3 })).toBeNull();
});

test("weighted mean: scaling the weights or the order of answers changes nothing", () => {
  const answer = fc.tuple(fc.integer({ min: 0, max: 10 }), fc.double({ min: 0.1, max: 9, noNaN: true }));
  fc.assert(
    fc.property(fc.array(answer, { minLength: 2, maxLength: 40 }), fc.double({ min: 0.01, max: 100, noNaN: true }), (list, factor) => {
      const [y, w] = [list.map(([value]) => value), list.map(([, weight]) => weight)];
      const one = weightedMean(weightedSums(y, w))!;
      const scaled = weightedMean(
        weightedSums(
          y.toReversed(),
          w.toReversed().map((weight) => factor * weight),
        ),
      )!;
      expect(scaled.value).toBeCloseTo(one.value, 9);
      expect(scaled.standardError).toBeCloseTo(one.standardError!, 6);
    }),
  );
});

test("calibrated mean: without dimensions it is the fixed-weight mean", () => {
  const sums = weightedSums([1, 5, 4, 2], [1, 2, 1, 3]);
  const cell = { ...sums, levels: {}, d: 4, dy: 12 };
  expect(calibratedMean([cell], { dimensions: [] })!.standardError).toBeCloseTo(weightedMean(sums)!.standardError!, 12);
});

test("stratified mean: a census has no error; a stratum without answers has no mean", () => {
  const stratum = { population: 2, n: 2, sum: 6, sumSquares: 20 };
  expect(stratifiedMean([stratum, stratum])!.standardError).toBe(0);
  expect(stratifiedMean([stratum, { population: 5, n: 0, sum: 0, sumSquares: 0 }])).toBeNull();
});

test("clusters: people who answer alike within a store make a wider interval than the same people one by one", () => {
  const stores = [5, 1, 5, 1].map((score) => ({ n: 20, w: 20, wy: 20 * score }));
  const alone = weightedMean(
    weightedSums([...new Array<number>(40).fill(5), ...new Array<number>(40).fill(1)], new Array<number>(80).fill(1)),
  )!;
  expect(clusterMean(stores)!.standardError!).toBeGreaterThan(3 * alone.standardError!);
  expect(clusterMean([stores[0]!])!.standardError).toBeNull();
  expect(compareClusters(stores, stores)!.p).toBe(1);
});

test("clusters of one answer each are the simple case", () => {
  const y = [1, 4, 2, 5, 3];
  const clusters = y.map((value) => ({ n: 1, w: 1, wy: value }));
  expect(clusterMean(clusters)!.standardError).toBeCloseTo(
    weightedMean(
      weightedSums(
        y,
        y.map(() => 1),
      ),
    )!.standardError!,
    12,
  );
});

test("T-06 outcome rates", () => {
  const counts = { complete: 300, partial: 20, refusal: 80, nonContact: 150, other: 10, unknown: 100, unknownOther: 40, ineligible: 60 };
  const rates = outcomeRates(counts);
  const shown = [rates.rr1, rates.rr2, rates.rr3, rates.rr4, rates.rr5, rates.rr6, rates.coop1, rates.ref1, rates.con1];
  expect(shown.map((rate) => (100 * rate!).toFixed(1))).toEqual(["42.9", "45.7", "43.7", "46.6", "53.6", "57.1", "73.2", "11.4", "58.6"]);
  expect(rates.eligibleShare).toBeCloseTo(0.9032, 4);
  const nobody = { complete: 0, partial: 0, refusal: 0, nonContact: 0, other: 0, unknown: 0, unknownOther: 0, ineligible: 0 };
  expect(new Set(Object.values(outcomeRates(nobody)))).toEqual(new Set([null]));
});

test("outcomes: complete above 80 %, partial from 50 %, break-off below", () => {
  expect([17, 16, 10, 9, 0].map((answered) => classifyOutcome(answered, 20))).toEqual([
    "complete",
    "partial",
    "partial",
    "break-off",
    "break-off",
  ]);
  expect(classifyOutcome(0, 0)).toBeNull();
});
