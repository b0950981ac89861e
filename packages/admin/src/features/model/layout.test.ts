import { indexModel } from "@manyi/core/models";
import { expect, test } from "vitest";
import { boxesOf, edgeOf, labelSpots, PHONE, WIDE } from "./layout.js";

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

test("on a desk no coefficient covers another or a box, in any of the models", () => {
  for (const kind of ["ACSI", "CCSI", "ECSI"] as const) {
    const items = {
      Image: ["i"],
      Expectation: ["e"],
      Quality: ["q"],
      Value: ["v"],
      Satisfaction: ["s"],
      Complaints: ["c"],
      Loyalty: ["l"],
    };
    const { paths, latents } = indexModel(kind, items);
    const boxes = boxesOf(
      latents.map(({ name }) => name),
      WIDE,
    );
    const arrows = paths.map(([from, to]) => WIDE.arrow(boxes.get(from)!, boxes.get(to)!));
    const spots = labelSpots(arrows, [...boxes.values()], WIDE.label);
    const { width, height } = WIDE.label;
    for (const [i, a] of spots.entries()) {
      for (const b of spots.slice(i + 1)) expect(Math.abs(a.x - b.x) >= width || Math.abs(a.y - b.y) >= height).toBe(true);
      for (const box of boxes.values()) {
        const [dx, dy] = [Math.abs(a.x - box.x - box.width / 2), Math.abs(a.y - box.y - box.height / 2)];
        expect(dx >= (box.width + width) / 2 || dy >= (box.height + height) / 2).toBe(true);
      }
    }
  }
});
