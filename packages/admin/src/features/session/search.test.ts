import { expect, test } from "vitest";
import { startSearch } from "./search.js";

test("after signing in only addresses of this site are followed", () => {
  expect(startSearch({ next: "/understand/dashboard?unit=3" })).toEqual({ next: "/understand/dashboard?unit=3" });
  expect(startSearch({ next: "//elsewhere.example" })).toEqual({});
  expect(startSearch({ next: "/\\elsewhere.example" })).toEqual({});
  expect(startSearch({ next: "https://elsewhere.example" })).toEqual({});
});

test("a token of digits only stays a text", () => {
  expect(startSearch({ token: 12345678901 })).toEqual({ token: "12345678901" });
});
