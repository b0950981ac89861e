import { expect, test, vi } from "vitest";
import { seedRng, uniformStream } from "../numeric/index.js";
import { numbers, readTable } from "../testing/index.js";
import {
  type CompleteCases,
  completeCases,
  keyDrivers,
  linearRegression,
  type Moments,
  momentsOf,
  normalStream,
  relativeWeights,
  resampleAnswers,
  resampleContributions,
  resampleGroups,
  shareIntervals,
  whatIf,
} from "./index.js";

// simulations and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

/** Counts whose correlations are exactly these: name order as given, upper triangle row by row. */
function momentsWith(names: string[], n: number, pairs: Record<string, number>): Moments {
  const k = names.length;
  const crossProducts = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      crossProducts[i * k + j] = (n - 1) * (i === j ? 1 : (pairs[names[i]! + names[j]!] ?? pairs[names[j]! + names[i]!] ?? 0));
    }
  }
  return { names, n, sums: new Float64Array(k), crossProducts };
}

const t24 = { ya: 0.6, yb: 0.5, ab: 0.3 };

/** Rated answers 1..10 in which the outcome follows the drivers with the given strengths. */
function simulate(seed: number, n: number, strengths: readonly number[]): CompleteCases {
  const normal = normalStream(uniformStream(seedRng(seed)));
  const rate = (value: number) => Math.min(10, Math.max(1, Math.round(7 + 1.8 * value)));
  const names = ["y", ...strengths.map((_, j) => `d${j}`)];
  const columns = names.map(() => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    const common = normal();
    let outcome = 0.6 * normal();
    strengths.forEach((strength, j) => {
      const value = Math.sqrt(0.4) * common + Math.sqrt(0.6) * normal();
      columns[j + 1]![i] = rate(value);
      outcome += strength * value;
    });
    columns[0]![i] = rate(outcome / 1.5);
  }
  return { names, n, columns, available: names.map(() => n) };
}

test("T-24: R² .4725, shares 61.6 % and 38.4 %, ranked 1 and 2", () => {
  const found = keyDrivers(momentsWith(["y", "a", "b"], 200, t24), { outcome: "y", drivers: ["a", "b"] });
  expect(found).toMatchObject({ status: "ranked", n: 200, neededN: 100, collinearPairs: [], cautions: ["NOT_A_CAUSE"] });
  expect(found.rSquared).toBeCloseTo(0.472527, 6);
  expect(found.drivers.map((driver) => driver.rank)).toEqual([1, 2]);
  expect(found.drivers.map((driver) => Math.round(1000 * driver.share!) / 10)).toEqual([61.6, 38.4]);
});

test("fewer than 100 answers, or than ten per driver, are indicative: correlations without shares or ranks", () => {
  const few = keyDrivers(momentsWith(["y", "a", "b"], 99, t24), { outcome: "y", drivers: ["a", "b"], rankCorrelations: [0.55, 0.45] });
  expect(few).toMatchObject({ status: "indicative", neededN: 100, cautions: ["NOT_A_CAUSE", "SMALL_BASE"] });
  expect(few.drivers).toMatchObject([
    { rankCorrelation: 0.55, share: null, rank: null, contribution: null },
    { rankCorrelation: 0.45, share: null, rank: null },
  ]);
  expect(keyDrivers(momentsWith(["y", "a", "b"], 100, t24), { outcome: "y", drivers: ["a", "b"] }).status).toBe("ranked");
  const twelve = ["y", ...Array.from({ length: 12 }, (_, j) => `d${j}`)];
  expect(keyDrivers(momentsWith(twelve, 119, { yd0: 0.5 }), { outcome: "y", drivers: twelve.slice(1) })).toMatchObject({
    status: "indicative",
    neededN: 120,
  });
});

test("R² below 0.1 ranks nothing; 0.1 is enough", () => {
  const at = (r: number) => keyDrivers(momentsWith(["y", "a"], 500, { ya: r }), { outcome: "y", drivers: ["a"] });
  expect(at(0.31)).toMatchObject({ status: "notRanked", cautions: ["NOT_A_CAUSE", "WEAK_MODEL"] });
  expect(at(0.31).drivers[0]!.rank).toBeNull();
  expect(at(0.32).status).toBe("ranked");
});

