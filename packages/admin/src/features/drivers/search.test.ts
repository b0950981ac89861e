import { expect, test } from "vitest";
import { driversSearch } from "./search.js";

test("the address keeps what the page knows and drops the rest", () => {
  expect(driversSearch({ tab: "map", method: "guess", outcome: "csat", drivers: "a,b", unit: "3", foo: 1 })).toEqual({
    tab: "map",
    outcome: "csat",
    drivers: "a,b",
    unit: 3,
  });
});
