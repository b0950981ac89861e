import { expect, test } from "vitest";
import { scaleWarnings } from "./index.js";

const fine = { itemTotal: 0.6, alphaIfDropped: 0.7, loading: 0.8, missingShare: 0.02, floor: 15, ceiling: 15 };
const scale = { n: 200, alpha: 0.8, interval: { high: 0.84 }, items: [fine, fine, fine] };
const codes = (over: Partial<typeof fine>) => scaleWarnings({ ...scale, items: [fine, { ...fine, ...over }, fine] });

test("L2.7: a scale is doubted below α .7 and from .95 on, an item below an item-total of .3, an end beyond 15 %", () => {
  expect(scaleWarnings(scale)).toEqual([]);
  expect(scaleWarnings({ ...scale, alpha: 0.7 })).toEqual([]);
  expect(scaleWarnings({ ...scale, alpha: 0.699 })).toEqual([{ code: "LOW_ALPHA", item: null, value: 0.699 }]);
  expect(scaleWarnings({ ...scale, alpha: 0.95 })[0]!.code).toBe("TOO_ALIKE");
  expect(codes({ itemTotal: 0.3, loading: 0.4, missingShare: 0.2 })).toEqual([]);
  expect(codes({ itemTotal: 0.29 })).toEqual([{ code: "WEAK_ITEM", item: 1, value: 0.29 }]);
  // an item that is asked the other way round is said to be so, and not to be weak as well
  expect(codes({ itemTotal: -0.4, loading: -0.6, alphaIfDropped: 0.9 }).map(({ code }) => code)).toEqual([
    "NEGATIVE_ITEM",
    "BETTER_WITHOUT",
  ]);
  expect(codes({ loading: 0.39 })[0]!.code).toBe("LOW_LOADING");
  expect(codes({ missingShare: 0.21, floor: 15.1, ceiling: 60 }).map(({ code }) => code)).toEqual(["MISSING", "FLOOR", "CEILING"]);
});

test("few people are the only thing said of a scale they tried", () => {
  expect(scaleWarnings({ ...scale, n: 29, alpha: 0.2 })).toEqual([{ code: "FEW", item: null, value: 29 }]);
  expect(scaleWarnings({ ...scale, n: 30, alpha: 0.2 })[0]!.code).toBe("LOW_ALPHA");
  expect(scaleWarnings({ n: 40, alpha: null, interval: null, items: [] })).toEqual([]);
});
