import { expect, test } from "vitest";
import { contactSearch } from "./search.js";

test("the address keeps what the page knows and drops the rest", () => {
  expect(contactSearch({ view: "promises", channel: "phone", text: 7, other: 1 })).toEqual({
    view: "promises",
    channel: "phone",
    text: "7",
  });
  expect(contactSearch({ view: "all", channel: "pigeon" })).toEqual({});
});
