import fc from "fast-check";
import { expect, test } from "vitest";
import { seedRng, uniformStream } from "../numeric/index.js";
import { addCounts, baseOf, type Counts, METRICS, metricCode, parseMetric, scoreCounts, suppressCells, testChange } from "./index.js";

const levels = (counts: readonly number[], min = 1): Counts => ({
  kind: "levels",
  scale: { min, max: min + counts.length - 1 },
  counts,
  w: null,
  ww: null,
});
const ofAnswers = (answers: readonly number[], min: number, max: number): Counts =>
  levels(
    Array.from({ length: max - min + 1 }, (_, i) => answers.filter((answer) => answer === min + i).length),
    min,
  );
const pairs = (list: readonly (readonly [e: number, p: number])[]): Counts => {
  const sum = (value: (e: number, p: number) => number) => list.reduce((total, [e, p]) => total + value(e, p), 0);
  return {
    kind: "ratio",
    n: list.length,
    pairs: list.length,
    recalled: 0,
    sumE: sum((e) => e),
    sumP: sum((_, p) => p),
    sumEE: sum((e) => e * e),
    sumPP: sum((_, p) => p * p),
    sumEP: sum((e, p) => e * p),
    bands: [sum((e, p) => +(p > e)), sum((e, p) => +(p === e)), sum((e, p) => +(p < e && 5 * p >= 4 * e)), sum((e, p) => +(5 * p < 4 * e))],
    weighted: null,
  };
};
const anonymous = (n: number): { open: null; anonymous: Counts } => ({
  open: null,
  anonymous: levels([1, n - 1, 0, 0, 0]),
});

const weightedPairs = (list: readonly (readonly [e: number, p: number, w: number])[]): Counts => {
  const plain = pairs(list.map(([e, p]) => [e, p] as const)) as Extract<Counts, { kind: "ratio" }>;
  const sum = (value: (e: number, p: number, w: number) => number) => list.reduce((total, [e, p, w]) => total + value(e, p, w), 0);
  return {
    ...plain,
    weighted: {
      w: sum((_e, _p, w) => w),
      we: sum((e, _p, w) => w * e),
      wp: sum((_e, p, w) => w * p),
      ww: sum((_e, _p, w) => w * w),
      wwe: sum((e, _p, w) => w * w * e),
      wwp: sum((_e, p, w) => w * w * p),
      wwee: sum((e, _p, w) => w * w * e * e),
      wwpp: sum((_e, p, w) => w * w * p * p),
      wwep: sum((e, p, w) => w * w * e * p),
      bands: [1, 1, 1, 1],
    },
  };
};

test("a weighted gap has the linearised error: recounted person by person, and close to leaving out one person at a time", () => {
  const people = Array.from({ length: 60 }, (_, i) => [1 + (i % 5), 1 + ((i * i + 3 * i) % 5), 0.4 + ((i * 7) % 11) / 6] as const);
  const told = scoreCounts("ratio", weightedPairs(people)).parts;
  const n = people.length;
  for (const [name, of] of [
    ["errorOfE", (e: number) => e],
    ["errorOfP", (_: number, p: number) => p],
    ["errorOfGap", (e: number, p: number) => p - e],
  ] as const) {
    const mean = (list: typeof people) => list.reduce((t, [e, p, w]) => t + w * of(e, p), 0) / list.reduce((t, [, , w]) => t + w, 0);
    const all = mean(people);
    const weight = people.reduce((t, [, , w]) => t + w, 0);
    const residuals = people.map(([e, p, w]) => (w * (of(e, p) - all)) / weight);
    const linearised = Math.sqrt((n / (n - 1)) * residuals.reduce((t, u) => t + u * u, 0));
    expect(told[name]).toBeCloseTo(linearised, 12);
    const without = people.map((_, i) => mean(people.filter((_p, j) => j !== i)));
    const middle = without.reduce((a, b) => a + b, 0) / n;
    const jackknife = Math.sqrt(((n - 1) / n) * without.reduce((t, x) => t + (x - middle) ** 2, 0));
    expect(Math.abs(told[name]! / jackknife - 1)).toBeLessThan(0.03);
  }
});

test("equal weights leave the errors of a pair as they are without weights", () => {
  const people = Array.from({ length: 20 }, (_, i) => [1 + (i % 5), 1 + ((i * 3) % 4)] as const);
  const plain = scoreCounts("ratio", pairs(people)).parts;
  const weighted = scoreCounts("ratio", weightedPairs(people.map(([e, p]) => [e, p, 2] as const))).parts;
  for (const name of ["errorOfE", "errorOfP", "errorOfGap"]) expect(weighted[name]).toBeCloseTo(plain[name]!, 12);
});