test("negative, tiny and constant drivers are listed and not ranked", () => {
  const moments = momentsWith(["y", "a", "b", "c", "d"], 400, { ya: 0.6, yb: -0.4, yc: 0.05, yd: 0 });
  const crossProducts = Float64Array.from(moments.crossProducts);
  crossProducts[24] = 0;
  const found = keyDrivers({ ...moments, crossProducts }, { outcome: "y", drivers: ["a", "b", "c", "d"] });
  expect(found.drivers.map((driver) => driver.notRanked)).toEqual([null, "NEGATIVE", "TINY", "CONSTANT"]);
  expect(found.drivers.map((driver) => driver.rank)).toEqual([1, null, null, null]);
  expect(found.cautions).toContain("CONSTANT_DRIVER");
});

test("a driver that falls once the others are held still is negative although its correlation is positive", () => {
  const found = keyDrivers(momentsWith(["y", "a", "b"], 500, { ya: 0.7, yb: 0.3, ab: 0.7 }), { outcome: "y", drivers: ["a", "b"] });
  expect(found.drivers[1]).toMatchObject({ notRanked: "NEGATIVE", rank: null });
  expect(found.drivers[1]!.beta).toBeLessThan(0);
});

test("drivers without any effect are ranked in at most 5 % of surveys of a hundred", () => {
  let ranked = 0;
  for (let seed = 0; seed < 400; seed++) {
    const cases = simulate(seed, 100, [1, 0.6]);
    const normal = normalStream(uniformStream(seedRng(`noise ${seed}`)));
    const noise = Float64Array.from({ length: 100 }, normal);
    const found = keyDrivers(momentsOf({ ...cases, names: [...cases.names, "noise"], columns: [...cases.columns, noise] }), {
      outcome: "y",
      drivers: ["d0", "d1", "noise"],
    });
    if (found.drivers[2]!.rank !== null) ranked++;
  }
  expect(ranked).toBeLessThanOrEqual(20);
});

test("two near-equal drivers share their importance and are named as a pair", () => {
  const found = keyDrivers(momentsWith(["y", "a", "b", "c"], 300, { ya: 0.6, yb: 0.6, yc: 0.3, ab: 0.97, ac: 0.1, bc: 0.1 }), {
    outcome: "y",
    drivers: ["a", "b", "c"],
  });
  expect(found.collinearPairs).toMatchObject([{ a: "a", b: "b" }]);
  expect(found.cautions).toContain("COLLINEAR");
  expect(found.drivers[0]!.share).toBeCloseTo(found.drivers[1]!.share!, 9);
});

test("the base says how many answered each driver and warns when rows with gaps were left out", () => {
  const cases = completeCases({ y: [1, 2, 3, 4], a: [1, null, 3, 5] }, ["y", "a"]);
  const found = keyDrivers(momentsOf(cases), { outcome: "y", drivers: ["a"], available: [cases.available[0]!] });
  expect(found).toMatchObject({ n: 3, drivers: [{ available: 4 }] });
  expect(found.cautions).toContain("MISSING_ANSWERS");
});

test("planted drivers come out in their order in at least 95 of 100 simulations", () => {
  let right = 0;
  for (let seed = 0; seed < 100; seed++) {
    const found = keyDrivers(momentsOf(simulate(seed, 600, [1, 0.65, 0.35, 0.1])), { outcome: "y", drivers: ["d0", "d1", "d2", "d3"] });
    if (found.drivers.every((driver, j) => driver.rank === j + 1 || (j === 3 && driver.rank === null))) right++;
  }
  expect(right).toBeGreaterThanOrEqual(95);
});

