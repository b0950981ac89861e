import type { Figure } from "@manyi/contracts";
import { expect, test } from "vitest";
import { byShortfall, commonScale, type ExpectationRow, halfWidths } from "./expectation.js";

function row(attribute: string, gap: number | null, base: Figure["base"], max = 5): ExpectationRow {
  return {
    attribute,
    label: { en: attribute },
    scale: { min: 1, max },
    e: 4,
    p: gap === null ? null : 4 + gap,
    gap,
    recalledN: 0,
    figure: {
      metric: "ratio",
      attribute,
      version: 1,
      value: 1,
      n: 100,
      interval: { low: 0.9, high: 1.1, level: 0.95, method: "delta" },
      base,
      suppressed: null,
      period: { from: "2026-06-01", to: "2026-06-28" },
      weighting: "none",
      distribution: [],
      parts: {},
      target: null,
      change: null,
    },
  };
}

test("the largest shortfall stands first; low bases are not ranked and stand last", () => {
  const rows = [row("decor", 0.5, "ok"), row("kids", -2, "low"), row("speed", -0.6, "ok"), row("new", null, "none")];
  expect(byShortfall(rows).map(({ attribute }) => attribute)).toEqual(["speed", "decor", "kids", "new"]);
});

test("rows on different scales share no axis", () => {
  expect(commonScale([row("a", 0, "ok"), row("b", 0, "ok")])).toEqual({ min: 1, max: 5 });
  expect(commonScale([row("a", 0, "ok"), row("b", 0, "ok", 10)])).toBeNull();
  expect(commonScale([])).toBeNull();
});

test("the half-width speaks of ranked rows only", () => {
  const halves = halfWidths([row("a", 0, "ok")]);
  expect(halves?.low).toBeCloseTo(0.1);
  expect(halfWidths([row("kids", 0, "low")])).toBeNull();
});
