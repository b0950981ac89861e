import { expect, test } from "vitest";
import { oneAtATime } from "./one-at-a-time.js";

test("asked again while working, however often, the work runs once more afterwards", async () => {
  const finish: (() => void)[] = [];
  let runs = 0;
  const ask = oneAtATime(() => {
    runs += 1;
    return new Promise<void>((resolve) => finish.push(resolve));
  });
  ask();
  ask();
  ask();
  expect(runs).toBe(1);
  finish[0]?.();
  await expect.poll(() => runs).toBe(2);
  finish[1]?.();
  await expect.poll(() => finish.length).toBe(2);
  expect(runs).toBe(2);
});

test("work that fails does not stop the next", async () => {
  let runs = 0;
  const ask = oneAtATime(async () => {
    runs += 1;
    throw new Error("lost");
  });
  ask();
  await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  ask();
  expect(runs).toBe(2);
});
