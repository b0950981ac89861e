import { expect, test } from "vitest";
import { type Draft, freeCode, groupsOf, parentsFor, topDown, weighed, withAttribute, without } from "./edits.js";

const one = (code: string, parentCode: string | null = null, weight: number | null = null): Draft => ({
  code,
  name: { "zh-CN": code, en: code },
  parentCode,
  weight,
});
const tree = [one("a", null, 0.7), one("b", null, 0.5), one("c", "a", 1), one("d", "c", 1)];

test("weights of siblings: spread evenly, stretched to 1, taken away; each group with its total", () => {
  expect(weighed(tree, null, "even").map(({ weight }) => weight)).toEqual([0.5, 0.5, 1, 1]);
  const scaled = weighed(tree, null, "scale");
  expect(scaled[0]!.weight! + scaled[1]!.weight!).toBeCloseTo(1, 12);
  expect(groupsOf(weighed(tree, null, "none")).map(({ parent, count, total }) => [parent?.code ?? null, count, total])).toEqual([
    [null, 2, null],
    ["a", 1, 1],
    ["c", 1, 1],
  ]);
});

test("an attribute may go where no fourth level and no circle comes about; moved, it leaves its weight behind", () => {
  expect(parentsFor(tree, "b").map(({ code }) => code)).toEqual(["a", "c"]);
  expect(parentsFor(tree, "a")).toEqual([]);
  expect(parentsFor(tree, "d").map(({ code }) => code)).toEqual(["a", "b", "c"]);
  expect(withAttribute(tree, "c", { parentCode: "b" })[2]).toMatchObject({ parentCode: "b", weight: null });
  expect(withAttribute(tree, "c", { weight: 0.4 })[2]).toMatchObject({ parentCode: "a", weight: 0.4 });
});

test("what stood below a removed attribute moves up; codes come from the English name", () => {
  expect(topDown(without(tree, "c")).map(({ code, parentCode }) => [code, parentCode])).toEqual([
    ["a", null],
    ["d", "a"],
    ["b", null],
  ]);
  expect(freeCode(tree, "A")).toBe("a_2");
  expect(freeCode(tree, "上菜")).toBe("attribute");
});
