import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { dayOfIsoDate } from "../calendar/index.js";
import { drawGamma, normalStream } from "../drivers/index.js";
import { seedRng, uniformStream } from "../numeric/index.js";
import { readTable } from "../testing/index.js";
import {
  bgNbdExpected,
  cohorts,
  coxModel,
  type Durations,
  earlyWarning,
  fitBgNbd,
  fitGammaGamma,
  fitParetoNbd,
  kaplanMeier,
  logRank,
  meanTimeWithin,
  type Purchase,
  paretoNbdAlive,
  paretoNbdExpected,
  purchaseHistories,
  repurchase,
  repurchaseWithin,
  rfm,
  rfmGroup,
  scoreQuality,
  summariseCustomers,
} from "./index.js";

// simulations and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

const scored = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 10 })), { minLength: 4, maxLength: 60 });

test("AUC is the share of pairs put in the right order, ties half; turning labels and scores round keeps it", () => {
  fc.assert(
    fc.property(scored, (pairs) => {
      const outcome = pairs.map(([y]) => y);
      const scores = pairs.map(([, score]) => score / 10);
      const quality = scoreQuality(outcome, scores);
      const [left, stayed] = [pairs.filter(([y]) => y === 1), pairs.filter(([y]) => y === 0)];
      if (left.length === 0 || stayed.length === 0) {
        expect(quality).toBeNull();
        return;
      }
      let right = 0;
      for (const [, a] of left) for (const [, b] of stayed) right += a > b ? 1 : a === b ? 0.5 : 0;
      expect(quality!.auc).toBeCloseTo(right / (left.length * stayed.length), 12);
      const turned = scoreQuality(
        outcome.map((y) => 1 - y),
        scores.map((score) => 1 - score),
      )!;
      expect(turned.auc).toBeCloseTo(quality!.auc, 12);
      expect(turned.aucError).toBeCloseTo(quality!.aucError, 12);
      expect(turned.brier).toBeCloseTo(quality!.brier, 12);
      expect(scoreQuality([...outcome].reverse(), [...scores].reverse())!.ks).toBeCloseTo(quality!.ks, 12);
    }),
  );
});

const durations = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 1 })), { minLength: 2, maxLength: 60 });
const asDurations = (pairs: [number, number][]): Durations => ({
  times: pairs.map(([time]) => time),
  events: pairs.map(([, event]) => event),
});

test("survival: never rises, ignores the order of customers, and everybody leaving gives the plain shares", () => {
  fc.assert(
    fc.property(durations, (pairs) => {
      const curve = kaplanMeier(asDurations(pairs))!;
      let last = 1;
      for (const step of curve.steps) {
        expect(step.survival).toBeLessThanOrEqual(last);
        if (step.low !== null) {
          expect(step.low).toBeLessThanOrEqual(step.survival);
          expect(step.high!).toBeGreaterThanOrEqual(step.survival);
        }
        last = step.survival;
      }
      expect(kaplanMeier(asDurations([...pairs].reverse()))).toEqual(curve);
      const complete = kaplanMeier(asDurations(pairs.map(([time]) => [time, 1])))!;
      for (const step of complete.steps)
        expect(step.survival).toBeCloseTo(pairs.filter(([time]) => time > step.time).length / pairs.length, 12);
      expect(meanTimeWithin(complete, 12)).toBeCloseTo(pairs.reduce((sum, [time]) => sum + time, 0) / pairs.length, 9);
    }),
  );
});

test("log-rank: names of groups do not matter, and as many are expected to leave as left", () => {
  fc.assert(
    fc.property(durations, (pairs) => {
      const data = asDurations(pairs);
      const group = pairs.map((_, i) => (i % 2 === 0 ? "a" : "b"));
      const found = logRank(data, group);
      if (found === null) return;
      expect(
        logRank(
          data,
          group.map((name) => (name === "a" ? "z" : "b")),
        )!.chiSquare,
      ).toBeCloseTo(found.chiSquare, 9);
      expect(found.groups.reduce((sum, one) => sum + one.expected, 0)).toBeCloseTo(pairs.filter(([, event]) => event === 1).length, 9);
    }),
  );
  expect(logRank({ times: [1, 2], events: [1, 1] }, ["a", "a"])).toBeNull();
});

