import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { seedRng, uniformStream } from "../numeric/index.js";
import {
  logisticRegression,
  loyaltyThreshold,
  normalStream,
  ordinalRegression,
  outcomeBands,
  penaltyReward,
  preferenceMap,
  tierOfAsymmetry,
} from "./index.js";

// simulations and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

const band = (mean: number, n = 50) => ({ n, mean });

test("T-27: low 2.8 mid 3.9 high 4.1 is basic (−.69); low 3.7 mid 3.8 high 4.7 is delight (+.80)", () => {
  const basic = penaltyReward({ low: band(2.8), mid: band(3.9), top: band(4.1) })!;
  expect(basic.penalty).toBeCloseTo(-1.1, 12);
  expect(basic.reward).toBeCloseTo(0.2, 12);
  expect(basic.asymmetry).toBeCloseTo(-0.692, 3);
  expect(basic.tier).toBe("basic");
  const delight = penaltyReward({ low: band(3.7), mid: band(3.8), top: band(4.7) })!;
  expect(delight.asymmetry).toBeCloseTo(0.8, 12);
  expect(delight.tier).toBe("delight");
});

test("penalty–reward: ±0.2 itself is expected; a thin band gives no tier, an empty band nothing, a flat line no index", () => {
  expect([-0.2, 0, 0.2].map(tierOfAsymmetry)).toEqual(["expected", "expected", "expected"]);
  expect(penaltyReward({ low: band(3, 29), mid: band(4), top: band(5) })!.tier).toBeNull();
  expect(penaltyReward({ low: band(3, 0), mid: band(4), top: band(5) })).toBeNull();
  expect(penaltyReward({ low: band(4), mid: band(4), top: band(4) })).toMatchObject({ asymmetry: null, tier: null });
  expect(penaltyReward({ low: band(3), mid: band(4), top: band(3.9) })!.asymmetry).toBe(-1);
});

test("penalty–reward: another scale gives the same asymmetry and its interval narrows with n", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 20, noNaN: true }), fc.double({ min: -50, max: 50, noNaN: true }), (scale, shift) => {
      const at = (mean: number, n: number) => ({ n, mean: scale * mean + shift, variance: scale ** 2 });
      const small = penaltyReward({ low: at(2, 40), mid: at(3, 40), top: at(3.5, 40) })!;
      const large = penaltyReward({ low: at(2, 400), mid: at(3, 400), top: at(3.5, 400) })!;
      expect(small.asymmetry).toBeCloseTo(-1 / 3, 6);
      expect(large.standardError!).toBeLessThan(small.standardError!);
    }),
  );
});

test("outcomeBands: ratings up to 2 are low, 3–4 middle, 5 top", () => {
  const rating = (value: number, mean: number) => ({ rating: value, n: 10, sum: 10 * mean, sumOfSquares: 10 * mean * mean });
  const bands = outcomeBands(
    [1, 2, 3, 4, 5].map((value) => rating(value, value)),
    { lowTo: 2, topFrom: 5 },
  );
  expect([bands.low.mean, bands.mid.mean, bands.top.mean]).toEqual([1.5, 3.5, 5]);
  expect(bands.low.variance).toBeCloseTo(5 / 19, 12);
});

/** Loyal shares by score 0–10 from people whose chance bends at `knot`. */
function people(seed: number, knot: number | null, n: number) {
  const uniform = uniformStream(seedRng(seed));
  const counts = Array.from({ length: 11 }, () => ({ n: 0, loyal: 0 }));
  for (let i = 0; i < n; i++) {
    const score = Math.floor(uniform() * 11);
    const chance = knot === null ? 0.1 + 0.07 * score : 0.1 + 0.7 * (Math.max(0, score - knot) / (10 - knot));
    counts[score]!.n++;
    if (uniform() < chance) counts[score]!.loyal++;
  }
  return counts.map((count, score) => ({ score, n: count.n, mean: count.loyal / count.n }));
}

test("a planted threshold is found within one scale step in at least 95 of 100 runs", () => {
  let found = 0;
  for (let seed = 0; seed < 100; seed++) {
    const { threshold } = loyaltyThreshold(people(seed, 6, 1500))!;
    if (threshold !== null && Math.abs(threshold - 6) <= 1) found++;
  }
  expect(found).toBeGreaterThanOrEqual(95);
});

test("a straight line gives no threshold in at least 97 of 100 runs, nor do fewer than five scores", () => {
  let none = 0;
  for (let seed = 0; seed < 100; seed++) if (loyaltyThreshold(people(seed, null, 1500))!.threshold === null) none++;
  expect(none).toBeGreaterThanOrEqual(97);
  expect(loyaltyThreshold([1, 2, 3, 4].map((score) => ({ score, n: 10, mean: 0.5 })))).toBeNull();
  const exact = loyaltyThreshold([1, 2, 3, 4, 5].map((score) => ({ score, n: 10, mean: score / 10 })))!;
  expect(exact.threshold).toBeNull();
  expect(exact.slope).toBeCloseTo(0.1, 12);
});

