import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  betaQuantile,
  betaUpperQuantile,
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  binomialSf,
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareSf,
  chiSquareUpperQuantile,
  fQuantile,
  fSf,
  fUpperQuantile,
  incompleteBeta,
  logGamma,
  nextBelow,
  normalCdf,
  normalQuantile,
  normalSf,
  normalUpperQuantile,
  ranks,
  seedRng,
  shuffle,
  studentCdf,
  studentQuantile,
  studentSf,
  studentUpperQuantile,
  sum,
  uniformStream,
} from "./index.js";

const golden: Record<string, number[][]> = JSON.parse(
  readFileSync(new URL("../../fixtures/distributions/values.json", import.meta.url), "utf8"),
);

/** Relative distance; what lies below the smallest normal double counts as nothing. */
function distance(got: number, expected: number): number {
  if (Math.abs(expected) < 1e-300) return Math.abs(got);
  return Math.abs(got - expected) / Math.abs(expected);
}

const named: Record<string, (...args: number[]) => number[]> = {
  logGamma: (x) => [logGamma(x!)],
  normalSf: (z) => [normalSf(z!)],
  normalUpperQuantile: (q) => [normalUpperQuantile(q!)],
  studentSf: (t, df) => [studentSf(t!, df!)],
  chiSquareSf: (x, df) => [chiSquareSf(x!, df!)],
  chiSquareCdf: (x, df) => [chiSquareCdf(x!, df!)],
  fSf: (x, df1, df2) => [fSf(x!, df1!, df2!)],
  incompleteBeta: (x, a, b) => [incompleteBeta(x!, a!, b!).lower, incompleteBeta(x!, a!, b!).upper],
  binomialCdf: (k, n, p) => [binomialCdf(k!, n!, p!), binomialSf(k!, n!, p!)],
};

for (const [name, compute] of Object.entries(named)) {
  test(`${name}: agrees with 500-digit arithmetic to 1e-11, also far out in the tail`, () => {
    const rows = golden[name]!;
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const outputs = name === "incompleteBeta" || name === "binomialCdf" ? 2 : 1;
      const [args, expected] = [row.slice(0, -outputs), row.slice(-outputs)];
      compute(...args).forEach((got, i) => {
        expect(distance(got, expected[i]!), `${name}(${args.join(", ")}) = ${got}, not ${expected[i]}`).toBeLessThan(1e-11);
      });
    }
  });
}

const share = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
const freedom = fc.double({ min: 0.5, max: 2000, noNaN: true });

test("quantiles: undo the distribution functions to 1e-10, from either tail", () => {
  fc.assert(
    fc.property(share, freedom, freedom, (p, a, b) => {
      // below 1 the density is infinite at the ends, and no double lies near enough to the quantile
      const [c, d] = [Math.max(1, a), Math.max(1, b)];
      const round = [
        normalCdf(normalQuantile(p)),
        studentCdf(studentQuantile(p, a), a),
        chiSquareCdf(chiSquareQuantile(p, a), a),
        1 - fSf(fQuantile(p, a, b), a, b),
        incompleteBeta(betaQuantile(p, c, d), c, d).lower,
      ];
      for (const got of round) expect(Math.abs(got - p)).toBeLessThan(1e-10);
      const upper = [
        normalSf(normalUpperQuantile(p)),
        studentSf(studentUpperQuantile(p, a), a),
        chiSquareSf(chiSquareUpperQuantile(p, a), a),
        fSf(fUpperQuantile(p, a, b), a, b),
        incompleteBeta(betaUpperQuantile(p, c, d), c, d).upper,
      ];
      for (const got of upper) expect(Math.abs(got - p)).toBeLessThan(1e-10);
    }),
  );
});

test("tails: lower and upper add up to one", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), freedom, freedom, (x, a, b) => {
      const { lower, upper } = incompleteBeta(x, a, b);
      expect(lower + upper).toBeCloseTo(1, 13);
    }),
  );
});

test("binomial: probabilities add up, quantile is the smallest k that reaches the share", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), share, (n, p, wanted) => {
      const probabilities = Array.from({ length: n + 1 }, (_, k) => binomialPmf(k, n, p));
      expect(sum(probabilities)).toBeCloseTo(1, 12);
      const k = binomialQuantile(wanted, n, p);
      expect(binomialCdf(k, n, p)).toBeGreaterThanOrEqual(wanted * (1 - 1e-12));
      if (k > 0) expect(binomialCdf(k - 1, n, p)).toBeLessThan(wanted);
    }),
  );
});

test("sum: does not depend on the order", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true })), (values) => {
      const total = sum(values);
      expect(Math.abs(sum(values.toReversed()) - total)).toBeLessThanOrEqual(1e-12 * Math.max(1, sum(values.map(Math.abs))));
    }),
  );
});

test("ranks: add up to n(n+1)/2 and keep the order, whatever the ties", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1 }), (values) => {
      const ranked = ranks(values);
      expect(sum(ranked)).toBe((values.length * (values.length + 1)) / 2);
      expect(ranks(ranked)).toEqual(ranked);
    }),
  );
});

test("random: the same seed gives the same numbers, another seed others", () => {
  const draws = (seed: number | string) => {
    const next = uniformStream(seedRng(seed));
    return Array.from({ length: 5 }, next);
  };
  expect(draws(42)).toEqual(draws(42));
  expect(draws(42)).not.toEqual(draws(43));
  expect(draws("wave 1")).not.toEqual(draws("wave 2"));
  expect(draws(2 ** 40)).not.toEqual(draws(2 ** 41));
});

test("random: xoshiro128** continues as published from the state 1, 2, 3, 4", () => {
  expect(nextBelow([1, 2, 3, 4], 2 ** 32)[0]).toBe(11520);
});

test("random: uniform numbers fill [0, 1) evenly and shuffles favour nobody", () => {
  const next = uniformStream(seedRng("even"));
  const bins = new Array<number>(10).fill(0);
  for (let i = 0; i < 50_000; i += 1) bins[Math.floor(next() * 10)]! += 1;
  const chi = sum(bins.map((count) => (count - 5000) ** 2 / 5000));
  expect(chiSquareSf(chi, 9)).toBeGreaterThan(1e-4);
  let rng = seedRng("orders");
  const orders = new Map<string, number>();
  for (let i = 0; i < 12_000; i += 1) {
    const [items, after] = shuffle(rng, ["a", "b", "c"]);
    rng = after;
    orders.set(items.join(""), (orders.get(items.join("")) ?? 0) + 1);
  }
  expect(orders.size).toBe(6);
  const spread = sum([...orders.values()].map((count) => (count - 2000) ** 2 / 2000));
  expect(chiSquareSf(spread, 5)).toBeGreaterThan(1e-4);
});
