import { expect, test } from "vitest";
import { boxesOf, edgeOf, PHONE, WIDE } from "./layout.js";

const parts = ["Image", "Expectation", "Quality", "Value", "Satisfaction", "Complaints", "Loyalty"];

test("no two boxes overlap and none leaves the drawing, on a desk and on a phone", () => {
  for (const layout of [WIDE, PHONE]) {
    const boxes = [...boxesOf(parts, layout).values()];
    expect(boxes).toHaveLength(7);
    for (const [i, a] of boxes.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.x + a.width).toBeLessThanOrEqual(layout.width);
      expect(a.y).toBeGreaterThanOrEqual(0);
      expect(a.y + a.height).toBeLessThanOrEqual(layout.height + 1);
      for (const b of boxes.slice(i + 1)) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    }
  }
});

test("an arrow leaves a box at its edge", () => {
  expect(edgeOf({ x: 0, y: 0, width: 10, height: 10 }, { x: 100, y: 5 })).toEqual({ x: 10, y: 5 });
});