test("T-11, T-12: NPS counts promoters, passives, detractors and draws the adjusted Wald interval", () => {
  const eleven = scoreCounts("nps", ofAnswers([10, 9, 8, 7, 6, 0, 10, 9, 3, 8], 0, 10));
  expect(eleven.value).toBe(10);
  expect(eleven.distribution.map(({ n }) => n)).toEqual([4, 3, 3]);
  expect(eleven.interval!.low).toBeCloseTo(-36, 0);
  expect(eleven.interval!.high).toBeCloseTo(51, 0);
  const twelve = scoreCounts("nps", levels([15, 0, 0, 0, 0, 0, 0, 25, 0, 60, 0], 0));
  expect(twelve.standardError).toBeCloseTo(7.4, 2);
  expect([twelve.interval!.low, twelve.interval!.high].map((x) => Number(x.toFixed(3)))).toEqual([29.343, 58.036]);
});

test("T-14: weights move the NPS from +10 to +28, with the linearised error", () => {
  const strata = [
    { w: 16, groups: [10, 10, 30] },
    { w: 4, groups: [20, 20, 10] },
  ];
  const at = (value: (group: number, weight: number) => number) => {
    const counts = new Array<number>(11).fill(0);
    for (const { w, groups } of strata) {
      for (const [i, level] of [0, 7, 9].entries()) counts[level]! += value(groups[i]!, w);
    }
    return counts;
  };
  const counts: Counts = {
    kind: "levels",
    scale: { min: 0, max: 10 },
    counts: at((n) => n),
    w: at((n, w) => n * w),
    ww: at((n, w) => n * w * w),
  };
  const scored = scoreCounts("nps", counts);
  expect(scored.value).toBeCloseTo(28, 10);
  expect(scored.n).toBe(100);
  expect(scored.method).toBe("linearised");
  expect(scored.distribution.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
});

test("T-15: CSAT shows its three forms, each under its own name", () => {
  const { value, parts, interval } = scoreCounts("csat", levels([4, 6, 15, 35, 40]));
  expect(value).toBe(75);
  expect(parts).toMatchObject({ top2: 75, top: 40, bottom2: 10, index: 75.25 });
  expect(parts.mean).toBeCloseTo(4.01, 10);
  expect(interval!.low).toBeCloseTo(65.7, 1);
  expect(interval!.high).toBeCloseTo(82.5, 1);
});

test("T-16: CES is a mean of 1–7 with the share of 5–7 beside it", () => {
  const { value, parts } = scoreCounts("ces", ofAnswers([7, 6, 5, 4, 2, 7, 6, 5, 3, 1], 1, 7));
  expect([value, parts.easy]).toEqual([4.6, 60]);
});

test("T-09, T-10: the ratio is that of the means, with exact bands and E and P beside it", () => {
  expect(
    scoreCounts(
      "ratio",
      pairs([
        [2, 4],
        [4, 2],
      ]),
    ).value,
  ).toBe(1);
  const ten = scoreCounts(
    "ratio",
    pairs([
      [5, 5],
      [4, 5],
      [5, 4],
      [5, 3],
      [4, 4],
      [3, 4],
      [5, 4],
      [4, 3],
      [4, 4],
      [5, 5],
    ]),
  );
  expect(ten.value).toBeCloseTo(41 / 44, 12);
  expect(ten.distribution.map(({ n }) => n)).toEqual([2, 4, 2, 2]);
  expect(ten.parts).toMatchObject({ e: 4.4, p: 4.1, band: 2 });
});

test("T-13, T-23: changes are tested by the test of their own measure", () => {
  const change = testChange("nps", levels([15, 0, 0, 0, 0, 0, 0, 25, 0, 60, 0], 0), levels([20, 0, 0, 0, 0, 0, 0, 40, 0, 40, 0], 0))!;
  expect(change.difference).toBe(25);
  expect(change.p).toBeCloseTo(0.0175, 4);
  expect(change.low).toBeCloseTo(4.4, 1);
  const shares = testChange("csat", levels([0, 0, 42, 168, 0]), levels([0, 0, 60, 140, 0]))!;
  expect(shares.difference).toBeCloseTo(10, 10);
  expect(shares.p).toBeCloseTo(0.0192, 4);
});

test("U1.5: of 1,000 quiet comparisons of each measure at most 7 in 100 show an arrow", () => {
  const uniform = uniformStream(seedRng("quiet"));
  const sample = (min: number, max: number, n: number) =>
    ofAnswers(
      Array.from({ length: n }, () => min + Math.floor((uniform() + uniform()) * 0.5 * (max - min + 1))),
      min,
      max,
    );
  for (const [family, min, max] of [
    ["nps", 0, 10],
    ["csat", 1, 5],
    ["ces", 1, 7],
  ] as const) {
    let arrows = 0;
    for (let i = 0; i < 1000; i++) {
      const change = testChange(family, sample(min, max, 40 + (i % 60)), sample(min, max, 40))!;
      if (change.p !== null && change.p <= 0.05) arrows += 1;
    }
    expect(arrows).toBeLessThanOrEqual(70);
    expect(arrows).toBeGreaterThan(20);
  }
});

test("a change on a base below 10 is shown and never tested", () => {
  const few = testChange("csat", levels([0, 0, 0, 0, 9]), levels([100, 0, 0, 0, 0]))!;
  expect([few.difference, few.p]).toEqual([100, null]);
});

test("nothing counted is null, not 0; no answers at all are 0 answers", () => {
  expect(scoreCounts("csat", levels([0, 0, 0, 0, 0]))).toMatchObject({ value: null, n: 0, interval: null });
  expect(testChange("csat", levels([0, 0, 0, 0, 0]), levels([0, 0, 0, 0, 9]))).toBeNull();
});

test("equal weights score as no weights do", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 5, maxLength: 5 }), fc.constantFrom(0.5, 1, 3), (counts, weight) => {
      const plain = scoreCounts("csat", levels(counts));
      const weighted = scoreCounts("csat", {
        ...levels(counts),
        w: counts.map((n) => n * weight),
        ww: counts.map((n) => n * weight ** 2),
      } as Counts);
      if (plain.value === null) expect(weighted.value).toBeNull();
      else expect(weighted.value).toBeCloseTo(plain.value, 9);
    }),
  );
});

