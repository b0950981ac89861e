import fc from "fast-check";
import { expect, test } from "vitest";
import { displayFigure, displayInterval } from "../format/index.js";
import {
  addScaleCounts,
  auditScore,
  bandCounts,
  baseMark,
  ces,
  csat,
  loopFigures,
  netCustomerValue,
  nps,
  npsCategoryOf,
  npsDifference,
  npsInterval,
  npsOfCategories,
  proportionInterval,
  rankUnits,
  ratioSums,
  satisfactionBand,
  satisfactionRatio,
  scoreIndexTree,
  servqualGap,
  shrink,
  stratifiedNps,
  teachingRatios,
  threeItemIndex,
  weightedNps,
} from "./index.js";

const at = (expected: number, perceived: number, n = 1) => ({ expected, perceived, n });

test("T-08 satisfaction ratio: bands are exact at P = E and 5P = 4E, also with decimals", () => {
  const bands = [at(4, 5), at(4, 4), at(5, 4), at(5, 3), at(7, 5.6)].map(satisfactionBand);
  expect(bands).toEqual(["delighted", "satisfied", "tolerable", "dissatisfied", "tolerable"]);
  expect(satisfactionBand({ expected: null, perceived: 4 })).toBeNull();
  expect(satisfactionBand({ expected: 0, perceived: 4 })).toBeNull();
});

test("satisfaction ratio: the edge 5P = 4E holds on every decimal scale", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 4 }), (quarter, places) => {
      const scale = 10 ** places;
      expect(satisfactionBand({ expected: (5 * quarter) / scale, perceived: (4 * quarter) / scale })).toBe("tolerable");
      expect(satisfactionBand({ expected: (5 * quarter) / scale, perceived: (4 * quarter - 1) / scale })).not.toBe("tolerable");
      expect(satisfactionBand({ expected: quarter / scale, perceived: quarter / scale })).toBe("satisfied");
    }),
  );
});

test("T-09 satisfaction ratio: the ratio of means is 1 where the mean of ratios says 1.25", () => {
  const pairs = [at(2, 4), at(4, 2)];
  expect(satisfactionRatio(ratioSums(pairs))?.value).toBe(1);
  expect(teachingRatios(pairs)?.meanOfRatios).toBe(1.25);
});

test("satisfactionRatio: counts of a question that carry more than their sums are scored, as every dashboard does", () => {
  const pairs = [{ expected: 5, perceived: 4, n: 3 }];
  const counts = { kind: "ratio", bands: [0, 0, 3, 0], ...ratioSums(pairs) };
  expect(satisfactionRatio(counts)?.value).toBe(0.8);
});

test("T-10 satisfaction ratio: ten pairs", () => {
  const pairs = [at(5, 5), at(4, 5), at(5, 4), at(5, 3), at(4, 4), at(3, 4), at(5, 4), at(4, 3), at(4, 4), at(5, 5)];
  expect(bandCounts(pairs)).toEqual({ delighted: 2, satisfied: 4, tolerable: 2, dissatisfied: 2 });
  const ratio = satisfactionRatio(ratioSums(pairs))!;
  expect(ratio.value).toBe(41 / 44);
  expect(displayFigure("ratio", ratio.value)).toBe("0.93");
  expect(ratio.band).toBe("tolerable");
});

test("satisfaction ratio: the aggregate band is that of the displayed two decimals", () => {
  expect(satisfactionRatio(ratioSums([at(5, 5, 998), at(5, 4, 2)]))?.band).toBe("satisfied");
  expect(satisfactionRatio({ n: 0, sumE: 0, sumP: 0, sumEE: 0, sumPP: 0, sumEP: 0 })).toBeNull();
});

test("T-11 nps: 4/3/3 of ten answers is +10 [−36, +51]", () => {
  const answers = [10, 9, 8, 7, 6, 0, 10, 9, 3, 8];
  const result = nps(Array.from({ length: 11 }, (_, score) => answers.filter((answer) => answer === score).length))!;
  expect(result).toMatchObject({ value: 10, n: 10, promoters: 4, passives: 3, detractors: 3 });
  expect(displayInterval("nps", result.interval)).toBe("[−36, +51]");
});

