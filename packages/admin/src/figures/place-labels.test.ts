import { expect, test } from "vitest";
import { placeLabels } from "./place-labels.js";

const SIZE = 12;
const FRAME = { width: 600, height: 380 };
const label = (name: string, x: number, y: number) => ({ name, text: "上菜速度", x, y, size: SIZE });
const boxOf = ({ x, y }: { x: number; y: number }) => ({
  left: x - 24,
  right: x + 24,
  top: y - 0.35 * SIZE - 7.8,
  bottom: y - 0.35 * SIZE + 7.8,
});
type Box = ReturnType<typeof boxOf>;
const apart = (a: Box, b: Box) =>
  a.right <= b.left + 1e-6 || b.right <= a.left + 1e-6 || a.bottom <= b.top + 1e-6 || b.bottom <= a.top + 1e-6;

test("a label that is alone stands at the right of its point, without a line", () => {
  const one = placeLabels([label("a", 100, 100)], FRAME).get("a")!;
  expect(one).toMatchObject({ line: null });
  expect(boxOf(one).left).toBeCloseTo(109);
});

test("a label at the edge turns inwards", () => {
  expect(placeLabels([label("edge", 596, 100)], FRAME).get("edge")!.x).toBeLessThan(580);
});

test("labels of crowded points never cover each other or a point; those that stand away have a line", () => {
  // points within a few pixels of each other, as the minor drivers of a matrix often lie
  const crowd = Array.from({ length: 12 }, (_, i) => label(`p${i}`, 300 + 7 * (i % 4), 300 + 6 * Math.floor(i / 4)));
  const placed = placeLabels(crowd, FRAME);
  expect(placed.size).toBe(12);
  const boxes = crowd.map(({ name }) => boxOf(placed.get(name)!));
  for (const [i, box] of boxes.entries()) {
    for (const other of boxes.slice(i + 1)) expect(apart(box, other)).toBe(true);
    for (const { x, y } of crowd) expect(apart(box, { left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 })).toBe(true);
    expect(box.left >= 0 && box.right <= FRAME.width && box.top >= 0 && box.bottom <= FRAME.height).toBe(true);
  }
  expect([...placed.values()].filter(({ line }) => line !== null).length).toBeGreaterThan(4);
});

test("a label steps off an interval where there is room, and off a name of a quadrant always", () => {
  const across = { x: 60, y: 99, width: 200, height: 2 };
  const one = boxOf(placeLabels([label("a", 100, 100)], FRAME, { rather: [across] }).get("a")!);
  expect(apart(one, { left: 60, right: 260, top: 99, bottom: 101 })).toBe(true);
  const zone = { x: 0, y: 0, width: 590, height: 370 };
  expect(placeLabels([label("a", 100, 100)], FRAME, { never: [zone] }).size).toBe(0);
});