test("preference map: inertia is chi-square ÷ n, shares sum to 1, and the centre of mass is the origin", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 6 }),
      (table) => {
        const names = { rows: table.map((_, i) => `r${i}`), columns: ["a", "b", "c", "d"] };
        const map = preferenceMap(table, names)!;
        const total = table.flat().reduce((a, b) => a + b, 0);
        const columns = names.columns.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));
        let chiSquare = 0;
        for (const row of table) {
          const size = row.reduce((a, b) => a + b, 0);
          row.forEach((count, j) => {
            chiSquare += (count - (size * columns[j]!) / total) ** 2 / ((size * columns[j]!) / total);
          });
        }
        expect(map.inertia).toBeCloseTo(chiSquare / total, 9);
        if (map.explained.length > 0) expect(map.explained.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
        map.explained.slice(0, 2).forEach((_, axis) => {
          for (const points of [map.rows, map.columns]) {
            expect(points.reduce((sum, point) => sum + point.mass * point.coordinates[axis]!, 0)).toBeCloseTo(0, 6);
          }
        });
      },
    ),
  );
});

test("preference map: the transposed table gives the same picture, and an empty row none", () => {
  const table = [
    [30, 10, 5, 2],
    [8, 25, 12, 6],
    [4, 9, 28, 20],
  ];
  const rows = ["price", "service", "quality"];
  const columns = ["w", "x", "y", "z"];
  const straight = preferenceMap(table, { rows, columns })!;
  const turned = preferenceMap(
    columns.map((_, j) => table.map((row) => row[j]!)),
    { rows: columns, columns: rows },
  )!;
  straight.rows.forEach((point, i) => {
    point.coordinates.forEach((value, axis) => {
      expect(Math.abs(turned.columns[i]!.coordinates[axis]!)).toBeCloseTo(Math.abs(value), 9);
    });
  });
  expect(straight).toMatchObject({ isMisleading: false });
  expect(straight.shown).toBeCloseTo(1, 9);
  expect(
    preferenceMap(
      [
        [1, 2],
        [0, 0],
      ],
      { rows: ["a", "b"], columns: ["c", "d"] },
    ),
  ).toBeNull();
});

test("logistic: perfect separation is said, a flat predictor and a one-sided outcome give nothing", () => {
  const x = [1, 2, 3, 4, 5, 6, 7, 8];
  expect(logisticRegression([0, 0, 0, 0, 1, 1, 1, 1], [{ name: "x", values: x }])!.isSeparated).toBe(true);
  expect(logisticRegression([0, 1, 0, 1, 0, 1, 0, 1], [{ name: "x", values: x }])!.isSeparated).toBe(false);
  expect(logisticRegression([1, 1, 1, 1, 1, 1, 1, 1], [{ name: "x", values: x }])).toBeNull();
  expect(logisticRegression([0, 1, 0, 1, 0, 1, 0, 1], [{ name: "x", values: x.map(() => 3) }])).toBeNull();
  expect(() => logisticRegression([0, 2], [{ name: "x", values: [1, 2] }])).toThrow(RangeError);
});

test("logistic and ordinal: a case counted twice equals a weight of two; swapping the outcome swaps the sign", () => {
  const normal = normalStream(uniformStream(seedRng(9)));
  const x = Array.from({ length: 80 }, normal);
  const y = x.map((value) => (value + normal() > 0 ? 1 : 0));
  const once = logisticRegression(
    y,
    [{ name: "x", values: x }],
    x.map(() => 2),
  )!;
  const twice = logisticRegression([...y, ...y], [{ name: "x", values: [...x, ...x] }])!;
  const swapped = logisticRegression(
    y.map((value) => 1 - value),
    [{ name: "x", values: x }],
  )!;
  expect(once.logLikelihood).toBeCloseTo(twice.logLikelihood, 8);
  once.coefficients.forEach((one, j) => {
    expect(one.estimate).toBeCloseTo(twice.coefficients[j]!.estimate, 8);
    expect(swapped.coefficients[j]!.estimate).toBeCloseTo(-one.estimate, 6);
  });
  // With two categories the ordinal model is the logistic one.
  const ordinal = ordinalRegression(y, [{ name: "x", values: x }])!;
  expect(ordinal.coefficients[0]!.estimate).toBeCloseTo(once.coefficients[1]!.estimate, 7);
  expect(ordinal.thresholds[0]!.estimate).toBeCloseTo(-once.coefficients[0]!.estimate, 7);
  // A category nobody chose changes nothing.
  expect(
    ordinalRegression(
      y.map((value) => 3 * value),
      [{ name: "x", values: x }],
    )!.logLikelihood,
  ).toBeCloseTo(ordinal.logLikelihood, 9);
});
