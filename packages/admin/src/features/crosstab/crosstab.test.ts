import { expect, test } from "vitest";
import { drillOf } from "./drill.js";
import { heatOf } from "./heat.js";
import { pText, strengthOf } from "./layer-facts.js";
import { contentsOf, crosstabSearch, reasonsSearch, showOf, swapped } from "./search.js";

test("the address keeps what is crossed and drops what is not known", () => {
  const search = {
    rows: "q:3:food",
    columns: "week",
    nest: "segment",
    metric: "nps",
    show: "row.nonsense.column",
    heat: true,
    unit: 4,
  };
  expect(crosstabSearch(search)).toEqual({
    rows: "q:3:food",
    columns: "week",
    nest: "segment",
    metric: "nps",
    show: "column.row",
    heat: true,
    unit: 4,
  });
  expect(crosstabSearch({ rows: 7, show: "nonsense" })).toEqual({});
});

test("the usual contents of a cell stay out of the address", () => {
  expect(contentsOf(undefined)).toEqual(["column", "n"]);
  expect(showOf(["n", "column"])).toBeUndefined();
  expect(showOf([])).toBeUndefined();
  expect(showOf(["metric", "row"])).toBe("row.metric");
});

test("swapping turns rows into columns, also where nothing was chosen yet", () => {
  expect(swapped({ rows: "csat" })).toEqual({ rows: "unit", columns: "csat" });
});

test("a cell opens its own voices: filters, row, column and layer together", () => {
  expect(drillOf({ period: "90d", unit: 2, compare: "year" }, [{ metric: "nps", min: 9, max: 10 }, { segment: 3 }])).toEqual({
    period: "90d",
    unit: 2,
    metric: "nps",
    min: 9,
    max: 10,
    segment: 3,
  });
  expect(drillOf({ unit: 2 }, [{ unit: 5 }, { from: "2026-06-01", to: "2026-06-07" }])).toEqual({
    unit: 5,
    from: "2026-06-01",
    to: "2026-06-07",
  });
});

test("a cell that the list of voices cannot be narrowed to is no link", () => {
  expect(drillOf({}, [null, { unit: 5 }])).toBeNull();
  expect(
    drillOf({}, [
      { metric: "nps", min: 0, max: 6 },
      { metric: "csat", min: 1, max: 2 },
    ]),
  ).toBeNull();
});

test("colour follows the residual from ±2 on", () => {
  expect([3.1, 2, 1.9, 0, -2, -3, null].map((residual) => heatOf({ residual }))).toEqual([
    "high-2",
    "high-1",
    undefined,
    undefined,
    "low-1",
    "low-2",
    undefined,
  ]);
});

test("a p-value is never 0, and Cramér's V is said in words", () => {
  expect([pText(0.00001), pText(0.0192)]).toEqual(["p < 0.001", "p 0.019"]);
  expect([0.05, 0.18, 0.3, 0.6].map(strengthOf)).toEqual(["none", "weak", "medium", "strong"]);
});

test("the address of the reasons keeps a chosen question and outcome, and is bare for the usual ones", () => {
  expect(reasonsSearch({ reason: "q:3:why", outcome: "csat", unit: 4 })).toEqual({ reason: "q:3:why", outcome: "csat", unit: 4 });
  expect(reasonsSearch({ reason: "topic", outcome: "nps" })).toEqual({});
  expect(reasonsSearch({ outcome: "nonsense", reason: 7 })).toEqual({});
});
