import { expect, test } from "vitest";
import { caseSearch } from "./search.js";

test("the queue keeps what it knows and drops the rest", () => {
  expect(caseSearch({ view: "verify", severity: "high", unit: 7, text: 618, page: 2 })).toEqual({
    view: "verify",
    severity: "high",
    unit: 7,
    text: "618",
  });
  expect(caseSearch({ view: "lost", severity: "huge", unit: -1 })).toEqual({});
});
