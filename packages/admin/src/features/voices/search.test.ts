import { satisfactionBand } from "@manyi/core/measures";
import { expect, test } from "vitest";
import { isUnfiltered, ratioSpans, voiceSearch } from "./search.js";

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

test("every pair of whole numbers up to 100 falls into the span of its band, and into no other", () => {
  const spans: readonly { code: string; min?: number; max?: number }[] = ratioSpans;
  for (let e = 1; e <= 100; e++) {
    for (let p = 1; p <= 100; p++) {
      const within = spans.filter(({ min = 0, max = Number.POSITIVE_INFINITY }) => p / e >= min && p / e <= max);
      if (within.length !== 1 || within[0]?.code !== satisfactionBand({ expected: e, perceived: p }))
        throw new Error(`${p} of ${e}: ${within.map(({ code }) => code)}`);
    }
  }
  expect(voiceSearch({ metric: "ratio:speed", recalled: "without" })).toEqual({ metric: "ratio:speed", recalled: "without" });
});
