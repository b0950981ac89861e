import { expect, test } from "vitest";
import { silenceOf } from "./index.js";

const every = (step: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => ({ day: from + i * step, n: 2 }));

test("silence: a daily source is missed after a week, a monthly one only after months", () => {
  expect(silenceOf(every(1, 0, 200), 206)).toMatchObject({ lastDay: 200, quietDays: 6, perWeek: 14, missed: 12, isUnusual: false });
  expect(silenceOf(every(1, 0, 200), 207)).toMatchObject({ quietDays: 7, chance: 0, isUnusual: true });
  expect(silenceOf(every(28, 0, 196), 196 + 60)?.isUnusual).toBe(false);
  expect(silenceOf(every(28, 0, 196), 196 + 200)?.isUnusual).toBe(true);
});

test("silence: what lies after the day asked for is not known, and who was never heard has no last day", () => {
  expect(silenceOf(every(1, 0, 200), 100)).toMatchObject({ lastDay: 100, quietDays: 0, chance: 1, isUnusual: false });
  expect(silenceOf([{ day: 5, n: 0 }], 10)).toBeNull();
  expect(silenceOf([], 10)).toBeNull();
});
