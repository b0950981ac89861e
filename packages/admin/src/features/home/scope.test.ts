import type { TFunction } from "i18next";
import { expect, test } from "vitest";
import { scopeOf } from "./scope.js";

const t = ((key: string, values: object = {}) => [key, ...Object.values(values)].join(" ")) as unknown as TFunction<"home">;
const nameOf = (id: number) => (id === 7 ? "Store E" : "");

test("a single store is not called “everything”: nothing is said where there is nothing to tell it from", () => {
  expect(scopeOf([], 0, nameOf, t)).toBe("");
  expect(scopeOf([], 1, nameOf, t)).toBe("");
  expect(scopeOf([], 36, nameOf, t)).toBe("whole 36");
});

test("who is limited to one unit reads its name, and the general words until it is known", () => {
  expect(scopeOf([7], 36, nameOf, t)).toBe("Store E");
  expect(scopeOf([8], 36, nameOf, t)).toBe("yourUnits");
  expect(scopeOf([7, 8], 36, nameOf, t)).toBe("yourUnits");
});
