import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { normalStream } from "../drivers/index.js";
import { seedRng, uniformStream } from "../numeric/index.js";
import {
  averageCell,
  type Cell,
  differenceOfChanges,
  type JudgedUnit,
  judgeEffect,
  meanCell,
  npsCell,
  overlaps,
  proposeComparisons,
  regressionToMean,
  rollOut,
  shareCell,
  smallestDetectableEffect,
  type UnitChange,
} from "./index.js";

// simulations and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

const cell = (value: number, n = 200, variance = 400): Cell => ({ n, value, variance });
const unit = (name: string, isTreated: boolean, before: number, after: number, n = 200): UnitChange => ({
  unit: name,
  isTreated,
  before: cell(before, n),
  after: cell(after, n),
});

test("T-35: 70 → 78 against 71 → 73 is an effect of +6, with n and interval; one unit on each side cannot tell", () => {
  const units = [unit("a", true, 70, 78), unit("b", false, 71, 73)];
  const found = judgeEffect({ units, isHigherBetter: true })!;
  expect(found.effect).toBeCloseTo(6, 12);
  expect(found.treated).toMatchObject({ units: 1, n: [200, 200], change: 8 });
  expect(found.comparison.change).toBe(2);
  // sampling error alone: √(4 · 400/200) = 2.83
  expect(found.standardError).toBeCloseTo(Math.sqrt(8), 9);
  expect(found.interval.low).toBeCloseTo(6 - 1.95996 * Math.sqrt(8), 4);
  expect(found.verdict).toBe("cannotTell");
  expect(found.cautions).toEqual(["ONE_UNIT_EACH", "NO_EARLIER_PERIOD"]);
});

interface World {
  readonly units?: number;
  readonly answers?: number;
  readonly effect?: number;
  readonly unitSd?: number;
  readonly periods?: number;
  readonly worst?: boolean;
}

/** Stores with lasting levels, own ups and downs per period, and 1–10 answers; half of them treated before the last period. */
function world(seed: number, { units = 12, answers = 60, effect = 0, unitSd = 0.25, periods = 3, worst = false }: World): JudgedUnit[] {
  const normal = normalStream(uniformStream(seedRng(seed)));
  const level = Array.from({ length: units }, () => 7 + 0.3 * normal());
  const shocks = level.map(() => Array.from({ length: periods }, () => unitSd * normal()));
  const noise = level.map(() => Array.from({ length: periods }, () => (1.8 / Math.sqrt(answers)) * normal()));
  const at = (i: number, period: number) => level[i]! + shocks[i]![period]! + noise[i]![period]!;
  const order = level.map((_, i) => i);
  if (worst) order.sort((a, b) => at(a, periods - 2) - at(b, periods - 2));
  const treated = new Set(order.slice(0, units / 2));
  return level.map((_, i) => {
    const value = (period: number) => at(i, period) + (treated.has(i) && period === periods - 1 ? effect : 0);
    const cells = Array.from({ length: periods }, (_period, period) => cell(value(period), answers, 1.8 ** 2));
    return {
      unit: `u${i}`,
      isTreated: treated.has(i),
      before: cells[periods - 2]!,
      after: cells[periods - 1]!,
      earlier: cells.slice(0, -2),
    };
  });
}

test("a planted zero effect is called effective in at most 7 % of 1,000 seeded runs, with few units, many, and uneven unit swings", () => {
  for (const shape of [{}, { units: 6 }, { units: 40, answers: 20 }, { unitSd: 0 }, { unitSd: 1 }, { periods: 2 }]) {
    let effective = 0;
    for (let seed = 0; seed < 1000; seed++)
      if (judgeEffect({ units: world(seed, shape), isHigherBetter: true })!.verdict === "effective") effective++;
    console.info(`effects: zero effect called effective in ${effective} of 1,000 runs ${JSON.stringify(shape)}`);
    expect(effective).toBeLessThanOrEqual(70);
  }
});

test("the interval holds the planted effect in about 95 of 100 runs, and the detectable effect is detected in about 80", () => {
  let [held, detected, called] = [0, 0, 0];
  const plan = { treatedUnits: 6, comparisonUnits: 6, answersPerUnit: 60, answerSd: 1.8, unitSd: 0.25 * Math.SQRT2 };
  const effect = smallestDetectableEffect(plan)!;
  for (let seed = 0; seed < 1000; seed++) {
    const found = differenceOfChanges(world(seed, { effect, periods: 2 }))!;
    if (found.interval.low <= effect && found.interval.high >= effect) held++;
    if (found.interval.low > 0) detected++;
    if (judgeEffect({ units: world(seed, { effect }), isHigherBetter: true })!.verdict === "effective") called++;
  }
  console.info(
    `effects: detectable effect ${effect.toFixed(2)}: interval above 0 in ${detected}, called effective after all checks in ${called} of 1,000`,
  );
  expect(called).toBeGreaterThanOrEqual(650);
  expect(held).toBeGreaterThanOrEqual(930);
  expect(detected).toBeGreaterThanOrEqual(720);
  expect(detected).toBeLessThanOrEqual(880);
});

