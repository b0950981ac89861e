import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { prattWeights, relativeWeights, SHAPLEY_MAX_DRIVERS, shapleyWeights, subsetRSquared } from "./index.js";

// simulations and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

/** A correlation matrix of p drivers and an outcome from random loadings: always positive definite. */
const correlations = fc
  .integer({ min: 2, max: 7 })
  .chain((p) =>
    fc.record({
      p: fc.constant(p),
      loadings: fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }), {
        minLength: p + 1,
        maxLength: p + 1,
      }),
    }),
  )
  .map(({ p, loadings }) => {
    const covariance = (i: number, j: number) =>
      loadings[i]!.reduce((sum, value, f) => sum + value * loadings[j]![f]!, 0) + (i === j ? 0.4 : 0);
    const correlation = (i: number, j: number) => covariance(i, j) / Math.sqrt(covariance(i, i) * covariance(j, j));
    const r: number[] = [];
    const ry: number[] = [];
    for (let i = 0; i < p; i++) {
      for (let j = 0; j < p; j++) r.push(i === j ? 1 : correlation(i, j));
      ry.push(correlation(i, p));
    }
    return { p, r, ry };
  });

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

test("T-24: relative weights and Shapley agree for two drivers: .2913 and .1813 of R² .4725", () => {
  for (const weigh of [relativeWeights, shapleyWeights]) {
    const [first, second] = weigh([1, 0.3, 0.3, 1], [0.6, 0.5]);
    expect(first).toBeCloseTo(0.29126, 5);
    expect(second).toBeCloseTo(0.18126, 5);
    expect(first! + second!).toBeCloseTo(0.472527, 6);
    expect(first! / (first! + second!)).toBeCloseTo(0.616, 3);
  }
});

test("contributions are never negative and sum to R², whichever method", () => {
  fc.assert(
    fc.property(correlations, ({ r, ry, p }) => {
      const rSquared = subsetRSquared(r, ry)[2 ** p - 1]!;
      for (const weigh of [relativeWeights, shapleyWeights]) {
        const weights = weigh(r, ry);
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(-1e-12);
        expect(sum(weights)).toBeCloseTo(rSquared, 9);
      }
      expect(sum(prattWeights(r, ry)!)).toBeCloseTo(rSquared, 9);
    }),
  );
});

test("the order in which drivers are listed changes nothing", () => {
  fc.assert(
    fc.property(correlations, ({ r, ry, p }) => {
      const turned = Array.from({ length: p }, (_, i) => p - 1 - i);
      const r2 = turned.flatMap((i) => turned.map((j) => r[i * p + j]!));
      const ry2 = turned.map((i) => ry[i]!);
      for (const weigh of [relativeWeights, shapleyWeights]) {
        const straight = weigh(r, ry);
        const reversed = weigh(r2, ry2);
        turned.forEach((from, to) => {
          expect(reversed[to]).toBeCloseTo(straight[from]!, 9);
        });
      }
    }),
  );
});

test("turning a scale round leaves every contribution as it was", () => {
  fc.assert(
    fc.property(correlations, ({ r, ry, p }) => {
      const flipped = r.map((value, at) => ((at % p === 0) !== (Math.floor(at / p) === 0) ? -value : value));
      const ryFlipped = ry.map((value, i) => (i === 0 ? -value : value));
      for (const weigh of [relativeWeights, shapleyWeights]) {
        const before = weigh(r, ry);
        weigh(flipped, ryFlipped).forEach((value, j) => {
          expect(value).toBeCloseTo(before[j]!, 9);
        });
      }
    }),
  );
});

test("two drivers answered exactly alike share their importance equally", () => {
  const r = [1, 1, 0.2, 1, 1, 0.2, 0.2, 0.2, 1];
  const ry = [0.6, 0.6, 0.3];
  for (const weigh of [relativeWeights, shapleyWeights]) {
    const [a, b, c] = weigh(r, ry);
    expect(a).toBeCloseTo(b!, 9);
    expect(a! + b! + c!).toBeCloseTo((0.36 + 0.09 - 2 * 0.6 * 0.3 * 0.2) / 0.96, 9);
  }
  expect(prattWeights(r, ry)).toBeNull();
});

test("Shapley: fifteen drivers are taken, sixteen are refused", () => {
  const identity = (p: number) => Array.from({ length: p * p }, (_, at) => (at % (p + 1) === 0 ? 1 : 0));
  const ry = (p: number) => Array.from({ length: p }, () => 0.2);
  expect(sum(shapleyWeights(identity(SHAPLEY_MAX_DRIVERS), ry(SHAPLEY_MAX_DRIVERS)))).toBeCloseTo(0.6, 9);
  expect(() => shapleyWeights(identity(16), ry(16))).toThrow(RangeError);
  expect(sum(relativeWeights(identity(20), ry(20)))).toBeCloseTo(0.8, 9);
});