test("intervals from counts: by random group as wide as from resampled answers, from overall counts narrower at most by a third", () => {
  const sets = [
    { file: "ecsi_mobi.csv", names: ["PERQ1", "PERQ2", "PERQ3", "PERQ4", "CUSA1"] },
    { file: "nps_utility.csv", names: ["price", "billing", "customer_service", "smart_tech", "ltr"] },
  ];
  for (const { file, names } of sets) {
    const { rows } = readTable(file);
    const cases = completeCases(Object.fromEntries(names.map((name) => [name, numbers(rows, name)])), names);
    const groups = Array.from({ length: 60 }, (_, g) => {
      const columns = cases.columns.map((column) => column.filter((_value, i) => i % 60 === g));
      return momentsOf({ ...cases, columns, n: columns[0]!.length });
    });
    const width = (draws: Float64Array) => shareIntervals(draws, 4, 0.95).map(({ low, high }) => high - low);
    const options = (seed: number) => ({ draws: 400, uniform: uniformStream(seedRng(seed)) });
    const fromAnswers = width(resampleAnswers(cases, relativeWeights, options(1)));
    const fromGroups = width(resampleGroups(groups, relativeWeights, options(2)));
    const fromCounts = width(resampleContributions(momentsOf(cases), relativeWeights, options(3)));
    for (let j = 0; j < 4; j++) {
      expect(Math.abs(fromGroups[j]! / fromAnswers[j]! - 1)).toBeLessThan(0.25);
      expect(fromCounts[j]! / fromAnswers[j]!).toBeGreaterThan(0.67);
      expect(fromCounts[j]! / fromAnswers[j]!).toBeLessThan(1.15);
    }
  }
});

test("the same seed gives the same intervals; equal drivers fall into one group, a clear leader stands apart", () => {
  const question = { outcome: "y", drivers: ["a", "b", "c"], resample: { draws: 400, seed: "run 7" } };
  const equal = momentsWith(["y", "a", "b", "c"], 300, { ya: 0.4, yb: 0.41, yc: 0.39, ab: 0.3, ac: 0.3, bc: 0.3 });
  expect(keyDrivers(equal, question)).toEqual(keyDrivers(equal, question));
  expect(keyDrivers(equal, question).drivers.map((driver) => driver.group)).toEqual([1, 1, 1]);
  const clear = momentsWith(["y", "a", "b", "c"], 1000, { ya: 0.7, yb: 0.35, yc: 0.34, ab: 0.3, ac: 0.3, bc: 0.3 });
  expect(keyDrivers(clear, question).drivers.map((driver) => driver.group)).toEqual([1, 2, 2]);
});

test("answering everything twice changes no share and narrows the interval", () => {
  const once = simulate(3, 300, [1, 0.5, 0.2]);
  const twice = { ...once, n: 600, columns: once.columns.map((column) => Float64Array.of(...column, ...column)) };
  const question = { outcome: "y", drivers: ["d0", "d1", "d2"], resample: { draws: 500, seed: 5 } };
  const [a, b] = [keyDrivers(momentsOf(once), question), keyDrivers(momentsOf(twice), question)];
  a.drivers.forEach((driver, j) => {
    const other = b.drivers[j]!;
    expect(other.share).toBeCloseTo(driver.share!, 10);
    expect(other.shareInterval!.high - other.shareInterval!.low).toBeLessThan(driver.shareInterval!.high - driver.shareInterval!.low);
  });
});

test("what if: no change changes nothing, more of a good driver never lowers the outcome, scales end at their ends", () => {
  const table = linearRegression(momentsOf(simulate(4, 400, [1, 0.5])), "y", ["d0", "d1"])!;
  const scales = { driver: { min: 1, max: 10 }, outcome: { min: 1, max: 10 } };
  expect(whatIf(table, {}, scales)).toMatchObject({ change: 0, changeInterval: { low: 0, high: 0 } });
  let last = Number.NEGATIVE_INFINITY;
  for (let step = -8; step <= 8; step += 0.5) {
    const { after } = whatIf(table, { d0: step }, scales);
    expect(after).toBeGreaterThanOrEqual(last);
    expect(after).toBeLessThanOrEqual(10);
    last = after;
  }
  expect(whatIf(table, { d0: 99 }, scales).drivers[0]!.after).toBe(10);
  expect(() => whatIf(table, { nothing: 1 }, scales)).toThrow(RangeError);
});
