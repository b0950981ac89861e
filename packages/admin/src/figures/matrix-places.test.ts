import { expect, test } from "vitest";
import { zonePlaces } from "./matrix-places.js";

const SIZE = { width: 400, height: 300 };

test("the name of a quadrant stands in its outer corner, and at the cross-line when a point lies there", () => {
  expect(zonePlaces(SIZE, 200, []).later).toMatchObject({ x: 6, y: 272 });
  expect(zonePlaces(SIZE, 200, [{ x: 30, y: 280 }]).later).toMatchObject({ x: 6, y: 202 });
  expect(zonePlaces(SIZE, 200, [{ x: 380, y: 10 }]).keep).toMatchObject({ x: 282, y: 176 });
});

test("a quadrant too low for two places keeps its corner", () => {
  expect(zonePlaces(SIZE, 280, [{ x: 30, y: 285 }]).later.y).toBe(272);
});
