import { expect, test } from "vitest";
import { firstScore } from "./first-score.js";

test("the pair of the attribute complained of is shown, with its band", () => {
  expect(firstScore({ nps: 2, "r:speed": 5, "p:speed": 2, "e:taste": 4, "p:taste": 1 }, "speed")).toEqual({
    pair: { expected: 5, perceived: 2, ratio: 0.4, band: "dissatisfied" },
    plain: [{ metric: "nps", value: 2 }],
  });
});

test("without an attribute the lowest ratio is shown; a lone perception is no pair", () => {
  expect(firstScore({ "e:a": 4, "p:a": 4, "e:b": 5, "p:b": 3, "p:c": 1 }, null).pair?.ratio).toBe(0.6);
  expect(firstScore({ csat: 1, "p:c": 1 }, null)).toEqual({ pair: null, plain: [{ metric: "csat", value: 1 }] });
});
