import { expect, test } from "vitest";
import { canBeKept, isSame, keptOf } from "./address.js";
import { marked, viewsSearch } from "./search.js";

test("what is merely open on a page is not kept", () => {
  expect(keptOf({ unit: 3, heat: true, voice: "0b1c", to: undefined, nested: {}, text: "x".repeat(201) })).toEqual({ unit: 3, heat: true });
});

test("pages of the desk can be kept, single things and settings cannot", () => {
  expect(["/understand/crosstab", "/listen/voices", "/prove/loop"].every(canBeKept)).toBe(true);
  expect(["/", "/understand/views", "/act/cases", "/platform/members", "/listen/imports/7"].some(canBeKept)).toBe(false);
});

test("two addresses are the same whatever their order", () => {
  expect(isSame({ a: 1, b: "x" }, { b: "x", a: 1 })).toBe(true);
  expect(isSame({ a: 1 }, { a: "1" })).toBe(false);
});

test("at most two views are marked for comparing", () => {
  const [x, y, z] = ["x", "y", "z"];
  expect(marked({}, x)).toEqual({ a: x });
  expect(marked({ a: x }, y)).toEqual({ a: x, b: y });
  expect(marked({ a: x, b: y }, z)).toEqual({ a: x, b: z });
  expect(marked({ a: x, b: y }, y)).toEqual({ a: x });
  expect(viewsSearch({ a: "no id", b: "00000000-0000-4000-8000-000000000001" })).toEqual({ b: "00000000-0000-4000-8000-000000000001" });
});
