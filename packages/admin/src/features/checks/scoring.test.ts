import type { ChecklistDefinition } from "@manyi/contracts";
import { expect, test } from "vitest";
import { scoreSoFar, shareOf } from "./scoring.js";

test("the score while checking: T-22, and what is not yet looked at does not count", () => {
  const item = (key: string, weight: number, critical = false) => ({
    key,
    text: {},
    weight,
    scale: "half" as const,
    critical,
    notApplicable: true,
  });
  const list: ChecklistDefinition = {
    sections: [{ key: "s", title: {}, items: [item("a", 10), item("b", 20), item("c", 30), item("d", 20), item("e", 20)] }],
  };
  expect(scoreSoFar(list, { a: 1, b: 0.5, c: 1, d: null, e: 0 })?.value).toBe(62.5);
  expect(scoreSoFar(list, { a: 1 })?.value).toBe(100);
  expect(scoreSoFar(list, {})).toBeNull();
  expect([shareOf("five", 1), shareOf("five", 4), shareOf("yes_no", 1)]).toEqual([0, 0.75, 1]);
});
