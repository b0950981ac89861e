import fc from "fast-check";
import { expect, test } from "vitest";
import {
  adjustPValues,
  columnLetter,
  compareMeans,
  compareProportions,
  contingency,
  decide,
  everyoneElse,
  fisherExact,
  kendall,
  kruskalWallis,
  mannWhitney,
  pearson,
  powerOfShares,
  segmentNps,
  segmentShares,
  shareLetters,
  spearman,
  tabulate,
} from "./index.js";

test("T-23 two shares: 140/200 to 168/210 is z 2.341, p 0.0192", () => {
  const result = compareProportions({ successes: 168, n: 210 }, { successes: 140, n: 200 })!;
  expect(result.z).toBeCloseTo(2.341, 3);
  expect(result.p).toBeCloseTo(0.0192, 4);
});

test("two shares: nothing to test is null, not 1 and not NaN", () => {
  expect(compareProportions({ successes: 0, n: 0 }, { successes: 1, n: 2 })).toBeNull();
  expect(compareProportions({ successes: 5, n: 5 }, { successes: 7, n: 7 })).toMatchObject({ z: null, p: null, fisherP: 1 });
});

test("two shares: swapping the sides or success and failure mirrors the result", () => {
  fc.assert(
    fc.property(fc.nat(80), fc.nat(80), fc.nat(80), fc.nat(80), (a, b, c, d) => {
      fc.pre(a + b > 0 && c + d > 0);
      const one = compareProportions({ successes: a, n: a + b }, { successes: c, n: c + d })!;
      const swapped = compareProportions({ successes: c, n: c + d }, { successes: a, n: a + b })!;
      const failed = compareProportions({ successes: b, n: a + b }, { successes: d, n: c + d })!;
      for (const other of [swapped, failed]) {
        expect(other.interval.low).toBeCloseTo(-one.interval.high, 10);
        expect(other.fisherP).toBeCloseTo(one.fisherP, 9);
      }
    }),
  );
});

test("Fisher: agrees with adding up the hypergeometric probabilities", () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
  fc.assert(
    fc.property(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9), (a, b, c, d) => {
      fc.pre(a + b + c + d > 0);
      const at = (k: number) => (choose(a + c, k) * choose(b + d, a + b - k)) / choose(a + b + c + d, a + b);
      let p = 0;
      for (let k = Math.max(0, a - d); k <= Math.min(a + b, a + c); k += 1) if (at(k) <= at(a) * (1 + 1e-7)) p += at(k);
      expect(
        fisherExact([
          [a, b],
          [c, d],
        ]),
      ).toBeCloseTo(p, 10);
    }),
  );
});

test("contingency: a label order changes nothing, an empty row counts for nothing", () => {
  const result = contingency([
    [10, 20, 30],
    [25, 15, 5],
  ])!;
  const mirrored = contingency([
    [5, 15, 25],
    [0, 0, 0],
    [30, 20, 10],
  ])!;
  expect(mirrored.chiSquare).toBeCloseTo(result.chiSquare, 10);
  expect(mirrored.df).toBe(2);
  expect(mirrored.adjustedResiduals[1]).toEqual([null, null, null]);
  expect(contingency([[1, 2, 3]])).toBeNull();
});

test("means: pooled and Welch agree when bases and variances do", () => {
  const a = { n: 10, sum: 40, sumSquares: 178 };
  const b = { n: 10, sum: 30, sumSquares: 108 };
  const welch = compareMeans(a, b)!;
  const pooled = compareMeans(a, b, "pooled")!;
  expect(welch.t).toBeCloseTo(pooled.t, 12);
  expect(pooled.df).toBe(18);
  expect(compareMeans({ n: 1, sum: 1, sumSquares: 1 }, b)).toBeNull();
});

const answers = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 3, maxLength: 40 });

test("rank tests: only the order counts, not the distances", () => {
  fc.assert(
    fc.property(answers, answers, (a, b) => {
      const stretch = (values: number[]) => values.map((value) => value ** 3);
      const one = mannWhitney(...(tabulate([a, b]).table as [number[], number[]]));
      const other = mannWhitney(...(tabulate([stretch(a), stretch(b)]).table as [number[], number[]]));
      expect(other).toEqual(one);
      const turned = mannWhitney(...(tabulate([b, a]).table as [number[], number[]]));
      if (one !== null) expect(turned!.w).toBeCloseTo(a.length * b.length - one.w, 9);
      if (one !== null) expect(turned!.p).toBeCloseTo(one.p, 12);
    }),
  );
  expect(kruskalWallis([[4], [6]])).toBeNull();
});