test("worst units picked without any effect are warned of regression to the mean and rarely called effective", () => {
  let [warned, effective] = [0, 0];
  for (let seed = 0; seed < 300; seed++) {
    const found = judgeEffect({ units: world(seed, { worst: true, units: 20, answers: 30 }), isHigherBetter: true })!;
    if (found.cautions.includes("REGRESSION_TO_MEAN") || found.cautions.includes("PLACEBO_FAILED")) warned++;
    if (found.verdict === "effective") effective++;
  }
  console.info(`effects: worst units picked: warned in ${warned}, called effective in ${effective} of 300 runs`);
  expect(warned).toBeGreaterThanOrEqual(285);
  expect(effective).toBeLessThanOrEqual(21);
});

test("without an earlier period the warning still comes, from sampling error", () => {
  const units = world(4, { worst: true, units: 20, answers: 20, periods: 2 });
  expect(judgeEffect({ units, isHigherBetter: true })!.cautions).toContain("REGRESSION_TO_MEAN");
  expect(regressionToMean(units.slice(0, 3), new Map())).toBeNull();
});

test("a difference that was there before is a failed placebo: cannot tell", () => {
  const drifting = Array.from({ length: 12 }, (_, i) => {
    const isTreated = i < 6;
    const step = isTreated ? 5 : 0;
    const wobble = ((i * 7) % 5) / 10;
    const at = (period: number) => cell(60 + step * period + wobble * (period % 2), 900);
    return { unit: `u${i}`, isTreated, earlier: [at(0), at(1)], before: at(2), after: at(3) };
  });
  const found = judgeEffect({ units: drifting, isHigherBetter: true })!;
  expect(found.placebos.map((placebo) => placebo.isFailed)).toEqual([true, true]);
  expect(found.verdict).toBe("cannotTell");
  expect(found.cautions).toContain("PLACEBO_FAILED");
});

test("effective, ineffective, cannot tell: by the interval and the planned effect; for complaints fewer is better", () => {
  const six = (treatedChange: number, n: number) =>
    Array.from({ length: 12 }, (_, i) =>
      unit(`u${i}`, i < 6, 70 + (i % 3), 70 + (i % 3) + (i < 6 ? treatedChange : 0) + ((i * 5) % 4) / 4 - 0.4, n),
    );
  const verdict = (units: UnitChange[], planned?: number, isHigherBetter = true) =>
    judgeEffect({ units, isHigherBetter, ...(planned ? { planned } : {}) })!.verdict;
  expect(verdict(six(6, 2000), 4)).toBe("effective");
  expect(verdict(six(0, 2000), 4)).toBe("ineffective");
  expect(verdict(six(0, 2000))).toBe("cannotTell");
  expect(verdict(six(2, 20), 4)).toBe("cannotTell");
  expect(verdict(six(-6, 2000))).toBe("ineffective");
  expect(verdict(six(-6, 2000), 4, false)).toBe("effective");
  expect(judgeEffect({ units: six(2, 9000), isHigherBetter: true, planned: 4 })!.cautions).toContain("SMALLER_THAN_PLANNED");
  expect(judgeEffect({ units: six(-6, 2000), isHigherBetter: true })!.cautions).toContain("WENT_THE_WRONG_WAY");
  expect(() => judgeEffect({ units: six(1, 9), isHigherBetter: true, planned: 0 })).toThrow(RangeError);
});

test("swapping the two sides turns the sign; order, shift and scale of the figure behave as they should", () => {
  const change = fc.record({
    isTreated: fc.boolean(),
    before: fc.integer({ min: 0, max: 100 }),
    after: fc.integer({ min: 0, max: 100 }),
    n: fc.integer({ min: 5, max: 900 }),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 3, maxLength: 15 }), (changes) => {
      const units = changes.map((one, i) => unit(`u${i}`, one.isTreated, one.before, one.after, one.n));
      const found = differenceOfChanges(units);
      if (found === null) return;
      const swapped = differenceOfChanges(units.map((one) => ({ ...one, isTreated: !one.isTreated })))!;
      expect(swapped.effect).toBeCloseTo(-found.effect, 8);
      expect(swapped.standardError).toBeCloseTo(found.standardError, 8);
      expect(differenceOfChanges([...units].reverse())!.effect).toBeCloseTo(found.effect, 8);
      const turn = ({ n, value, variance }: Cell) => ({ n, value: 3 * value + 7, variance: 9 * variance });
      const turned = differenceOfChanges(units.map((one) => ({ ...one, before: turn(one.before), after: turn(one.after) })))!;
      expect(turned.effect).toBeCloseTo(3 * found.effect, 7);
      expect(turned.interval.low).toBeCloseTo(3 * found.interval.low, 6);
    }),
  );
});

