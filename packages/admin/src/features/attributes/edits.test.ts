import { expect, test } from "vitest";
import { coded, type Draft, freshCode, groupsOf, isUnnamed, parentsFor, topDown, weighed, withAttribute, without } from "./edits.js";

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

test("what stood below a removed attribute moves up", () => {
  expect(topDown(without(tree, "c")).map(({ code, parentCode }) => [code, parentCode])).toEqual([
    ["a", null],
    ["d", "a"],
    ["b", null],
  ]);
});

test("a new attribute takes its code from its English name, else from Latin letters of the Chinese one, else a general one", () => {
  const named = (code: string, chinese: string, english: string, parentCode: string | null = null): Draft => ({
    ...one(code, parentCode),
    name: { "zh-CN": chinese, en: english },
  });
  expect(freshCode(tree)).toBe("new:1");
  expect(freshCode([...tree, one("new:1")])).toBe("new:2");
  const added = [named("new:1", "口味", "A"), named("new:2", "Wi-Fi 速度", "网速", "new:1"), named("new:3", "上菜", "上菜")];
  expect(
    coded([...added, ...tree])
      .slice(0, 3)
      .map(({ code, parentCode }) => [code, parentCode]),
  ).toEqual([
    ["a_2", null],
    ["wi_fi", "a_2"],
    ["attribute", null],
  ]);
  expect([named("x", "口味", " "), named("y", "口味", "Taste")].map(isUnnamed)).toEqual([true, false]);
});
