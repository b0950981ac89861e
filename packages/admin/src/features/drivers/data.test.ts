import { expect, test } from "vitest";
import { type Driver, shareEnd, tieGroups } from "./data.js";

const driver = (attribute: string, group: number | null) => ({ attribute, group }) as Driver;

test("drivers that cannot be told apart stand together; what is not ranked stands alone", () => {
  const groups = tieGroups([driver("a", 1), driver("b", 1), driver("c", 2), driver("d", null), driver("e", null)]);
  expect(groups.map((group) => group.map(({ attribute }) => attribute))).toEqual([["a", "b"], ["c"], ["d"], ["e"]]);
});

test("the axis of shares ends at a round ten per cent above the widest interval", () => {
  expect(shareEnd([{ share: 0.24, interval: { low: 0.2, high: 0.31 } }])).toBe(0.4);
  expect(shareEnd([])).toBe(0.1);
});
