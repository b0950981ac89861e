import { expect, test } from "vitest";
import { attributeFaults, attributeLevels, spreadEvenly, statedWeights, type TreeAttribute } from "./index.js";

const one = (code: string, parentCode: string | null = null, weight: number | null = null): TreeAttribute => ({ code, parentCode, weight });

test("a tree of attributes has three levels, no circle, no unknown parent, no code twice", () => {
  const three = [one("a"), one("b", "a"), one("c", "b")];
  expect(attributeFaults(three)).toEqual([]);
  expect([...attributeLevels(three).values()]).toEqual([1, 2, 3]);
  expect(attributeFaults([...three, one("d", "c")])).toEqual([{ code: "d", fault: "TOO_DEEP" }]);
  expect(attributeFaults([one("a", "b"), one("b", "a")]).map(({ fault }) => fault)).toEqual(["CYCLE", "CYCLE"]);
  expect(attributeFaults([one("a", "gone"), one("b"), one("b")]).map(({ fault }) => fault)).toEqual(["NO_PARENT", "DUPLICATE"]);
});

test("weights of siblings total 1 within a billionth, or none is set; even shares of any number do", () => {
  for (const count of [1, 3, 7, 30]) {
    expect(attributeFaults(spreadEvenly(count).map((weight, i) => one(`a${i}`, null, weight)))).toEqual([]);
  }
  expect(attributeFaults([one("a", null, 0.5), one("b", null, 0.5 + 1e-8)])).toEqual([{ code: "a", fault: "WEIGHT_SUM" }]);
  // what came in later without a weight counts nothing, and keeps nobody from saving
  expect(attributeFaults([one("a", null, 1), one("b")])).toEqual([]);
  expect(statedWeights([one("a", null, 1), one("b"), one("c", "b", 1)])).toEqual(new Map([["a", 1]]));
  expect(attributeFaults([one("a", null, 2), one("b", null, -1)])).toEqual([{ code: "a", fault: "WEIGHT_SUM" }]);
  expect(attributeFaults([one("a", null, 1), one("b", "a"), one("c", "a")])).toEqual([]);
  expect(() => spreadEvenly(0)).toThrow(RangeError);
});

test("stated importance multiplies weights down the tree; over the leaves it totals 1", () => {
  const tree = [one("a", null, 0.4), one("b", null, 0.6), one("c", "a", 0.25), one("d", "a", 0.75), one("e", "d", 1)];
  const stated = statedWeights(tree);
  expect(stated.get("e")).toBeCloseTo(0.3, 12);
  expect(["b", "c", "e"].reduce((sum, code) => sum + stated.get(code)!, 0)).toBeCloseTo(1, 12);
  expect(statedWeights([one("a"), one("b"), one("c", "a", 1)]).get("c")).toBe(0.5);
});
