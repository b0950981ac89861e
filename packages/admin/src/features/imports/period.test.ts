import { expect, test } from "vitest";
import { monthsWithAnswers } from "./period.js";

const month = (from: string, to: string, n: number) => ({ figure: { n, period: { from, to } } });

test("the period runs from the first to the last month with answers, never past today", () => {
  const points = [
    month("2020-12-01", "2020-12-31", 0),
    month("2021-01-01", "2021-01-31", 5),
    month("2022-01-01", "2022-01-31", 3),
    month("2022-02-01", "2022-02-28", 0),
  ];
  expect(monthsWithAnswers(points, "2026-11-21")).toEqual({ from: "2021-01-01", to: "2022-01-31" });
  expect(monthsWithAnswers([month("2026-11-01", "2026-11-30", 2)], "2026-11-21")).toEqual({ from: "2026-11-01", to: "2026-11-21" });
});

test("without answers there is no period", () => {
  expect(monthsWithAnswers([month("2021-01-01", "2021-01-31", 0)], "2026-11-21")).toBeNull();
});
