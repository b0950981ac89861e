import { expect, test } from "vitest";
import { inboxSearch, isNarrowed } from "./search.js";

test("the address keeps what the inbox knows and drops the rest", () => {
  expect(inboxSearch({ view: "mine", sentiment: -1, unit: 3, source: "review", text: 7, item: "x", other: 1 })).toEqual({
    view: "mine",
    sentiment: "-1",
    unit: 3,
    source: "review",
    text: "7",
  });
  expect(inboxSearch({ view: "nothing", unit: -1, source: "" })).toEqual({});
  expect(isNarrowed({ view: "all" })).toBe(false);
  expect(isNarrowed({ source: "call" })).toBe(true);
});