test("log-rank: a group out of sight before anybody left does not count, as in R survival 3.5 survdiff", () => {
  const early = { times: [1, 1, 5, 6, 7, 8], events: [0, 0, 1, 1, 0, 1] };
  for (const group of ["zzabab", "aabcbc"]) {
    const found = logRank(early, [...group])!;
    expect(found.df).toBe(1);
    expect(found.chiSquare).toBeCloseTo(0.0588235294117646, 12);
    expect(found.p).toBeCloseTo(0.80836515591451, 12);
  }
});

test("Cox: a planted hazard ratio of 2 is recovered, and both ways with ties agree when there are none", () => {
  const uniform = uniformStream(seedRng(5));
  const x = Array.from({ length: 4000 }, () => (uniform() < 0.5 ? 1 : 0));
  const leaving = x.map((value) => -Math.log(1 - uniform()) / (0.1 * 2 ** value));
  const data = { times: leaving.map((time) => Math.min(time, 12)), events: leaving.map((time) => (time <= 12 ? 1 : 0)) };
  const efron = coxModel(data, [{ name: "x", values: x }])!;
  expect(Math.abs(efron.coefficients[0]!.estimate - Math.log(2))).toBeLessThan(3 * efron.coefficients[0]!.standardError);
  expect(coxModel(data, [{ name: "x", values: x }], "breslow")!.logLikelihood).toBeCloseTo(efron.logLikelihood, 6);
  expect(efron.concordance).toBeGreaterThan(0.5);
  expect(coxModel(data, [{ name: "x", values: x.map((value) => -value) }])!.coefficients[0]!.estimate).toBeCloseTo(
    -efron.coefficients[0]!.estimate,
    9,
  );
});

const log = fc.array(
  fc.record({
    customer: fc.constantFrom("a", "b", "c", "d"),
    day: fc.integer({ min: 0, max: 400 }),
    value: fc.integer({ min: 1, max: 90 }),
  }),
  { minLength: 1, maxLength: 40 },
);

test("purchases: the order of the log and splitting a purchase in two on one day change no summary", () => {
  const byName = <T extends { customer: string }>(list: T[]) => [...list].sort((a, b) => a.customer.localeCompare(b.customer));
  fc.assert(
    fc.property(log, (purchases) => {
      const split = purchases.flatMap((one) => [
        { ...one, value: one.value / 2 },
        { ...one, value: one.value / 2 },
      ]);
      expect(byName(purchaseHistories(split))).toEqual(byName(purchaseHistories(purchases)));
      expect(byName(summariseCustomers([...purchases].reverse(), 400))).toEqual(byName(summariseCustomers(purchases, 400)));
      expect(byName(rfm([...purchases].reverse(), 400))).toEqual(byName(rfm(purchases, 400)));
      const table = cohorts(purchases);
      expect(table.reduce((sum, row) => sum + row.customers, 0)).toBe(new Set(purchases.map((one) => one.customer)).size);
      for (const row of table) {
        expect(row.active[0]).toBe(row.customers);
        expect(Math.max(...row.active)).toBeLessThanOrEqual(row.customers);
      }
    }),
  );
  expect(repurchase([])).toBeNull();
  expect(
    repurchaseWithin(
      [
        { customer: "a", day: 0 },
        { customer: "b", day: 50 },
      ],
      30,
      60,
    ),
  ).toBe(0);
});

test("RFM groups: best, promising, at risk and lapsed by their cut points", () => {
  expect([
    rfmGroup({ r: 4, f: 4, m: 4 }),
    rfmGroup({ r: 5, f: 1, m: 1 }),
    rfmGroup({ r: 1, f: 5, m: 3 }),
    rfmGroup({ r: 2, f: 2, m: 2 }),
    rfmGroup({ r: 3, f: 3, m: 3 }),
  ]).toEqual(["best", "promising", "atRisk", "lapsed", "needsAttention"]);
});

