import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ces,
  csat,
  type Interval,
  type NpsIntervalMethod,
  npsInterval,
  type PairCount,
  type ProportionMethod,
  proportionInterval,
  ratioSums,
  satisfactionRatio,
  scaleIndex,
  scaleMean,
  scaleQuantile,
  teachingRatios,
} from "./index.js";

const pairs = fc.array(
  fc.record({ expected: fc.integer({ min: 1, max: 10 }), perceived: fc.integer({ min: 1, max: 10 }), n: fc.integer({ min: 1, max: 9 }) }),
  { minLength: 1, maxLength: 20 },
);

test("satisfaction ratio: order changes nothing, tenths of the scale change nothing, duplicates keep the value", () => {
  fc.assert(
    fc.property(pairs, (list) => {
      const base = satisfactionRatio(ratioSums(list))!;
      const scaled = list.map(({ expected, perceived, n }): PairCount => ({ expected: expected / 10, perceived: perceived / 10, n }));
      for (const other of [list.toReversed(), scaled, [...list, ...list]]) {
        const result = satisfactionRatio(ratioSums(other))!;
        expect(result.value).toBeCloseTo(base.value, 12);
        expect(result.band).toBe(base.band);
      }
      expect(satisfactionRatio(ratioSums(scaled))!.standardError ?? 0).toBeCloseTo(base.standardError ?? 0, 6);
    }),
  );
});

test("satisfaction ratio: the ratio of P to E is one over that of E to P; the mean of ratios is not", () => {
  fc.assert(
    fc.property(pairs, (list) => {
      const swapped = list.map(({ expected, perceived, n }) => ({ expected: perceived, perceived: expected, n }));
      expect(satisfactionRatio(ratioSums(swapped))!.value).toBeCloseTo(1 / satisfactionRatio(ratioSums(list))!.value, 10);
      const [one, other] = [teachingRatios(list)!.meanOfRatios, teachingRatios(swapped)!.meanOfRatios];
      expect(one * other).toBeGreaterThanOrEqual(1 - 1e-9);
    }),
  );
});

const five = fc.array(fc.nat(60), { minLength: 5, maxLength: 5 });

test("csat: shares stay within 0..100 and turning the scale around exchanges top and bottom", () => {
  fc.assert(
    fc.property(five, (counts) => {
      const result = csat(counts);
      if (counts.every((count) => count === 0)) {
        expect(result).toBeNull();
        return;
      }
      const turned = csat(counts.toReversed())!;
      expect(turned.bottomTwo.value).toBe(result!.value);
      expect(turned.mean.value).toBeCloseTo(6 - result!.mean.value, 10);
      expect(turned.index.value).toBeCloseTo(100 - result!.index.value, 9);
      expect(result!.value).toBeGreaterThanOrEqual(0);
      expect(result!.value).toBeLessThanOrEqual(100);
    }),
  );
});

test("means: counting and listing the answers agree", () => {
  fc.assert(
    fc.property(five, (counts) => {
      const answers = { scale: { min: 1, max: 5 }, counts };
      const list = counts.flatMap((count, i) => new Array<number>(count).fill(i + 1));
      fc.pre(list.length > 0);
      expect(scaleMean(answers)!.value).toBeCloseTo(list.reduce((sum, value) => sum + value, 0) / list.length, 12);
      expect(scaleQuantile(answers, 0.5)).toBe((list[Math.floor((list.length - 1) / 2)]! + list[Math.ceil((list.length - 1) / 2)]!) / 2);
      expect(scaleIndex(answers)!.n).toBe(list.length);
    }),
  );
});

test("ces: one more easy answer never lowers the figures", () => {
  const seven = fc.array(fc.nat(30), { minLength: 7, maxLength: 7 });
  fc.assert(
    fc.property(seven, (counts) => {
      const more = ces(counts.with(6, counts[6]! + 1))!;
      const base = ces(counts);
      if (base === null) return;
      expect(more.value).toBeGreaterThanOrEqual(base.value - 1e-12);
      expect(more.easy.value).toBeGreaterThanOrEqual(base.easy.value);
    }),
  );
});

function expectInterval(interval: Interval | null, name: string) {
  if (interval === null) return;
  expect(Number.isFinite(interval.low) && Number.isFinite(interval.high), name).toBe(true);
  expect(interval.low, name).toBeLessThanOrEqual(interval.high + 1e-12);
}

test("intervals: every method is finite and ordered for every small sample and level", () => {
  const npsMethods: NpsIntervalMethod[] = ["adjusted-wald", "wald", "wald-t", "score", "goodman"];
  const shareMethods: ProportionMethod[] = ["wilson", "wilson-cc", "clopper-pearson", "agresti-coull", "jeffreys", "wald"];
  for (const level of [0.5, 0.9, 0.95, 0.99, 0.999]) {
    for (let n = 1; n <= 8; n += 1) {
      for (let promoters = 0; promoters <= n; promoters += 1) {
        for (const method of shareMethods) expectInterval(proportionInterval(promoters, n, method, level), `${method} ${promoters}/${n}`);
        for (let detractors = 0; promoters + detractors <= n; detractors += 1) {
          const categories = { promoters, detractors, passives: n - promoters - detractors };
          for (const method of npsMethods)
            expectInterval(npsInterval(categories, method, level), `${method} ${JSON.stringify(categories)}`);
        }
      }
    }
  }
});
