import fc from "fast-check";
import { expect, test } from "vitest";
import {
  evaluateTier,
  FALLING_INDICATORS,
  healthBand,
  healthDrop,
  healthScore,
  indicatorScore,
  LOYALTY_INDICATORS,
  loyaltyIndex,
  loyaltyMatrix,
  type TierState,
  tierOfIndex,
} from "./index.js";

const part = (code: string, weight: number, score: number | null) => ({ code, weight, score });

test("T-31: weights 40/20/20/20 and scores 90/50/70/20 give 64, yellow, payment first among the reasons", () => {
  const health = healthScore([part("use", 40, 90), part("satisfaction", 20, 50), part("cases", 20, 70), part("payment", 20, 20)]);
  expect(health).toMatchObject({ score: 64, band: "yellow", coverage: 1 });
  expect(health.reasons.map(({ code, lost }) => [code, lost])).toEqual([
    ["payment", 16],
    ["satisfaction", 10],
    ["cases", 6],
  ]);
});

test("health: red below 50, yellow from 50, green from 75; missing parts are not zeros; under 60 % of the weight there is no score", () => {
  expect([49.9, 50, 74.9, 75].map((score) => healthBand(score))).toEqual(["red", "yellow", "yellow", "green"]);
  expect(healthScore([part("a", 60, 80), part("b", 40, null)])).toMatchObject({ score: 80, band: "green", coverage: 0.6 });
  expect(healthScore([part("a", 59, 80), part("b", 41, null)])).toMatchObject({ score: null, band: null });
  expect(() => healthScore([part("a", 1, 101)])).toThrow(RangeError);
  expect(() => healthScore([part("a", 0, 50)])).toThrow(RangeError);
});

test("health: order of parts and scale of weights change nothing; what is lost explains the score", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 100 })), { minLength: 1, maxLength: 3 }),
      (pairs) => {
        const parts = pairs.map(([weight, score], i) => part(`p${i}`, weight, score));
        const health = healthScore(parts);
        expect(healthScore([...parts].reverse()).score).toBeCloseTo(health.score!, 9);
        expect(healthScore(parts.map((one) => ({ ...one, weight: 7 * one.weight }))).score).toBeCloseTo(health.score!, 9);
        expect(100 - health.reasons.reduce((sum, { lost }) => sum + lost, 0)).toBeCloseTo(health.score!, 9);
      },
    ),
  );
});

test("health drop: 15 points within 30 days alert, 14 do not, nor does a fall from longer ago", () => {
  expect(
    healthDrop([
      { day: 0, score: 80 },
      { day: 30, score: 65 },
    ]),
  ).toEqual({ points: 15, isAlert: true });
  expect(
    healthDrop([
      { day: 0, score: 80 },
      { day: 30, score: 66 },
    ])!.isAlert,
  ).toBe(false);
  expect(
    healthDrop([
      { day: 0, score: 80 },
      { day: 10, score: 60 },
      { day: 31, score: 60 },
    ]),
  ).toEqual({ points: 0, isAlert: false });
  expect(
    healthDrop([
      { day: 0, score: 80 },
      { day: 31, score: 60 },
    ]),
  ).toBeNull();
});

const all = { repeatPurchases: 80, choosingTime: 60, priceSensitivity: 70, competitorAttraction: 50, incidentTolerance: 90 };

test("T-34: 80/60/70/50/90 gives 70.5; only indicators 1, 3 and 4 give 48/70 = 68.6", () => {
  expect(loyaltyIndex(all).index).toBeCloseTo(70.5, 12);
  const three = loyaltyIndex({ ...all, choosingTime: null, incidentTolerance: null });
  expect(three.index).toBeCloseTo(68.571, 3);
  expect(three).toMatchObject({ indicators: 3, coverage: 0.7 });
});

test("loyalty index: two indicators, or less than 60 % of the weight, are not enough", () => {
  expect(loyaltyIndex({ ...all, choosingTime: null, incidentTolerance: null, priceSensitivity: null }).index).toBeNull();
  expect(loyaltyIndex({ ...all, repeatPurchases: null, choosingTime: null }).index).toBeNull();
  expect(loyaltyIndex({ ...all, repeatPurchases: null }).index).not.toBeNull();
});

test("each indicator has its direction: more repeat purchases and tolerance are loyal, more of the other three is not", () => {
  for (const indicator of LOYALTY_INDICATORS) {
    const cuts = FALLING_INDICATORS.includes(indicator) ? { disloyal: 10, loyal: 0 } : { disloyal: 0, loyal: 10 };
    const [low, high] = [indicatorScore(indicator, 2, cuts)!, indicatorScore(indicator, 8, cuts)!];
    expect(low < high).toBe(["repeatPurchases", "incidentTolerance"].includes(indicator));
    expect(indicatorScore(indicator, null, cuts)).toBeNull();
    expect([indicatorScore(indicator, -5, cuts), indicatorScore(indicator, 50, cuts)].sort()).toEqual([0, 100]);
    expect(() => indicatorScore(indicator, 1, { disloyal: cuts.loyal, loyal: cuts.disloyal })).toThrow(RangeError);
  }
});

test("tiers: gold from 75, silver from 55; up at once, down after two evaluations in a row below", () => {
  expect([54.9, 55, 74.9, 75].map((index) => tierOfIndex(index))).toEqual(["regular", "silver", "silver", "gold"]);
  const run = (start: TierState["tier"], ...indexes: (number | null)[]) => {
    let state: TierState = { tier: start, belowSince: null };
    return indexes.map((index) => {
      state = evaluateTier(state, index);
      return state.tier;
    });
  };
  expect(run("regular", 80)).toEqual(["gold"]);
  expect(run("gold", 60, 60)).toEqual(["gold", "silver"]);
  expect(run("gold", 60, 80, 60)).toEqual(["gold", "gold", "gold"]);
  expect(run("gold", 60, null, 60)).toEqual(["gold", "gold", "silver"]);
  expect(run("gold", 40, 40)).toEqual(["gold", "regular"]);
  expect(run("gold", 60, 40, 40)).toEqual(["gold", "silver", "regular"]);
  expect(run("gold", 40, 60, 60)).toEqual(["gold", "silver", "silver"]);
});

test("loyalty matrix: the four cells sum to all scored customers, whatever their order", () => {
  const level = fc.option(fc.integer({ min: 0, max: 100 }), { nil: null });
  fc.assert(
    fc.property(fc.array(fc.record({ satisfaction: level, loyalty: level })), (customers) => {
      const cuts = { satisfaction: 60, loyalty: 55 };
      const { cells, scored, unscored } = loyaltyMatrix(customers, cuts);
      expect(Object.values(cells).reduce((a, b) => a + b, 0)).toBe(scored);
      expect(scored + unscored).toBe(customers.length);
      expect(loyaltyMatrix([...customers].reverse(), cuts).cells).toEqual(cells);
    }),
  );
  expect(loyaltyMatrix([{ satisfaction: 60, loyalty: 55 }], { satisfaction: 60, loyalty: 55 }).cells.trueLoyalty).toBe(1);
});