/** Customers who buy and stop as the models say, watched for 60 to 100 weeks. */
function shop(seed: number, n: number, stops: "afterPurchase" | "anyTime") {
  const uniform = uniformStream(seedRng(seed));
  const normal = normalStream(uniform);
  return Array.from({ length: n }, () => {
    const T = 60 + 40 * uniform();
    const rate = drawGamma(0.8, uniform, normal) / 8;
    const chanceA = drawGamma(0.7, uniform, normal);
    const chance = chanceA / (chanceA + drawGamma(2.2, uniform, normal));
    const end = stops === "anyTime" ? -Math.log(1 - uniform()) / (drawGamma(0.6, uniform, normal) / 10) : Number.POSITIVE_INFINITY;
    let [t, x, tx] = [0, 0, 0];
    for (;;) {
      t -= Math.log(1 - uniform()) / rate;
      if (t > Math.min(T, end)) break;
      x++;
      tx = t;
      if (stops === "afterPurchase" && uniform() < chance) break;
    }
    return { x, tx, T };
  });
}

test("BG/NBD and Pareto/NBD recover the parameters their customers were made with, in any time unit", () => {
  const bg = fitBgNbd(shop(21, 6000, "afterPurchase"))!;
  expect(bg.hasConverged).toBe(true);
  for (const [got, made] of [
    [bg.r, 0.8],
    [bg.alpha, 8],
    [bg.a, 0.7],
    [bg.b, 2.2],
  ] as const)
    expect(Math.abs(got / made - 1)).toBeLessThan(0.2);
  const customers = shop(22, 6000, "anyTime");
  const pareto = fitParetoNbd(customers)!;
  expect(pareto.hasConverged).toBe(true);
  for (const [got, made] of [
    [pareto.r, 0.8],
    [pareto.alpha, 8],
    [pareto.s, 0.6],
    [pareto.beta, 10],
  ] as const)
    expect(Math.abs(got / made - 1)).toBeLessThan(0.25);
  const inDays = fitParetoNbd(customers.map(({ x, tx, T }) => ({ x, tx: 7 * tx, T: 7 * T })))!;
  expect(inDays.r).toBeCloseTo(pareto.r, 3);
  expect(inDays.alpha / pareto.alpha).toBeCloseTo(7, 2);
  expect(fitBgNbd([{ x: 0, tx: 0, T: 10 }])).toBeNull();
  expect(() => fitBgNbd([{ x: 1, tx: 11, T: 10 }])).toThrow(RangeError);
});

test("repurchase models: more purchases lately mean more to come, nothing comes in no time, chances stay within 0..1", () => {
  const bg = { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 };
  const pareto = { r: 0.5533, alpha: 10.578, s: 0.6062, beta: 11.668 };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 }), fc.double({ min: 0, max: 1, noNaN: true }), (x, share) => {
      const history = { x, tx: x === 0 ? 0 : 39 * share, T: 39 };
      const alive = paretoNbdAlive(pareto, history);
      expect(alive).toBeGreaterThanOrEqual(0);
      expect(alive).toBeLessThanOrEqual(1);
      expect(bgNbdExpected(bg, history, 0)).toBeCloseTo(0, 9);
      expect(paretoNbdExpected(pareto, history, 0)).toBeCloseTo(0, 9);
      expect(bgNbdExpected(bg, history, 20)).toBeGreaterThan(bgNbdExpected(bg, history, 10));
      expect(paretoNbdExpected(pareto, { ...history, x: x + 1, tx: 39 }, 10)).toBeGreaterThan(
        paretoNbdExpected(pareto, { ...history, tx: 39 }, 10),
      );
    }),
  );
});