test("adding cells first or last gives the same score, and different scales do not add", () => {
  const counts = fc.array(fc.nat(40), { minLength: 11, maxLength: 11 });
  fc.assert(
    fc.property(counts, counts, (a, b) => {
      const together = addCounts(levels(a, 0), levels(b, 0));
      expect(baseOf(together)).toBe(baseOf(levels(a, 0)) + baseOf(levels(b, 0)));
      expect(together).toEqual(
        levels(
          a.map((n, i) => n + b[i]!),
          0,
        ),
      );
    }),
  );
  expect(() => addCounts(levels([1, 2]), levels([1, 2], 0))).toThrow(RangeError);
});

test("T-38: hiding C leaves 3 of 5, so B is hidden too; with D 4 the two are enough", () => {
  const three = suppressCells([12, 7, 3].map(anonymous), { k: 5, isTotalShown: true });
  expect(three.hidden).toEqual([null, "complement", "k"]);
  const four = suppressCells([12, 7, 3, 4].map(anonymous), { k: 5, isTotalShown: true });
  expect(four.hidden).toEqual([null, null, "k", "k"]);
  expect(suppressCells([12, 7, 3].map(anonymous), { k: 5, isTotalShown: false }).hidden).toEqual([null, null, "k"]);
});

test("k: a lone small cell hides the total; an organisation may raise k, never go below 3", () => {
  expect(suppressCells([4].map(anonymous), { k: 5, isTotalShown: true })).toEqual({ hidden: ["k"], isTotalHidden: true });
  expect(suppressCells([8, 9].map(anonymous), { k: 10, isTotalShown: false }).hidden).toEqual(["k", "k"]);
  expect(() => suppressCells([], { k: 2, isTotalShown: true })).toThrow(RangeError);
});

test("unanimous: when everybody said the same, the cell is hidden, and so is its remainder", () => {
  const alike = { open: null, anonymous: levels([0, 0, 0, 0, 9]) };
  expect(suppressCells([alike, anonymous(20), anonymous(30)], { k: 5, isTotalShown: true }).hidden).toEqual([
    "unanimous",
    "complement",
    null,
  ]);
  expect(suppressCells([{ open: levels([0, 0, 0, 0, 9]), anonymous: null }], { k: 5, isTotalShown: true }).hidden).toEqual([null]);
});

test("registry: every code reads back, and each family says version, formula and source", () => {
  for (const [family, { per, version, formula, source }] of Object.entries(METRICS)) {
    if (per !== "attribute") expect(metricCode(parseMetric(family)!)).toBe(family);
    if (per !== "whole") expect(parseMetric(`${family}:front_desk`)).toEqual({ family, attribute: "front_desk" });
    expect([version >= 1, formula !== "", source !== ""]).toEqual([true, true, true]);
  }
  for (const code of ["", "p", "nps:x", "speed", "constructor", "ratio:"]) expect(parseMetric(code)).toBeNull();
});
