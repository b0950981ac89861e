import { expect, test } from "vitest";
import { type LoopRow, lowestOf } from "./stages.js";

const row = (unitId: number | null, value: number | null, base: "ok" | "low" | "none") =>
  ({ unitId, closedLoop: { value, base } }) as unknown as LoopRow;

test("the lowest unit is looked for among those with enough cases; the whole is no unit", () => {
  expect(lowestOf([row(null, 10, "ok"), row(1, 60, "ok"), row(2, 48, "ok"), row(3, 0, "low")])?.unitId).toBe(2);
  expect(lowestOf([row(null, 10, "ok"), row(3, null, "none")])).toBeNull();
});
