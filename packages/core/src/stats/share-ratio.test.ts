import { expect, test } from "vitest";
import { shareRatio } from "./index.js";

test("shareRatio: swapping the sides turns ratio and interval over", () => {
  const [a, b] = [
    { successes: 60, n: 100 },
    { successes: 40, n: 100 },
  ];
  const there = shareRatio(a, b)!;
  const back = shareRatio(b, a)!;
  expect(there.ratio * back.ratio).toBeCloseTo(1, 12);
  expect(there.interval!.low * back.interval!.high).toBeCloseTo(1, 12);
});

test("shareRatio: nothing to divide by is null, nobody above the line is 0 without an interval, everybody on both sides is 1 without one", () => {
  expect(shareRatio({ successes: 3, n: 10 }, { successes: 0, n: 10 })).toBeNull();
  expect(shareRatio({ successes: 3, n: 10 }, { successes: 0, n: 0 })).toBeNull();
  expect(shareRatio({ successes: 0, n: 10 }, { successes: 5, n: 10 })).toEqual({ ratio: 0, interval: null });
  expect(shareRatio({ successes: 10, n: 10 }, { successes: 10, n: 10 })).toEqual({ ratio: 1, interval: null });
  expect(() => shareRatio({ successes: 11, n: 10 }, { successes: 5, n: 10 })).toThrow(RangeError);
});