test("gamma–gamma: spend made with the model is recovered; spend that follows frequency is called doubtful", () => {
  const uniform = uniformStream(seedRng(31));
  const normal = normalStream(uniform);
  const customers = Array.from({ length: 5000 }, () => {
    const x = 1 + Math.floor(8 * uniform());
    const scale = drawGamma(4, uniform, normal) / 15;
    return { x, m: drawGamma(6 * x, uniform, normal) / scale / x };
  });
  const fit = fitGammaGamma(customers)!;
  expect(fit.populationMean! / ((6 * 15) / 3)).toBeCloseTo(1, 1);
  expect(fit.isDoubtful).toBe(false);
  expect(fitGammaGamma(customers.map(({ x, m }) => ({ x, m: m + 20 * x })))!.isDoubtful).toBe(true);
  expect(fitGammaGamma([{ x: 1, m: 5 }])).toBeNull();
});

/** What a shop knew of its customers on a day, and whether they stayed away for the next 13 weeks. */
function snapshot(purchases: readonly Purchase[], on: string) {
  const day = dayOfIsoDate(on);
  const histories = purchaseHistories(purchases).filter(({ days }) => days[0]! <= day - 28);
  const known = histories.map(({ days }) => days.filter((one) => one <= day));
  const recency = known.map((days) => (day - days.at(-1)!) / 7);
  const outcome = histories.map(({ days }) => (days.some((one) => one > day && one <= day + 91) ? 0 : 1));
  const lately = known.map((days) => days.filter((one) => one > day - 91).length);
  const before = known.map((days) => days.filter((one) => one <= day - 91 && one > day - 182).length);
  return {
    outcome,
    drop: before.map((count, i) => count - lately[i]!),
    predictors: [
      { name: "log weeks since last", values: recency.map((weeks) => Math.log1p(weeks)) },
      { name: "log purchases", values: known.map((days) => Math.log(days.length)) },
      { name: "purchases lately", values: lately },
    ],
  };
}

test("early warning on shipped public purchases, judged on a later quarter: beats the base rate and the drop in use alone", () => {
  const purchases = readTable("cdnow_sample_transactions.csv").rows.map((row) => ({
    customer: row.customer!,
    day: dayOfIsoDate(row.date!),
  }));
  const [earlier, later] = [snapshot(purchases, "1997-09-30"), snapshot(purchases, "1998-03-31")];
  const found = earlyWarning(earlier, later, later.drop)!;
  const { quality, rule, skill, calibrationSlope } = found;
  const figures = {
    n: quality.n,
    left: quality.baseRate,
    auc: quality.auc,
    ruleAuc: rule!.auc,
    brier: quality.brier,
    ofBase: found.brierOfBaseRate,
    slope: calibrationSlope,
  };
  console.info(
    `early warning: ${JSON.stringify(figures, (_, value) => (typeof value === "number" ? Math.round(1000 * value) / 1000 : value))}`,
  );
  expect(quality.aucInterval.low).toBeGreaterThan(0.7);
  expect(quality.auc).toBeGreaterThan(rule!.auc + 0.1);
  expect(skill).toBeGreaterThan(0);
  expect(quality.brier).toBeLessThan(found.brierOfBaseRate);
  expect(found.calibration.reduce((sum, bin) => sum + bin.n, 0)).toBe(quality.n);
  expect(found.cautions).not.toContain("RULE_IS_AS_GOOD");
});

test("early warning: a score of pure chance shows no skill", () => {
  const uniform = uniformStream(seedRng(6));
  const random = (n: number) => ({
    outcome: Array.from({ length: n }, () => (uniform() < 0.3 ? 1 : 0)),
    predictors: [{ name: "noise", values: Array.from({ length: n }, () => uniform()) }],
  });
  const found = earlyWarning(random(1000), random(1000))!;
  expect(Math.abs(found.quality.auc - 0.5)).toBeLessThan(0.05);
  expect(found.skill).toBeLessThan(0.01);
  expect(earlyWarning({ outcome: [0, 0], predictors: [] }, random(10))).toBeNull();
});