test("T-12 nps: 60/25/15 is +45, Wald [+30, +60], shown [+29, +58]", () => {
  const categories = { promoters: 60, passives: 25, detractors: 15 };
  const result = npsOfCategories(categories)!;
  expect(result.value).toBe(45);
  expect(result.standardError).toBeCloseTo(7.4, 2);
  expect(result.interval!.low).toBeCloseTo(29.343, 3);
  expect(result.interval!.high).toBeCloseTo(58.036, 3);
  expect(displayInterval("nps", npsInterval(categories, "wald"))).toBe("[+30, +60]");
});

test("T-13 nps: +20 to +45 with 100 answers each is a significant change", () => {
  const change = npsDifference({ promoters: 60, passives: 25, detractors: 15 }, { promoters: 40, passives: 40, detractors: 20 })!;
  expect(change.difference).toBeCloseTo(25, 10);
  expect(change.standardError).toBeCloseTo(10.52, 2);
  expect(change.z).toBeCloseTo(2.376, 3);
  expect(change.p).toBeCloseTo(0.0175, 4);
  expect([change.interval.low, change.interval.high].map((limit) => limit.toFixed(1))).toEqual(["4.4", "45.6"]);
});

test("T-14 nps: weighted +28 where the raw answers say +10, stratified error 9.30", () => {
  const a = { population: 800, promoters: 30, passives: 10, detractors: 10 };
  const b = { population: 200, promoters: 10, passives: 20, detractors: 20 };
  const sums = (inA: number, inB: number) => ({ n: inA + inB, w: 16 * inA + 4 * inB, ww: 256 * inA + 16 * inB });
  const weighted = weightedNps({ promoters: sums(30, 10), passives: sums(10, 20), detractors: sums(10, 20) })!;
  expect(weighted.value).toBeCloseTo(28, 10);
  const stratified = stratifiedNps([a, b])!;
  expect(stratified.value).toBeCloseTo(28, 10);
  expect(stratified.standardError).toBeCloseTo(9.295, 3);
  expect(npsOfCategories({ promoters: 40, passives: 30, detractors: 30 })!.value).toBe(10);
});

test("nps: 6 is a detractor, 7 and 8 are passive, 9 is a promoter; others are refused", () => {
  expect([0, 6, 7, 8, 9, 10].map(npsCategoryOf)).toEqual(["detractor", "detractor", "passive", "passive", "promoter", "promoter"]);
  for (const answer of [-1, 11, 6.5, Number.NaN]) expect(() => npsCategoryOf(answer)).toThrow(RangeError);
  expect(() => nps([1, 2, 3])).toThrow(RangeError);
  expect(() => nps([...new Array<number>(10).fill(1), -1])).toThrow(RangeError);
  expect(nps(new Array<number>(11).fill(0))).toBeNull();
});

const categories = fc.record({ detractors: fc.nat(300), passives: fc.nat(300), promoters: fc.nat(300) });

test("nps: swapping promoters and detractors mirrors the score and every interval", () => {
  fc.assert(
    fc.property(categories, ({ detractors, passives, promoters }) => {
      fc.pre(detractors + passives + promoters > 1);
      for (const method of ["adjusted-wald", "wald", "wald-t", "score", "goodman"] as const) {
        const one = npsInterval({ detractors, passives, promoters }, method)!;
        const other = npsInterval({ detractors: promoters, passives, promoters: detractors }, method)!;
        expect(other.low).toBeCloseTo(-one.high, 8);
        expect(other.high).toBeCloseTo(-one.low, 8);
      }
    }),
  );
});

test("nps: doubling every count keeps the score and narrows the interval by √2", () => {
  fc.assert(
    fc.property(categories, ({ detractors, passives, promoters }) => {
      fc.pre(detractors + passives + promoters > 0);
      const once = npsOfCategories({ detractors, passives, promoters })!;
      const twice = npsOfCategories({ detractors: 2 * detractors, passives: 2 * passives, promoters: 2 * promoters })!;
      expect(twice.value).toBeCloseTo(once.value, 10);
      expect(twice.standardError).toBeCloseTo(once.standardError / Math.SQRT2, 10);
    }),
  );
});

test("nps: the score interval contains the score and stays within ±100", () => {
  fc.assert(
    fc.property(categories, (counts) => {
      const result = npsOfCategories(counts);
      fc.pre(result !== null);
      const { low, high } = npsInterval(counts, "score")!;
      expect(low).toBeLessThanOrEqual(result!.value + 1e-6);
      expect(high).toBeGreaterThanOrEqual(result!.value - 1e-6);
      expect(low).toBeGreaterThanOrEqual(-100);
      expect(high).toBeLessThanOrEqual(100);
    }),
  );
});

