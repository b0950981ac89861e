import { afterEach, expect, test, vi } from "vitest";
import { runEvery } from "./loop.js";

afterEach(() => vi.useRealTimers());

test("a round that takes longer than its period leaves out what comes due meanwhile; a failed one is logged and the next one comes", async () => {
  vi.useFakeTimers();
  const error = vi.fn();
  let rounds = 0;
  let end = (_: Error) => {};
  const run = () =>
    new Promise((_, fail) => {
      rounds++;
      end = fail;
    });
  const stop = runEvery({ log: { error } as never }, { name: "slow", everyMs: 1000, run });
  await vi.advanceTimersByTimeAsync(10_500);
  expect(rounds).toBe(1);
  end(new Error("broken"));
  await vi.advanceTimersByTimeAsync(600);
  expect([rounds, error.mock.calls.length]).toEqual([2, 1]);
  end(new Error("broken"));
  await stop();
});
