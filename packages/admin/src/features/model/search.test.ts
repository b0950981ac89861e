import { expect, test } from "vitest";
import { filtersOf, linesOf, modelSearch } from "./search.js";

test("the address keeps steps, weights and at most two units; what it does not know falls away", () => {
  const search = modelSearch({ step: "quarter", weights: "today", lines: "3,8,x,3,9", period: "90d", unit: "4" });
  expect(search).toEqual({ step: "quarter", weights: "today", lines: "8,9", period: "90d", unit: 4 });
  expect(linesOf(search)).toEqual([8, 9]);
  expect(filtersOf(search)).toEqual({ period: "90d", unit: 4 });
  expect(modelSearch({ step: "month", weights: "own", lines: "" })).toEqual({});
  expect(modelSearch({ lines: 7 })).toEqual({ lines: "7" });
});