test("figures without sampling error use the spread between units; no treated or no comparison unit is null; a bad cell is refused", () => {
  const exact = (name: string, isTreated: boolean, before: number, after: number) => ({
    unit: name,
    isTreated,
    before: cell(before, 1, 0),
    after: cell(after, 1, 0),
  });
  const found = differenceOfChanges([exact("a", true, 1, 4), exact("b", true, 1, 6), exact("c", false, 1, 1), exact("d", false, 1, 3)])!;
  expect(found.effect).toBe(3);
  expect(found.standardError).toBeCloseTo(Math.SQRT2, 12);
  expect(differenceOfChanges([unit("a", true, 1, 2)])).toBeNull();
  expect(() => differenceOfChanges([{ ...unit("a", true, 1, 2), before: cell(1, 0) }])).toThrow(RangeError);
});

test("overlaps: other initiatives in the window are shown with their share of both sides; others are not", () => {
  const others = [
    { id: "same", units: ["a", "b", "c"], from: 10, to: 20 },
    { id: "past", units: ["a"], from: 0, to: 4 },
    { id: "uneven", units: ["a", "b"], from: 30, to: null },
    { id: "elsewhere", units: ["z"], from: 10, to: 20 },
  ];
  expect(overlaps({ from: 5, to: 60 }, ["a", "b"], ["c"], others)).toEqual([
    { id: "same", treatedShare: 1, comparisonShare: 1, isUneven: false },
    { id: "uneven", treatedShare: 1, comparisonShare: 0, isUneven: true },
  ]);
});

test("roll-out: a planted step is recovered at every distance and nothing shows before it", () => {
  const normal = normalStream(uniformStream(seedRng(8)));
  const units = Array.from({ length: 24 }, (_, i) => {
    const startedIn = i < 8 ? 3 : i < 16 ? 5 : null;
    return {
      unit: `u${i}`,
      startedIn,
      values: Array.from({ length: 8 }, (_p, period) => 60 + period + 0.3 * normal() + (startedIn !== null && period >= startedIn ? 4 : 0)),
    };
  });
  for (const step of rollOut(units)) expect(Math.abs(step.effect - (step.since >= 0 ? 4 : 0))).toBeLessThan(0.5);
});

test("comparison units are proposed by likeness of their course before", () => {
  const proposed = proposeComparisons(
    [
      [70, 72, 74],
      [72, 74, 76],
    ],
    [
      { unit: "falling", values: [75, 73, 71] },
      { unit: "alike", values: [71, 73, 76] },
      { unit: "low", values: [50, 52, 54] },
    ],
    2,
  );
  expect(proposed.map((one) => one.unit)).toEqual(["alike", "falling"]);
  expect(() => proposeComparisons([], [], 1)).toThrow(RangeError);
});

test("cells: means, shares and scores carry their own variance; too few answers give none", () => {
  expect(shareCell({ successes: 0, n: 0 })).toBeNull();
  expect(meanCell({ n: 1, sum: 3, sumSquares: 9 })).toBeNull();
  expect(npsCell({ detractors: 0, passives: 0, promoters: 5 })).toEqual({ n: 5, value: 100, variance: 0 });
});

test("averageCell: one cell is itself; two that may share answers are never surer than one of them", () => {
  const one = { n: 50, value: 3, variance: 2 };
  const same = averageCell([one], [7])!;
  expect([same.n, same.value]).toEqual([50, 3]);
  expect(same.variance).toBeCloseTo(2, 12);
  const two = averageCell([one, one], [1, 1])!;
  expect([two.n, two.value]).toEqual([50, 3]);
  expect(two.variance).toBeCloseTo(2, 12);
  expect(averageCell([], [])).toBeNull();
  expect(() => averageCell([one], [0])).toThrow(RangeError);
});

test("p: agrees with the interval about zero", () => {
  const cell = (value: number) => ({ n: 200, value, variance: 400 });
  const units = (effect: number) =>
    [0, 1, 2, 3, 4, 5].map((i) => ({
      unit: String(i),
      isTreated: i < 3,
      before: cell(70 + i),
      after: cell(70 + i + (i % 2) + (i < 3 ? effect : 0)),
    }));
  for (const effect of [0, 2, 4, 6, 8]) {
    const { p, interval } = differenceOfChanges(units(effect))!;
    expect(p! < 0.05).toBe(interval.low > 0 || interval.high < 0);
  }
});