test("T-15 csat: top two 75.0, top box 40, bottom two 10, mean 4.01, index 75.3", () => {
  const result = csat([4, 6, 15, 35, 40])!;
  expect([result.value, result.topBox.value, result.bottomTwo.value, result.mean.value, result.index.value]).toEqual([
    75, 40, 10, 4.01, 75.25,
  ]);
  expect(displayFigure("index", result.index.value)).toBe("75.3");
  expect(displayInterval("percent", result.interval)).toBe("[65.7%, 82.5%]");
  const shown = (successes: number, n: number) => {
    const { low, high } = proportionInterval(successes, n)!;
    return displayInterval("percent", { low: 100 * low, high: 100 * high });
  };
  expect(shown(10, 10)).toBe("[72.2%, 100.0%]");
  expect(shown(0, 5)).toBe("[0.0%, 43.4%]");
});

test("scales: a 4 of 5 and a 4 of 7 do not mix", () => {
  const five = { scale: { min: 1, max: 5 }, counts: [1, 2, 3, 4, 5] };
  const seven = { scale: { min: 1, max: 7 }, counts: [1, 2, 3, 4, 5, 6, 7] };
  expect(() => addScaleCounts([five, seven])).toThrow("do not mix");
  expect(() => csat([1, 2, 3, 4, 5, 6, 7])).toThrow(RangeError);
  expect(addScaleCounts([five, five]).counts).toEqual([2, 4, 6, 8, 10]);
});

test("proportion: intervals mirror when success and failure are swapped", () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), (yes, no) => {
      fc.pre(yes + no > 0);
      for (const method of ["wilson", "wilson-cc", "clopper-pearson", "agresti-coull", "jeffreys", "wald"] as const) {
        const one = proportionInterval(yes, yes + no, method)!;
        const other = proportionInterval(no, yes + no, method)!;
        expect(other.low).toBeCloseTo(1 - one.high, 9);
        expect(one.low).toBeLessThanOrEqual(yes / (yes + no) + 1e-12);
      }
    }),
  );
});

test("T-16 ces: mean 4.60 and 60 % easy", () => {
  const answers = [7, 6, 5, 4, 2, 7, 6, 5, 3, 1];
  const result = ces([1, 2, 3, 4, 5, 6, 7].map((score) => answers.filter((answer) => answer === score).length))!;
  expect(result.value).toBeCloseTo(4.6, 12);
  expect(result.easy.value).toBe(60);
  expect(result.n).toBe(10);
});

const indexTree = (price: number | null) => {
  const leaf = (name: string, weight: number, mean: number | null) => ({ name, weight, mean, n: mean === null ? 0 : 50 });
  const product = { name: "product", weight: 0.4, children: [leaf("quality", 0.5, 4.2), leaf("range", 0.5, 3.8)] };
  const service = { name: "service", weight: 0.4, children: [leaf("staff", 0.6, 4.5), leaf("speed", 0.4, 4.0)] };
  return scoreIndexTree({ name: "index", weight: 1, children: [product, service, leaf("price", 0.2, price)] }, { min: 1, max: 5 });
};

test("T-17 index tree: 75.5, and 78.8 when the price has no answers", () => {
  const whole = indexTree(3.5);
  expect(whole.children.map((child) => child.mean)).toEqual([4, expect.closeTo(4.3, 12), 3.5]);
  expect(whole.value).toBeCloseTo(75.5, 10);
  const without = indexTree(null);
  expect(displayFigure("index", without.value)).toBe("78.8");
  expect(without.presentWeightShare).toBeCloseTo(0.8, 12);
  expect([without.isThin, without.children[2]!.isThin]).toEqual([false, true]);
});

test("index tree: flagged below half of the weight, not at half; null when nothing has answers", () => {
  const leaf = (weight: number, mean: number | null) => ({ name: "x", weight, mean, n: mean === null ? 0 : 9 });
  const tree = (...children: ReturnType<typeof leaf>[]) => scoreIndexTree({ name: "t", weight: 1, children }, { min: 1, max: 5 });
  expect(tree(leaf(0.5, 4), leaf(0.5, null)).isThin).toBe(false);
  expect(tree(leaf(0.49, 4), leaf(0.51, null))).toMatchObject({ isThin: true, mean: 4 });
  expect(tree(leaf(0.5, null), leaf(0.5, null)).value).toBeNull();
});

