import { expect, test } from "vitest";
import { intraclass, kendallW, krippendorffAlpha } from "../agreement/index.js";
import { meanOf, satisfactionRatio } from "../measures/index.js";
import {
  anova,
  answersToTell,
  compareMeans,
  fisherExact,
  kendall,
  kruskalWallis,
  mannWhitney,
  pearson,
  powerOfShares,
  smallestDifference,
  spearman,
} from "./index.js";

const sumsOf = (values: readonly number[]) => ({
  n: values.length,
  sum: values.reduce((total, value) => total + value, 0),
  sumSquares: values.reduce((total, value) => total + value ** 2, 0),
});
const tenths = sumsOf(new Array<number>(7).fill(0.1));
const thirds = sumsOf(new Array<number>(5).fill(0.3));

test("constants: rounding is no variance, so nothing is tested against it", () => {
  expect(meanOf(tenths)!.standardDeviation).toBe(0);
  expect(compareMeans(tenths, thirds)).toBeNull();
  expect(anova([tenths, thirds])).toBeNull();
  expect(pearson(new Array<number>(5).fill(0.1), [1, 2, 3, 4, 5])).toBeNull();
  const alike = [0.1, 0.1];
  expect(intraclass([alike, alike, alike])!.icc11).toBeNull();
  // 0.2 for 2, 0.1 for 1: every ratio is 0.1
  const sums = { n: 2, sumE: 3, sumP: 0.2 + 0.1, sumEE: 5, sumPP: 0.2 ** 2 + 0.1 ** 2, sumEP: 2 * 0.2 + 0.1 };
  expect(satisfactionRatio(sums)!.standardError).toBe(0);
});

test("numbers that are none are refused: they would take a rank or decide a test", () => {
  const [broken, whole] = [
    [1, 2, Number.NaN, 4],
    [1, 2, 3, 5],
  ];
  for (const correlation of [pearson, spearman, kendall]) {
    expect(() => correlation(broken!, whole!)).toThrow(RangeError);
    expect(() => correlation(whole!, [1, 2, 3, Number.POSITIVE_INFINITY])).toThrow(RangeError);
  }
  expect(() => mannWhitney([1, Number.NaN], [2, 3])).toThrow(RangeError);
  expect(() =>
    kruskalWallis([
      [1, -1],
      [2, 3],
    ]),
  ).toThrow(RangeError);
  expect(() => anova([{ ...tenths, sum: Number.NaN }, thirds])).toThrow(RangeError);
  expect(() => krippendorffAlpha([[1, Number.NaN]], "interval")).toThrow(RangeError);
  for (const agreement of [intraclass, kendallW]) expect(() => agreement([broken!, whole!])).toThrow(RangeError);
  expect(() => satisfactionRatio({ n: 2, sumE: Number.NaN, sumP: 2, sumEE: 4, sumPP: 4, sumEP: 4 })).toThrow(RangeError);
  expect(() => smallestDifference(-1, 100)).toThrow(RangeError);
  expect(() => answersToTell(0.1, 0.2, { alpha: 0 })).toThrow(RangeError);
  expect(() => powerOfShares(0.1, 0.2, -5)).toThrow(RangeError);
});

test('power, one-sided: as R 4.2.2 power.prop.test(alternative = "one.sided")', () => {
  expect(answersToTell(0.75, 0.8, { sides: 1 })).toBeCloseTo(861.4197776, 6);
  expect(powerOfShares(0.5, 0.55, 20, 0.01, 1)).toBeCloseTo(0.0220969386233464, 9);
  expect(powerOfShares(0.75, 0.55, 300, 0.1, 1)).toBeCloseTo(0.99995952598711, 9);
});

test("Fisher: ten million answers a side agree with the z test, and an impossible table is no number's fault", () => {
  const many: [[number, number], [number, number]] = [
    [5_000_000, 5_000_000],
    [5_001_000, 4_999_000],
  ];
  expect(fisherExact(many)).toBeCloseTo(0.6550437, 5);
  expect(
    fisherExact([
      [2000, 0],
      [0, 2000],
    ]),
  ).toBe(0);
});

test("Kruskal–Wallis: a hundred million answers keep their digits (exact fractions, Python 3.11)", () => {
  const table = [
    [7593010, 8896806, 8936829, 2516116, 8337303],
    [7594576, 8894942, 8938340, 2516197, 8338503],
    [7594618, 8895072, 8936455, 2518343, 8336090],
  ];
  const found = kruskalWallis(table)!;
  expect(found.h).toBeCloseTo(0.06461640462385136, 12);
  expect(found.p).toBeCloseTo(0.968208132105334, 12);
});
