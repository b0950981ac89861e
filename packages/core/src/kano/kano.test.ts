import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { drawGamma, normalStream } from "../drivers/index.js";
import { seedRng, uniformStream } from "../numeric/index.js";
import {
  type KanoCounts,
  kanoCategory,
  kanoCounts,
  kanoCrossTable,
  kanoSummary,
  kanoWave,
  tierDrift,
  tierOfCategory,
  type WaveTier,
} from "./index.js";

// simulations and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

const counts = fc.record({
  A: fc.nat(200),
  O: fc.nat(200),
  M: fc.nat(200),
  I: fc.nat(200),
  R: fc.nat(50),
  Q: fc.nat(20),
});

test("T-26: A30 O25 M20 I15 R6 Q4 gives Better .611 and Worse −.500; A10 O20 M45 I20 gives .316 and −.684", () => {
  const first = kanoSummary({ A: 30, O: 25, M: 20, I: 15, R: 6, Q: 4 })!;
  expect(first.better).toBeCloseTo(0.6111, 4);
  expect(first.worse).toBeCloseTo(-0.5, 12);
  expect(first).toMatchObject({ category: "A", tier: "delight", needsRewording: false, questionableShare: 0.04 });
  const second = kanoSummary({ A: 10, O: 20, M: 45, I: 20, R: 0, Q: 0 })!;
  expect(second.better).toBeCloseTo(0.3158, 4);
  expect(second.worse).toBeCloseTo(-0.6842, 4);
  expect(second.tier).toBe("basic");
});

test("more than 5 % questionable asks for rewording; exactly 5 % does not", () => {
  expect(kanoSummary({ A: 95, O: 0, M: 0, I: 0, R: 0, Q: 5 })!.needsRewording).toBe(false);
  expect(kanoSummary({ A: 94, O: 0, M: 0, I: 0, R: 0, Q: 6 })!.needsRewording).toBe(true);
});

test("must-be is basic, one-dimensional expected, attractive delight; the others are no expectation", () => {
  expect((["M", "O", "A", "I", "R", "Q"] as const).map(tierOfCategory)).toEqual(["basic", "expected", "delight", null, null, null]);
});

test("nobody answered is null; only reverse answers have no Better and no Worse; a fresh zero is not −0", () => {
  expect(kanoSummary({ A: 0, O: 0, M: 0, I: 0, R: 0, Q: 0 })).toBeNull();
  expect(kanoSummary({ A: 0, O: 0, M: 0, I: 0, R: 3, Q: 0 })).toMatchObject({ better: null, worse: null, category: "R" });
  expect(Object.is(kanoSummary({ A: 5, O: 0, M: 0, I: 0, R: 0, Q: 0 })!.worse, 0)).toBe(true);
  expect(() => kanoCategory(0, 3)).toThrow(RangeError);
  expect(() => kanoCounts([1])).toThrow(RangeError);
});

test("ties go to the stricter class: M before O before A before I", () => {
  expect(kanoSummary({ A: 5, O: 5, M: 5, I: 5, R: 0, Q: 0 })!.category).toBe("M");
  expect(kanoSummary({ A: 5, O: 5, M: 4, I: 5, R: 0, Q: 0 })!.category).toBe("O");
});

test("doubling every answer keeps the shares; Better and Worse stay within their range", () => {
  fc.assert(
    fc.property(counts, (some) => {
      const once = kanoSummary(some);
      if (once === null) return;
      const twice = kanoSummary(Object.fromEntries(Object.entries(some).map(([key, value]) => [key, 2 * value])) as unknown as KanoCounts)!;
      expect(twice.category).toBe(once.category);
      expect(twice.categoryStrength).toBeCloseTo(once.categoryStrength, 12);
      expect(twice.better ?? 0).toBeCloseTo(once.better ?? 0, 12);
      expect(once.better ?? 0).toBeGreaterThanOrEqual(0);
      expect(once.better ?? 0).toBeLessThanOrEqual(1);
      expect(once.worse ?? 0).toBeGreaterThanOrEqual(-1);
      expect(once.worse ?? 0).toBeLessThanOrEqual(0);
    }),
  );
});

test("the order of respondents changes nothing and a half-answered pair is left out", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))), (pairs) => {
      const table = (list: [number, number][]) =>
        kanoCrossTable(
          list.map(([f]) => f),
          list.map(([, d]) => d),
        );
      expect(table([...pairs].reverse())).toEqual(table(pairs));
    }),
  );
  expect(kanoCrossTable([1, null, 1], [5, 5, null]).reduce((a, b) => a + b, 0)).toBe(1);
});

test("drift: a planted A → O → M series alerts at the wave that completes the second move, and only there", () => {
  const wave = (A: number, O: number, M: number) => kanoWave({ A, O, M, I: 20, R: 0, Q: 0 });
  const series = [wave(90, 40, 20), wave(90, 40, 20), wave(40, 90, 30), wave(20, 40, 90), wave(20, 40, 90), wave(20, 38, 92)];
  expect(tierDrift(series)).toEqual([{ wave: 3, from: "delight", to: "basic" }]);
});

test("drift: one move, a move and back, a jump, or a gap between moves does not alert", () => {
  const tiers = (...letters: (WaveTier["tier"] | null)[]) => letters.map((tier) => ({ tier }));
  expect(tierDrift(tiers("delight", "expected", "expected", "expected"))).toEqual([]);
  expect(tierDrift(tiers("delight", "expected", "delight", "expected"))).toEqual([]);
  expect(tierDrift(tiers("delight", "basic", "basic"))).toEqual([]);
  expect(tierDrift(tiers("delight", "expected", null, "basic"))).toEqual([]);
  expect(tierDrift(tiers("delight", "expected", "expected", "basic"))).toEqual([]);
  expect(tierDrift(tiers("basic", "expected", "delight"))).toEqual([]);
});

test("drift: attributes on the border of three classes that never change alert in at most 5 % of series", () => {
  const uniform = uniformStream(seedRng(41));
  const normal = normalStream(uniform);
  let alerts = 0;
  for (let series = 0; series < 1000; series++) {
    // shares of the attribute itself, then eight waves of 100 answers each
    const parts = [3, 3, 3, 1].map((shape) => drawGamma(shape, uniform, normal));
    const total = parts.reduce((a, b) => a + b, 0);
    const waves = Array.from({ length: 8 }, () => {
      const found = [0, 0, 0, 0];
      for (let i = 0; i < 100; i++) {
        let point = uniform() * total;
        let k = 0;
        while (k < 3 && point >= parts[k]!) point -= parts[k++]!;
        found[k]!++;
      }
      return kanoWave({ A: found[0]!, O: found[1]!, M: found[2]!, I: found[3]!, R: 0, Q: 0 });
    });
    if (tierDrift(waves).length > 0) alerts++;
  }
  console.info(`kano drift: ${alerts} of 1,000 noise series alerted`);
  expect(alerts).toBeLessThanOrEqual(50);
});
