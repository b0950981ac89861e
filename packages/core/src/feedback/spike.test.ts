import { expect, test } from "vitest";
import { seedRng, uniformStream } from "../numeric/index.js";
import { spikeOf } from "./index.js";

/** Posts a day by chance alone, at a mean of λ. */
function poisson(lambda: number, next: () => number): number {
  let [k, p] = [0, next()];
  const stop = Math.exp(-lambda);
  while (p > stop) {
    k += 1;
    p *= next();
  }
  return k;
}

test("spike: a planted one is found, and flat series stay quiet", () => {
  const next = uniformStream(seedRng(7));
  for (const lambda of [0.3, 2, 12]) {
    let alarms = 0;
    for (let series = 0; series < 1500; series++) {
      const days = Array.from({ length: 57 }, () => poisson(lambda, next));
      if (spikeOf(days.slice(0, 56), days[56]!)!.isSpike) alarms += 1;
      if (series % 100 === 0) expect(spikeOf(days.slice(0, 56), Math.ceil(lambda + 8 * Math.sqrt(lambda) + 4))!.isSpike).toBe(true);
    }
    expect(alarms).toBeLessThanOrEqual(6);
  }
});

test("spike: restless days raise the bar, and so do many words looked at together", () => {
  const even = Array.from({ length: 28 }, () => 4);
  const restless = Array.from({ length: 28 }, (_, day) => (day % 7 === 6 ? 16 : 2));
  expect(spikeOf(even, 14)).toMatchObject({ usual: 4, isSpike: true });
  expect(spikeOf(restless, 14)).toMatchObject({ usual: 4, isSpike: false });
  expect(spikeOf(even, 14, 20)!.upper).toBeGreaterThan(spikeOf(even, 14)!.upper);
});

test("spike: exact against Poisson; two posts are never one; too few days tell nothing", () => {
  // 1 − Σ e^−4·4^k/k!, k = 0..11, with the mean widened by half a post in a million days
  expect(
    spikeOf(
      Array.from({ length: 100_000 }, () => 4),
      12,
    )!.p,
  ).toBeCloseTo(0.000915, 5);
  expect(
    spikeOf(
      Array.from({ length: 28 }, () => 0),
      2,
    )!.isSpike,
  ).toBe(false);
  expect(
    spikeOf(
      Array.from({ length: 28 }, () => 0),
      4,
    )!.isSpike,
  ).toBe(true);
  expect(spikeOf([1, 2, 3], 50)).toBeNull();
  expect(
    spikeOf(
      Array.from({ length: 28 }, () => 1000),
      1200,
    )!.isSpike,
  ).toBe(true);
  expect(() => spikeOf([1.5], 2)).toThrow(RangeError);
});
