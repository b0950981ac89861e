import { expect, test } from "vitest";
import { nextUniform, normalQuantile, seedRng } from "../numeric/index.js";
import { linkRepeated, pairLagged, type RepeatedLink, type UnitPair, worthOfPoint } from "./index.js";

// six units in four periods; expected values by R 4.2.2: cor, lm and the delete-one-unit jackknife written out over the units
const METRIC = [12, 18, 15, 22, 30, 28, 35, 31, 8, 14, 11, 9, 40, 44, 39, 47, 25, 21, 27, 30, 33, 36, 31, 38];
const OUTCOME = [
  20.5, 21.2, 20.1, 22.9, 24.0, 23.1, 25.2, 24.8, 18.2, 19.9, 20.3, 18.8, 26.9, 27.5, 25.1, 28.8, 22.2, 22.9, 24.1, 23.0, 25.5, 24.2, 24.9,
  26.8,
];
const CONTROL = [5, 6, 5, 7, 6, 5, 8, 7, 4, 5, 5, 4, 9, 8, 8, 9, 6, 6, 7, 7, 7, 8, 6, 9];
const all: UnitPair[] = METRIC.map((metric, i) => ({
  unit: `u${Math.floor(i / 4)}`,
  metric,
  outcome: OUTCOME[i]!,
  control: CONTROL[i]!,
  n: 50,
}));
const made = (pairs: readonly UnitPair[]): RepeatedLink => {
  const link = linkRepeated(pairs);
  if (!link.accepted) throw new Error(link.reason);
  return link;
};
const flat = (estimate: RepeatedLink["partial"]) => [estimate!.value, estimate!.interval!.low, estimate!.interval!.high, estimate!.p!];
function expectClose(estimate: RepeatedLink["partial"], expected: readonly number[]): void {
  flat(estimate).forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 8);
  });
}

test("repeated linkage equals R: units several times are judged by leaving one unit out at a time", () => {
  const link = made(all);
  expect([link.basis, link.pairs, link.units, link.isSteady]).toEqual(["units", 24, 6, true]);
  expectClose(link.pearson, [0.969242700834, 0.849066958273, 0.994040631758, 0.001318185472]);
  expectClose(link.spearman, [0.9667174472801, 0.8989485246886, 0.9892942063604, 0.0002609821953]);
  expectClose(link.partial, [0.826829618051, 0.498691468835, 0.947679043777, 0.004870160637]);
  expectClose(link.slope, [0.2398131573, 0.2182637658, 0.2613625488, 9.778842278e-7]);
  expectClose(link.bend, [0.02763532715, -0.48211627751, 0.5234082001, 0.90283315332]);
  expect(link.intercept).toBeCloseTo(16.93584695, 7);
});

test("repeated linkage equals R: within units it is the repeated-measures correlation, and few units are judged by it alone", () => {
  expectClose(made(all).within, [0.728105144565, 0.4092347487356, 0.8884825010985, 0.0004087078814]);
  const few = made(all.slice(0, 12));
  expect([few.basis, few.units, few.between]).toEqual(["within", 3, null]);
  expectClose(few.slope, [0.272972972973, 0.147415562871, 0.398530383075, 0.001035287017]);
  expect(few.pearson).toEqual(few.within);
});

test("repeated linkage equals R's cor.test and lm where every unit comes once", () => {
  const link = made([0, 4, 8, 12, 16, 20, 1, 9].map((i, unit) => ({ ...all[i]!, unit: `once ${unit}` })));
  expect([link.basis, link.within, link.between]).toEqual(["pairs", null, null]);
  expectClose(link.pearson, [0.9847147374, 0.9148757658, 0.997335057, 8.826055052e-6]);
  expect(link.slope.value).toBeCloseTo(0.2581838565, 9);
  expect([link.slope.interval!.low, link.slope.interval!.high].map((end) => end.toFixed(6))).toEqual(["0.212565", "0.303803"]);
});

test("repeated linkage: seven pairs and a side that is the same everywhere are refused", () => {
  expect(linkRepeated(all.slice(0, 7))).toEqual({ accepted: false, reason: "TOO_FEW_PAIRS", pairs: 7 });
  expect(linkRepeated(all.map((pair) => ({ ...pair, metric: 3 })))).toEqual({ accepted: false, reason: "NO_VARIATION", pairs: 24 });
});

test("pairs with a lag: the outcome and the control are those of the later period", () => {
  const at = (period: number, value: number) => ({ unit: "a", period, value, n: 9 });
  expect(pairLagged([at(1, 10), at(2, 20)], [at(3, 5)], 1, [at(3, 7)])).toEqual([
    { unit: "a", period: 2, metric: 20, outcome: 5, n: 9, control: 7 },
  ]);
});

/** How often the 95 % interval of the slope holds the planted one, and how often noise is called a link. */
function coverage(units: number, periods: number, { slope, effect }: { slope: number; effect: number }) {
  const random = { rng: seedRng(7) };
  const normal = () => {
    const [value, rng] = nextUniform(random.rng);
    random.rng = rng;
    return normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, value)));
  };
  let [held, found] = [0, 0];
  for (let run = 0; run < 1000; run++) {
    const pairs = Array.from({ length: units }, (_, unit) => {
      const own = { metric: normal() * effect, outcome: normal() * effect };
      return Array.from({ length: periods }, (): UnitPair => {
        const metric = 30 + 10 * (own.metric + normal());
        return { unit: `${unit}`, metric, outcome: slope * metric + 2 * (own.outcome + normal()), n: 50 };
      });
    }).flat();
    const link = made(pairs);
    if (link.slope.interval!.low <= slope && slope <= link.slope.interval!.high) held++;
    if (link.pearson.p! < 0.05) found++;
  }
  return { held: held / 1000, found: found / 1000 };
}

test("P5.4: a planted slope lies inside the 95 % interval in 93–97 % of 1 000 runs, also where units come several times", () => {
  for (const { units, periods, effect } of [
    { units: 20, periods: 1, effect: 0 },
    { units: 24, periods: 4, effect: 1 },
    { units: 3, periods: 12, effect: 1 },
  ]) {
    const { held } = coverage(units, periods, { slope: 0.12, effect });
    expect(held, `${units} × ${periods}`).toBeGreaterThanOrEqual(0.93);
    expect(held, `${units} × ${periods}`).toBeLessThanOrEqual(0.97);
  }
});

test("P5.1: where units differ lastingly and nothing is linked, a link is called no more often than one promises", () => {
  expect(coverage(24, 4, { slope: 0, effect: 1.5 }).found).toBeLessThanOrEqual(0.07);
});

test("worth of a point: told when every condition holds, otherwise the conditions say which does not", () => {
  const link = made(all);
  const told = worthOfPoint(link, { found: true, medianAnswers: 50 });
  expect(told.perPoint).toEqual(link.slope);
  const few = worthOfPoint(link, { found: true, medianAnswers: 29 });
  expect([few.perPoint, few.conditions.filter(({ holds }) => !holds).map(({ code }) => code)]).toEqual([null, ["answers"]]);
  const curved = made(Array.from({ length: 16 }, (_, i) => ({ unit: `${i}`, metric: i, outcome: i ** 2, n: 50 })));
  expect(worthOfPoint(curved, { found: true, medianAnswers: 50 }).conditions[1]).toEqual({ code: "straight", holds: false });
});
