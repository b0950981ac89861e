import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { tierDrift } from "../kano/index.js";
import { bandCounts, type PairCount } from "../measures/index.js";
import { seedRng, uniformStream } from "../numeric/index.js";
import { spearman } from "../stats/index.js";
import {
  asymmetryWave,
  type CompleteCases,
  compareOutcomes,
  compareSegments,
  expectationGaps,
  momentsOf,
  normalStream,
  penaltyReward,
  rankCorrelation,
  whatIfRatio,
} from "./index.js";

// simulations and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

/** Drivers a, b, c and two outcomes of the same people, each outcome following the drivers as given. */
function people(seed: number, n: number, onSatisfaction: readonly number[], onLoyalty: readonly number[]): CompleteCases {
  const normal = normalStream(uniformStream(seedRng(seed)));
  const names = ["a", "b", "c", "satisfaction", "loyalty"];
  const columns = names.map(() => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    const common = normal();
    const drivers = [0, 1, 2].map(() => 0.5 * common + normal());
    const mood = normal();
    drivers.forEach((value, j) => {
      columns[j]![i] = value;
    });
    columns[3]![i] = drivers.reduce((sum, value, j) => sum + onSatisfaction[j]! * value, mood + normal());
    columns[4]![i] = drivers.reduce((sum, value, j) => sum + onLoyalty[j]! * value, mood + normal());
  }
  return { names, n, columns, available: names.map(() => n) };
}

test("two outcomes: a driver planted on loyalty only is found only there, and equal drivers rarely differ", () => {
  const found = compareOutcomes(momentsOf(people(1, 800, [0.6, 0.4, 0], [0.6, 0.4, 0.6])), ["a", "b", "c"], "satisfaction", "loyalty")!;
  expect(found[2]).toMatchObject({ name: "c", isDifferent: true });
  expect(Math.abs(found[2]!.first)).toBeLessThan(0.1);
  expect(found[2]!.second).toBeGreaterThan(0.25);
  let wrong = 0;
  for (let seed = 0; seed < 300; seed++) {
    if (
      compareOutcomes(momentsOf(people(seed, 200, [0.5, 0.5, 0], [0.5, 0.5, 0])), ["a", "b", "c"], "satisfaction", "loyalty")![0]!
        .isDifferent
    )
      wrong++;
  }
  expect(wrong).toBeLessThanOrEqual(24);
});

test("two segments: drivers differ where planted and only there", () => {
  const young = momentsOf(people(3, 700, [0.8, 0.3, 0.3], [0, 0, 0]));
  const old = momentsOf(people(4, 700, [0.1, 0.3, 0.3], [0, 0, 0]));
  expect(compareSegments(young, old, "satisfaction", ["a", "b", "c"])!.map((row) => row.isDifferent)).toEqual([true, false, false]);
});

test("rank correlation from a cross-table equals Spearman on the answers", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })), { minLength: 4, maxLength: 60 }),
      (pairs) => {
        const table = Array.from({ length: 5 }, () => new Float64Array(4));
        for (const [x, y] of pairs) table[x - 1]![y - 1]!++;
        const rows = spearman(
          pairs.map(([x]) => x),
          pairs.map(([, y]) => y),
        );
        const counted = rankCorrelation(table);
        if (rows === null) expect(counted).toBeNull();
        else expect(counted).toBeCloseTo(rows.r, 9);
      },
    ),
  );
});

const t10: PairCount[] = [
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
].map(([expected, perceived]) => ({ expected: expected!, perceived: perceived!, n: 1 }));

test("what if on T-10: no change leaves it as it is; more perception never lowers the ratio, more expectation never raises it", () => {
  const scale = { min: 1, max: 5 };
  const none = whatIfRatio(t10, { expected: 0, perceived: 0 }, scale)!;
  expect(none.after).toEqual(none.before);
  expect(none.before.bands).toEqual(bandCounts(t10));
  expect(none.before.ratio).toBeCloseTo(41 / 44, 12);
  let [risen, fallen] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let step = -4; step <= 4; step += 0.25) {
    const up = whatIfRatio(t10, { expected: 0, perceived: step }, scale)!.after.ratio;
    const down = whatIfRatio(t10, { expected: step, perceived: 0 }, scale)!.after.ratio;
    expect(up).toBeGreaterThanOrEqual(risen);
    expect(down).toBeLessThanOrEqual(fallen);
    [risen, fallen] = [up, down];
  }
  expect(whatIfRatio([], { expected: 0, perceived: 1 }, scale)).toBeNull();
});

test("penalty–reward over waves: a motivator that turns into duty alerts once, steady noise in at most 5 % of series", () => {
  const normal = normalStream(uniformStream(seedRng(15)));
  const wave = (penalty: number, reward: number, spread: number) => {
    const band = (mean: number) => ({ n: 60, mean: mean + (spread * normal()) / Math.sqrt(60), variance: spread ** 2 });
    return asymmetryWave(penaltyReward({ low: band(3.8 - penalty), mid: band(3.8), top: band(3.8 + reward) }));
  };
  const turning = [wave(0.2, 1, 0.1), wave(0.2, 1, 0.1), wave(0.6, 0.6, 0.1), wave(1, 0.2, 0.1), wave(1, 0.2, 0.1)];
  expect(tierDrift(turning)).toEqual([{ wave: 3, from: "delight", to: "basic" }]);
  let alerts = 0;
  for (let series = 0; series < 1000; series++) if (tierDrift(Array.from({ length: 8 }, () => wave(0.4, 0.4, 1))).length > 0) alerts++;
  console.info(`penalty–reward drift: ${alerts} of 1,000 noise series alerted`);
  expect(alerts).toBeLessThanOrEqual(50);
});

test("expectation gaps: ordered by importance × shortfall, strengths last and not ranked, whatever the order of the list", () => {
  const level = (name: string, importance: number, meanExpected: number, meanPerceived: number) => ({
    name,
    importance,
    meanExpected,
    meanPerceived,
    n: 50,
  });
  const list = [
    level("staff", 0.3, 4, 4.4),
    level("price", 0.2, 4.5, 3),
    level("speed", 0.5, 4.5, 3.5),
    level("look", 0.1, 4, 4),
    level("parking", 0, 5, 1),
  ];
  const found = expectationGaps(list);
  expect(found.map(({ name, rank }) => [name, rank])).toEqual([
    ["speed", 1],
    ["price", 2],
    ["look", null],
    ["parking", null],
    ["staff", null],
  ]);
  expect(expectationGaps([...list].reverse())).toEqual(found);
  expect(() => expectationGaps([level("x", -1, 4, 4)])).toThrow(RangeError);
});
