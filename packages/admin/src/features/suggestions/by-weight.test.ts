import { expect, test } from "vitest";
import { byWeight, effectOf } from "./by-weight.js";

const few = { name: "few, strong", topics: [1], votes: 2 };
const many = { name: "many, weak", topics: [2], votes: 9 };
const unknown = { name: "unknown", topics: [], votes: 3 };

test("ideas stand by votes; with effects known, by votes times the strongest effect of their topics", () => {
  const names = (effects: Map<number, number>) => byWeight([unknown, few, many], effects).map(({ name }) => name);
  expect(names(new Map())).toEqual(["many, weak", "unknown", "few, strong"]);
  expect(
    names(
      new Map([
        [1, -12],
        [2, 2],
      ]),
    ),
  ).toEqual(["few, strong", "many, weak", "unknown"]);
  expect(effectOf(unknown, new Map([[1, 3]]))).toBeNull();
});
