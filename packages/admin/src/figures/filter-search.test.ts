import { expect, test } from "vitest";
import { filterSearch, over, periodOf, presetDays, queryOf } from "./filter-search.js";

test("an address keeps what the filter bar knows and drops the rest", () => {
  expect(filterSearch({ period: "7d", unit: 12, compare: "year", channel: "qr", colour: "red", segment: "x" })).toEqual({
    period: "7d",
    unit: 12,
    compare: "year",
    channel: "qr",
  });
  expect(filterSearch({ period: "fortnight", unit: -3, compare: "previous" })).toEqual({});
});

test("own dates are kept when both are days in order", () => {
  expect(filterSearch({ from: "2021-01-01", to: "2021-12-31" })).toEqual({ from: "2021-01-01", to: "2021-12-31" });
  expect(filterSearch({ from: "2021-12-31", to: "2021-01-01" })).toEqual({});
  expect(filterSearch({ from: "2021-13-45", to: "2021-12-31" })).toEqual({});
});

test("presets end today, so that an answer given now is among them", () => {
  expect(presetDays("28d", "2026-06-18")).toEqual({ from: "2026-05-22", to: "2026-06-18" });
  expect(presetDays("today", "2026-06-18")).toEqual({ from: "2026-06-18", to: "2026-06-18" });
  expect(periodOf({}, "2026-06-18")).toEqual(presetDays("28d", "2026-06-18"));
});

test("own dates win over a preset", () => {
  const { from, to } = queryOf({ period: "7d", from: "2021-01-01", to: "2021-12-31" }, "2026-06-18");
  expect({ from, to }).toEqual({ from: "2021-01-01", to: "2021-12-31" });
});

test("the count of answers opens the voices of the days it was counted over: a trend looks back further than the filter bar", () => {
  const today = "2026-06-18";
  expect(over({ from: "2026-05-22", to: today }, { unit: 3 }, today)).toEqual({ unit: 3 });
  expect(over({ from: "2025-12-22", to: today }, { unit: 3, period: "7d" }, today)).toEqual({ unit: 3, from: "2025-12-22", to: today });
});
