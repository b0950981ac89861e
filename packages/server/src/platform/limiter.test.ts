import { expect, test } from "vitest";
import { createLimiter } from "./limiter.js";

test("a bucket gives its burst at once, then what refills, and says how long until the next", () => {
  let at = 0;
  const limiter = createLimiter(() => at);
  const limit = { perMinute: 60, burst: 3 };
  expect([1, 2, 3, 4].map(() => limiter.take("a", limit))).toEqual([null, null, null, 1]);
  at = 999;
  expect(limiter.take("a", limit)).toBe(1);
  at = 1000;
  expect(limiter.take("a", limit)).toBeNull();
  expect(limiter.take("b", limit)).toBeNull();
});

test("keys that fall silent are forgotten, which is the same as full", () => {
  let at = 0;
  const limiter = createLimiter(() => at);
  const limit = { perMinute: 1, burst: 2 };
  limiter.take("a", limit);
  at = 30 * 60_000;
  expect([1, 2, 3].map(() => limiter.take("a", limit))).toEqual([null, null, 60]);
});
