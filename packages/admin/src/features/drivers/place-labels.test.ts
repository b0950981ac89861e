import { expect, test } from "vitest";
import { placeLabels } from "./place-labels.js";

const label = (name: string, x: number, y: number) => ({ name, text: "上菜速度", x, y, size: 12 });

test("labels keep clear of each other and of the points; what finds no room stays away", () => {
  const placed = placeLabels([label("a", 100, 100), label("b", 104, 101), label("c", 300, 20)], { width: 400, height: 200 });
  expect(placed.get("a")).toMatchObject({ x: 100, y: 91 });
  expect(placed.get("b")!.y).toBeGreaterThan(101);
  const crowd = Array.from({ length: 12 }, (_, i) => label(`p${i}`, 100 + i, 100));
  expect(placeLabels(crowd, { width: 400, height: 200 }).size).toBeLessThan(12);
});

test("a label at the edge turns inwards", () => {
  const placed = placeLabels([label("edge", 398, 100)], { width: 400, height: 200 });
  expect(placed.get("edge")!.x).toBeLessThan(380);
});