test("correlations: order of pairs changes nothing, turning one side changes the sign, scale changes nothing", () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), { minLength: 5, maxLength: 60 });
  fc.assert(
    fc.property(pairs, (list) => {
      const [x, y] = [list.map(([value]) => value), list.map(([, value]) => value)];
      for (const correlate of [pearson, spearman, kendall]) {
        const result = correlate(x, y);
        const others = [
          [correlate(x.toReversed(), y.toReversed()), 1],
          [correlate(y, x), 1],
          [
            correlate(
              x.map((value) => 10 - 3 * value),
              y,
            ),
            -1,
          ],
        ] as const;
        for (const [other, sign] of others) {
          if (result === null) expect(other).toBeNull();
          else expect(other!.r).toBeCloseTo(sign * result.r, 10);
        }
      }
    }),
  );
});

test("Kendall: the fast count of pairs agrees with looking at every pair", () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), { minLength: 5, maxLength: 40 });
  fc.assert(
    fc.property(pairs, (list) => {
      const [x, y] = [list.map(([value]) => value), list.map(([, value]) => value)];
      let score = 0;
      let [tiesX, tiesY] = [0, 0];
      for (let i = 0; i < list.length; i += 1) {
        for (let j = 0; j < i; j += 1) {
          score += Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
          if (x[i] === x[j]) tiesX += 1;
          if (y[i] === y[j]) tiesY += 1;
        }
      }
      const all = (list.length * (list.length - 1)) / 2;
      const result = kendall(x, y);
      if (result !== null) expect(result.r).toBeCloseTo(score / Math.sqrt((all - tiesX) * (all - tiesY)), 10);
    }),
  );
});

test("multiplicity: adjusted values keep the order, never fall below the raw ones and follow their labels", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (ps) => {
      for (const method of ["bonferroni", "holm", "hochberg", "benjamini-hochberg", "benjamini-yekutieli"] as const) {
        const adjusted = adjustPValues(ps, method);
        adjusted.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(ps[i]! * (1 - 1e-12));
          expect(value).toBeLessThanOrEqual(1);
        });
        const turned = adjustPValues(ps.toReversed(), method).reverse();
        turned.forEach((value, i) => {
          expect(value).toBeCloseTo(adjusted[i]!, 12);
        });
      }
    }),
  );
});

test("decide: ten comparisons stand each at 0.05, eleven go through Benjamini–Hochberg at 0.10", () => {
  const ten = new Array<number>(10).fill(0.04);
  expect(decide(ten)).toMatchObject({ compared: 10, rule: "each-at-0.05", isSignificant: ten.map(() => true) });
  const eleven = [0.005, ...new Array<number>(10).fill(0.5)];
  expect(decide(eleven)).toMatchObject({ compared: 11, rule: "benjamini-hochberg-at-0.10" });
  expect(decide(eleven).isSignificant.filter(Boolean)).toHaveLength(1);
  expect(decide([0.02, ...new Array<number>(10).fill(0.5)]).isSignificant).not.toContain(true);
  expect(decide([null]).isSignificant).toEqual([false]);
});

test("segments: compared with everyone else, never with the total that holds them", () => {
  const total = { successes: 150, n: 300 };
  const { comparisons } = segmentShares([{ successes: 80, n: 100 }, total], total);
  expect(comparisons[0]!.difference).toBeCloseTo(0.8 - 70 / 200, 12);
  expect(comparisons[1]).toBeNull();
  expect(() => everyoneElse({ n: 3 }, { n: 4 })).toThrow(RangeError);
  const nps = segmentNps([{ detractors: 0, passives: 10, promoters: 10 }], { detractors: 20, passives: 10, promoters: 10 });
  expect(nps.comparisons[0]!.difference).toBe(150);
});

test("column letters: a column lists the columns it is higher than; small bases take no part", () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
  const columns = [
    { successes: 20, n: 100 },
    { successes: 70, n: 100 },
    { successes: 29, n: 29 },
    { successes: 50, n: 100 },
  ];
  expect(shareLetters(columns)).toEqual([[], ["A", "D"], [], ["A"]]);
  expect(shareLetters(columns, { minN: 1, adjust: "holm" })[2]).toEqual(["A", "B", "D"]);
});

test("power: grows with the base and the difference", () => {
  expect(powerOfShares(0.75, 0.8, 2000)).toBeGreaterThan(powerOfShares(0.75, 0.8, 1000));
  expect(powerOfShares(0.7, 0.8, 500)).toBeGreaterThan(powerOfShares(0.75, 0.8, 500));
});
