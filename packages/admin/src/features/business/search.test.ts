import { expect, test } from "vitest";
import { linkageSearch, queryOf } from "./search.js";

test("the address keeps what the page knows and drops the rest", () => {
  const figure = "01fb1834-022d-4dd5-8614-40e8bdb2df64";
  const kept = linkageSearch({ figure, metric: "p:taste", by: "quarter", months: "36", lag: "2", tab: "beside", unit: "4" });
  expect(kept).toEqual({ figure, metric: "p:taste", by: "quarter", months: 36, lag: 2, tab: "beside", unit: 4 });
  expect(linkageSearch({ figure: "x", metric: "<b>", by: "week", months: 7, lag: 9, tab: "link" })).toEqual({});
});

test("two years are twenty-four months or eight quarters", () => {
  expect([queryOf({}).periods, queryOf({ by: "quarter" }).periods, queryOf({ by: "quarter", months: 12 }).periods]).toEqual([24, 8, 4]);
});
