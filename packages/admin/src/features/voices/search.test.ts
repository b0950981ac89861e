import { expect, test } from "vitest";
import { isUnfiltered, voiceSearch } from "./search.js";

test("a drill link keeps its filters, its metric and its span", () => {
  expect(voiceSearch({ unit: 10, period: "7d", metric: "nps", min: 0, max: 6, by: "unit" })).toEqual({
    unit: 10,
    period: "7d",
    metric: "nps",
    min: 0,
    max: 6,
  });
});

test("what the page does not know is dropped", () => {
  expect(voiceSearch({ withComment: "yes", voice: "../../secret", min: "six", quality: "good", text: 2026 })).toEqual({ text: "2026" });
});

test("only what narrows the list is something to clear; an open voice is not", () => {
  expect(isUnfiltered({})).toBe(true);
  expect(isUnfiltered({ unit: undefined, voice: "01a1fdfd-89f0-7a34-8f10-0ec716c6cca1" })).toBe(true);
  expect(isUnfiltered({ period: "7d" })).toBe(false);
  expect(isUnfiltered({ withComment: true })).toBe(false);
});