test("T-18 three-item index: 72.2 with equal weights, 72.9 with .40/.32/.28", () => {
  const items = [8, 7.5, 7].map((mean) => ({ mean, n: 100 })) as [
    { mean: number; n: number },
    { mean: number; n: number },
    { mean: number; n: number },
  ];
  expect(displayFigure("index", threeItemIndex(items)!.value)).toBe("72.2");
  expect(displayFigure("index", threeItemIndex(items, [0.4, 0.32, 0.28])!.value)).toBe("72.9");
});

test("T-19 SERVQUAL: −0.46 unweighted, −0.551 weighted; an unanswered dimension is left out", () => {
  const dimension = (gap: number | null, weight: number) => ({ gap, weight, n: gap === null ? 0 : 40 });
  const five = [dimension(-0.4, 11), dimension(-1, 32), dimension(-0.5, 23), dimension(-0.3, 19), dimension(-0.1, 15)];
  expect(servqualGap(five)?.value).toBeCloseTo(-0.551, 12);
  expect(servqualGap(five)?.unweighted).toBeCloseTo(-0.46, 12);
  expect(servqualGap([dimension(-1, 50), dimension(null, 50)])?.value).toBe(-1);
});

test("T-20 net customer value: +10, ratio 1.11", () => {
  const result = netCustomerValue(
    { product: 60, service: 20, people: 15, image: 5 },
    { money: 70, time: 8, energy: 7, psychological: 5 },
    40,
  )!;
  expect(result.value).toBe(10);
  expect(displayFigure("ratio", result.ratio)).toBe("1.11");
});

test("T-22 audit: 62.5 without the item that does not apply; a failed critical item caps at 59", () => {
  const items = [
    { weight: 10, result: 1 },
    { weight: 20, result: 0.5 },
    { weight: 30, result: 1 },
    { weight: 20, result: null },
    { weight: 20, result: 0 },
  ];
  expect(auditScore(items)).toMatchObject({ value: 62.5, n: 4, hasFailedCritical: false });
  const critical = items.map((item, i) => ({ ...item, isCritical: i === 4 }));
  expect(auditScore(critical)).toMatchObject({ value: 59, uncapped: 62.5, hasFailedCritical: true });
  expect(auditScore([{ weight: 1, result: null }])).toBeNull();
});

test("T-30 loop: 2.0 ‰, 92 %, 85 %, 88.2 %, 60 %", () => {
  const counts = { transactions: 25_000, due: 50, onTime: 46, closed: 40, reopened: 0, verified: 34, satisfied: 30 };
  const figures = loopFigures(counts);
  expect(figures.complaintsPerThousand?.value).toBe(2);
  const shown = [figures.onTime, figures.verificationCoverage, figures.verifiedSatisfied, figures.closedLoop].map((figure) =>
    displayFigure("percent", figure!.value),
  );
  expect(shown).toEqual(["92.0%", "85.0%", "88.2%", "60.0%"]);
  expect(figures.closedLoop?.interval?.low).toBeCloseTo(46.18, 2);
  expect(loopFigures({ ...counts, transactions: null }).complaintsPerThousand).toBeNull();
  expect(() => loopFigures({ ...counts, satisfied: 35 })).toThrow(RangeError);
});

test("T-36 ranking: 52.6 and 52.0 towards 40; the unit with n 8 is not ranked", () => {
  expect(shrink({ n: 8, value: 100 }, 40)).toBeCloseTo(52.63, 2);
  expect(shrink({ n: 120, value: 55 }, 40)).toBe(52);
  const units = [
    { id: "small", n: 8, value: 100 },
    { id: "large", n: 120, value: 55 },
    { id: "silent", n: 0, value: null },
  ];
  expect(rankUnits(units, 40).map(({ id, rank }) => [id, rank])).toEqual([
    ["large", 1],
    ["small", null],
    ["silent", null],
  ]);
});

test("base marks: none, low below 10, small below 30", () => {
  expect([0, 1, 9, 10, 29, 30].map(baseMark)).toEqual(["none", "low", "low", "small", "small", "ok"]);
});
