import fc from "fast-check";
import { expect, test } from "vitest";
import { pearson, spearman } from "../stats/index.js";
import { linkLagged, linkUnits, revenueAtRisk } from "./index.js";

const nps = [10, 20, 30, 40, 50, 60];
const repurchase = [0.2, 0.22, 0.21, 0.26, 0.27, 0.3];

test("T-37 linkage: r 0.951 and ρ 0.943 as arithmetic, but six pairs are refused", () => {
  expect(pearson(nps, repurchase)!.r).toBeCloseTo(0.951, 3);
  expect(spearman(nps, repurchase)!.r).toBeCloseTo(0.943, 3);
  const pairs = nps.map((metric, i) => ({ metric, outcome: repurchase[i]!, n: 50 }));
  expect(linkUnits(pairs)).toEqual({ accepted: false, reason: "TOO_FEW_PAIRS", pairs: 6 });
});

test("linkage: seven pairs are refused, eight are not", () => {
  const pairs = Array.from({ length: 8 }, (_, i) => ({ metric: i, outcome: (i * 5) % 8, n: 10 }));
  expect(linkUnits(pairs.slice(1)).accepted).toBe(false);
  expect(linkUnits(pairs).accepted).toBe(true);
});

test("linkage: says when there is no link, and when there is nothing to link", () => {
  const flat = [1, 2, 3, 4, 5, 6, 7, 8].map((metric, i) => ({ metric, outcome: i % 2, n: 10 }));
  expect(linkUnits(flat)).toMatchObject({ accepted: true, isFound: false });
  expect(linkUnits(flat.map((pair) => ({ ...pair, outcome: 3 })))).toEqual({ accepted: false, reason: "NO_VARIATION", pairs: 8 });
});

test("linkage: order of units changes nothing, turning the outcome changes the sign", () => {
  const pair = fc.record({
    metric: fc.integer({ min: -100, max: 100 }),
    outcome: fc.integer({ min: 0, max: 50 }),
    n: fc.integer({ min: 1, max: 90 }),
  });
  fc.assert(
    fc.property(fc.array(pair, { minLength: 8, maxLength: 30 }), (pairs) => {
      const base = linkUnits(pairs);
      const turned = linkUnits(pairs.toReversed().map((one) => ({ ...one, outcome: -one.outcome })));
      expect(turned.accepted).toBe(base.accepted);
      if (!base.accepted || !turned.accepted) return;
      expect(turned.pearson.r).toBeCloseTo(-base.pearson.r, 9);
      expect(turned.line.slope).toBeCloseTo(-base.line.slope, 9);
      expect(turned.line.rSquared).toBeCloseTo(base.line.rSquared, 9);
      expect(turned.isFound).toBe(base.isFound);
    }),
  );
});

test("linkage with lag: an outcome that follows a period later is found there and only there", () => {
  const units = ["a", "b", "c", "d", "e"];
  const periods = [1, 2, 3, 4, 5];
  const said = (u: number, p: number) => ((u * 7 + p * p * 3) % 11) * 5;
  const metrics = units.flatMap((unit, u) => periods.map((period) => ({ unit, period, value: said(u, period), n: 40 })));
  const outcomes = units.flatMap((unit, u) =>
    periods.slice(1).map((period) => ({ unit, period, value: 2 * said(u, period - 1) + 1, n: 0 })),
  );
  const links = linkLagged(metrics, outcomes);
  expect(links.map(({ lag, link }) => [lag, link.pairs])).toEqual([
    [0, 20],
    [1, 20],
    [2, 15],
    [3, 10],
  ]);
  const found = links.map(({ link }) => link.accepted && link.pearson.r > 0.999);
  expect(found).toEqual([false, true, false, false]);
  expect(() => linkLagged(metrics, outcomes, 4)).toThrow(RangeError);
});

test("T-37 revenue at risk: 200 000 × (0.40 − 0.10) is 60 000", () => {
  expect(revenueAtRisk([200_000], { red: 0.4, green: 0.1 })).toBeCloseTo(60_000, 6);
  expect(revenueAtRisk([200_000], { red: 0.1, green: 0.4 })).toBe(0);
  expect(revenueAtRisk([200_000], { red: null, green: 0.4 })).toBeNull();
});
