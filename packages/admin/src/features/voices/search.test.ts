import { expect, test } from "vitest";
import { voiceSearch } from "./search.js";

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
