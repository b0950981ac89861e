import { expect, test } from "vitest";
import { type ThemeWeight, themeUrgency } from "./urgency.js";

const waiting: ThemeWeight = { share: 0.3, shareBefore: 0.2, isChanged: true, effect: -40, hasEffect: true };
const of = (part: Partial<ThemeWeight>) => themeUrgency({ ...waiting, ...part });

test("urgency: volume × effect × trend; a theme twice as large, twice as harmful or grown half again as much is that much more urgent", () => {
  expect(themeUrgency(waiting)).toBeCloseTo(0.3 * 40 * 1.5, 12);
  expect(of({ effect: -80 })).toBeCloseTo(2 * themeUrgency(waiting)!, 12);
  expect(of({ share: 0.6, shareBefore: 0.4 })).toBeCloseTo(2 * themeUrgency(waiting)!, 12);
});

test("urgency: what no test supports moves nothing: no effect counts as none, no change as an even trend", () => {
  expect(of({ hasEffect: false })).toBe(0);
  expect(of({ isChanged: false })).toBeCloseTo(0.3 * 40, 12);
});

test("urgency: praise is never urgent, and a theme that came or went weighs at most double and at least half", () => {
  expect(of({ effect: 25 })).toBe(0);
  expect(of({ shareBefore: 0 })).toBeCloseTo(0.3 * 40 * 2, 12);
  expect(of({ share: 0.01, shareBefore: 0.5 })).toBeCloseTo(0.01 * 40 * 0.5, 12);
});

test("urgency: without an effect or a period to compare with there is none, and a share is a share", () => {
  expect(of({ effect: null })).toBeNull();
  expect(of({ shareBefore: null })).toBeNull();
  expect(() => of({ share: 1.2 })).toThrow("a share lies between 0 and 1, got 1.2");
  expect(() => of({ shareBefore: Number.NaN })).toThrow(RangeError);
});
