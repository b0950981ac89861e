import { expect, test } from "vitest";
import { cutAt } from "./spans.js";

test("L1.11: a span is cut where a question became another one; stretches are numbered from there on", () => {
  const weeks = [0, 1, 2].map((key) => ({ key, from: 7 * key, to: 7 * key + 6 }));
  const found = cutAt(weeks, [10, 14]);
  expect(found.map(({ from, to, stretch }) => [from, to, stretch])).toEqual([
    [0, 6, 0],
    [7, 9, 0],
    [10, 13, 1],
    [14, 20, 2],
  ]);
  expect(cutAt(weeks, [])).toEqual(weeks.map((week) => ({ ...week, stretch: 0 })));
});
